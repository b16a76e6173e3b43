"""A project should not take more than 20 hours a week.

Why: most applicants have lectures or a job. More people can apply if you spread the work over more
weeks.

Wrong::

    hours: 30
    duration_weeks: 1
    pay: {amount: 900, currency: USD, per: project}

Right::

    hours: 30
    duration_weeks: 3
    pay: {amount: 900, currency: USD, per: project}
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checking.rule import Finding, Rule, RuleContext, Text
from generator.checking.rules.hours_too_many_a_week import MOST
from generator.model.listing import Listing
from generator.model.problem import Severity

_HEAVY = 20

_TEXT = Text(
    "this is {weekly} hours a week, which is hard to fit around studies.",
    "Allow more weeks, if you can.",
)


def check(listing: Listing, context: RuleContext) -> Iterator[Finding]:
    """Hours against weeks, below what is refused."""
    weekly = listing.hours.high / listing.duration_weeks
    if _HEAVY < weekly <= MOST:
        yield _TEXT.at(("duration_weeks",), weekly=f"{weekly:.0f}")


RULE = Rule(
    "hours/heavy-week", Severity.HINT, listing=check, texts=(_TEXT,), data={"heavy": _HEAVY}
)
