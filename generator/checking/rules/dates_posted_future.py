"""`posted` should be today, unless the listing is meant to appear later.

Why: a listing with a later date appears on that day, and you may wonder why it is not on the board
yet.

Wrong::

    posted: 2026-12-10
    deadline: 2027-01-20

Right::

    posted: 2026-11-20
    deadline: 2027-01-20
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checking.rule import Finding, Rule, RuleContext, Text
from generator.checking.rules.dates_posted_too_far import MOST, same_days
from generator.model.listing import Listing
from generator.model.problem import Severity

_TEXT = Text(
    "the listing will appear on the board on {posted}.",
    "Write `posted: {today}` if it should appear right away.",
)


def check(listing: Listing, context: RuleContext) -> Iterator[Finding]:
    """`posted` against today."""
    days = (listing.posted - context.today).days
    if 0 < days <= MOST:
        yield _TEXT.at(("posted",), posted=listing.posted, today=context.today)


RULE = Rule(
    "dates/posted-future",
    Severity.HINT,
    listing=check,
    same_days=same_days,
    texts=(_TEXT,),
    data={"most": MOST},
)
