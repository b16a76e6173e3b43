"""A listing as JSON: the one place that says so, for the API and for JSON Feed.

Names and meanings are those of `schema/listing.schema.json`. What the employer left out is left
out; where the schema names a default, the default is said. To these come the few that the board
works out: `id`, `url`, `state`, `hourly_rate`, `closes`, `updated`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta, tzinfo
from decimal import Decimal
from functools import lru_cache
from typing import Any

from generator.board.board import Board, State
from generator.board.ids_and_dates import id_prefix, midnight, original_id
from generator.model.employer import Employer
from generator.model.listing import Eligibility, Listing, Offers, Range, Terms, WorkPlace
from generator.model.safe_text import absolute

Json = dict[str, Any]
COMPACT = (
    "id", "tag", "url", "state", "title", "summary", "category", "industry", "skills", "gains",
    "level", "hours", "duration_weeks", "start", "pay", "place", "openings", "language", "posted",
    "deadline", "apply", "hourly_rate", "closes", "updated",
)  # fmt: skip

_OPTIONAL = ("gains", "offers", "terms", "team_size", "accommodations", "aliases")


class Listings:
    """The listings of `board` as the API gives them. `modified`: when each last changed, by id."""

    def __init__(self, board: Board, modified: Mapping[str, datetime]) -> None:
        self._board, self._modified = board, modified
        self._zone, self._prefix = board.settings.zone, id_prefix(board.settings)
        self._employers = {
            item.id: {k: v for k, v in employer(board, item).items() if k != "about"}
            for item in board.employers.values()
        }

    def whole(self, listing: Listing) -> Json:
        """All of it: its own fields, and those that the board works out."""
        text, fields = listing.description, self._fields(listing)
        html = absolute(text.html, fields["url"])
        fields["description"] = {"markdown": text.markdown, "html": html, "text": text.plain}
        return fields

    def in_short(self, listing: Listing) -> Json:
        """What a list of many says of it: enough to choose, search and sort."""
        return compact(self._fields(listing))

    def _fields(self, listing: Listing) -> Json:
        return {
            **self._head(listing),
            **own(listing, self._board.industry_of(listing)),
            **self._worked_out(listing),
            "employer": self._employers[listing.employer_id],
        }

    def _head(self, listing: Listing) -> Json:
        return {
            "id": listing.id,
            "tag": f"{self._prefix}listing/{original_id(listing)}",
            "url": self._board.settings.url + listing.url,
            "state": self._board.state(listing).value,
        }

    def _worked_out(self, listing: Listing) -> Json:
        found: Json = {
            "hourly_rate": _rate(listing),
            "closes": _closes(listing.deadline, self._zone),
            "updated": self._modified[listing.id].isoformat(),
        }
        if closed := self._board.closed_on(listing):
            found["closed"] = _day(closed)
        return found


def compact(whole: Json) -> Json:
    """What a list of many says of a listing: enough to choose, search and sort."""
    found = {name: whole[name] for name in COMPACT if name in whole}
    by = whole["employer"]
    return found | {"employer": {"id": by["id"], "name": by["name"]}}


def own(listing: Listing, industry: str) -> Json:
    """The listing's own fields, in the schema's order; the description as it was typed.

    `industry` is its own or its employer's.
    """
    found = {
        "title": listing.title,
        "summary": listing.summary,
        "description": listing.description.markdown,
        "deliverables": [
            {"what": item.what, "due": _day(item.due)} if item.due else {"what": item.what}
            for item in listing.deliverables
        ],
        "category": listing.category,
        "industry": industry,
        "skills": listing.skills,
        "gains": listing.gains,
        "level": listing.level,
        "hours": amount(listing.hours),
        "duration_weeks": listing.duration_weeks,
        "start": _start(listing),
        "pay": _pay(listing),
        "place": _place(listing.place),
        "eligibility": _eligibility(listing.eligibility),
        "offers": _offers(listing.offers),
        "terms": _terms(listing.terms),
        "openings": listing.openings,
        "team_size": listing.team_size,
        "language": listing.language,
        "accommodations": listing.accommodations,
        "posted": _day(listing.posted),
        "deadline": _day(listing.deadline),
        "status": listing.status,
        "apply": _apply(listing),
        "aliases": listing.aliases,
    }
    for name in _OPTIONAL:
        if not found[name]:
            del found[name]
    return found


def employer(board: Board, item: Employer) -> Json:
    """An employer, without the accounts of the people who maintain its listings."""
    page = board.settings.url + item.url
    may_be_there = {"size": item.size, "logo": page + item.logo if item.logo else ""}
    return {
        "id": item.id,
        "name": item.name,
        "url": page,
        "website": item.website,
        "about": item.about,
        "industry": item.industry,
        "country": item.country,
        "verified": item.verified,
        **_filled(may_be_there),
    }


def extension(listing: Listing, state: State, industry: str, closes: datetime) -> Json:
    """`_microinternship` of JSON Feed (docs/reference/feeds.md)."""
    return {
        "id": listing.id,
        "status": state.value,
        "employer": listing.employer_id,
        "category": listing.category,
        "industry": industry,
        "skills": listing.skills,
        "level": listing.level,
        "hours": amount(listing.hours),
        "duration_weeks": listing.duration_weeks,
        "start": _start(listing),
        "pay": {key: value for key, value in _pay(listing).items() if key != "note"},
        "hourly_rate": _rate(listing),
        "place": {k: v for k, v in _place(listing.place).items() if k != "hours_overlap"},
        "posted": _day(listing.posted),
        "deadline": _day(listing.deadline),
        "closes": closes.isoformat(),
        "language": listing.language,
        "apply": {key: value for key, value in _apply(listing).items() if key != "instructions"},
    }


def amount(values: Range) -> int | float | dict[str, int | float]:
    """A number, or `{min, max}`."""
    if values.is_single:
        return number(values.low)
    return {"min": number(values.low), "max": number(values.high)}


@lru_cache(maxsize=8192)
def number(value: Decimal) -> int | float:
    """A JSON number with the digits the employer typed."""
    return int(value) if value == value.to_integral_value() else float(value)


def _pay(listing: Listing) -> Json:
    pay = listing.pay
    value = amount(pay.amount)
    found = dict(value) if isinstance(value, dict) else {"amount": value}
    found |= {"currency": pay.currency, "per": pay.per}  # type: ignore[dict-item]
    return found | {"note": pay.note} if pay.note else found


def _rate(listing: Listing) -> Json:
    rate = listing.hourly_rate
    return {"min": number(rate.low), "max": number(rate.high)}


@lru_cache(maxsize=1024)
def _place(place: WorkPlace) -> Json:
    return _filled(
        {
            "mode": place.mode,
            "city": place.city,
            "region": place.region,
            "country": place.country,
            "applicant_countries": place.applicant_countries,
            "hours_overlap": place.hours_overlap,
        }
    )


@lru_cache(maxsize=1024)
def _eligibility(asks: Eligibility) -> Json:
    return _filled(
        {
            "audience": asks.audience,
            "min_age": asks.min_age,
            "work_authorisation": asks.work_authorisation,
            "enrolment": asks.enrolment,
        }
    )


@lru_cache(maxsize=1024)
def _offers(offers: Offers) -> Json:
    return _filled(
        {
            "mentor": offers.mentor,
            "feedback": offers.feedback,
            "reference": offers.reference,
            "credit": offers.credit,
            "pathway": offers.pathway,
        }
    )


@lru_cache(maxsize=1024)
def _terms(terms: Terms) -> Json:
    found = {
        "engagement": terms.engagement,
        "ip": terms.ip,
        "portfolio": terms.portfolio,
        "ai_policy": terms.ai_policy,
    }
    nda = {} if terms.nda is None else {"nda": terms.nda}
    return _filled(found) | nda


def _apply(listing: Listing) -> Json:
    apply = listing.apply
    return _filled({"url": apply.url, "email": apply.email, "instructions": apply.instructions})


def _start(listing: Listing) -> str:
    return _day(listing.start) if listing.start else "flexible"


@lru_cache(maxsize=4096)
def _day(value: date) -> str:
    return value.isoformat()


@lru_cache(maxsize=1024)
def _closes(deadline: date, zone: tzinfo) -> str:
    return midnight(deadline + timedelta(days=1), zone).isoformat()


def _filled(values: Json) -> Json:
    """Without what is empty, None or False."""
    return {key: value for key, value in values.items() if value}
