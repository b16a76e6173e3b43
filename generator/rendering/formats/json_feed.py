"""`feed.json`: JSON Feed 1.1 (jsonfeed.org), with the listing's fields in `_microinternship`.

The extension is made by `listing_json`, and described in docs/reference/feeds.md.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from generator.rendering.artifact import Artifact
from generator.rendering.feed import Entry, Feed, FeedPage, Form, Publication
from generator.rendering.listing_json import extension

_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_VERSION = "https://jsonfeed.org/version/1.1"


def json_feed(publication: Publication) -> Iterator[Artifact]:
    """`feed.json` of every slice, and the pages after it."""
    base = publication.board.settings.url
    for feed in publication.feeds:
        for page in feed.pages:
            items = _items(page, publication.made("json", page.form))
            head = _bytes(_head(feed, page, base))[:-1]  # without its closing brace
            content = head + b',"items":[\n' + b",\n".join(items) + b"\n]}\n"
            yield Artifact(feed.path + page.name("feed", "json"), content)


def _head(feed: Feed, page: FeedPage, base: str) -> dict[str, Any]:
    folder = base + feed.path
    head = {
        "version": _VERSION,
        "title": feed.title,
        "home_page_url": feed.home,
        "feed_url": folder + page.name("feed", "json"),
        "description": feed.description,
        "language": feed.language,
    }
    if page.number < page.last:
        head["next_url"] = folder + page._replace(number=page.number + 1).name("feed", "json")
    return head


def _items(page: FeedPage, made: dict[str, bytes]) -> Iterator[bytes]:
    """The page's entries, those of them rendered that were not `made` before."""
    render = _FORMS[page.form]
    for entry in page.entries:
        found = made.get(entry.id)
        if found is None:
            found = made[entry.id] = _bytes(render(entry))
        yield found


def _whole(entry: Entry) -> dict[str, Any]:
    texts = {"content_html": entry.html, "content_text": entry.text, "summary": entry.summary}
    return {**_short(entry), **texts}


def _short(entry: Entry) -> dict[str, Any]:
    return {
        **_common(entry),
        "content_text": f"{entry.summary}\n{entry.line}",
        "authors": [{"name": entry.author}],
        "tags": [category.label for category in entry.categories],
        "_microinternship": extension(entry.listing, entry.state, entry.industry, entry.closes),
    }


def _brief(entry: Entry) -> dict[str, Any]:
    fields = {
        "id": entry.listing.id,
        "status": entry.state.value,
        "deadline": entry.listing.deadline.isoformat(),
    }
    return {**_common(entry), "content_text": entry.summary, "_microinternship": fields}


_FORMS = {Form.WHOLE: _whole, Form.SHORT: _short, Form.BRIEF: _brief}


def _common(entry: Entry) -> dict[str, Any]:
    return {
        "id": entry.id,
        "url": entry.url,
        "title": entry.title,
        "date_published": entry.escaped["published"],
        "date_modified": entry.escaped["updated"],
    }


def _bytes(value: dict[str, Any]) -> bytes:
    return _ENCODER.encode(value).encode("utf-8", "replace")
