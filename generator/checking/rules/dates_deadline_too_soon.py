"""Students have at least three days to apply.

Why: a listing is seen over days: in a feed, a Monday's newsletter, a lecturer's mail. What
closes tomorrow is found by those who happened to look, or by somebody you had in mind anyway.

Wrong::

    posted: 2026-11-20
    deadline: 2026-11-21

Right::

    posted: 2026-11-20
    deadline: 2026-12-04
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checking.rule import Finding, Rule, RuleContext
from generator.model.listing import Listing
from generator.model.problem import Severity

_FEWEST = 3


def check(listing: Listing, context: RuleContext) -> Iterator[Finding]:
    """Few days from `posted` to `deadline`; none at all is an error of its own."""
    days = (listing.deadline - listing.posted).days
    if 0 < days < _FEWEST:
        yield Finding(
            ("deadline",),
            f"the deadline is {'the day' if days == 1 else 'two days'} after `posted`.",
            "Two weeks are usual.",
        )


RULE = Rule("dates/deadline-too-soon", Severity.HINT, listing=check)
