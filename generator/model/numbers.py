"""Numbers as programs read them: in JSON, search data and structured data."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache


@lru_cache(maxsize=8192)
def json_number(value: Decimal) -> int | float:
    """`value` as a JSON number: an int if it is whole (`400`), else the nearest float (`17.5`)."""
    return int(value) if value == value.to_integral_value() else float(value)
