"""The board's history: when each listing was first seen, last edited and closed.

A listing's file does not say when it was edited or filled, and a build may run without Git. So
each build publishes the history as `api/v1/record.json`, and the next build reads it and compares:
every difference happened today. Dates are the board's (`Board.today`), never a clock's. Building
again on the same day, from the new history, therefore changes nothing.

The first build has no history. It takes a listing as first seen on the day it was posted, never
edited, and closed at its deadline; when it was filled or withdrawn is then unknown.

The history of a large board is in several files of bounded size, because hosts and workflows refuse
large ones: `record.json` then has only the number of `parts`, which are `record/1.json` and so on.

The history is read from the published site, so it is checked like any untrusted file. If it is
damaged, incomplete or has dates in the future, it is ignored.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta, tzinfo
from hashlib import blake2b
from operator import attrgetter
from typing import Any, Literal

from generator.board.board import Board
from generator.board.ids_and_dates import midnight
from generator.model.dates import FIRST_DAY
from generator.model.json_text import load_json
from generator.model.listing import Listing

PATH = "api/v1/record.json"
MAX_BYTES = 64 * 1024 * 1024  # a larger file is ignored
MAX_LISTINGS = 20_000  # in one file, which is then about 3 MB
_MAX_PARTS = 1024
CLOSED_DAYS = 30  # how long feeds, calendars and the API still mention a closed or removed listing
_VERSION = 2  # of `fingerprint`: fingerprints of another version are not compared
_INDEX = re.compile(rb'\{"version":[0-9]{1,4},"parts":([0-9]{1,9})\}\s*')
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*/[a-z0-9]+(?:-[a-z0-9]+)*")
_MAX_ID_LENGTH = 200
_HASH = re.compile(r"[0-9a-f]{16}")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_KEYS = {"hash", "first_seen", "changed", "edits", "state", "closed"}
_MINUTES_A_DAY = 24 * 60
# The fields that `fingerprint` covers; it adds the dates and the outcome.
_FIELDS = attrgetter(
    "id", "title", "summary", "description.markdown", "category", "industry", "skills", "gains",
    "level", "hours.low", "hours.high", "duration_weeks", "pay.amount.low", "pay.amount.high",
    "pay.currency", "pay.per", "pay.note", "place.mode", "place.city", "place.region",
    "place.country", "place.applicant_countries", "place.hours_overlap", "eligibility.audience",
    "eligibility.min_age", "eligibility.work_authorisation", "eligibility.enrolment",
    "offers.mentor", "offers.feedback", "offers.reference", "offers.credit",
    "offers.attribution", "offers.pathway",
    "terms.engagement", "terms.ip", "terms.portfolio", "terms.nda", "terms.ai_policy",
    "openings", "team_size", "language", "accommodations", "status", "apply.url", "apply.email",
    "apply.instructions", "aliases",
)  # fmt: skip

# A `State`, or `removed`: its file was deleted.
RecordedState = Literal["open", "filled", "withdrawn", "expired", "removed"]
_STATES: dict[str, RecordedState] = {
    "open": "open",
    "filled": "filled",
    "withdrawn": "withdrawn",
    "expired": "expired",
    "removed": "removed",
}


@dataclass(frozen=True, slots=True)
class ListingHistory:
    """What earlier builds saw of one listing.

    `hash` is its `fingerprint`, or empty if it can't be compared. `changed` is the day of the
    last edit, or the day it was posted if there was none. `edits` counts the edits on that day
    (0: never edited). `closed` is the first day on which it was not open, if that is known.
    """

    hash: str
    first_seen: date
    changed: date
    edits: int
    state: RecordedState
    closed: date | None = None


@dataclass(frozen=True, slots=True)
class History:
    """The history of every listing, by id, in order of id."""

    listings: Mapping[str, ListingHistory] = field(default_factory=dict)

    def edits(self, zone: tzinfo) -> dict[str, datetime]:
        """When each edited listing was last edited, by id.

        A minute is added for each edit of that day, so that two edits on one day differ.
        """
        return {
            identifier: midnight(item.changed, zone)
            + timedelta(minutes=min(item.edits, _MINUTES_A_DAY - 1))
            for identifier, item in self.listings.items()
            if item.edits
        }

    def closings(self) -> dict[str, date]:
        """The first day on which each filled or withdrawn listing was not open, by id.

        An expired listing is left out: its deadline says when it closed.
        """
        return {
            identifier: item.closed
            for identifier, item in self.listings.items()
            if item.closed and item.state in {"filled", "withdrawn"}
        }


NO_HISTORY = History()


def next_history(previous: History, board: Board) -> History:
    """`previous`, brought up to date with `board`.

    A renamed listing keeps its history: it is found by its `aliases`. A removed one is kept for
    `CLOSED_DAYS`. A hidden one counts as removed, and is kept as long as it is hidden: once it is
    back, it is a known listing that changed on that day, so whoever dropped it takes it again.

    Another board's listings have no history here.
    """
    before = previous.listings
    found: dict[str, ListingHistory] = {}
    continued: set[str] = set()  # the previous ids of listings that are still on the board
    for listing in (*board.own, *board.no_longer_shown, *board.under_review):
        old_id = next((item for item in (listing.id, *listing.aliases) if item in before), None)
        if old_id is not None:
            continued.add(old_id)
        old = before[old_id] if old_id is not None else None
        new = _next_listing(board, listing, old, is_first_build=not before)
        if listing.id in board.hidden:
            new = _removed(old or new, board.today)
        found[listing.id] = new
    for identifier, old in before.items():
        if identifier not in continued and identifier not in found:
            removed = _removed(old, board.today)
            if (board.today - (removed.closed or old.changed)).days <= CLOSED_DAYS:
                found[identifier] = removed
    return History(dict(sorted(found.items())))


def with_history(board: Board, history: History) -> Board:
    """`board` with the days on which its listings closed."""
    closings = history.closings()
    return board if closings == board.closings else replace(board, closings=closings)


def fingerprint(listing: Listing) -> str:
    """A digest that changes with any field of the listing: 16 hexadecimal digits.

    Dates are taken as days after `posted`. A sample board (`demo_day`) moves all dates of a
    listing together, and that is no edit.
    """
    posted = listing.posted.toordinal()
    dates = [day.toordinal() - posted for day in (listing.deadline, listing.start) if day]
    due = [(item.what, item.due and item.due.toordinal() - posted) for item in listing.deliverables]
    parts: tuple[object, ...] = (_FIELDS(listing), dates, due)
    if outcome := listing.outcome:  # without one, the digest is that of versions without the field
        parts = (*parts, (outcome.summary, outcome.link, outcome.hired))
    text = repr(parts)
    return blake2b(text.encode("utf-8", "replace"), digest_size=8).hexdigest()


def history_files(history: History) -> Iterator[tuple[str, bytes]]:
    """The paths and contents of the files with the history: one, or the number of parts and those.

    The hash of its id says in which part a listing is: a change touches one part.
    """
    number = len(history.listings)
    parts = 1
    while parts < _MAX_PARTS and number > parts * MAX_LISTINGS:
        parts *= 2
    if parts == 1:
        yield PATH, history_json(history)
        return
    yield PATH, f'{{"version":{_VERSION},"parts":{parts}}}\n'.encode()
    split: list[dict[str, ListingHistory]] = [{} for _ in range(parts)]
    for identifier, item in history.listings.items():
        digest = blake2b(identifier.encode(), digest_size=4).digest()
        split[int.from_bytes(digest) % parts][identifier] = item
    for index, listings in enumerate(split, start=1):
        yield _part_path(index), history_json(History(listings))


def history_json(history: History) -> bytes:
    """The history as JSON, one listing on each line."""
    lines = ",\n".join(
        f'"{identifier}":{_listing_json(item)}' for identifier, item in history.listings.items()
    )
    return f'{{"version":{_VERSION},"listings":{{\n{lines}\n}}}}\n'.encode()


def read_history(read: Callable[[str], bytes], today: date) -> History:
    """The history in its files; `NO_HISTORY` if one is missing, not valid or has a later date.

    `read` returns the content of a path in the site; it is empty if there is no such file.
    """
    content = read(PATH)
    number = _number_of_parts(content)
    if number is None:
        return parse_history(content, today)
    if number > _MAX_PARTS:
        return NO_HISTORY
    parts = [parse_history(read(_part_path(index)), today) for index in range(1, number + 1)]
    if any(part is NO_HISTORY for part in parts):
        return NO_HISTORY
    merged = {identifier: item for part in parts for identifier, item in part.listings.items()}
    return History(dict(sorted(merged.items())))


def parse_history(content: bytes, today: date) -> History:
    """The history in one file; `NO_HISTORY` if it is not valid or has a date after `today`."""
    try:
        data = load_json(content)
        if len(content) > MAX_BYTES or data.keys() != {"version", "listings"}:
            return NO_HISTORY
        is_comparable = data["version"] == _VERSION
        return History(dict(sorted(_parse_listings(data["listings"], today, is_comparable))))
    except (ValueError, TypeError, KeyError, AttributeError):
        return NO_HISTORY


def is_history(path: str) -> bool:
    """Whether the file at `path` in a site is one with its history."""
    return path == PATH or path.startswith(PATH.removesuffix(".json") + "/")


def _number_of_parts(content: bytes) -> int | None:
    """How many parts the file `PATH` says there are; None if it has the listings itself."""
    found = _INDEX.fullmatch(content)
    return min(int(found[1]), _MAX_PARTS + 1) if found else None


def _part_path(index: int) -> str:
    return f"{PATH.removesuffix('.json')}/{index}.json"


def _next_listing(
    board: Board, listing: Listing, old: ListingHistory | None, is_first_build: bool
) -> ListingHistory:
    posted, digest = listing.posted, fingerprint(listing)
    state = _STATES[board.state(listing)]
    expired_on = listing.deadline + timedelta(days=1) if state == "expired" else None
    if old is None:
        first_seen = posted if is_first_build else board.today
        return ListingHistory(digest, first_seen, posted, 0, state, expired_on)
    changed, edits = max(old.changed, posted), old.edits if old.changed >= posted else 0
    if old.hash not in {digest, ""} or old.state == "removed":
        edits = edits + 1 if edits and old.changed == board.today else 1
        changed = board.today
    closed = None if state == "open" else expired_on or _closed_on(old, board.today)
    return ListingHistory(digest, max(old.first_seen, posted), changed, edits, state, closed)


def _removed(old: ListingHistory, today: date) -> ListingHistory:
    """The history of a listing whose file was deleted."""
    return replace(old, state="removed", closed=_closed_on(old, today))


def _closed_on(old: ListingHistory, today: date) -> date | None:
    """The first day on which a listing was not open, if it is filled, withdrawn or removed."""
    return today if old.state == "open" else old.closed


def _listing_json(item: ListingHistory) -> str:
    closed = f',"closed":"{item.closed}"' if item.closed else ""
    return (
        f'{{"hash":"{item.hash}","first_seen":"{item.first_seen}","changed":"{item.changed}",'
        f'"edits":{item.edits},"state":"{item.state}"{closed}}}'
    )


def _parse_listings(
    data: Any, today: date, is_comparable: bool
) -> Iterator[tuple[str, ListingHistory]]:
    for identifier, value in data.items():
        item = _parse_listing(value)
        if (
            len(identifier) > _MAX_ID_LENGTH
            or not _ID.fullmatch(identifier)
            or not _is_possible(item, today)
        ):
            raise ValueError(identifier)
        yield identifier, item if is_comparable else replace(item, hash="")


def _parse_listing(value: Any) -> ListingHistory:
    edits, closed = value["edits"], value.get("closed")
    if not value.keys() <= _KEYS or type(edits) is not int or not _HASH.fullmatch(value["hash"]):
        raise ValueError
    return ListingHistory(
        value["hash"],
        _parse_day(value["first_seen"]),
        _parse_day(value["changed"]),
        edits,
        _STATES[value["state"]],
        None if closed is None else _parse_day(closed),
    )


def _is_possible(item: ListingHistory, today: date) -> bool:
    days = [item.first_seen, item.changed, *([item.closed] if item.closed else [])]
    if min(days) < FIRST_DAY or max(days) > today:
        return False
    return item.edits >= 0 and not (item.state == "open" and item.closed)


def _parse_day(text: str) -> date:
    if not _DAY.fullmatch(text):
        raise ValueError(text)
    return date.fromisoformat(text)
