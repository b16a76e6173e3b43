"""The work should not start before the deadline to apply.

Why: a student who applies on the last day cannot start earlier.

Wrong::

    deadline: 2026-12-14
    start: 2026-12-01

Right::

    deadline: 2026-12-14
    start: 2026-12-21
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checking.rule import Finding, Rule, RuleContext
from generator.model.listing import Listing
from generator.model.problem import Severity


def check(listing: Listing, context: RuleContext) -> Iterator[Finding]:
    """`start` against `deadline`."""
    if listing.start is not None and listing.start <= listing.deadline:
        message = f"the work starts on {listing.start}, before the deadline to apply has passed."
        yield Finding(("start",), message, "Move `start` after the deadline, or write `flexible`.")


RULE = Rule("dates/start-before-deadline", Severity.HINT, listing=check)
