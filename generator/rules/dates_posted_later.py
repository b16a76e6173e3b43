"""A listing whose `posted` is still to come appears on that day.

Why: it is allowed, so that listings can be prepared. But if you expect to see it as soon as it
is merged, you would look for it in vain.

Wrong (on 23 November 2026)::

    posted: 2026-11-30
    deadline: 2026-12-14

Right::

    posted: 2026-11-23
    deadline: 2026-12-14
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.listing import Listing
from generator.problem import Severity
from generator.rules.base import Context, Finding, Rule

_MOST_DAYS = 30


def check(listing: Listing, context: Context) -> Iterator[Finding]:
    """`posted` within the next 30 days; later is an error of its own."""
    if 0 < (listing.posted - context.today).days <= _MOST_DAYS:
        yield Finding(
            ("posted",),
            f"the listing will appear on {listing.posted}, not before.",
            f"Write {context.today} to post it now.",
        )


RULE = Rule("dates/posted-later", Severity.HINT, listing=check)
