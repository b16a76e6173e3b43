"""The most pay is at most three times the least.

Why: a range such as 400 to 2,000 tells a student nothing: the pay is what you name in the end.
Say what you expect to pay, and in `note` what would change it.

Wrong::

    pay: {min: 400, max: 2000, currency: USD, per: project}

Right::

    pay: {min: 400, max: 600, currency: USD, per: project, note: 600 with the second survey.}
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.listing import Listing
from generator.problem import Severity
from generator.rules.base import Context, Finding, Rule
from generator.wording import number

_MOST_TIMES = 3


def check(listing: Listing, context: Context) -> Iterator[Finding]:
    """How far `pay.min` and `pay.max` are apart."""
    low, high = listing.pay.amount.low, listing.pay.amount.high
    if high > _MOST_TIMES * low:
        yield Finding(
            ("pay", "max"),
            f"the pay may be anything from {number(low)} to {number(high)}.",
            "Narrow the range, and say in `note` what the higher pay depends on.",
        )


RULE = Rule("pay/range-wide", Severity.HINT, listing=check)
