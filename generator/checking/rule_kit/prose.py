"""Finds phrases in the sentences of a listing, for all rules that look for words.

The phrases are data: `checking/phrases/` has a file for each language. Nearly every listing has
none of the words that they need. So the words of a listing are collected once and looked up in one
index of all languages, and patterns run only near their trigger words. Letters that look alike are
folded before; see `look_alikes`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from generator.checking.rule import Finding, Rule, RuleContext, Text
from generator.checking.rule_kit.look_alikes import as_written, fold_letters, folded
from generator.checking.rule_kit.phrase_files import FILES, phrase_file, with_parts
from generator.model.listing import Listing
from generator.model.problem import Path, Severity

_BEFORE, _AFTER = 90, 60  # characters around a trigger word that a pattern is searched in
_MOST_PLACES = 40  # of trigger words in one text
_MOST_QUOTED = 60  # characters
_ENDS = re.compile("[.!?\n؟।]")  # of sentences
# What separates words: in ASCII all but letters and digits, and the most common marks beside it.
_SEPARATORS = bytes(byte if byte > 127 or chr(byte).isalnum() else 32 for byte in range(256))
_MARKS = "“”„«»–—¿¡·•،؛؟।"
APART = rf"\0-/:-@[-`{{-\x7f\s{_MARKS}"  # the same, inside a character class
_IS_APART = re.compile(f"[{APART}]")
# For the form on the board's site; see `checking.exported_checks`.
LIMITS = {
    "before": _BEFORE,
    "after": _AFTER,
    "most": _MOST_PLACES,
    "word": f"[^{APART}]",
    "ends": _ENDS.pattern,
}

_BETWEEN = "\0"  # two texts; no file has this character

Found = tuple[Path, str]  # where a text is, and the phrase in it


@dataclass(frozen=True, slots=True, eq=False)
class Phrases:
    """Regular expressions for the same idea, each match of which has one of the `triggers`.

    Both are folded. A phrase does not count if `unless` matches in its sentence, or right after a
    negation (`denied`), such as "never unpaid". Both may be empty.
    """

    rule: str
    triggers: frozenset[str]
    pattern: str
    unless: str = ""
    denied: str = ""


@dataclass(frozen=True, slots=True)
class Prose:
    """A listing's texts with their paths, the same folded, and all joined.

    `likely` has the phrases of each rule that have a trigger word in the texts, with these words.
    """

    texts: tuple[Found, ...]
    folded: tuple[str, ...]
    whole: str
    likely: Mapping[str, tuple[tuple[Phrases, list[str]], ...]]


def prose(listing: Listing) -> Prose:
    """The texts of `listing`. The latest result is cached, because every rule asks for it."""
    if not _latest or _latest[0][0] is not listing:
        texts = tuple(_texts(listing))
        whole = _BETWEEN.join([text.replace(_BETWEEN, " ") for _, text in texts])
        plain = folded(whole)  # all at once, which is quicker
        likely = _likely(_words(plain))
        _latest[:] = [(listing, Prose(texts, tuple(plain.split(_BETWEEN)), whole, likely))]
    return _latest[0][1]


_latest: list[tuple[Listing, Prose]] = []


@dataclass(frozen=True)
class PhraseList:
    """The phrases of one rule, in all languages. They are read at the first use."""

    rule: str

    @cached_property
    def phrases(self) -> tuple[Phrases, ...]:
        """In the order in which they are looked for."""
        return tuple(each for each in all_phrases() if each.rule == self.rule)

    def found(self, listing: Listing) -> Iterator[Found]:
        """The path of each text with a phrase, and the first phrase in it, quoted."""
        known = prose(listing)
        likely = known.likely.get(self.rule)
        if not likely:
            return
        for (path, text), plain in zip(known.texts, known.folded, strict=True):
            for phrases, triggers in likely:
                if span := _first(plain, phrases, triggers):
                    yield path, quoted(as_written(text, *span))
                    break


def phrase_rule(rule_id: str, severity: Severity, text: Text) -> Rule:
    """A rule that says `text` of each text that has one of its phrases; `{found}` is the phrase."""
    phrases = PhraseList(rule_id)

    def check(listing: Listing, context: RuleContext) -> Iterator[Finding]:
        for path, phrase in phrases.found(listing):
            yield text.at(path, found=phrase)

    return Rule(rule_id, severity, listing=check, texts=(text,), data={"phrases": phrases})


@cache
def all_phrases() -> tuple[Phrases, ...]:
    """The phrases of all rules and languages."""
    return tuple(each for name in FILES for each in phrases_of(phrase_file(name)))


def phrases_of(data: Mapping[str, Any]) -> Iterator[Phrases]:
    """The phrases in the data of one language's file."""
    parts, denied = data.get("parts", {}), _folded_pattern(data["negations"], {})
    for rule, groups in data["rules"].items():
        for group in groups:
            yield Phrases(
                rule,
                frozenset(folded(group["triggers"]).split()),
                either(tuple(_folded_pattern(each, parts) for each in group["patterns"])),
                _folded_pattern(group.get("unless", ""), parts),
                "" if group.get("negated") else denied,
            )


