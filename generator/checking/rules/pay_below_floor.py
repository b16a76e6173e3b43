"""The hourly pay must reach the board's minimum.

The hourly pay is the guaranteed minimum: the lowest pay divided by the most hours.

Why: a fixed price hides what an hour is worth. With a minimum, every project on the board is fair,
and students can trust the pay without doing the sums.

Wrong (on a board whose floor is 15 USD an hour)::

    hours: 40
    pay: {amount: 200, currency: USD, per: project}

Right::

    hours: 12
    pay: {amount: 200, currency: USD, per: project}
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_UP, Decimal

from generator.checking.rule import Finding, Rule, RuleContext, Text
from generator.model.listing import Listing
from generator.model.problem import Severity

_COMES_TO = "this is {rate} {currency} an hour, below this board's minimum of {floor}."
_HOUR = Text(_COMES_TO, "Raise it to at least {floor} {currency} an hour.")
_PROJECT = Text(
    _COMES_TO, "Pay at least {least} {currency} for these hours, or ask for fewer hours."
)


def check(listing: Listing, context: RuleContext) -> Iterator[Finding]:
    """The floor of the listing's currency against its effective hourly rate."""
    floor = context.settings.floors.get(listing.pay.currency)
    rate = listing.hourly_rate.low
    if floor is None or rate >= floor:
        return
    text = _HOUR if listing.pay.per == "hour" else _PROJECT
    least = (floor * listing.hours.high).quantize(Decimal(1), ROUND_UP)
    yield text.at(("pay",), rate=rate, currency=listing.pay.currency, floor=floor, least=least)


RULE = Rule("pay/below-floor", Severity.ERROR, listing=check, texts=(_HOUR, _PROJECT))
