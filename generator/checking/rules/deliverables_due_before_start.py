"""A deliverable should not be due before the work can begin.

The work begins on `start`. If that is `flexible`, it begins after the deadline.

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

from generator.checking.rule import Finding, Rule, RuleContext, Text
from generator.model.listing import Listing
from generator.model.problem import Severity

_FIX = "Choose a later day, or an earlier start."
_START = Text("this is due on {due}, before the work starts ({begins}).", _FIX)
_DEADLINE = Text("this is due on {due}, before the deadline to apply ({begins}).", _FIX)


def check(listing: Listing, context: RuleContext) -> Iterator[Finding]:
    """Each `due` against `start`, else `deadline`; what was due before `posted` is an error."""
    begins = listing.start or listing.deadline
    text = _START if listing.start else _DEADLINE
    for index, deliverable in enumerate(listing.deliverables):
        if deliverable.due and listing.posted < deliverable.due < begins:
            yield text.at(("deliverables", index, "due"), due=deliverable.due, begins=begins)


RULE = Rule(
    "deliverables/due-before-start", Severity.HINT, listing=check, texts=(_START, _DEADLINE)
)
