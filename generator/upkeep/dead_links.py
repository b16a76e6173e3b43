"""The external links of a board, and which of them are dead. Pure.

A server may be down for an evening. So a link counts as dead only if it failed on two different
days and did not work between them.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from html import unescape
from itertools import islice
from typing import Any

from generator.board.board import Board
from generator.model.json_text import load_json
from generator.reporting.github_markdown import inline_code, plain_text
from generator.upkeep.link_checker import host_of

MARKER = "<!-- microinternships:links"
TITLE = "Dead links on the board"
_VERSION = 1  # of the JSON in which failures are stored between runs
_HREF = re.compile(r'href="(https://[^"]+)"')
# Reserved names that never resolve (RFC 2606, RFC 6761). Sample listings use them.
_RESERVED_DOMAINS = (".example", ".test", ".invalid", ".localhost")
_DAYS_UNTIL_DEAD = 2
_MAX_LINKS_IN_ISSUE = 200
_MAX_FILES_PER_LINK = 3


@dataclass(frozen=True, slots=True)
class Failure:
    """A link that does not work: the reason, and the days on which it failed, in order."""

    reason: str
    days: tuple[date, ...]

    @property
    def is_dead(self) -> bool:
        """Whether it failed on enough days to be reported."""
        return len(set(self.days)) >= _DAYS_UNTIL_DEAD


def external_links(board: Board) -> dict[str, tuple[str, ...]]:
    """Each URL in an open listing or its employer's file, with the files it is in; sorted."""
    files_by_url: dict[str, set[str]] = defaultdict(set)
    for listing in board.open:
        employer = board.employer_of(listing)
        files_by_url[employer.website].add(employer.file)
        for url in (listing.apply.url, *_HREF.findall(listing.description.html)):
            if url:
                files_by_url[unescape(url).partition("#")[0]].add(listing.file)
    return {
        url: tuple(sorted(files))
        for url, files in sorted(files_by_url.items())
        if not _is_reserved(url)
    }


def _is_reserved(url: str) -> bool:
    return f".{host_of(url)}".endswith(_RESERVED_DOMAINS)


def update_failures(
    earlier: Mapping[str, Failure],
    results: Mapping[str, str],
    today: date,
    not_asked: Collection[str] = (),
) -> dict[str, Failure]:
    """The failures after today's run. `results` has each URL's error, empty if the link works.

    URLs in `not_asked` stay as they were. Others that are not in `results` are dropped: no open
    listing has them any more.
    """
    failed = {
        url: Failure(error, tuple(sorted({*(earlier[url].days if url in earlier else ()), today})))
        for url, error in results.items()
        if error
    }
    kept = {url: earlier[url] for url in not_asked if url in earlier}
    return dict(sorted({**kept, **failed}.items()))


def in_turn(urls: Iterable[str], not_asked: Collection[str]) -> list[str]:
    """`urls`, those first that the last run did not ask."""
    return sorted(urls, key=lambda url: url not in not_asked)


def not_asked_in(text: str) -> frozenset[str]:
    """The URLs that `to_json` stored as not asked; none if `text` is damaged."""
    try:
        return frozenset(map(str, load_json(text).get("not_asked", ())))
    except (ValueError, TypeError, AttributeError):
        return frozenset()


def from_json(text: str | bytes) -> dict[str, Failure]:
    """The failures that `to_json` stored, by URL; empty if `text` is damaged."""
    try:
        data = load_json(text)
        if data["version"] != _VERSION:
            return {}
        return {url: _failure(item) for url, item in data["failures"].items()}
    except (ValueError, KeyError, TypeError, AttributeError):
        return {}


def _failure(item: Mapping[str, Any]) -> Failure:
    days = tuple(date.fromisoformat(day) for day in item["days"])
    return Failure(str(item["why"]), days)


def to_json(failures: Mapping[str, Failure], not_asked: Iterable[str] = ()) -> str:
    """The state between runs as JSON.

    `{"version": 1, "failures": {URL: {"why": text, "days": [date]}}, "not_asked": [URL]}`
    """
    items = {
        url: {"why": failure.reason, "days": [day.isoformat() for day in failure.days]}
        for url, failure in failures.items()
    }
    state = {"version": _VERSION, "failures": items, "not_asked": sorted(not_asked)}
    return json.dumps(state, indent=2) + "\n"


def summary(
    results: Mapping[str, str], failures: Mapping[str, Failure], not_asked: Collection[str]
) -> str:
    """What a run did, in one or two lines."""
    failed = [url for url, error in results.items() if error]
    dead = sum(failures[url].is_dead for url in failed)
    asked = f"{len(results):,} addresses checked: {len(failed):,} failed, {dead:,} of them dead."
    if not not_asked:
        return asked
    return f"{asked}\n{len(not_asked):,} not checked, for lack of time: they come first next time."


def issue_body(failures: Mapping[str, Failure], files_by_url: Mapping[str, Iterable[str]]) -> str:
    """The text of the issue about dead links; empty if there are none."""
    dead = {url: failure for url, failure in failures.items() if failure.is_dead}
    if not dead:
        return ""
    head = (
        f"{MARKER} -->\nThese addresses failed on two different days. Please check them, then fix "
        "the file or ask the employer. This list updates itself, and the issue closes by itself.\n"
    )
    return "\n".join([head, *_rows(dead, files_by_url)]) + "\n"


def _rows(dead: Mapping[str, Failure], files_by_url: Mapping[str, Iterable[str]]) -> Iterator[str]:
    for url, failure in islice(dead.items(), _MAX_LINKS_IN_ISSUE):
        files = islice(files_by_url.get(url, ()), _MAX_FILES_PER_LINK)
        names = ", ".join(inline_code(file) for file in files)
        reason = plain_text(failure.reason)
        yield f"- {inline_code(url)} in {names}: {reason} (since {failure.days[0]})"
    if len(dead) > _MAX_LINKS_IN_ISSUE:
        yield f"- … and {len(dead) - _MAX_LINKS_IN_ISSUE:,} more."
