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

from generator.checking.rule import Finding, Rule, RuleContext, Text
from generator.model.listing import Listing
from generator.model.problem import Severity

_TEXT = Text(
    "the summary repeats the title.", "Write what the student will do, and what it is for."
)


def check(listing: Listing, context: RuleContext) -> Iterator[Finding]:
    """Equal but for capitals and full stops."""
    if listing.summary.casefold().strip(" .!") == listing.title.casefold().strip(" .!"):
        yield _TEXT.at(("summary",))


RULE = Rule("summary/repeats-title", Severity.HINT, listing=check, texts=(_TEXT,))
