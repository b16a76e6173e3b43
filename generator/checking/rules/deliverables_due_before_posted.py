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

from generator.checking.rule import Finding, Rule, RuleContext, Text
from generator.model.listing import Listing
from generator.model.problem import Severity

_TEXT = Text("this is due on {due}, before anyone could start.", "Check the year.")


def check(listing: Listing, context: RuleContext) -> Iterator[Finding]:
    """Each `due` against `posted`."""
    for index, item in enumerate(listing.deliverables):
        if item.due and item.due <= listing.posted:
            yield _TEXT.at(("deliverables", index, "due"), due=item.due)


RULE = Rule("deliverables/due-before-posted", Severity.ERROR, listing=check, texts=(_TEXT,))
