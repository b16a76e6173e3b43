"""The least pay is not more than the most.

Why: students sort and filter by pay. A range that is upside down is a slip of the keyboard, and
nobody can know which number was meant.

Wrong::

    pay: {min: 500, max: 400, currency: USD, per: project}

Right::

    pay: {min: 400, max: 500, currency: USD, per: project}
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.listing import Listing
from generator.problem import Severity
from generator.rules.base import Context, Finding, Rule
from generator.wording import number


def check(listing: Listing, context: Context) -> Iterator[Finding]:
    """`pay.min` against `pay.max`."""
    low, high = listing.pay.amount.low, listing.pay.amount.high
    if low > high:
        yield Finding(
            ("pay", "min"),
            f"the least pay, {number(low)}, is more than the most, {number(high)}.",
            f"Swap them: `min: {number(high)}`, `max: {number(low)}`.",
        )


RULE = Rule("pay/range-reversed", Severity.ERROR, listing=check)
