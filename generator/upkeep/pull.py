"""Fetches the listings of other boards: `board pull`.

A board is asked for its `api/v1/listings.json` and the pages that follow. Whatever it sends costs
nothing but its own listings: time, size and number are limited, and each listing is judged by
itself. What was good is kept (reading/pulled_files.py) for the next build. If a board does not
answer, what it said before stays for some days.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from threading import Lock
from typing import Any

from generator.board.elsewhere import KEPT_DAYS, MOST, Shown, is_too_old
from generator.checking.check import CheckContext
from generator.checking.foreign_listing import (
    ForeignListing,
    ForeignListings,
    broken_rule,
    is_open_there,
)
from generator.model.json_text import load_json
from generator.model.network import NetworkBoard
from generator.model.numbers import count
from generator.reading.deadline import Deadline
from generator.reading.pulled_files import Pulled, PulledPage, read_pulled, write_pulled
from generator.reading.web import Answer, Web, WebError
from generator.upkeep.link_checker import host_of

_AT_ONCE = 8  # boards
_MOST_PAGES = 50
_MOST_REDIRECTS = 3
_MOST_ITEMS = 2 * MOST  # that are looked at, good or not
_MOST_REASONS = 5  # that are printed of one board
_ONE_AT_A_TIME = Lock()  # JSON takes far more memory than its bytes
_PATH = "api/v1/"


@dataclass(frozen=True)
class Limits:
    """What one run may cost: seconds, and bytes of all pages of a board."""

    board: float = 60.0
    run: float = 5 * 60.0
    bytes: int = 10 * 1024 * 1024


@dataclass(frozen=True)
class PullContext:
    """What listings are judged by. `version` changes when they may be judged otherwise."""

    root: Path
    read: ForeignListings
    rules: CheckContext
    version: str

    @property
    def today(self) -> date:
        """The day, in the board's time zone."""
        return self.rules.today


@dataclass(frozen=True, slots=True)
class Report:
    """What became of one board: lines for people. `is_fresh`: it answered."""

    board: NetworkBoard
    lines: tuple[str, ...]
    is_fresh: bool


class _PullError(Exception):
    """The board can't be read; the message says why, in one line."""


def pull(
    boards: Sequence[NetworkBoard], web: Web, context: PullContext, limits: Limits = Limits()
) -> Iterator[Report]:
    """Fetch and keep the listings of `boards`, several at once. Reports come in their order."""
    end = web.deadline(limits.run)
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        yield from pool.map(lambda item: _Board(item, web, context, limits).pull(end), boards)


