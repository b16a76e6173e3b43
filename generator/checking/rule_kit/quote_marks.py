"""Quotation marks around a whole text, which a word processor makes of the quotes of YAML."""

from __future__ import annotations

from generator.checking.field_words import flow

_PAIRS = ("“”", "„“", "„”", "””", "«»", "»«", "‘’", "‚‘", "’’", "「」", "『』")
_MARKS = frozenset("".join(_PAIRS))
_MOST_SHOWN = 200  # characters
# The fixes, and what they need, for the form on the board's site too.
WRITE, TAKE_AWAY = "Write `{inside}`.", "Take the marks away."
DATA = {"pairs": _PAIRS, "most": _MOST_SHOWN}


def unquoted(text: str) -> str:
    """A text of one line without the marks around it; empty if it has none, or more inside."""
    line = text.strip()
    inside = line[1:-1].strip()
    if line[:1] + line[-1:] not in _PAIRS or "\n" in line or _MARKS.intersection(inside):
        return ""
    return inside


def quotes_fix(inside: str) -> str:
    """What to write instead of the text with marks around it."""
    is_short = len(inside) <= _MOST_SHOWN and "`" not in inside
    return (WRITE if is_short else TAKE_AWAY).format(inside=flow(inside))
