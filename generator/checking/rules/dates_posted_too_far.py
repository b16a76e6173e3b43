"""`posted` must be at most 30 days from now.

Why: a date far ahead usually has the wrong year, and plans change.

Wrong::

    posted: 2027-11-20
    deadline: 2027-12-04

Right::

    posted: 2026-11-20
    deadline: 2026-12-04
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.checking.rule import Finding, Rule, RuleContext, Text
from generator.model.dates import LAST_DAY, Days
from generator.model.listing import Listing
from generator.model.problem import Severity

MOST = 30

_TEXT = Text(
    "`posted` is {days} days from now; at most {most} are allowed.",
    "Write {today}, or check the year.",
)


def check(listing: Listing, context: RuleContext) -> Iterator[Finding]:
    """`posted` against today."""
    days = (listing.posted - context.today).days
    if days > MOST:
        yield _TEXT.at(("posted",), days=days, most=MOST, today=context.today)


def same_days(listing: Listing, today: date) -> Days:
    """From the day `posted` nothing is found. Before, what is found names the day."""
    return Days(today, today) if listing.posted > today else Days(listing.posted, LAST_DAY)


RULE = Rule(
    "dates/posted-too-far",
    Severity.ERROR,
    listing=check,
    same_days=same_days,
    texts=(_TEXT,),
    data={"most": MOST},
)
