"""`min` must not be more than `max`.

Why: a reversed range does not tell students how long the work takes.

Wrong::

    hours: {min: 20, max: 10}

Right::

    hours: {min: 10, max: 20}
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checking.rule import Finding, Rule, RuleContext, Text
from generator.model.listing import Listing
from generator.model.problem import Severity

_TEXT = Text("`min` ({low}) is more than `max` ({high}).", "Swap the two.")


def check(listing: Listing, context: RuleContext) -> Iterator[Finding]:
    """The range of hours."""
    hours = listing.hours
    if hours.low > hours.high:
        yield _TEXT.at(("hours",), low=hours.low, high=hours.high)


RULE = Rule("hours/range-upside-down", Severity.ERROR, listing=check, texts=(_TEXT,))
