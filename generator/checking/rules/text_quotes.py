"""A text must not be in quotation marks from beginning to end.

Why: a word processor turns straight quotes, which YAML understands, into curly ones, which YAML
takes as part of the text. They would appear on the board.

Wrong::

    title: “Market survey of independent bookshops”

Right::

    title: Market survey of “independent” bookshops
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checking.rule import Finding, Rule, RuleContext
from generator.checking.rule_kit.prose import prose
from generator.checking.rule_kit.quote_marks import (
    DATA,
    PUBLISHED,
    TEXTS,
    quotes_fix,
    unquoted,
)
from generator.model.listing import Listing
from generator.model.problem import Severity


def check(listing: Listing, context: RuleContext) -> Iterator[Finding]:
    """Texts of one line, with no other quotation mark inside."""
    for path, text in prose(listing).texts:
        if inside := unquoted(text):
            yield Finding(path, PUBLISHED, quotes_fix(inside))


RULE = Rule("text/quotes", Severity.ERROR, listing=check, texts=TEXTS, data=DATA)
