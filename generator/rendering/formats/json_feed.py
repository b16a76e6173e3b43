"""`feed.json`: JSON Feed 1.1 (jsonfeed.org/version/1.1).

The listing's own fields are in the extension `_microinternship`, which `listing_json.extension`
makes and docs/reference/feeds.md describes.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generator.board.board import Board
from generator.model.json_text import compact_json
from generator.rendering.artifact import Artifact
from generator.rendering.feed import Detail, Entry, Feed, FeedPage, Publication
from generator.rendering.listing_json import extension

_VERSION = "https://jsonfeed.org/version/1.1"


def json_feed(publication: Publication) -> Iterator[Artifact]:
    """`feed.json` of every feed, and the later pages of the board's, `feed-2.json`."""
    for feed in publication.feeds_in("json"):
        for page in feed.pages:
            items = _items(page, publication.rendered_entries("json", page.detail))
            head = compact_json(_head(publication.board, feed, page))
            # The closing brace comes after the items.
            content = head[:-1] + b',"items":[\n' + b",\n".join(items) + b"\n]}\n"
            yield Artifact(feed.path + page.name("feed", "json"), content)


def _head(board: Board, feed: Feed, page: FeedPage) -> dict[str, Any]:
    folder = board.settings.url + feed.path
    head: dict[str, Any] = {
        "version": _VERSION,
        "title": feed.title,
        "home_page_url": feed.home,
        "feed_url": folder + page.name("feed", "json"),
        "description": feed.description,
        "authors": [{"name": board.name, "url": board.settings.url}],
        "language": feed.language,
    }
    if not (feed.is_complete or feed.is_whole_board):
        head["_microinternship"] = {"complete": board.settings.url + "feed.json"}
    if page.number < page.last:
        head["next_url"] = folder + page._replace(number=page.number + 1).name("feed", "json")
    return head


def _items(page: FeedPage, cache: dict[str, bytes]) -> Iterator[bytes]:
    """The page's entries, from `cache` or rendered and added to it."""
    render = _BY_DETAIL[page.detail]
    for entry in page.entries:
        found = cache.get(entry.id)
        if found is None:
            found = cache[entry.id] = compact_json(render(entry))
        yield found


def _full(entry: Entry) -> dict[str, Any]:
    texts = {"content_html": entry.html, "content_text": entry.text, "summary": entry.summary}
    fields = extension(entry.listing, entry.state, entry.industry, entry.closes)
    return {**_common(entry), "tags": entry.tags, **texts, "_microinternship": fields}


def _short(entry: Entry) -> dict[str, Any]:
    fields = {"id": entry.listing.id, "deadline": entry.listing.deadline.isoformat()}
    text = f"{entry.summary}\n{entry.line}"
    return {**_common(entry), "content_text": text, "_microinternship": fields}


def _terms(entry: Entry) -> dict[str, Any]:
    listing = entry.listing
    fields = {
        "id": listing.id,
        "employer": listing.employer_id,
        "category": listing.category,
        "industry": entry.industry,
        "skills": listing.skills,
        "deadline": listing.deadline.isoformat(),
    }
    return {**_common(entry), "content_text": entry.summary, "_microinternship": fields}


_BY_DETAIL = {Detail.FULL: _full, Detail.SHORT: _short, Detail.TERMS: _terms}


def _common(entry: Entry) -> dict[str, Any]:
    found = {
        "id": entry.id,
        "url": entry.url,
        "title": entry.reader_title,
        "date_published": entry.escaped["published"],
        "date_modified": entry.escaped["updated"],
        "authors": [{"name": entry.author}],
    }
    return {**found, "language": entry.language} if entry.language else found
