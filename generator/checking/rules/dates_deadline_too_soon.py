"""Students should have at least three days to apply.

Why: students find a listing over several days: in a feed, a weekly newsletter or a lecturer's mail.
A listing that closes tomorrow reaches only those who happen to visit today.

Wrong::

    posted: 2026-11-20
    deadline: 2026-11-21

Right::

    posted: 2026-11-20
    deadline: 2026-12-04
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checking.rule import Finding, Rule, RuleContext, Text
from generator.model.listing import Listing
from generator.model.problem import Severity

_FEWEST = 3

_ONE = Text("the deadline is the day after `posted`.", "Two weeks are usual.")
_TWO = Text("the deadline is two days after `posted`.", "Two weeks are usual.")


def check(listing: Listing, context: RuleContext) -> Iterator[Finding]:
    """Few days from `posted` to `deadline`. No day at all is an error of another rule."""
    days = (listing.deadline - listing.posted).days
    if 0 < days < _FEWEST:
        yield (_ONE if days == 1 else _TWO).at(("deadline",))


RULE = Rule(
    "dates/deadline-too-soon",
    Severity.HINT,
    listing=check,
    texts=(_ONE, _TWO),
    data={"fewest": _FEWEST},
)
