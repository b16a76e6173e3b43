"""`min` must not be more than `max`.

Why: a reversed range says nothing, and hides the lowest pay.

Wrong::

    pay: {min: 500, max: 400, currency: USD, per: project}

Right::

    pay: {min: 400, max: 500, currency: USD, per: project}
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checking.rule import Finding, Rule, RuleContext
from generator.model.listing import Listing
from generator.model.problem import Severity


def check(listing: Listing, context: RuleContext) -> Iterator[Finding]:
    """The range of pay."""
    amount = listing.pay.amount
    if amount.low > amount.high:
        message = f"`min` ({amount.low}) is more than `max` ({amount.high})."
        yield Finding(("pay",), message, "Swap the two.")


RULE = Rule("pay/range-upside-down", Severity.ERROR, listing=check)
