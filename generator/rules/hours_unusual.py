"""A microinternship takes 5 to 80 hours.

Why: below that there is hardly time to learn what it is about; above it, it is an ordinary
internship, with all that the law asks of one. Most projects take 10 to 40 hours.

Wrong::

    hours: 3

Right::

    hours: 12
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.listing import Listing
from generator.problem import Severity
from generator.rules.base import Context, Finding, Rule
from generator.wording import number

_FEWEST, _MOST = 5, 80


def check(listing: Listing, context: Context) -> Iterator[Finding]:
    """The hours of the whole project against what is usual."""
    low, high = listing.hours.low, listing.hours.high
    if high < _FEWEST:
        message, fix = f"{number(high)} hours are few.", "Is there more worth doing?"
    elif low > _MOST:
        message, fix = f"{number(low)} hours are many.", "Could it be two projects?"
    else:
        return
    usual = f"A microinternship takes {_FEWEST} to {_MOST} hours."
    yield Finding(("hours",), message, f"{usual} {fix}")


RULE = Rule("hours/unusual", Severity.HINT, listing=check)
