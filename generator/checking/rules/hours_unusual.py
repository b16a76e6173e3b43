"""A microinternship should take 5 to 80 hours.

Why: below 5 hours it is hardly worth applying, and above 80 it is a regular job. You can still post
such a project if you mean it.

Wrong::

    hours: 100
    duration_weeks: 6
    pay: {amount: 4000, currency: USD, per: project}

Right::

    hours: 40
    duration_weeks: 6
    pay: {amount: 4000, currency: USD, per: project}
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checking.rule import Finding, Rule, RuleContext, Text
from generator.model.listing import Listing
from generator.model.problem import Severity

_FEWEST, _MOST = 5, 80

_TEXT = Text(
    "{shown} hours is unusual; most projects take {fewest} to {most}.",
    "Check the number, or split the project in two.",
)


def check(listing: Listing, context: RuleContext) -> Iterator[Finding]:
    """Both ends of the range."""
    hours = listing.hours
    if hours.low < _FEWEST or hours.high > _MOST:
        shown = hours.low if hours.low < _FEWEST else hours.high
        yield _TEXT.at(("hours",), shown=shown, fewest=_FEWEST, most=_MOST)


RULE = Rule(
    "hours/unusual",
    Severity.HINT,
    listing=check,
    texts=(_TEXT,),
    data={"fewest": _FEWEST, "most": _MOST},
)
