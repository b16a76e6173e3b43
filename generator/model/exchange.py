"""Exchange rates on one day. They compare pay in different currencies; nobody is paid by them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from generator.model.listing import Range


@dataclass(frozen=True, slots=True)
class ExchangeRates:
    """How much of each currency one unit of `base` buys, on `day`, as `source` says.

    Currencies are ISO 4217 codes. Without a table, `base` and `source` are empty, `day` is None,
    and no two currencies can be compared.
    """

    base: str = ""
    day: date | None = None
    source: str = ""
    rates: Mapping[str, Decimal] = field(default_factory=dict)

    def __contains__(self, currency: object) -> bool:
        return currency in self.rates

    def convert(self, amount: Range, currency: str, to: str) -> Range | None:
        """`amount` of `currency` in the currency `to`; None if either has no rate."""
        have, want = self.rates.get(currency), self.rates.get(to)
        if have is None or want is None:
            return None
        return Range(amount.low * want / have, amount.high * want / have)


NO_RATES = ExchangeRates()


def exchange_rates_from(data: Mapping[str, Any]) -> ExchangeRates:
    """Build the table from `data` that passed schema/exchange_rates.schema.json."""
    rates = {code: Decimal(rate) for code, rate in data["rates"].items()}
    rates[data["base"]] = Decimal(1)
    return ExchangeRates(
        base=data["base"],
        day=date.fromisoformat(data["day"]),
        source=data["source"].strip(),
        rates={code: rates[code] for code in sorted(rates)},
    )
