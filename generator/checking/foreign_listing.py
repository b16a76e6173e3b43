"""Listings of other boards: what their `api/v1/listings.json` says, read as strangers' data.

Each listing is judged by itself. Only fields that are known are read; a newer board may send more.
They must be as `schema/listing.schema.json` wants them, except that a list of many has neither the
description nor what is handed over, and that an older board may leave out what has a default.
Addresses, also the one to apply at, are made of the board's own in the settings, never taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from generator.checking.rule import RuleContext
from generator.checking.rules import RULES
from generator.checking.schema import CompiledSchema, complaints
from generator.model.dates import is_in_range
from generator.model.employer import Employer
from generator.model.listing import Listing, listing_from
from generator.model.network import NetworkBoard, Origin, id_here
from generator.model.problem import Severity
from generator.model.tag_uri import tag_prefix
from generator.model.vocabulary import Vocabularies, Vocabulary
from generator.reading.source import CONTROL, HIDDEN

_NEEDED = (
    "title", "summary", "category", "industry", "skills", "level", "hours", "duration_weeks",
    "pay", "place", "posted", "deadline",
)  # fmt: skip
_FIELDS = (*_NEEDED, "gains", "start", "openings", "language", "employer")
_ADDED = ("id", "tag", "state", "updated", "closes")  # by the board, not by the employer
# Rules about what is made here (addresses, former ids) or that each board decides for itself.
_NOT_ASKED = (
    "alias/", "apply/", "url/", "dates/deadline-too-far", "pay/below-floor", "pay/currency",
    "dates/posted-too-far",  # it is shown from that day on, and not before
)  # fmt: skip
_MOST_DAYS = 365  # that a listing may run: no board may allow more (`deadline_max_days`)
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*/[a-z0-9]+(?:-[a-z0-9]+)*")
_LONGEST_ID = 120  # with its board's, it is still shorter than any limit here
_MOST_TEXT = 300  # characters of what the board adds, and of a reason
# When a day ends somewhere on Earth, from its first moment in UTC.
_EARLIEST, _LATEST = timedelta(hours=10), timedelta(hours=36)


@dataclass(frozen=True, slots=True)
class ForeignListing:
    """A listing of another board as this one shows it, and its employer."""

    listing: Listing
    employer: Employer


class ForeignListings:
    """Reads listings of other boards. `listing` and `employer` are the program's own schemas."""

    def __init__(
        self, listing: Mapping[str, Any], employer: Mapping[str, Any], words: Vocabularies
    ) -> None:
        own = {name: listing["properties"][name] for name in _FIELDS if name != "employer"}
        name = {"type": "object", "properties": {"name": employer["properties"]["name"]}}
        definition = {
            "type": "object",
            "required": list(_NEEDED),
            "properties": {**own, "employer": name},
        }
        self._schema, self._words = CompiledSchema(definition), words

    def reduced(self, item: Any) -> dict[str, Any]:
        """What is read of an item of the list: known fields, however deep; empty if it is none."""
        if not isinstance(item, Mapping):
            return {}
        known: dict[str, Any] = _known(item, self._schema.definition)
        added = {name: item[name] for name in _ADDED if _is_short(item.get(name))}
        return added | known | ({"origin": True} if "origin" in item else {})

    def read(self, item: Any, board: NetworkBoard, *, brief: bool = False) -> ForeignListing | str:
        """The listing in an item of the list of `board`, or why it is refused, in a few words.

        The same on any day. `item` is what `reduced` gave, or was kept of it.
        `brief`: fields that are wrong are not named, which takes far less time.
        """
        data = item if isinstance(item, Mapping) else {}
        identifier = data.get("id")
        if not isinstance(identifier, str) or not _is_id(identifier):
            return "its id is none"
        if "origin" in data:
            return "it is another board's: name that board in the network to show it"
        fields = {name: data[name] for name in _FIELDS if name in data}
        if not isinstance(fields.get("employer"), Mapping) or "name" not in fields["employer"]:
            fields["employer"] = {"name": identifier.partition("/")[0]}
        if any(CONTROL.search(text) or HIDDEN.search(text) for text in _texts(fields)):
            return "it has control characters or characters that can't be seen"
        if brief and not self._schema.is_valid(fields):
            return "its fields are not those of a listing"
        for complaint in complaints(fields, self._schema):
            where = ".".join(map(str, complaint.path))
            return f"{f'`{where}`: ' if where else ''}{complaint.message}"[:_MOST_TEXT]
        return self._typed(identifier, data, fields, board)

    def _typed(
        self, identifier: str, data: Mapping[str, Any], fields: Mapping[str, Any],
        board: NetworkBoard,
    ) -> ForeignListing | str:  # fmt: skip
        words = self._words
        category = words.categories.find(fields["category"])
        industry = words.industries.find(fields["industry"])
        skills = _found(words.skills, fields["skills"])
        if not category or not industry:
            name = "industry" if category else "category"
            return f"this board has no {name} `{fields[name]}`: add it to its own words"
        if not skills:
            return f"this board knows none of its skills, such as `{fields['skills'][0]}`"
        origin = _origin(identifier, data, board)
        listing = listing_from(
            id_here(board, identifier),
            {
                **_exact(fields), "category": category, "industry": industry, "skills": skills,
                "gains": _found(words.skills, fields.get("gains", ())), "description": "",
                "deliverables": (), "apply": {"url": origin.url},
            },
        )  # fmt: skip
        if (listing.deadline - listing.posted).days > _MOST_DAYS:
            return f"its deadline is more than {_MOST_DAYS} days after it was posted"
        listing = replace(listing, openings=int(listing.openings), origin=origin)
        name = fields["employer"]["name"]
        employer = Employer(listing.employer_id, name, origin.employer_url, "", industry, "")
        return ForeignListing(listing, employer)


