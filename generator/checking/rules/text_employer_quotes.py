"""An employer's texts must not be in quotation marks from beginning to end.

Why: a word processor turns straight quotes, which YAML understands, into curly ones, which YAML
takes as part of the text. They would appear on the board.

Wrong::

    name: “Harbour Books”

Right::

    name: Harbour “Books” Ltd
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checking.rule import Finding, Rule, RuleContext
from generator.checking.rule_kit.quote_marks import (
    DATA,
    PUBLISHED,
    TEXTS,
    quotes_fix,
    unquoted,
)
from generator.model.employer import Employer
from generator.model.problem import Severity


def check(employer: Employer, context: RuleContext) -> Iterator[Finding]:
    """The texts that people read; other fields have a form that has no room for quotes."""
    for name, text in (("name", employer.name), ("about", employer.about)):
        if inside := unquoted(text):
            yield Finding((name,), PUBLISHED, quotes_fix(inside))


RULE = Rule("text/employer-quotes", Severity.ERROR, employer=check, texts=TEXTS, data=DATA)
