"""What the browser compares pay with: the columns have the board's exchange rates."""

from __future__ import annotations

import json
import zlib
from dataclasses import replace
from decimal import Decimal
from typing import Any

from generator.board.board import Board
from generator.model.exchange import exchange_rates_from
from generator.model.listing import Pay, Range
from generator.rendering.search_data import columns
from tests.support.boards import SETTINGS, board, listing

RATES = {"base": "USD", "day": "2026-11-26", "source": "By hand.", "rates": {"EUR": Decimal("0.8")}}


def facts(of: Board) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(zlib.decompress(columns(of).content))
    return found


def test_the_columns_have_the_rates_and_the_currency_of_each_row() -> None:
    yen = listing("acme/yen", pay=Pay(Range(Decimal(40000), Decimal(50000)), "JPY", "project"))
    made = board(listing(), yen, settings=replace(SETTINGS, currency="EUR"))
    data = facts(replace(made, exchange=exchange_rates_from(RATES)))
    assert data["currency"] == {"values": [["JPY", "¥"], ["EUR", "€"]], "rows": [0, 1]}
    assert data["amount"] == [40000, 400]
    assert data["exchange"] == {
        "currency": "EUR",
        "base": "USD",
        "day": "2026-11-26",
        "source": "By hand.",
        "rates": {"EUR": 0.8, "USD": 1},
    }
