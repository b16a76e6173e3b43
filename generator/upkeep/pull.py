"""Fetches the listings of other boards: `board pull`.

A board is asked for its `api/v1/listings.json` and the pages that follow. Whatever it sends costs
nothing but its own listings: time, size and number are limited, and each listing is judged by
itself. What was good is kept (reading/pulled_files.py) for the next build. If a board does not
answer, what it said before stays for some days.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from threading import Lock
from typing import Any

from generator.board.elsewhere import KEPT_DAYS, is_too_old
from generator.checking.check import CheckContext
from generator.checking.foreign_listing import ForeignListings, broken_rule
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
MOST = 5_000  # listings of one board
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
    good: int = 0
    items: int = 0  # that were looked at
    has_more: bool = False  # than this board reads

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
        return Report(self.board, tuple(self._said(pages)), is_fresh=True)

    def _pages(self, kept: Pulled | None, until: Deadline) -> Iterator[PulledPage]:
        usable = kept.pages if kept and kept.version == self.context.version else ()
        for number in range(1, _MOST_PAGES + 1):
            before = usable[number - 1] if number <= len(usable) else None
            if before and self.good + len(before.items) > MOST:
                before = None  # only a part of it has a place, so it is read again
            page = self._page(number, before, until)
            yield page
            if not page.has_next:
                return
            if self._is_full:
                break
        self.has_more = True

    @property
    def _is_full(self) -> bool:
        return self.good >= MOST or self.items >= _MOST_ITEMS

    def _page(self, number: int, before: PulledPage | None, until: Deadline) -> PulledPage:
        name = "listings.json" if number == 1 else f"listings-{number}.json"
        answer = self._ask(f"{self.board.url}{_PATH}{name}", before.etag if before else "", until)
        if answer.status == 304 and before:
            self.good += len(before.items)
            self.items += len(before.items) + before.refused
            return before
        if answer.status != 200:
            raise _PullError(f"it answers with status {answer.status}.")
        with _ONE_AT_A_TIME:
            items, has_next = _read(answer.body)
        return self._judged(items, PulledPage(answer.etag, has_next), until)

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

    def _judged(self, items: Iterable[Any], page: PulledPage, until: Deadline) -> PulledPage:
        """`page` with those that are good. Raises TimeoutError if time is over."""
        good: list[dict[str, Any]] = []
        reasons: list[str] = []
        refused = 0
        for item in items:
            if self._is_full:
                self.has_more = True
                page = replace(page, etag="")  # the rest may have a place next time
                break
            until.left()
            self.items += 1
            reduced = self.context.read.reduced(item)
            if reduced.get("state", "open") != "open":
                continue
            is_brief = len(reasons) == _MOST_REASONS
            if reason := self._why_not(reduced, is_brief):
                refused += 1
                if not is_brief:
                    reasons.append(f"{_name(reduced)} is left out: {reason}")
            else:
                self.good += 1
                good.append(reduced)
        return replace(page, items=tuple(good), refused=refused, reasons=tuple(reasons))

    def _why_not(self, item: dict[str, Any], is_brief: bool) -> str:
        found = self.context.read.read(item, self.board, brief=is_brief)
        return found if isinstance(found, str) else broken_rule(found.listing, self.context.rules)

    def _failed(self, why: str, kept: Pulled | None) -> str:
        if kept is None:
            return f"{why} None of its listings is shown."
        if is_too_old(kept.day, self.context.today):
            return f"{why} Nor did it answer in the last {KEPT_DAYS} days: nothing of it is shown."
        return f"{why} What it said on {kept.day} is shown, for up to {KEPT_DAYS} days."

    def _said(self, pages: Sequence[PulledPage]) -> Iterator[str]:
        refused = sum(page.refused for page in pages)
        tail = f", {refused:,} left out" if refused else ""
        more = " It has more than this board reads." if self.has_more else ""
        yield f"{count(self.good, 'listing')}{tail}.{more}"
        reasons = [reason for page in pages for reason in page.reasons][:_MOST_REASONS]
        yield from reasons
        if refused > len(reasons):
            yield f"{refused - len(reasons):,} more are left out."


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
