"""`min` must not be more than `max`.

Why: a reversed range is unclear, and hides the lowest pay.

Wrong::

    pay: {min: 500, max: 400, currency: USD, per: project}

Right::

    pay: {min: 400, max: 500, currency: USD, per: project}
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checking.rule import Finding, Rule, RuleContext, Text
from generator.model.listing import Listing
from generator.model.problem import Severity

_TEXT = Text("`min` ({low}) is more than `max` ({high}).", "Swap the two.")


def check(listing: Listing, context: RuleContext) -> Iterator[Finding]:
    """The range of pay."""
    amount = listing.pay.amount
    if amount.low > amount.high:
        yield _TEXT.at(("pay",), low=amount.low, high=amount.high)


RULE = Rule("pay/range-upside-down", Severity.ERROR, listing=check, texts=(_TEXT,))
