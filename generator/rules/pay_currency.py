"""Pay is in a currency that the board has a floor for.

Why: the floors say what an hour must at least be worth. In a currency without a floor nobody
could tell whether the pay is fair, so it is refused.

Wrong (on a board with floors in USD and EUR)::

    pay: {amount: 400, currency: XAU, per: project}

Right::

    pay: {amount: 400, currency: EUR, per: project}
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.listing import Listing
from generator.problem import Severity
from generator.rules.base import Context, Finding, Rule

_FEW = 8


def check(listing: Listing, context: Context) -> Iterator[Finding]:
    """The currency among the floors; a board without floors takes any."""
    floors = context.settings.floors
    if not floors or listing.pay.currency in floors:
        return
    accepted = ", ".join(list(floors)[:_FEW]) + (" and others" if len(floors) > _FEW else "")
    yield Finding(
        ("pay", "currency"),
        f"this board has no floor for pay in {listing.pay.currency}, so it can't take it.",
        f"Pay in a currency it accepts ({accepted}), or ask its maintainers for a floor.",
    )


RULE = Rule("pay/currency", Severity.ERROR, listing=check)