def broken_rule(listing: Listing, context: RuleContext) -> str:
    """What `listing` does that no board allows, such as asking for money; empty if nothing.

    In which currency, for how much an hour and, up to a year, how long it runs, its own board
    decides. The answer is the same on any day.
    """
    for rule in RULES:
        if rule.listing and rule.severity is Severity.ERROR and not rule.id.startswith(_NOT_ASKED):
            for finding in rule.listing(listing, context):
                return f"{finding.message} ({rule.id})"
    return ""


def _is_id(text: str) -> bool:
    return len(text) <= _LONGEST_ID and _ID.fullmatch(text) is not None


def _is_short(value: Any) -> bool:
    return isinstance(value, str) and len(value) <= _MOST_TEXT


def _known(value: Any, schema: Mapping[str, Any]) -> Any:
    """`value` without fields that the schema does not have, which a newer board may send."""
    if isinstance(value, Mapping) and "properties" in schema:
        fields = schema["properties"]
        return {name: _known(part, fields[name]) for name, part in value.items() if name in fields}
    return value


def _texts(value: Any) -> Iterator[str]:
    """Every text in `value`, names of fields too. JSON that was read is never endless."""
    pending = [value]
    while pending:
        part = pending.pop()
        if isinstance(part, str):
            yield part
        elif isinstance(part, Mapping):
            pending += (*part, *part.values())
        elif isinstance(part, list):
            pending += part


def _exact(value: Any) -> Any:
    """`value` with its numbers as `Decimal`, with the digits that were sent."""
    if isinstance(value, Mapping):
        return {name: _exact(part) for name, part in value.items()}
    if isinstance(value, float):
        return Decimal(str(value))
    return value


def _found(words: Vocabulary, names: list[str] | tuple[()]) -> list[str]:
    """The ids of those that this board has, each once."""
    return list(dict.fromkeys(found for name in names if (found := words.find(name))))


def _origin(identifier: str, data: Mapping[str, Any], board: NetworkBoard) -> Origin:
    closes, updated = _moment(data.get("closes")), _moment(data.get("updated"))
    deadline = datetime.combine(date.fromisoformat(data["deadline"]), datetime.min.time(), UTC)
    if closes and not _EARLIEST <= closes - deadline <= _LATEST:
        closes = None  # in no time zone does that day end then
    return Origin(board, identifier, _tag(identifier, data.get("tag"), board), updated, closes)


def _tag(identifier: str, tag: Any, board: NetworkBoard) -> str:
    """The id in feeds, if it is one that the board at this address may give."""
    prefix = f"{tag_prefix(board.url)}listing/"
    if isinstance(tag, str) and tag.startswith(prefix) and _is_id(tag.removeprefix(prefix)):
        return tag
    return prefix + identifier


def _moment(text: Any) -> datetime | None:
    """A moment with its time zone (RFC 3339); None for anything else."""
    try:
        found = datetime.fromisoformat(text) if isinstance(text, str) else None
    except ValueError:
        return None
    if found is None or found.tzinfo is None or not is_in_range(found.date()):
        return None
    return found.astimezone(UTC)
