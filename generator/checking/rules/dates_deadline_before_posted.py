"""The deadline must be after the day the listing is posted.

Why: otherwise nobody could apply.

Wrong::

    posted: 2026-11-20
    deadline: 2026-11-19

Right::

    posted: 2026-11-20
    deadline: 2026-12-04
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checking.rule import Finding, Rule, RuleContext, Text
from generator.model.listing import Listing
from generator.model.problem import Severity

_TEXT = Text(
    "the deadline is not after the day the listing is posted.",
    "Give people at least a week to apply.",
)


def check(listing: Listing, context: RuleContext) -> Iterator[Finding]:
    """Two dates in order."""
    if listing.deadline <= listing.posted:
        yield _TEXT.at(("deadline",))


RULE = Rule("dates/deadline-before-posted", Severity.ERROR, listing=check, texts=(_TEXT,))
