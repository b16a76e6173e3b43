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

from generator.checking.rule import Finding, Rule, RuleContext, Text
from generator.model.listing import Listing
from generator.model.problem import Severity

_TEXT = Text(
    "the work starts on {start}, before the deadline to apply has passed.",
    "Move `start` after the deadline, or write `flexible`.",
)


def check(listing: Listing, context: RuleContext) -> Iterator[Finding]:
    """`start` against `deadline`."""
    if listing.start is not None and listing.start <= listing.deadline:
        yield _TEXT.at(("start",), start=listing.start)


RULE = Rule("dates/start-before-deadline", Severity.HINT, listing=check, texts=(_TEXT,))
