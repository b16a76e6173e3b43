"""The hours fit into the weeks: at most 40 a week.

Why: students have lectures, jobs and families beside it. More than full time can't be done, so
the deadline or the pay would suffer.

Wrong::

    hours: 50
    duration_weeks: 1

Right::

    hours: 50
    duration_weeks: 4
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_CEILING

from generator.listing import Listing
from generator.problem import Severity
from generator.rules.base import Context, Finding, Rule
from generator.wording import number

_MOST = 40


def check(listing: Listing, context: Context) -> Iterator[Finding]:
    """The most hours, spread evenly over the weeks."""
    if listing.hours.high <= _MOST * listing.duration_weeks:
        return
    least = (listing.hours.high / _MOST).to_integral_value(ROUND_CEILING)
    yield Finding(
        ("duration_weeks",),
        f"this comes to {number(listing.hours_a_week)} hours a week, more than full time.",
        f"Plan at least {least} weeks, or fewer hours.",
    )


RULE = Rule("hours/too-many-a-week", Severity.ERROR, listing=check)
