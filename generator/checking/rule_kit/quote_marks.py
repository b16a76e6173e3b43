"""Quotation marks around a whole text, which a word processor makes of the quotes of YAML."""

from __future__ import annotations

from generator.checking.field_words import flow
from generator.checking.rule import Text

_PAIRS = ("“”", "„“", "„”", "””", "«»", "»«", "‘’", "‚‘", "’’", "「」", "『』")
_MARKS = frozenset("".join(_PAIRS))
_MOST_SHOWN = 200  # characters
PUBLISHED = "the quotation marks around this text would appear on the board."
TEXTS = (Text(PUBLISHED, "Write `{inside}`."), Text(PUBLISHED, "Remove the quotation marks."))
# For the form on the board's site; see `checking.exported_checks`.
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
    return TEXTS[0 if is_short else 1].fix.format(inside=flow(inside))
