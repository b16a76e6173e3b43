"""Which addresses the board sends people to, and which of them are dead. Pure.

A server may be down for an evening, so an address is called dead only after it failed on two
different days without an answer between them.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from html import unescape
from typing import Any
from urllib.parse import urlsplit

from generator.board.board import Board
from generator.reporting.github_markdown import code, words

MARKER = "<!-- microinternships:links"
TITLE = "Dead links on the board"
VERSION = 1
_HREF = re.compile(r'href="(https://[^"]+)"')
# RFC 2606 and 6761: they never lead anywhere, and samples use them.
_RESERVED = (".example", ".test", ".invalid", ".localhost")
_DAYS = 2
_MOST_SHOWN = 200


@dataclass(frozen=True, slots=True)
class Failure:
    """An address that does not answer: why, and the days on which it was asked."""

    why: str
    days: tuple[date, ...]

    @property
    def is_dead(self) -> bool:
        """Whether it failed on as many days as it takes."""
        return len(set(self.days)) >= _DAYS


def addresses(board: Board) -> dict[str, tuple[str, ...]]:
    """Every address of an open listing or its employer -> the files it is in."""
    found: dict[str, set[str]] = defaultdict(set)
    for listing in board.open:
        employer = board.employer_of(listing)
        found[employer.website].add(employer.file)
        for url in (listing.apply.url, *_HREF.findall(listing.description.html)):
            if url:
                found[unescape(url).partition("#")[0]].add(listing.file)
    return {url: tuple(sorted(found[url])) for url in sorted(found) if _is_real(url)}


def _is_real(url: str) -> bool:
    host = urlsplit(url).hostname or ""
    return not f".{host}".endswith(_RESERVED)


def renewed(
    known: Mapping[str, Failure], asked: Mapping[str, str], today: date
) -> dict[str, Failure]:
    """The failures after a round: `asked` says why of each address, empty if it answered.

    What was not asked, because no open listing has it any more, is forgotten.
    """
    return {
        url: Failure(why, tuple(sorted({*(known[url].days if url in known else ()), today})))
        for url, why in sorted(asked.items())
        if why
    }


def read(text: str) -> dict[str, Failure]:
    """The failures of earlier rounds; none if the record is damaged: then it begins anew."""
    try:
        data = json.loads(text)
        if data["version"] != VERSION:
            return {}
        return {url: _failure(item) for url, item in data["failures"].items()}
    except (ValueError, KeyError, TypeError, AttributeError):
        return {}


def _failure(item: Mapping[str, Any]) -> Failure:
    days = tuple(date.fromisoformat(day) for day in item["days"])
    return Failure(str(item["why"]), days)


def write(failures: Mapping[str, Failure]) -> str:
    """As `read` reads it."""
    items = {
        url: {"why": failure.why, "days": [day.isoformat() for day in failure.days]}
        for url, failure in failures.items()
    }
    return json.dumps({"version": VERSION, "failures": items}, indent=2) + "\n"


def issue(failures: Mapping[str, Failure], files: Mapping[str, Iterable[str]]) -> str:
    """The issue's text; empty if nothing is dead."""
    dead = {url: failure for url, failure in failures.items() if failure.is_dead}
    if not dead:
        return ""
    head = (
        f"{MARKER} -->\nThese addresses failed on two different days. Please look at them: mend "
        "the file, or ask the employer. This text renews itself, and the issue closes by itself.\n"
    )
    return "\n".join([head, *_rows(dead, files)]) + "\n"


def _rows(dead: Mapping[str, Failure], files: Mapping[str, Iterable[str]]) -> Iterator[str]:
    for url in list(dead)[:_MOST_SHOWN]:
        failure = dead[url]
        names = ", ".join(code(file) for file in list(files.get(url, ()))[:3])
        yield f"- {code(url)} in {names}: {words(failure.why)} (since {failure.days[0]})"
    if len(dead) > _MOST_SHOWN:
        yield f"- … and {len(dead) - _MOST_SHOWN:,} more."
