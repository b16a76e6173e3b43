"""Quotation marks around a whole text, which a word processor makes of the quotes of YAML."""

from __future__ import annotations

from generator.checking.field_words import flow

_PAIRS = {"“”", "„“", "„”", "””", "«»", "»«", "‘’", "‚‘", "’’", "「」", "『』"}
_MARKS = frozenset("".join(_PAIRS))


def unquoted(text: str) -> str:
    """A text of one line without the marks around it; empty if it has none, or more inside."""
    line = text.strip()
    inside = line[1:-1].strip()
    if line[:1] + line[-1:] not in _PAIRS or "\n" in line or _MARKS.intersection(inside):
        return ""
    return inside


def quotes_fix(inside: str) -> str:
    """What to write instead of the text with marks around it."""
    if len(inside) <= 200 and "`" not in inside:
        return f"Write `{flow(inside)}`."
    return "Take the marks away."
