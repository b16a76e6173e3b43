"""The deadline is after the day a listing is posted.

Why: the listing would be closed before anybody saw it.

Wrong::

    posted: 2026-11-20
    deadline: 2026-10-20

Right::

    posted: 2026-11-20
    deadline: 2026-12-04
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.dates import day_in_words
from generator.listing import Listing
from generator.problem import Severity
from generator.rules.base import Context, Finding, Rule


def check(listing: Listing, context: Context) -> Iterator[Finding]:
    """`deadline` against `posted`."""
    if listing.deadline <= listing.posted:
        yield Finding(
            ("deadline",),
            f"the deadline is not after {day_in_words(listing.posted.isoformat())}, "
            "the day the listing is posted.",
            "Give students some weeks to find it and apply.",
        )


RULE = Rule("dates/deadline-before-posted", Severity.ERROR, listing=check)
