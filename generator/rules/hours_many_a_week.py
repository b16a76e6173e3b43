"""A project takes at most 20 hours a week.

Why: most who apply study or work beside it. Projects of up to 20 hours a week get more and
better applications; in many countries the law or a visa allows students no more.

Wrong::

    hours: 60
    duration_weeks: 2

Right::

    hours: 60
    duration_weeks: 4
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_CEILING

from generator.listing import Listing
from generator.problem import Severity
from generator.rules.base import Context, Finding, Rule
from generator.wording import number

_MANY, _MOST = 20, 40


def check(listing: Listing, context: Context) -> Iterator[Finding]:
    """Between 20 and 40 hours a week; more is an error of its own."""
    if not _MANY * listing.duration_weeks < listing.hours.high <= _MOST * listing.duration_weeks:
        return
    weeks = (listing.hours.high / _MANY).to_integral_value(ROUND_CEILING)
    yield Finding(
        ("duration_weeks",),
        f"this comes to {number(listing.hours_a_week)} hours a week, much beside a course.",
        f"Students find time for {weeks} weeks more easily.",
    )


RULE = Rule("hours/many-a-week", Severity.HINT, listing=check)
