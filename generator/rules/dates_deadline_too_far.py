"""The deadline is at most 90 days after the day a listing is posted.

A board may set another number: `deadline_max_days`.

Why: an offer that stays open for half a year is one that nobody looks after. A short listing
gets answers; when it has expired, a new date brings it back.

Wrong::

    posted: 2026-11-20
    deadline: 2027-06-30

Right::

    posted: 2026-11-20
    deadline: 2027-01-15
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from generator.listing import Listing
from generator.problem import Severity
from generator.rules.base import Context, Finding, Rule


def check(listing: Listing, context: Context) -> Iterator[Finding]:
    """The days from `posted` to `deadline`."""
    most = context.settings.deadline_max_days
    days = (listing.deadline - listing.posted).days
    if days <= most:
        return
    latest = listing.posted + timedelta(days=most)
    yield Finding(
        ("deadline",),
        f"the deadline is {days} days after `posted`; this board allows {most}.",
        f"Choose {latest} or an earlier day.",
    )


RULE = Rule("dates/deadline-too-far", Severity.ERROR, listing=check)
