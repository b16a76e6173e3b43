"""Nothing is due after the project's end, which is `duration_weeks` after `start`.

Why: the pay and the hours are for the weeks you name. Work that is due later has to be paid
later too. Where `start` is `flexible`, the end is too, and nothing is compared.

Wrong::

    start: 2027-01-11
    duration_weeks: 3
    deliverables:
      - what: Ten slides
        due: 2027-03-01

Right::

    start: 2027-01-11
    duration_weeks: 3
    deliverables:
      - what: Ten slides
        due: 2027-01-29
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from generator.listing import Listing
from generator.problem import Severity
from generator.rules.base import Context, Finding, Rule


def check(listing: Listing, context: Context) -> Iterator[Finding]:
    """Each `due` against the end."""
    if listing.start is None or listing.start.year > 9000:
        return
    end = listing.start + timedelta(weeks=listing.duration_weeks)
    for index, deliverable in enumerate(listing.deliverables):
        if deliverable.due and deliverable.due > end:
            yield Finding(
                ("deliverables", index, "due"),
                f"this is due on {deliverable.due}, after the project's end on {end} "
                f"(`start` and {listing.duration_weeks} weeks).",
                "Choose an earlier day, or plan more weeks.",
            )


RULE = Rule("dates/due-after-end", Severity.ERROR, listing=check)
