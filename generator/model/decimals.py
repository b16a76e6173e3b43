"""Decimal numbers as text for programs: no thousands separators, no needless digits."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache


@lru_cache(maxsize=4096)
def decimal_text(value: Decimal) -> str:
    """`400`, `22.50`: whole where it is whole, else with two decimals at least."""
    if value == value.to_integral_value():
        return f"{value:.0f}"
    text = f"{value.normalize():f}"
    return text + "0" if len(text.partition(".")[2]) == 1 else text