def either(patterns: tuple[str, ...]) -> str:
    """One pattern for all. A common `\\b` in front lets the engine skip letters inside words."""
    at_words = [pattern.removeprefix(r"\b") for pattern in patterns if pattern.startswith(r"\b")]
    others = [pattern for pattern in patterns if not pattern.startswith(r"\b")]
    return "|".join([*others, rf"\b(?:{'|'.join(at_words)})"] if at_words else others)


@cache
def _index() -> Mapping[str, tuple[int, ...]]:
    """The numbers of the phrases that each trigger word belongs to."""
    index: dict[str, tuple[int, ...]] = {}
    for number, phrases in enumerate(all_phrases()):
        for word in phrases.triggers:
            index[word] = (*index.get(word, ()), number)
    return index


def _likely(words: set[str]) -> dict[str, tuple[tuple[Phrases, list[str]], ...]]:
    index = _index()
    triggers: dict[int, list[str]] = {}
    for word in sorted(words & index.keys()):
        for number in index[word]:
            triggers.setdefault(number, []).append(word)
    likely: dict[str, tuple[tuple[Phrases, list[str]], ...]] = {}
    for number in sorted(triggers):
        phrases = all_phrases()[number]
        likely[phrases.rule] = (*likely.get(phrases.rule, ()), (phrases, triggers[number]))
    return likely


def _first(plain: str, phrases: Phrases, triggers: list[str]) -> tuple[int, int] | None:
    """Where the first phrase in a folded text begins and ends."""
    for at, word in _places(plain, triggers):
        start, end = max(0, at - _BEFORE), at + len(word) + _AFTER
        window = plain[start:end]
        for match in _compiled(phrases.pattern).finditer(window):
            before, after = window[: match.start()], window[match.end() :]
            if phrases.denied and _compiled(phrases.denied).search(before):
                continue
            if phrases.unless:
                sentence = _ENDS.split(before)[-1] + match.group() + _ENDS.split(after, 1)[0]
                if _compiled(phrases.unless).search(sentence):
                    continue
            return start + match.start(), start + match.end()
    return None


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def _folded_pattern(pattern: str, parts: Mapping[str, str]) -> str:
    return fold_letters(with_parts(pattern, parts)).replace(" ", r"\s")


def _places(plain: str, triggers: list[str]) -> list[tuple[int, str]]:
    """The first places of trigger words that stand alone."""
    found: list[tuple[int, str]] = []
    for word in triggers:
        at, left = plain.find(word), _MOST_PLACES
        while at >= 0 and left:
            end = at + len(word)
            if _is_apart(plain[at - 1 : at]) and _is_apart(plain[end : end + 1]):
                found.append((at, word))
                left -= 1
            at = plain.find(word, end)
    return sorted(found)[:_MOST_PLACES] if found else found


def _is_apart(character: str) -> bool:
    return not character or bool(_IS_APART.match(character))


def _words(plain: str) -> set[str]:
    if not plain.isascii():
        for mark in _MARKS:
            plain = plain.replace(mark, " ")
    return set(plain.encode("utf-8", "replace").translate(_SEPARATORS).decode().split())


def quoted(text: str) -> str:
    """`text` on one line, cut to 60 characters, and without backticks."""
    line = " ".join(text.replace("`", "'").split())
    return line if len(line) <= _MOST_QUOTED else f"{line[: _MOST_QUOTED - 1]}…"


def _texts(listing: Listing) -> Iterator[Found]:
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
        (("outcome", "summary"), listing.outcome.summary if listing.outcome else ""),
    ):
        if value:
            yield path, value
