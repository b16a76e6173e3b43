"""Nothing is due before the listing is posted.

Why: such a date is a slip, often last year's.

Wrong::

    posted: 2026-11-20
    deliverables:
      - what: Ten slides
        due: 2025-12-18

Right::

    posted: 2026-11-20
    deliverables:
      - what: Ten slides
        due: 2026-12-18
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.listing import Listing
from generator.problem import Severity
from generator.rules.base import Context, Finding, Rule


def check(listing: Listing, context: Context) -> Iterator[Finding]:
    """Each deliverable's `due` against `posted`."""
    for index, deliverable in enumerate(listing.deliverables):
        if deliverable.due and deliverable.due <= listing.posted:
            yield Finding(
                ("deliverables", index, "due"),
                f"this is due on {deliverable.due}, when the listing was only just posted "
                f"({listing.posted}).",
                "Choose a day within the project.",
            )


RULE = Rule("dates/due-before-posted", Severity.ERROR, listing=check)
