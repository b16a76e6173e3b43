"""The fewest hours are not more than the most.

Why: the hours are what a student plans with, and what the hourly rate is computed from.

Wrong::

    hours: {min: 20, max: 15}

Right::

    hours: {min: 15, max: 20}
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.listing import Listing
from generator.problem import Severity
from generator.rules.base import Context, Finding, Rule
from generator.wording import number


def check(listing: Listing, context: Context) -> Iterator[Finding]:
    """`hours.min` against `hours.max`."""
    low, high = listing.hours.low, listing.hours.high
    if low > high:
        yield Finding(
            ("hours", "min"),
            f"the fewest hours, {number(low)}, are more than the most, {number(high)}.",
            f"Swap them: `min: {number(high)}`, `max: {number(low)}`.",
        )


RULE = Rule("hours/range-reversed", Severity.ERROR, listing=check)
