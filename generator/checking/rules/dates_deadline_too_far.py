"""The deadline must be within 90 days of the day the listing is posted.

Each board can set its own limit with `extra.board.deadline_max_days`.

Why: employers forget a listing that stays up for months.

Wrong::

    posted: 2026-11-20
    deadline: 2027-05-20

Right::

    posted: 2026-11-20
    deadline: 2027-01-20
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from generator.checking.rule import Finding, Rule, RuleContext, Text
from generator.model.listing import Listing
from generator.model.problem import Severity

_TEXT = Text(
    "the deadline is {days} days after `posted`; at most {most} are allowed.",
    "Write {last} or an earlier day.",
)


def check(listing: Listing, context: RuleContext) -> Iterator[Finding]:
    """The days between the two dates."""
    most = context.settings.deadline_max_days
    days = (listing.deadline - listing.posted).days
    if days > most:
        last = listing.posted + timedelta(days=most)
        yield _TEXT.at(("deadline",), days=days, most=most, last=last)


RULE = Rule("dates/deadline-too-far", Severity.ERROR, listing=check, texts=(_TEXT,))
