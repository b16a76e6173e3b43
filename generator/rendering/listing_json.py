"""A listing as JSON, for the API and for JSON Feed.

Names and meanings are those of `schema/listing.schema.json`. A field that the employer left out is
left out here too, or has the schema's default if there is one. The board adds fields that it
computes: `id`, `tag`, `url`, `state`, `hourly_rate`, `closes`, `updated`, `closed` and `origin`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta, tzinfo
from functools import lru_cache
from typing import Any

from generator.board.board import Board, State
from generator.board.ids_and_dates import closes_at, entry_id, id_prefix, midnight
from generator.model.employer import Employer
from generator.model.listing import Eligibility, Listing, Offers, Outcome, Range, Terms, WorkPlace
from generator.model.network import Origin
from generator.model.numbers import json_number
from generator.model.safe_text import absolute

Json = dict[str, Any]
# The fields of a listing in a list of many: enough to choose, search and sort.
COMPACT = (
    "id", "tag", "url", "state", "title", "summary", "category", "industry", "skills", "gains",
    "level", "hours", "duration_weeks", "start", "pay", "place", "openings", "language", "posted",
    "deadline", "apply", "hourly_rate", "closes", "updated", "origin",
)  # fmt: skip

# What the file of a listing has of its employer; api/v1/employers.json has the rest.
_OF_EMPLOYER = (
    "id", "name", "url", "website", "industry", "country", "size", "logo", "verified",
    "verification",
)  # fmt: skip
# Fields without a default: left out if the employer left them out.
_OPTIONAL = ("gains", "offers", "terms", "team_size", "accommodations", "outcome", "aliases")


class ListingSerializer:
    """Makes the API's JSON of the listings of `board`.

    `modified`: when each listing last changed, by id.
    """

    def __init__(self, board: Board, modified: Mapping[str, datetime]) -> None:
        self._board, self._modified = board, modified
        self._zone, self._prefix = board.settings.zone, id_prefix(board.settings)
        self._employers = {
            item.id: _only(employer(board, item), _OF_EMPLOYER) for item in board.employers.values()
        } | {item.id: _employer_elsewhere(item) for item in board.elsewhere.values()}

    def full(self, listing: Listing) -> Json:
        """All fields: the listing's own, and those that the board computes.

        The description is there as it was typed, for the form that changes it, and as safe HTML.
        """
        fields, text = self._fields(listing), listing.description
        html = absolute(text.html, fields["url"])
        return fields | {"description": {"markdown": text.markdown, "html": html}}

    def compact(self, listing: Listing) -> Json:
        """The fields in `COMPACT`, and the employer's id and name."""
        fields = self._fields(listing)
        found = {name: fields[name] for name in COMPACT if name in fields}
        by = fields["employer"]
        return found | {"employer": {"id": by["id"], "name": by["name"]}}

    def _fields(self, listing: Listing) -> Json:
        return {
            **self._identity(listing),
            **_own_fields(listing, self._board.industry_of(listing)),
            **self._computed(listing),
            "employer": self._employers[listing.employer_id],
        }

    def _identity(self, listing: Listing) -> Json:
        return {
            "id": listing.id,
            "tag": entry_id(listing, self._prefix),
            "url": self._board.settings.url + listing.url,
            "state": self._board.state(listing).value,
        }

    def _computed(self, listing: Listing) -> Json:
        found: Json = {
            "hourly_rate": _min_max(listing.hourly_rate),
            "closes": self._closes(listing),
            "updated": self._modified[listing.id].isoformat(),
            "text_language": self._board.text_language(listing),
        }
        if closed := self._board.closed_on(listing):
            found["closed"] = _day(closed)
        if listing.origin:
            found["origin"] = origin(listing.origin)
        return found

    def _closes(self, listing: Listing) -> str:
        if listing.origin:
            return closes_at(listing, self._zone).isoformat()
        return _closes(listing.deadline, self._zone)


