"""A range of pay should be narrow enough to mean something.

Why: "100 to 900" tells a student nothing. What decides between the two ends?

Wrong::

    hours: 5
    pay: {min: 100, max: 900, currency: USD, per: project}

Right::

    hours: 5
    pay: {min: 100, max: 250, currency: USD, per: project}
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checking.rule import Finding, Rule, RuleContext
from generator.model.listing import Listing
from generator.model.problem import Severity

_MOST = 3


def check(listing: Listing, context: RuleContext) -> Iterator[Finding]:
    """At most three times the least."""
    amount = listing.pay.amount
    if amount.high > amount.low * _MOST:
        message = f"the most pay ({amount.high}) is over {_MOST} times the least ({amount.low})."
        yield Finding(("pay",), message, "Narrow the range, or say in `note` what decides it.")


RULE = Rule("pay/range-wide", Severity.HINT, listing=check)
