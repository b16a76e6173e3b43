"""A deliverable must not be due before the listing is posted.

Why: the date is a mistake, usually in the year.

Wrong::

    posted: 2026-11-20
    deliverables: [{what: Ten slides with your findings, due: 2026-01-15}]

Right::

    posted: 2026-11-20
    deliverables: [{what: Ten slides with your findings, due: 2027-01-15}]
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checking.rule import Finding, Rule, RuleContext
from generator.model.listing import Listing
from generator.model.problem import Severity


def check(listing: Listing, context: RuleContext) -> Iterator[Finding]:
    """Each `due` against `posted`."""
    for index, item in enumerate(listing.deliverables):
        if item.due and item.due <= listing.posted:
            message = f"this is due on {item.due}, before anybody could start."
            yield Finding(("deliverables", index, "due"), message, "Check the year.")


RULE = Rule("deliverables/due-before-posted", Severity.ERROR, listing=check)
