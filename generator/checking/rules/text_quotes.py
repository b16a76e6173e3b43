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
from generator.checking.rule import Finding, Rule, RuleContext
from generator.checking.rule_kit.prose import prose
from generator.model.listing import Listing
from generator.model.problem import Severity

_PAIRS = {"“”", "„“", "„”", "””", "«»", "»«", "‘’", "‚‘", "’’", "「」", "『』"}
_MARKS = frozenset("".join(_PAIRS))


def check(listing: Listing, context: RuleContext) -> Iterator[Finding]:
    """Texts of one line, with no other quotation mark inside."""
    for path, text in prose(listing).texts:
        line = text.strip()
        inside = line[1:-1].strip()
        if line[:1] + line[-1:] not in _PAIRS or "\n" in line or _MARKS.intersection(inside):
            continue
        fix = f"Write `{flow(inside)}`." if len(inside) <= 200 and "`" not in inside else ""
        message = "the quotation marks around this text are published with it."
        yield Finding(path, message, fix or "Take the marks away.")


RULE = Rule("text/quotes", Severity.ERROR, listing=check)