@dataclass
class _Board:
    board: NetworkBoard
    web: Web
    context: PullContext
    limits: Limits
    left: int = 0  # bytes that it may still send
    items: int = 0  # that were looked at
    refused: int = 0
    reasons: list[str] = field(default_factory=list)  # of the first that were refused
    has_more: bool = False  # than this board reads
    ids: set[str] = field(default_factory=set)
    shown: Shown = field(default_factory=Shown)

    def pull(self, end: Deadline) -> Report:
        kept = read_pulled(self.context.root, self.board)
        self.left = self.limits.bytes
        try:
            pages = tuple(self._pages(kept, end.within(self.limits.board)))
        except (_PullError, WebError) as error:
            return Report(self.board, (self._failed(str(error), kept),), is_fresh=False)
        except TimeoutError:
            return Report(self.board, (self._failed("there was no time left.", kept),), False)
        except Exception as error:  # a mistake of the program costs no other board anything
            if self.context.rules.raises:
                raise
            what = f"the program made a mistake ({type(error).__name__}): please report it."
            return Report(self.board, (self._failed(what, kept),), is_fresh=False)
        pulled = Pulled(self.context.today, self.context.version, pages)
        write_pulled(self.context.root, self.board, pulled)
        return Report(self.board, tuple(self._said(pulled)), is_fresh=True)

    def _pages(self, kept: Pulled | None, until: Deadline) -> Iterator[PulledPage]:
        usable = kept.pages if kept and kept.version == self.context.version else ()
        for number in range(1, _MOST_PAGES + 1):
            before = usable[number - 1] if number <= len(usable) else None
            page = self._page(number, before, until)
            yield page
            if not page.has_next:
                return
            if self._is_full:
                break
        self.has_more = True

    @property
    def _is_full(self) -> bool:
        return len(self.ids) >= MOST or self.items >= _MOST_ITEMS

    def _page(self, number: int, before: PulledPage | None, until: Deadline) -> PulledPage:
        name = "listings.json" if number == 1 else f"listings-{number}.json"
        answer = self._ask(f"{self.board.url}{_PATH}{name}", before.etag if before else "", until)
        if answer.status == 304 and before:
            good = tuple(self._good(before.items, until))
            return PulledPage(before.etag, before.has_next, good)
        if answer.status != 200:
            raise _PullError(f"it answers with status {answer.status}.")
        with _ONE_AT_A_TIME:
            items, has_next = _read(answer.body)
        return PulledPage(answer.etag, has_next, tuple(self._good(items, until)))

    def _ask(self, url: str, known: str, until: Deadline) -> Answer:
        """The answer, after redirects on its own host."""
        for _ in range(_MOST_REDIRECTS + 1):
            answer = self.web.ask(url, self.left, until=until, known=known)
            self.left -= len(answer.body)
            if self.left < 0:
                raise _PullError(f"it sends more than {self.limits.bytes >> 20} MB.")
            if not answer.location:
                return answer
            if host_of(answer.location) != host_of(self.board.url):
                raise _PullError("it has moved to another host: write its new address.")
            url = answer.location
        raise _PullError("it redirects visitors in circles.")

    def _good(self, items: Iterable[Any], until: Deadline) -> Iterator[dict[str, Any]]:
        """Those of a page that are shown. Raises TimeoutError if time is over."""
        for item in items:
            if self._is_full:
                self.has_more = True
                return
            until.left()
            self.items += 1
            reduced = self.context.read.reduced(item)
            if not is_open_there(reduced, self.context.today):
                continue
            brief = self.refused >= _MOST_REASONS
            found = self.context.read.read(reduced, self.board, brief=brief)
            reason = found if isinstance(found, str) else self._why_not(found)
            if not reason:
                self.ids.add(str(reduced["id"]))
                yield reduced
                continue
            self.refused += 1
            if not brief:
                self.reasons.append(f"{_name(reduced)} is left out: {reason}")

    def _why_not(self, found: ForeignListing) -> str:
        listing = found.listing
        if (listing.origin and listing.origin.id in self.ids) or not self.shown.is_new(found):
            return "it is there twice"
        if listing.posted > self.context.today:
            return "it is posted on a day that is still to come"
        return broken_rule(listing, self.context.rules)

    def _failed(self, why: str, kept: Pulled | None) -> str:
        if kept is None:
            return f"{why} None of its listings is shown."
        if is_too_old(kept.day, self.context.today):
            return f"{why} Nor did it answer in the last {KEPT_DAYS} days: nothing of it is shown."
        return f"{why} What it said on {kept.day} is shown, for up to {KEPT_DAYS} days."

    def _said(self, pulled: Pulled) -> Iterator[str]:
        tail = f", {self.refused:,} left out" if self.refused else ""
        more = " It has more than this board reads." if self.has_more else ""
        yield f"{count(sum(1 for _ in pulled.items), 'listing')}{tail}.{more}"
        yield from self.reasons
        if self.refused > len(self.reasons):
            yield f"{self.refused - len(self.reasons):,} more are left out."


def _read(body: bytes) -> tuple[list[Any], bool]:
    """The items of a page of the list, and whether another follows. Raises `_PullError`."""
    try:
        data = load_json(body)
    except ValueError:
        what = "a web page" if body.lstrip()[:1] == b"<" else "something that is not JSON"
        raise _PullError(f"it sends {what} instead of its listings.") from None
    if not isinstance(data, dict) or not isinstance(data.get("listings"), list):
        raise _PullError("it sends JSON without a list of listings.")
    return data["listings"][: _MOST_ITEMS + 1], "next" in data


def _name(item: dict[str, Any]) -> str:
    """What a listing is called in a line; `a listing` if it has no id."""
    found = item.get("id")
    return found[:80] if isinstance(found, str) and found else "a listing"
