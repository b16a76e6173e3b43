"""An amount must not have more decimals than its currency has.

Why: nobody can pay 400.125 dollars, or half a yen. Usually the decimal point is in the wrong place.

Wrong::

    pay: {amount: 400.125, currency: USD, per: project}

Right::

    pay: {amount: 400.50, currency: USD, per: project}
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from generator.checking.rule import Finding, Rule, RuleContext, Text
from generator.model.listing import Listing
from generator.model.problem import Severity

# ISO 4217: currencies whose minor unit is not a hundredth.
_DIGITS = {"JPY": 0, "KRW": 0, "CLP": 0, "VND": 0, "ISK": 0, "UGX": 0, "RWF": 0, "KWD": 3, "TND": 3}

_TEXT = Text("{value} has more decimals than {currency} has.", "Write {rounded}.")


def check(listing: Listing, context: RuleContext) -> Iterator[Finding]:
    """Both ends of the range."""
    currency = listing.pay.currency
    digits = _DIGITS.get(currency, 2)
    for value in dict.fromkeys((listing.pay.amount.low, listing.pay.amount.high)):
        if value != round(value, digits):
            rounded = round(Decimal(value), digits)
            yield _TEXT.at(("pay",), value=value, currency=currency, rounded=f"{rounded:f}")


RULE = Rule("pay/decimals", Severity.ERROR, listing=check, texts=(_TEXT,), data={"digits": _DIGITS})
