"""The deadline of a new listing must not be in the past.

This applies to listings that are new on the board: with `board check --changed-since`, and in a
pull request. An older listing closes by itself after its deadline and needs no change. A listing
with `aliases` has only moved to a new address, so it does not count as new.

Why: a deadline in the past is nearly always a wrong year, or a file copied from an old one. The
listing would be closed from its first day.

Wrong (new on 23 November 2026)::

    posted: 2026-11-01
    deadline: 2026-11-20

Right (new on 23 November 2026)::

    posted: 2026-11-20
    deadline: 2026-12-14
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from generator.checking.rule import Finding, Parts, Rule, RuleContext
from generator.model.problem import Severity

_USUAL = timedelta(days=21)


def check(parts: Parts, context: RuleContext) -> Iterator[tuple[str, Finding]]:
    """Listings of `parts.new` whose deadline is over, if they have the status open."""
    for file in sorted(parts.new & parts.listings.keys()):
        listing = parts.listings[file]
        if listing.status == "open" and listing.deadline < context.today and not listing.aliases:
            message = f"the deadline, {listing.deadline}, is in the past, so nobody could apply."
            fix = f"Choose a later day, such as {context.today + _USUAL}."
            yield file, Finding(("deadline",), message, fix)


RULE = Rule("dates/deadline-passed", Severity.ERROR, board=check)
