"""An outcome should not name a person.

No program knows all names. This rule knows a few places in English sentences where names are.

Why: a listing's page stays on the board for years. Students decide themselves where their name is.

Wrong::

    status: filled
    outcome: {summary: "The forty pages are online, and we hired Ana Reis afterwards."}

Right::

    status: filled
    outcome: {summary: "The forty pages are online, and the student stayed with us.", hired: true}
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checking.rule import Finding, Rule, RuleContext, Text
from generator.checking.rule_kit.prose import quoted
from generator.model.listing import Listing
from generator.model.problem import Severity

_CAPITAL = "[A-ZÀ-ÖØ-Þ]"
_NAME = rf"{_CAPITAL}(?:[^\W\d_]|['’-]){{1,30}}"
_NAMES = rf"(?P<name>{_NAME}(?: {_NAME})?)"
_BEFORE = re.compile(
    r"\b(?:hired|employed|[Tt]hanks to|[Tt]hank you,|(?:[Oo]ur|[Tt]he) (?:student|intern),?"
    # One word alone is too often a tool or a company.
    r"|(?:built|coded|created|designed|developed|done|drawn|filmed|made|translated|written) by"
    rf"(?= \S{{2,31}} {_CAPITAL})) {_NAMES}"
)
_AFTER = re.compile(
    rf"\b{_NAMES} (?:has joined us|joined us|(?:now )?works (?:for|with) us|stayed with us"
    r"|was hired|has been hired)\b"
)

_TEXT = Text(
    "`{found}` may be the name of a person.", "If it is, write “the student” in its place."
)


def check(listing: Listing, context: RuleContext) -> Iterator[Finding]:
    """Capitalised words where a name would be."""
    summary = listing.outcome.summary if listing.outcome else ""
    if match := _BEFORE.search(summary) or _AFTER.search(summary):
        yield _TEXT.at(("outcome", "summary"), found=quoted(match["name"]))


RULE = Rule(
    "outcome/person-named",
    Severity.HINT,
    listing=check,
    texts=(_TEXT,),
    data={"before": _BEFORE, "after": _AFTER},
)
