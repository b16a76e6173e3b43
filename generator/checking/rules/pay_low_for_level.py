"""An advanced project should pay more than the board's minimum.

Why: experienced people won't apply for beginner pay.

Wrong::

    level: advanced
    hours: 20
    pay: {amount: 310, currency: USD, per: project}

Right::

    level: advanced
    hours: 20
    pay: {amount: 600, currency: USD, per: project}
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from generator.checking.rule import Finding, Rule, RuleContext, Text
from generator.model.listing import Listing
from generator.model.problem import Severity

_ABOVE = Decimal("1.2")

_TEXT = Text(
    "{rate} {currency} an hour is low for advanced work.",
    "Pay more, or choose a lower `level`.",
)


def check(listing: Listing, context: RuleContext) -> Iterator[Finding]:
    """An hour's pay against the floor."""
    floor = context.settings.floors.get(listing.pay.currency)
    rate = listing.hourly_rate.low
    if floor and listing.level == "advanced" and floor <= rate < floor * _ABOVE:
        yield _TEXT.at(("pay",), rate=rate, currency=listing.pay.currency)


RULE = Rule(
    "pay/low-for-level", Severity.HINT, listing=check, texts=(_TEXT,), data={"above": str(_ABOVE)}
)
