"""`posted` may be at most 30 days from now.

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

from generator.checking.rule import Finding, Rule, RuleContext
from generator.model.listing import Listing
from generator.model.problem import Severity

MOST = 30


def check(listing: Listing, context: RuleContext) -> Iterator[Finding]:
    """`posted` against today."""
    days = (listing.posted - context.today).days
    if days > MOST:
        message = f"`posted` is {days} days from now; at most {MOST} are allowed."
        yield Finding(("posted",), message, f"Write {context.today}, or check the year.")


RULE = Rule("dates/posted-too-far", Severity.ERROR, listing=check)
