"""What the board remembers: when a listing came, changed and closed.

A listing's file does not say when it was edited or filled, and Git may not be there to ask. So
each build publishes what it knows as `api/v1/record.json`, and the next build reads it: what
differs from it came, changed or closed today. Days are the board's (`Board.today`), never a
clock's: to build again, on the same day and from the new record, changes nothing.

Without a record, as in a first build, a listing came on the day it was posted, was never edited,
and closed at its deadline; when it was filled or withdrawn is then unknown.

The record comes from the published site, so it is checked like any stranger's file: one that is
damaged, or speaks of days to come, counts as none.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta, tzinfo
from hashlib import blake2b
from operator import attrgetter
from typing import Any, Literal

from generator.board.board import Board, State
from generator.board.ids_and_dates import midnight
from generator.model.listing import Listing

PATH = "api/v1/record.json"
MOST_BYTES = 64 * 1024 * 1024
CLOSED_DAYS = 30  # for how long the board still tells about a listing that is closed or gone
_VERSION = 1  # of what `fingerprint` looks at: prints of another version are not compared
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*/[a-z0-9]+(?:-[a-z0-9]+)*")
_HASH = re.compile(r"[0-9a-f]{16}")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_KEYS = {"hash", "first_seen", "changed", "edits", "state", "closed"}
_MINUTES = 24 * 60
# What an edit can change, dates left out.
_FIELDS = attrgetter(
    "id", "title", "summary", "description.markdown", "category", "industry", "skills", "gains",
    "level", "hours.low", "hours.high", "duration_weeks", "pay.amount.low", "pay.amount.high",
    "pay.currency", "pay.per", "pay.note", "place.mode", "place.city", "place.region",
    "place.country", "place.applicant_countries", "place.hours_overlap", "eligibility.audience",
    "eligibility.min_age", "eligibility.work_authorisation", "eligibility.enrolment",
    "offers.mentor", "offers.feedback", "offers.reference", "offers.credit", "offers.pathway",
    "terms.engagement", "terms.ip", "terms.portfolio", "terms.nda", "terms.ai_policy",
    "openings", "team_size", "language", "accommodations", "status", "apply.url", "apply.email",
    "apply.instructions", "aliases",
)  # fmt: skip

Stage = Literal["open", "filled", "withdrawn", "expired", "removed"]  # a State, or its file is gone
_STAGES: dict[str, Stage] = {
    "open": "open",
    "filled": "filled",
    "withdrawn": "withdrawn",
    "expired": "expired",
    "removed": "removed",
}


@dataclass(frozen=True, slots=True)
class Trace:
    """What is known of one listing's past.

    `hash` is its `fingerprint`, empty if it can't be compared; `edits` counts the edits seen on
    the day `changed` (0: never edited); `closed` is the first day on which it was not open, if
    that is known.
    """

    hash: str
    first_seen: date
    changed: date
    edits: int
    state: Stage
    closed: date | None = None


@dataclass(frozen=True, slots=True)
class History:
    """The past of every listing, by id, in order of id."""

    traces: Mapping[str, Trace] = field(default_factory=dict)

    def edits(self, zone: tzinfo) -> dict[str, datetime]:
        """When each listing that was edited was last. Two edits on one day differ."""
        return {
            identifier: midnight(trace.changed, zone)
            + timedelta(minutes=min(trace.edits, _MINUTES - 1))
            for identifier, trace in self.traces.items()
            if trace.edits
        }

    def closings(self) -> dict[str, date]:
        """The first day on which each was not open, where only the record knows it."""
        return {
            name: trace.closed
            for name, trace in self.traces.items()
            if trace.closed and trace.state in {"filled", "withdrawn"}
        }


NOTHING = History()


def next_history(previous: History, board: Board) -> History:
    """`previous`, brought up to the board's today."""
    before = previous.traces
    found: dict[str, Trace] = {}
    known: set[str] = set()
    for listing in board.listings:
        name = next((name for name in (listing.id, *listing.aliases) if name in before), None)
        if name is not None:
            known.add(name)
        old = before[name] if name is not None else None
        found[listing.id] = _trace(board, listing, old, is_first=not before)
    for name, old in before.items():
        if name not in known and name not in found:
            gone = _gone(old, board.today)
            if (board.today - (gone.closed or old.changed)).days <= CLOSED_DAYS:
                found[name] = gone
    return History(dict(sorted(found.items())))


