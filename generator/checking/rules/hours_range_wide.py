"""The most hours should be at most three times the fewest.

Why: a project of 5 to 40 hours is not described well enough yet. A student can't tell whether it
fits between two exams, and the hourly pay can be almost anything.

Wrong::

    hours: {min: 5, max: 20}

Right::

    hours: {min: 14, max: 20}
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checking.rule import Finding, Rule, RuleContext, Text
from generator.model.listing import Listing
from generator.model.problem import Severity

_MOST_TIMES = 3

_TEXT = Text(
    "the project may take anything from {low} to {high} hours.",
    "Describe the project in more detail, then narrow the range.",
)


def check(listing: Listing, context: RuleContext) -> Iterator[Finding]:
    """How far `hours.min` and `hours.max` are apart."""
    low, high = listing.hours.low, listing.hours.high
    if high > _MOST_TIMES * low:
        yield _TEXT.at(("hours",), low=f"{low:f}", high=f"{high:f}")


RULE = Rule(
    "hours/range-wide", Severity.HINT, listing=check, texts=(_TEXT,), data={"times": _MOST_TIMES}
)
