"""The work starts after the deadline to apply.

Why: who applies on the last day would be too late. If you choose as soon as the right person
writes, say so in `apply.instructions`, or make the deadline earlier.

Wrong::

    deadline: 2026-12-14
    start: 2026-12-01

Right::

    deadline: 2026-12-14
    start: 2027-01-04
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.listing import Listing
from generator.problem import Severity
from generator.rules.base import Context, Finding, Rule


def check(listing: Listing, context: Context) -> Iterator[Finding]:
    """`start` against `deadline`."""
    if listing.start and listing.start < listing.deadline:
        yield Finding(
            ("start",),
            f"the work starts on {listing.start}, before the deadline on {listing.deadline}.",
            "Start later, or close earlier.",
        )


RULE = Rule("dates/start-before-deadline", Severity.HINT, listing=check)
