"""Numbers for programs (JSON, CSV, search data, structured data), and how many for people."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache


@lru_cache(maxsize=8192)
def json_number(value: Decimal) -> int | float:
    """`value` as a JSON number: an int if it is whole (`400`), else the nearest float (`17.5`)."""
    return int(value) if value == value.to_integral_value() else float(value)


@lru_cache(maxsize=8192)
def decimal_text(value: Decimal, separator: str = "") -> str:
    """`400`, `22.50`: two decimals at least if it is not whole.

    `separator` is put between thousands: `1,200` with `,`.
    """
    if value == value.to_integral_value():
        return f"{value:{separator}.0f}"
    text = f"{value.normalize():{separator}f}"
    return text + "0" if len(text.partition(".")[2]) == 1 else text


def count(value: int, noun: str, plural: str = "") -> str:
    """`1 project`, `1,200 projects`."""
    return f"{value:,} {noun if value == 1 else plural or noun + 's'}"


def signed(value: int) -> str:
    """`1,200`, `−3`: with a minus sign, where a hyphen would be short."""
    return f"{value:,}".replace("-", "\N{MINUS SIGN}")
