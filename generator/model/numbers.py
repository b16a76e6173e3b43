"""Numbers as programs read them: in JSON, CSV, search data and structured data."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache


@lru_cache(maxsize=8192)
def json_number(value: Decimal) -> int | float:
    """`value` as a JSON number: an int if it is whole (`400`), else the nearest float (`17.5`)."""
    return int(value) if value == value.to_integral_value() else float(value)


@lru_cache(maxsize=4096)
def decimal_text(value: Decimal) -> str:
    """`400`, `22.50`: no thousands separator; two decimals at least if it is not whole."""
    if value == value.to_integral_value():
        return f"{value:.0f}"
    text = f"{value.normalize():f}"
    return text + "0" if len(text.partition(".")[2]) == 1 else text
