"""Finds phrases in the sentences of a listing, for all rules that look for words.

Nearly every listing has none of the words that a rule looks for. So the words of a listing are
collected once, and a rule's patterns run only near its trigger words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from generator.checking.rule import Finding, Rule, RuleContext, Text
from generator.model.listing import Listing
from generator.model.problem import Path, Severity

_BEFORE, _AFTER = 90, 60  # characters around a trigger word that a pattern is searched in
_MOST_TRIES = 20  # of one trigger word in one text
_MOST_QUOTED = 60  # characters
# In ASCII, every character but letters and digits separates words; all others are part of them.
_SEPARATORS = bytes(byte if byte > 127 or chr(byte).isalnum() else 32 for byte in range(256))
_MARKS = "“”„‘’«»…–—"  # the most common separators outside ASCII
# Negations: "no unpaid trial", "we never ask for", "isn't voluntary".
_DENIED = re.compile(
    r"(?:\b(?:no|not|never|nor|neither|nobody|without|cannot|refuse|instead of|rather than)\b"
    r"|n['’]t\b)[^.!?\n]{0,24}$",
    re.IGNORECASE,
)
# For the form on the board's site; see `checking.exported_checks`.
DATA = {
    "before": _BEFORE,
    "after": _AFTER,
    "tries": _MOST_TRIES,
    "marks": _MARKS,
    "denied": _DENIED,
}
# How a listing asks students for something of theirs; patterns append what that is.
ASKED = (
    r"\b(?:send|give|share|provide|submit|attach|include|enclose|supply|upload|e-?mail|bring"
    r"|tell|need|require|want|ask for)\b[^.!?:\n]{0,25}?\b(?:your|of you with your)\s+"
    r"(?:(?:own|full|valid|current|personal|private)\s+|[a-z, ]{1,30}(?:,| and| or)\s+)?"
)


@dataclass(frozen=True, slots=True)
class Prose:
    """A listing's texts with their paths, the same in lower case, joined, and as a set of words."""

    texts: tuple[tuple[Path, str], ...]
    lower: tuple[str, ...]
    whole: str
    words: frozenset[str]


def prose(listing: Listing) -> Prose:
    """The texts of `listing`. The latest result is cached, because every rule asks for it."""
    if not _latest or _latest[0][0] is not listing:
        texts = tuple(_texts(listing))
        whole = "\n".join([text for _, text in texts])
        lower = tuple([text.lower() for _, text in texts])
        _latest[:] = [(listing, Prose(texts, lower, whole, _words("\n".join(lower))))]
    return _latest[0][1]


_latest: list[tuple[Listing, Prose]] = []


class Phrases:
    """Regular expressions for the same idea, each of which contains one of the `triggers`.

    Case is ignored. If `unless` matches near a trigger word, that place does not count. A negated
    phrase ("never unpaid") does not count either, unless `denied` is true.
    """

    def __init__(
        self, triggers: str, *patterns: str, unless: str = "", denied: bool = False
    ) -> None:
        self.triggers = frozenset(triggers.split())
        self.patterns = patterns
        self.unless = unless
        self.denied = denied

    # Compiled at the first use, because that takes longer than checking one file.
    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        return re.compile(either(self.patterns), re.IGNORECASE)

    @cached_property
    def _unless(self) -> re.Pattern[str] | None:
        return re.compile(self.unless, re.IGNORECASE) if self.unless else None

    def found(self, listing: Listing) -> Iterator[tuple[Path, str]]:
        """The path of each text with a match, and the first match in it, quoted."""
        text = prose(listing)
        if self.triggers.isdisjoint(text.words):
            return
        triggers = sorted(self.triggers & text.words)
        for (path, value), lower in zip(text.texts, text.lower, strict=True):
            if match := self._first(value, lower, triggers):
                yield path, match

    def _first(self, text: str, lower: str, triggers: list[str]) -> str:
        for start, end in _windows(lower, triggers):
            window = text[start:end]
            if self._unless and self._unless.search(window):
                continue
            for match in self._pattern.finditer(window):
                if self.denied or not _DENIED.search(window[: match.start()]):
                    return quoted(match.group())
        return ""


def phrase_rule(rule_id: str, severity: Severity, text: Text, *phrases: Phrases) -> Rule:
    """A rule that says `text` of each text that has one of the phrases; `{found}` is the phrase."""

    def check(listing: Listing, context: RuleContext) -> Iterator[Finding]:
        found: dict[Path, str] = {}
        for each in phrases:
            found.update(each.found(listing))
        for path, phrase in found.items():
            yield text.at(path, found=phrase)

    return Rule(rule_id, severity, listing=check, texts=(text,), data={"phrases": phrases})


def either(patterns: tuple[str, ...]) -> str:
    """One pattern for all. A common `\\b` in front lets the engine skip letters inside words."""
    at_words = [pattern.removeprefix(r"\b") for pattern in patterns if pattern.startswith(r"\b")]
    others = [pattern for pattern in patterns if not pattern.startswith(r"\b")]
    return "|".join([*others, rf"\b(?:{'|'.join(at_words)})"] if at_words else others)


def _windows(lower: str, triggers: list[str]) -> Iterator[tuple[int, int]]:
    for word in triggers:
        at = -1
        for _ in range(_MOST_TRIES):
            at = lower.find(word, at + 1)
            if at < 0:
                break
            end = at + len(word)
            if not (lower[at - 1 : at].isalpha() or lower[end : end + 1].isalpha()):
                yield max(0, at - _BEFORE), end + _AFTER


def _words(lower: str) -> frozenset[str]:
    if not lower.isascii():
        for mark in _MARKS:
            lower = lower.replace(mark, " ")
    return frozenset(lower.encode("utf-8", "replace").translate(_SEPARATORS).decode().split())


def quoted(text: str) -> str:
    """`text` on one line, cut to 60 characters, and without backticks."""
    line = " ".join(text.replace("`", "'").split())
    return line if len(line) <= _MOST_QUOTED else f"{line[: _MOST_QUOTED - 1]}…"


def _texts(listing: Listing) -> Iterator[tuple[Path, str]]:
    yield ("title",), listing.title
    yield ("summary",), listing.summary
    yield ("description",), listing.description.plain
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
