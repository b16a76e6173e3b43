"""The record of what was announced: for each place, the news that it heard or may have heard. Pure.

To announce something twice is worse than never. So an entry is made before a message is sent
(`CLAIMED`), and only what surely did not arrive is tried again (`FAILED`), for two days. What may
have arrived (`UNKNOWN`) is not.

The record is a JSON file that anybody with access to the repository can edit. One that is not as
it should be is refused whole: everything on the board would look new without it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from typing import Any

from generator.model.errors import BoardError
from generator.model.json_text import load_json

MAX_BYTES = 32 * 1024 * 1024
_VERSION = 1
_TRIED_DAYS = 2  # after the first try that failed; the next one is the last
_GONE_DAYS = 7  # until a place that the settings no longer have is forgotten
_KEPT_DAYS = 90  # of an entry that can't be announced any more
_CLAIM_HOURS = 1  # after which the run that made a claim is over, whatever became of it
_PLACE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_HEARD = re.compile(r"[a-z0-9/-]{1,200}")
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
    GIVEN_UP = "given-up"  # the same, and it was tried long enough
    UNKNOWN = "unknown"  # it may have arrived


@dataclass(frozen=True, slots=True)
class Entry:
    """`at` is the minute, in UTC. `since` is that of the first try that failed, if one did."""

    status: Status
    at: datetime
    since: datetime | None = None

    def is_last_try(self, now: datetime) -> bool:
        """Whether it is given up if it fails now."""
        return self.since is not None and now - self.since >= timedelta(days=_TRIED_DAYS)


@dataclass(frozen=True, slots=True)
class PlaceRecord:
    """What one place heard, by key (`News.keys`). `digest` is the day of its last digest.

    `hears` is what it wants to hear (`AnnouncePlace.hears`), and `gone` the first day on which the
    settings did not have it any more.
    """

    digest: date
    said: Mapping[str, Entry] = field(default_factory=dict)
    hears: tuple[str, ...] = ()
    gone: date | None = None

    def entry(self, keys: Iterable[str]) -> Entry | None:
        """The first entry under one of `keys`: a listing may have had other ids."""
        return next((self.said[key] for key in keys if key in self.said), None)

    def with_entries(self, keys: Iterable[str], status: Status, now: datetime) -> PlaceRecord:
        """The same with new entries for `keys`."""
        said = dict(self.said)
        for key in keys:
            before = said.get(key, Entry(status, now))
            if status is not Status.FAILED:
                said[key] = replace(before, status=status, at=now)
            elif before.is_last_try(now):
                said[key] = replace(before, status=Status.GIVEN_UP, at=now)
            else:
                said[key] = Entry(status, now, before.since or now)
        return replace(self, said=said)

    def last_tries(self, keys: Iterable[str], now: datetime) -> tuple[str, ...]:
        """Those of `keys` that are given up if they fail now."""
        return tuple(key for key in keys if key in self.said and self.said[key].is_last_try(now))


@dataclass(frozen=True, slots=True)
class Record:
    """What each place heard, by the place's id."""

    places: Mapping[str, PlaceRecord] = field(default_factory=dict)

    def with_place(self, name: str, place: PlaceRecord) -> Record:
        """The same with another record of one place."""
        return Record({**self.places, name: place})

    def of_places(self, names: Collection[str], today: date) -> Record:
        """The same for a run whose settings have the places `names`.

        Another place is kept for some days, because the run may be of an older version of the
        board. After that it is forgotten: if it comes back, it begins anew.
        """
        kept = {}
        for name, place in self.places.items():
            if place.gone is None or (today - place.gone).days <= _GONE_DAYS:
                gone = None if name in names else place.gone or today
                kept[name] = replace(place, gone=gone)
        return Record(kept)


def tidied(place: PlaceRecord, open_ids: frozenset[str], now: datetime) -> tuple[PlaceRecord, int]:
    """`place` without what is long over, and how many claims were left by a run that died."""
    said = {}
    died = 0
    for key, entry in place.said.items():
        _, identifier, *until = key.split(" ")
        is_over = identifier not in open_ids or (until and until[0] < now.date().isoformat())
        if is_over and now - entry.at > timedelta(days=_KEPT_DAYS):
            continue
        if entry.status is Status.CLAIMED and now - entry.at > timedelta(hours=_CLAIM_HOURS):
            entry = replace(entry, status=Status.UNKNOWN)
            died += 1
        said[key] = entry
    return replace(place, said=said), died


def record_json(record: Record) -> bytes:
    """The record as JSON, one entry on each line, in order of place and key.

    Raises BoardError if it is so large that the next run could not read it.
    """
    places = ",\n".join(
        f'"{name}":{{{_head_json(place)},"said":{{{_said_json(place)}}}}}'
        for name, place in sorted(record.places.items())
    )
    content = f'{{"version":{_VERSION},"places":{{\n{places}\n}}}}\n'.encode()
    if len(content) > MAX_BYTES:
        raise BoardError(
            f"what was announced needs more than {MAX_BYTES // 1024**2} MiB, so this is not "
            "announced. Use fewer places, or give some of them less to hear with `only`."
        )
    return content


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


def _head_json(place: PlaceRecord) -> str:
    gone = {"gone": str(place.gone)} if place.gone else {}
    head = {"digest": str(place.digest), "hears": place.hears, **gone}
    return json.dumps(head, separators=(",", ":"))[1:-1]


def _said_json(place: PlaceRecord) -> str:
    lines = [
        f'"{key}":{json.dumps(_entry_json(entry), separators=(",", ":"))}'
        for key, entry in sorted(place.said.items())
    ]
    return "\n" + ",\n".join(lines) + "\n" if lines else ""


def _entry_json(entry: Entry) -> list[str]:
    times = (entry.at, entry.since) if entry.since else (entry.at,)
    return [entry.status.value, *(time.strftime(_TIME) for time in times)]


def _parse_places(data: Any) -> Iterator[tuple[str, PlaceRecord]]:
    for name, value in data.items():
        if not value.keys() <= {"digest", "hears", "gone", "said"}:
            raise ValueError
        yield (
            _checked(_PLACE, name),
            PlaceRecord(
                date.fromisoformat(value["digest"]),
                {_checked(_KEY, key): _parse_entry(entry) for key, entry in value["said"].items()},
                tuple(_checked(_HEARD, part) for part in value.get("hears", ())),
                date.fromisoformat(value["gone"]) if "gone" in value else None,
            ),
        )


def _checked(pattern: re.Pattern[str], text: str) -> str:
    if not pattern.fullmatch(text):
        raise ValueError(text)
    return text


def _parse_entry(value: Any) -> Entry:
    status, *times = value
    at, *since = (datetime.strptime(time, _TIME).replace(tzinfo=UTC) for time in times)
    return Entry(Status(status), at, *since)
