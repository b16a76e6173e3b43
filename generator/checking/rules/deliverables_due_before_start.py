"""No deliverable is due before the work can begin.

The work begins on `start`; where that is `flexible`, after the deadline.

Why: you choose a student first, and they need time for the work.

Wrong::

    start: 2027-01-11
    deliverables:
      - what: Ten slides
        due: 2027-01-04

Right::

    start: 2027-01-11
    deliverables:
      - what: Ten slides
        due: 2027-01-25
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checking.rule import Finding, Rule, RuleContext
from generator.model.listing import Listing
from generator.model.problem import Severity


def check(listing: Listing, context: RuleContext) -> Iterator[Finding]:
    """Each `due` against `start`, else `deadline`; what was due before `posted` is an error."""
    begins = listing.start or listing.deadline
    what = "the work starts" if listing.start else "the deadline to apply"
    for index, deliverable in enumerate(listing.deliverables):
        if deliverable.due and listing.posted < deliverable.due < begins:
            yield Finding(
                ("deliverables", index, "due"),
                f"this is due on {deliverable.due}, before {what} ({begins}).",
                "Choose a later day, or let the work begin earlier.",
            )


RULE = Rule("deliverables/due-before-start", Severity.HINT, listing=check)
