"""A listing is posted today, or within 30 days.

Why: until that day nobody sees it. A day that is further away is a wrong year or month more
often than a plan.

Wrong (on 23 November 2026)::

    posted: 2027-11-20
    deadline: 2027-12-04

Right::

    posted: 2026-11-20
    deadline: 2026-12-04
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.listing import Listing
from generator.problem import Severity
from generator.rules.base import Context, Finding, Rule

_MOST_DAYS = 30


def check(listing: Listing, context: Context) -> Iterator[Finding]:
    """`posted` against today."""
    days = (listing.posted - context.today).days
    if days > _MOST_DAYS:
        yield Finding(
            ("posted",),
            f"{listing.posted} is {days} days away; nobody would see the listing until then.",
            f"Is the year right? Write today's date, {context.today}, to post it now.",
        )


RULE = Rule("dates/posted-too-far", Severity.ERROR, listing=check)
