"""The hours must fit into the weeks: at most 40 a week.

Why: nobody can work more than full time beside studies or a job, and in many places it is against
the law.

Wrong::

    hours: 60
    duration_weeks: 1
    pay: {amount: 2000, currency: USD, per: project}

Right::

    hours: 60
    duration_weeks: 4
    pay: {amount: 2000, currency: USD, per: project}
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checking.rule import Finding, Rule, RuleContext, Text
from generator.model.listing import Listing
from generator.model.problem import Severity

MOST = 40

_TEXT = Text(
    "this is {weekly} hours a week; at most {most} are allowed.",
    "Spread it over {least} weeks or more.",
)


def check(listing: Listing, context: RuleContext) -> Iterator[Finding]:
    """Hours against weeks."""
    weekly = listing.hours.high / listing.duration_weeks
    if weekly > MOST:
        least = -(-int(listing.hours.high) // MOST)
        yield _TEXT.at(("duration_weeks",), weekly=f"{weekly:.0f}", most=MOST, least=least)


RULE = Rule(
    "hours/too-many-a-week", Severity.ERROR, listing=check, texts=(_TEXT,), data={"most": MOST}
)
