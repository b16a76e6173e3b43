"""A deliverable must be due before the project ends.

The project ends `duration_weeks` after `start`. With a flexible start there is no end to compare
with.

Why: work that is due after the end is outside the hours you pay for.

Wrong::

    start: 2026-12-21
    duration_weeks: 2
    deadline: 2026-12-14
    deliverables: [{what: Ten slides with your findings, due: 2027-03-01}]

Right::

    start: 2026-12-21
    duration_weeks: 2
    deadline: 2026-12-14
    deliverables: [{what: Ten slides with your findings, due: 2027-01-04}]
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from generator.checking.rule import Finding, Rule, RuleContext, Text
from generator.model.listing import Listing
from generator.model.problem import Severity

_TEXT = Text(
    "this is due on {due}, after the project ends.",
    "Choose an earlier day, or more weeks in `duration_weeks`.",
)


def check(listing: Listing, context: RuleContext) -> Iterator[Finding]:
    """Each `due` against the end; a week's grace, as weeks are counted roughly."""
    if listing.start is None:
        return
    length = timedelta(weeks=listing.duration_weeks + 1)
    for index, item in enumerate(listing.deliverables):
        if item.due and item.due - listing.start > length:
            yield _TEXT.at(("deliverables", index, "due"), due=item.due)


RULE = Rule("deliverables/due-after-end", Severity.ERROR, listing=check, texts=(_TEXT,))
