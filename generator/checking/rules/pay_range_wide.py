"""A pay range should be narrow enough to mean something.

Why: "100 to 900" tells a student nothing. What decides between the two?

Wrong::

    hours: 5
    pay: {min: 100, max: 900, currency: USD, per: project}

Right::

    hours: 5
    pay: {min: 100, max: 250, currency: USD, per: project}
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checking.rule import Finding, Rule, RuleContext, Text
from generator.model.listing import Listing
from generator.model.problem import Severity

_MOST = 3

_TEXT = Text(
    "the most pay ({high}) is over {most} times the least ({low}).",
    "Narrow the range, or explain in `note` what decides it.",
)


def check(listing: Listing, context: RuleContext) -> Iterator[Finding]:
    """At most three times the least."""
    amount = listing.pay.amount
    if amount.high > amount.low * _MOST:
        yield _TEXT.at(("pay",), low=amount.low, high=amount.high, most=_MOST)


RULE = Rule("pay/range-wide", Severity.HINT, listing=check, texts=(_TEXT,), data={"times": _MOST})
