"""`feed.json`: JSON Feed 1.1 (jsonfeed.org), with the listing's fields in `_microinternship`.

The extension has the names of `schema/listing.schema.json`, and is described in
docs/reference/feeds.md.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from generator.artifact import Artifact
from generator.feed import Entry, Feed, Form, Page, Publication
from generator.listing import Range

_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_VERSION = "https://jsonfeed.org/version/1.1"


def json_feed(publication: Publication) -> Iterator[Artifact]:
    """`feed.json` of every slice, and the pages after it."""
    made: dict[Form, dict[str, bytes]] = {form: {} for form in Form}
    base = publication.board.settings.url
    for feed in publication.feeds:
        for page in feed.pages:
            items = _items(page, made[page.form])
            head = _bytes(_head(feed, page, base))[:-1]  # without its closing brace
            content = head + b',"items":[\n' + b",\n".join(items) + b"\n]}\n"
            yield Artifact(feed.path + page.name("feed", "json"), content)


def extension(entry: Entry) -> dict[str, Any]:
    """The listing's own fields, as in its schema, with what the board works out."""
    listing = entry.listing
    rate = listing.hourly_rate
    return {
        "id": listing.id,
        "status": entry.state.value,
        "employer": listing.employer_id,
        "category": listing.category,
        "industry": entry.industry,
        "skills": listing.skills,
        "level": listing.level,
        "hours": _amount(listing.hours),
        "duration_weeks": listing.duration_weeks,
        "start": listing.start.isoformat() if listing.start else "flexible",
        "pay": _pay(entry),
        "hourly_rate": {"min": _number(rate.low), "max": _number(rate.high)},
        "place": _place(entry),
        "posted": listing.posted.isoformat(),
        "deadline": listing.deadline.isoformat(),
        "closes": entry.closes.isoformat(),
        "language": listing.language,
        "apply": _filled({"url": listing.apply.url, "email": listing.apply.email}),
    }


def _head(feed: Feed, page: Page, base: str) -> dict[str, Any]:
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


def _items(page: Page, made: dict[str, bytes]) -> Iterator[bytes]:
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
        "_microinternship": extension(entry),
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


def _pay(entry: Entry) -> dict[str, Any]:
    pay = entry.listing.pay
    amount = _amount(pay.amount)
    value = amount if isinstance(amount, dict) else {"amount": amount}
    return {**value, "currency": pay.currency, "per": pay.per}


def _place(entry: Entry) -> dict[str, Any]:
    place = entry.listing.place
    return _filled(
        {
            "mode": place.mode,
            "city": place.city,
            "region": place.region,
            "country": place.country,
            "applicant_countries": place.applicant_countries,
        }
    )


def _filled(values: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value}


def _amount(values: Range) -> int | float | dict[str, int | float]:
    if values.is_single:
        return _number(values.low)
    return {"min": _number(values.low), "max": _number(values.high)}


def _number(value: Decimal) -> int | float:
    """A JSON number with the digits the employer typed."""
    return int(value) if value == value.to_integral_value() else float(value)


def _bytes(value: dict[str, Any]) -> bytes:
    return _ENCODER.encode(value).encode("utf-8", "replace")