def remembering(board: Board, record: History) -> Board:
    """`board`, knowing when its listings closed."""
    closings = record.closings()
    return board if closings == board.closings else replace(board, closings=closings)


def fingerprint(listing: Listing) -> str:
    """16 digits that change with any field of the listing.

    Dates count in days from `posted`: a board of samples moves all dates of a listing together
    (`demo_day`), and that is no edit.
    """
    posted = listing.posted.toordinal()
    dates = [day.toordinal() - posted for day in (listing.deadline, listing.start) if day]
    due = [(item.what, item.due and item.due.toordinal() - posted) for item in listing.deliverables]
    text = repr((_FIELDS(listing), dates, due))
    return blake2b(text.encode("utf-8", "replace"), digest_size=8).hexdigest()


def dumped(record: History) -> bytes:
    """The record as a file, a line a listing."""
    lines = ",\n".join(f'"{name}":{_line(trace)}' for name, trace in record.traces.items())
    return f'{{"version":{_VERSION},"listings":{{\n{lines}\n}}}}\n'.encode()


def loaded(content: bytes, today: date) -> History:
    """The record in `content`; none if it is no sound record of a day up to `today`."""
    try:
        data = json.loads(content.decode("utf-8"))
        if len(content) > MOST_BYTES or data.keys() != {"version", "listings"}:
            return NOTHING
        same = data["version"] == _VERSION
        return History(dict(sorted(_traces(data["listings"], today, same))))
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return NOTHING


def _trace(board: Board, listing: Listing, old: Trace | None, is_first: bool) -> Trace:
    posted, mark = listing.posted, fingerprint(listing)
    state, closed = _STAGES[board.state(listing)], board.state(listing) is not State.OPEN
    ends = listing.deadline + timedelta(days=1)
    if old is None:
        came = posted if is_first else board.today
        shut = ends if state == "expired" else None
        return Trace(mark, came, posted, 0, state, shut)
    changed, edits = max(old.changed, posted), old.edits if old.changed >= posted else 0
    if old.hash not in {mark, ""} or old.state == "removed":
        edits = edits + 1 if edits and old.changed == board.today else 1
        changed = board.today
    shut = _shut(old, board.today, ends if state == "expired" else None) if closed else None
    return Trace(mark, max(old.first_seen, posted), changed, edits, state, shut)


def _shut(old: Trace, today: date, expired: date | None) -> date | None:
    """The first day on which a listing that is closed was not open."""
    if expired:
        return expired
    return today if old.state == "open" else old.closed


def _gone(old: Trace, today: date) -> Trace:
    """A listing that has no file any more."""
    return replace(old, state="removed", closed=today if old.state == "open" else old.closed)


def _line(trace: Trace) -> str:
    closed = f',"closed":"{trace.closed}"' if trace.closed else ""
    return (
        f'{{"hash":"{trace.hash}","first_seen":"{trace.first_seen}","changed":"{trace.changed}",'
        f'"edits":{trace.edits},"state":"{trace.state}"{closed}}}'
    )


def _traces(data: Any, today: date, same: bool) -> Iterator[tuple[str, Trace]]:
    for name, value in data.items():
        trace = _loaded_trace(value)
        if len(name) > 200 or not _ID.fullmatch(name) or not _is_possible(trace, today):
            raise ValueError(name)
        yield name, trace if same else replace(trace, hash="")


def _loaded_trace(value: Any) -> Trace:
    edits, closed = value["edits"], value.get("closed")
    if not value.keys() <= _KEYS or type(edits) is not int or not _HASH.fullmatch(value["hash"]):
        raise ValueError
    return Trace(
        value["hash"],
        _day(value["first_seen"]),
        _day(value["changed"]),
        edits,
        _STAGES[value["state"]],
        None if closed is None else _day(closed),
    )


def _is_possible(trace: Trace, today: date) -> bool:
    days = [trace.first_seen, trace.changed, *([trace.closed] if trace.closed else [])]
    return max(days) <= today and trace.edits >= 0 and not (trace.state == "open" and trace.closed)


def _day(text: str) -> date:
    if not _DAY.fullmatch(text):
        raise ValueError(text)
    return date.fromisoformat(text)