def _own_fields(listing: Listing, industry: str) -> Json:
    """The listing's own fields, in the schema's order, with a place for the description.

    `industry` is the listing's, or else its employer's.
    """
    found = {
        "title": listing.title,
        "summary": listing.summary,
        "description": None,
        "deliverables": [
            {"what": item.what, "due": _day(item.due)} if item.due else {"what": item.what}
            for item in listing.deliverables
        ],
        "category": listing.category,
        "industry": industry,
        "skills": listing.skills,
        "gains": listing.gains,
        "level": listing.level,
        "hours": _amount(listing.hours),
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
        "outcome": _outcome(listing.outcome) if listing.outcome else None,
        "apply": _apply(listing),
        "aliases": listing.aliases,
    }
    for name in _OPTIONAL:
        if not found[name]:
            del found[name]
    return found


def employer(board: Board, item: Employer) -> Json:
    """The employer `item`, without the GitHub accounts of its maintainers: those are personal."""
    page = board.settings.url + item.url
    optional = {
        "size": item.size,
        "logo": page + item.logo if item.logo else "",
        "verification": _verification(item),
    }
    return {
        "id": item.id,
        "name": item.name,
        "url": page,
        "website": item.website,
        "about": item.about,
        "industry": item.industry,
        "country": item.country,
        "verified": item.verified,
        **_filled(optional),
    }


def origin(item: Origin) -> Json:
    """Where another board's listing comes from."""
    return {"board": item.board.id, "name": item.board.name, "url": item.url}


def _employer_elsewhere(item: Employer) -> Json:
    """The employer of another board's listing: its page is there, and all that is known of it."""
    return {"id": item.id, "name": item.name, "url": item.website, "verified": False}


def _verification(item: Employer) -> Json:
    """When and how the board's maintainers confirmed who it is, if they say so."""
    if item.verified_on is None:
        return {}
    return {"day": item.verified_on.isoformat(), "how": item.verified_how}


def extension(listing: Listing, state: State, industry: str, closes: datetime) -> Json:
    """The extension `_microinternship` of JSON Feed (docs/reference/feeds.md)."""
    found = {"origin": origin(listing.origin)} if listing.origin else {}
    return found | {
        "id": listing.id,
        "status": state.value,
        "employer": listing.employer_id,
        "category": listing.category,
        "industry": industry,
        "skills": listing.skills,
        "level": listing.level,
        "hours": _amount(listing.hours),
        "duration_weeks": listing.duration_weeks,
        "start": _start(listing),
        "pay": _without(_pay(listing), "note"),
        "hourly_rate": _min_max(listing.hourly_rate),
        "place": _without(_place(listing.place), "hours_overlap"),
        "posted": _day(listing.posted),
        "deadline": _day(listing.deadline),
        "closes": closes.isoformat(),
        "language": listing.language,
        "apply": _without(_apply(listing), "instructions"),
    }


def _amount(values: Range) -> int | float | dict[str, int | float]:
    """A number, or `{min, max}`."""
    return json_number(values.low) if values.is_single else _min_max(values)


def _min_max(values: Range) -> dict[str, int | float]:
    return {"min": json_number(values.low), "max": json_number(values.high)}


def _pay(listing: Listing) -> Json:
    pay = listing.pay
    value = _amount(pay.amount)
    found = dict(value) if isinstance(value, dict) else {"amount": value}
    found |= {"currency": pay.currency, "per": pay.per}  # type: ignore[dict-item]
    return found | {"note": pay.note} if pay.note else found


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
            "attribution": offers.attribution,
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


def _outcome(outcome: Outcome) -> Json:
    hired = {} if outcome.hired is None else {"hired": outcome.hired}
    return _filled({"summary": outcome.summary, "link": outcome.link}) | hired


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
    """`values` without those that are empty, None or False."""
    return {key: value for key, value in values.items() if value}


def _only(values: Json, names: tuple[str, ...]) -> Json:
    return {name: values[name] for name in names if name in values}


def _without(values: Json, name: str) -> Json:
    return {key: value for key, value in values.items() if key != name}
