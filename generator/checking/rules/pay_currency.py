"""The board must have a floor for the currency.

Why: without a floor, the board has not decided what is fair pay in that currency, and work for
almost no pay could be posted in it.

Wrong::

    pay: {amount: 4000, currency: XAF, per: project}

Right::

    pay: {amount: 400, currency: USD, per: project}
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checking.rule import Finding, Rule, RuleContext
from generator.model.listing import Listing
from generator.model.problem import Severity


def check(listing: Listing, context: RuleContext) -> Iterator[Finding]:
    """The currency is one of those with a floor."""
    floors = context.settings.floors
    if listing.pay.currency in floors:
        return
    known = ", ".join(sorted(floors)[:40])
    yield Finding(
        ("pay", "currency"),
        f"this board has no minimum rate for `{listing.pay.currency}` yet.",
        f"Ask the board's maintainers to add one, or use one of {known}.",
    )


RULE = Rule("pay/currency", Severity.ERROR, listing=check)
