"""The record of what was announced: for each place, the news that it heard or may have heard. Pure.

To announce something twice is worse than never. So an entry is made before a message is sent
(`CLAIMED`), and only what surely did not arrive is tried again (`FAILED`). What may have arrived
(`UNKNOWN`) is not.

The record is a JSON file that anybody with access to the repository can edit. One that is not as
it should be is refused whole: everything on the board would look new without it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from typing import Any

from generator.model.errors import BoardError
from generator.model.json_text import load_json

MAX_BYTES = 32 * 1024 * 1024
_VERSION = 1
_MOST_ENTRIES = 200_000  # of a place
_MOST_TRIES = 5
_KEPT_DAYS = 90  # of an entry, once its listing is no longer open
_CLAIM_HOURS = 1  # after which the run that made a claim is over, whatever became of it
_PLACE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_KEY = re.compile(r"(?:opened|closing|filled) [a-z0-9/-]{3,200}(?: [0-9]{4}-[0-9]{2}-[0-9]{2})?")
_TIME = "%Y-%m-%dT%H:%MZ"


class RecordError(BoardError):
    """The record of what was announced can't be used; the message says why and what to do."""


class Status(StrEnum):
    """What is known about a piece of news and one place."""

    PRESENT = "present"  # it was on the board before the place was added
    CLAIMED = "claimed"  # a run is about to send it, or ended in the middle
    SENT = "sent"
    FAILED = "failed"  # it surely did not arrive
    UNKNOWN = "unknown"  # it may have arrived


@dataclass(frozen=True, slots=True)
class Entry:
    """`at` is the minute, in UTC. `tries` counts those that failed."""

    status: Status
    at: datetime
    tries: int = 0

    @property
    def may_be_said(self) -> bool:
        """Whether it surely was not said, and was not tried too often."""
        return self.status is Status.FAILED and self.tries < _MOST_TRIES


@dataclass(frozen=True, slots=True)
class PlaceRecord:
    """What one place heard, by key (`News.keys`). `digest` is the day of its last digest."""

    digest: date
    said: Mapping[str, Entry] = field(default_factory=dict)

    def entry(self, keys: Iterable[str]) -> Entry | None:
        """The first entry under one of `keys`: a listing may have had other ids."""
        return next((self.said[key] for key in keys if key in self.said), None)

    def with_entries(self, keys: Iterable[str], status: Status, now: datetime) -> PlaceRecord:
        """The same with new entries for `keys`."""
        said = dict(self.said)
        for key in keys:
            before = said.get(key)
            tries = before.tries if before else 0
            said[key] = Entry(status, now, tries + 1 if status is Status.FAILED else tries)
        return replace(self, said=said)


@dataclass(frozen=True, slots=True)
class Record:
    """What each place heard, by the place's id."""

    places: Mapping[str, PlaceRecord] = field(default_factory=dict)

    def with_place(self, name: str, place: PlaceRecord) -> Record:
        """The same with another record of one place."""
        return Record({**self.places, name: place})

    def of_places(self, names: Iterable[str]) -> Record:
        """The same without places other than `names`: one that comes back begins anew."""
        return Record({name: self.places[name] for name in names if name in self.places})


def tidied(place: PlaceRecord, open_ids: frozenset[str], now: datetime) -> tuple[PlaceRecord, int]:
    """`place` without what is long over, and how many claims were left by a run that died."""
    said = {}
    died = 0
    for key, entry in place.said.items():
        if key.split(" ")[1] not in open_ids and now - entry.at > timedelta(days=_KEPT_DAYS):
            continue
        if entry.status is Status.CLAIMED and now - entry.at > timedelta(hours=_CLAIM_HOURS):
            entry = replace(entry, status=Status.UNKNOWN)
            died += 1
        said[key] = entry
    return replace(place, said=said), died


def record_json(record: Record) -> bytes:
    """The record as JSON, one entry on each line, in order of place and key."""
    places = ",\n".join(
        f'"{name}":{{"digest":"{place.digest}","said":{{{_said_json(place)}}}}}'
        for name, place in sorted(record.places.items())
    )
    return f'{{"version":{_VERSION},"places":{{\n{places}\n}}}}\n'.encode()


def parse_record(content: bytes) -> Record:
    """The record in `content`. Raises RecordError if it is not one."""
    if len(content) > MAX_BYTES:
        raise RecordError("it is too large.")
    try:
        data = load_json(content)
        if data.keys() != {"version", "places"} or data["version"] != _VERSION:
            raise RecordError("it is of another version of the program.")
        return Record(dict(_parse_places(data["places"])))
    except (ValueError, TypeError, KeyError, AttributeError, OverflowError):
        raise RecordError("it is damaged.") from None


def _said_json(place: PlaceRecord) -> str:
    lines = [
        f'"{key}":{json.dumps(_entry_json(entry), separators=(",", ":"))}'
        for key, entry in sorted(place.said.items())
    ]
    return "\n" + ",\n".join(lines) + "\n" if lines else ""


def _entry_json(entry: Entry) -> list[str | int]:
    shown: list[str | int] = [entry.status.value, entry.at.strftime(_TIME)]
    return [*shown, entry.tries] if entry.tries else shown


def _parse_places(data: Any) -> Iterator[tuple[str, PlaceRecord]]:
    for name, value in data.items():
        if not _PLACE.fullmatch(name) or value.keys() != {"digest", "said"}:
            raise ValueError
        said = {_parse_key(key): _parse_entry(entry) for key, entry in value["said"].items()}
        if len(said) > _MOST_ENTRIES:
            raise ValueError
        yield name, PlaceRecord(date.fromisoformat(value["digest"]), said)


def _parse_key(key: str) -> str:
    if not _KEY.fullmatch(key):
        raise ValueError(key)
    return key


def _parse_entry(value: Any) -> Entry:
    status, at, *rest = value
    (tries,) = rest or (0,)
    if type(tries) is not int or not 0 <= tries <= _MOST_TRIES or not isinstance(value, list):
        raise ValueError
    when = datetime.strptime(at, _TIME).replace(tzinfo=UTC)
    return Entry(Status(status), when, tries)
