"""How a listing's pay compares: with the board's own currency, and with the board's floor."""

from __future__ import annotations

from decimal import Decimal

from generator.board import wording
from generator.board.board import Board
from generator.model.listing import Listing, Range
from generator.model.numbers import json_number

_TWICE = 2
_ABOUT_THE_SAME = Decimal("1.05")


def hourly_facts(listing: Listing) -> str:
    """The hourly rate for scripts, which convert it: `KES 1388.88 2083.33`, `EUR 25`."""
    rate = listing.hourly_rate
    numbers = (rate.low,) if rate.is_single else (rate.low, rate.high)
    return " ".join((listing.pay.currency, *(str(json_number(number)) for number in numbers)))


def about_hourly(board: Board, listing: Listing) -> str:
    """The hourly rate in the board's own currency: `about US$11–16/hour`.

    Empty if it is in that currency already, or if one of the two has no exchange rate.
    """
    currency, own = listing.pay.currency, board.settings.own_currency
    if currency == own:
        return ""
    converted = board.exchange.convert(listing.hourly_rate, currency, own)
    return f"{wording.about(converted, own)}/hour" if converted else ""


def against_floor(board: Board, listing: Listing) -> str:
    """How fair the pay is: `39% above this board's minimum of US$18/hour`.

    It compares the least that an hour can pay. Empty if the board has no floor for the currency.
    """
    floor = board.settings.floors.get(listing.pay.currency)
    if not floor:
        return ""
    least = wording.money(Range(floor, floor), listing.pay.currency)
    minimum = f"this board’s minimum of {least}/hour"
    exact = listing.hourly_rate.low
    ratio = exact / floor
    # A rate without its cents may look lower than a floor that has some.
    looks_low = listing.rounded_rate.low < floor <= exact
    amount = wording.money(Range(exact, exact), listing.pay.currency)
    if ratio < 1:
        return f"Below {minimum}"
    if ratio < _ABOUT_THE_SAME:
        return f"{amount}/hour meets {minimum}" if looks_low else f"Meets {minimum}"
    if ratio < _TWICE:
        percent = f"{int(ratio * 100) - 100}% above {minimum}"
        return f"{amount}/hour is {percent}" if looks_low else percent
    times = f"{ratio:.1f}".removesuffix(".0")
    return f"Twice {minimum}" if times == "2" else f"{times} times {minimum}"


def has_foreign_pay(board: Board) -> bool:
    """Whether an open listing's pay is in another currency than the board's own."""
    return any(about_hourly(board, item) for item in board.open)
