"""A text must not be in quotation marks from its first to its last character.

Why: a word processor turns the quotes that YAML understands into curly ones, which YAML takes for
a part of the text. They would be published with it.

Wrong::

    title: “Market survey of independent bookshops”

Right::

    title: Market survey of “independent” bookshops
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checking.field_words import flow
from generator.checking.rule import Finding, Rule, RuleContext, Text
from generator.checking.rule_kit.prose import prose
from generator.model.listing import Listing
from generator.model.problem import Severity

_PAIRS = ("“”", "„“", "„”", "””", "«»", "»«", "‘’", "‚‘", "’’", "「」", "『』")
_MARKS = frozenset("".join(_PAIRS))

_MOST_SHOWN = 200  # characters
_PUBLISHED = "the quotation marks around this text are published with it."
_TEXT = Text(_PUBLISHED, "Write `{inside}`.")
_LONG = Text(_PUBLISHED, "Take the marks away.")


def check(listing: Listing, context: RuleContext) -> Iterator[Finding]:
    """Texts of one line, with no other quotation mark inside."""
    for path, text in prose(listing).texts:
        line = text.strip()
        inside = line[1:-1].strip()
        if line[:1] + line[-1:] not in _PAIRS or "\n" in line or _MARKS.intersection(inside):
            continue
        is_short = len(inside) <= _MOST_SHOWN and "`" not in inside
        yield (_TEXT if is_short else _LONG).at(path, inside=flow(inside))


RULE = Rule(
    "text/quotes",
    Severity.ERROR,
    listing=check,
    texts=(_TEXT, _LONG),
    data={"pairs": _PAIRS, "most": _MOST_SHOWN},
)
