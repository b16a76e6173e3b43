"""The summary should say more than the title.

Why: both are shown on the same card, one below the other.

Wrong::

    title: Market survey of independent bookshops in Lisbon
    summary: Market survey of independent bookshops in Lisbon.

Right::

    title: Market survey of independent bookshops in Lisbon
    summary: Ask forty shops how they count their stock, and tell us what to build next.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checking.rule import Finding, Rule, RuleContext
from generator.model.listing import Listing
from generator.model.problem import Severity


def check(listing: Listing, context: RuleContext) -> Iterator[Finding]:
    """Equal but for capitals and full stops."""
    if listing.summary.casefold().strip(" .!") == listing.title.casefold().strip(" .!"):
        message = "the summary repeats the title."
        yield Finding(("summary",), message, "Say what the student will do, and to what end.")


RULE = Rule("summary/repeats-title", Severity.HINT, listing=check)
