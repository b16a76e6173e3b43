"""Students have at least three days to apply.

Why: students discover a listing over several days: in a feed, a weekly newsletter, a lecturer's
mail. A listing that closes tomorrow reaches only the few who happen to look today.

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
    """Few days from `posted` to `deadline`. No day at all is an error of another rule."""
    days = (listing.deadline - listing.posted).days
    if 0 < days < _FEWEST:
        yield Finding(
            ("deadline",),
            f"the deadline is {'the day' if days == 1 else 'two days'} after `posted`.",
            "Two weeks are usual.",
        )


RULE = Rule("dates/deadline-too-soon", Severity.HINT, listing=check)
