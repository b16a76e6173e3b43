"""A listing's prose, looked at once for all rules that look for words.

Nearly every listing has none of the words that a rule looks for, so its words are collected
once, and a rule's pattern runs only where one of its trigger words is there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from generator.listing import Listing
from generator.problem import Path

_WORD = re.compile(r"[^\W\d_]+")
_WIDEST = 60


@dataclass(frozen=True, slots=True)
class Prose:
    """The texts of a listing with their paths, and all their words in lower case."""

    texts: tuple[tuple[Path, str], ...]
    words: frozenset[str]


def prose(listing: Listing) -> Prose:
    """What the employer wrote in sentences. The same listing is asked for many times in a row."""
    if not _latest or _latest[0][0] is not listing:
        texts = tuple(_texts(listing))
        words = frozenset(_WORD.findall(" ".join(text for _, text in texts).lower()))
        _latest[:] = [(listing, Prose(texts, words))]
    return _latest[0][1]


_latest: list[tuple[Listing, Prose]] = []


def find(
    listing: Listing, triggers: frozenset[str], pattern: re.Pattern[str]
) -> Iterator[tuple[Path, str]]:
    """Where `pattern` is found and what it found, once a field; `triggers` are in lower case."""
    text = prose(listing)
    if triggers.isdisjoint(text.words):
        return
    for path, value in text.texts:
        if match := pattern.search(value):
            yield path, quoted(match.group())


def quoted(text: str) -> str:
    """`text` on one line and short enough to be quoted."""
    line = " ".join(text.split())
    return line if len(line) <= _WIDEST else f"{line[: _WIDEST - 1]}…"


def _texts(listing: Listing) -> Iterator[tuple[Path, str]]:
    yield ("title",), listing.title
    yield ("summary",), listing.summary
    yield ("description",), listing.description.markdown
    for index, item in enumerate(listing.deliverables):
        yield ("deliverables", index), item.what
    for path, value in (
        (("pay", "note"), listing.pay.note),
        (("eligibility", "enrolment"), listing.eligibility.enrolment),
        (("eligibility", "work_authorisation"), listing.eligibility.work_authorisation),
        (("apply", "instructions"), listing.apply.instructions),
    ):
        if value:
            yield path, value
