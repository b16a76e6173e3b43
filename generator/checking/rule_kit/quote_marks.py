"""Quotation marks around a whole text, which a word processor makes of the quotes of YAML."""

from __future__ import annotations

from generator.checking.field_words import flow
from generator.checking.rule import Finding, Text
from generator.model.problem import Path

_PAIRS = ("“”", "„“", "„”", "””", "«»", "»«", "‘’", "‚‘", "’’", "「」", "『』")
_MARKS = frozenset("".join(_PAIRS))
_MOST_SHOWN = 200  # characters
_PUBLISHED = "the quotation marks around this text are published with it."
_SHORT = Text(_PUBLISHED, "Write `{inside}`.")
_LONG = Text(_PUBLISHED, "Take the marks away.")
# Of the rules that look for them.
TEXTS = (_SHORT, _LONG)
DATA = {"pairs": _PAIRS, "most": _MOST_SHOWN}


def quote_marks(path: Path, text: str) -> Finding | None:
    """The finding about a text of one line with marks around it, and none inside."""
    line = text.strip()
    inside = line[1:-1].strip()
    if line[:1] + line[-1:] not in _PAIRS or "\n" in line or _MARKS.intersection(inside):
        return None
    is_short = len(inside) <= _MOST_SHOWN and "`" not in inside
    return (_SHORT if is_short else _LONG).at(path, inside=flow(inside))
