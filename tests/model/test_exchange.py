"""Exchange rates: pay in one currency said in another, and nothing said without a rate."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from generator.model.exchange import NO_RATES, exchange_rates_from
from generator.model.listing import Range

TABLE = exchange_rates_from(
    {
        "base": "USD",
        "day": "2026-11-26",
        "source": "By hand.\n",
        "rates": {"KES": 125, "EUR": Decimal("0.8")},
    }
)


def test_a_table_knows_its_day_its_source_and_its_base() -> None:
    assert (TABLE.base, TABLE.day, TABLE.source) == ("USD", date(2026, 11, 26), "By hand.")
    assert [*TABLE.rates] == ["EUR", "KES", "USD"] and TABLE.rates["USD"] == 1
    assert "KES" in TABLE and "JPY" not in TABLE


@pytest.mark.parametrize(
    ("amount", "currency", "to", "found"),
    [
        (100, "USD", "EUR", "80"),
        (80, "EUR", "USD", "100"),
        (1000, "KES", "EUR", "6.4"),
        (100, "USD", "USD", "100"),
    ],
)
def test_amounts_are_converted_by_way_of_the_base(
    amount: int, currency: str, to: str, found: str
) -> None:
    both = Range(Decimal(amount), Decimal(amount) * 2)
    assert TABLE.convert(both, currency, to) == Range(Decimal(found), Decimal(found) * 2)


def test_a_currency_without_a_rate_can_not_be_converted() -> None:
    one = Range(Decimal(1), Decimal(1))
    assert TABLE.convert(one, "JPY", "USD") is None
    assert TABLE.convert(one, "USD", "JPY") is None
    assert NO_RATES.convert(one, "USD", "USD") is None
