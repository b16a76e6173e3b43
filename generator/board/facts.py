"""The facts that a student decides on, in words."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from generator.model.listing import Listing, Range
from generator.model.safe_text import one_line

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August",
    "September", "October", "November", "December",
)  # fmt: skip


class Fact(NamedTuple):
    """A name and its value, both plain text: `Pay`, `400 USD for the project`."""

    name: str
    value: str


@lru_cache(maxsize=4096)
def number(value: Decimal) -> str:
    """`400`, `22.50`: whole where it is whole, else with two decimals at least."""
    if value == value.to_integral_value():
        return f"{value:.0f}"
    text = f"{value.normalize():f}"
    return text + "0" if len(text.partition(".")[2]) == 1 else text


def span(values: Range) -> str:
    """`15–20`, or one number."""
    low = number(values.low)
    return low if values.is_single else f"{low}–{number(values.high)}"


@lru_cache(maxsize=4096)
def day(value: date) -> str:
    """`14 December 2026`, in English whatever the machine's locale."""
    return f"{value.day} {_MONTHS[value.month - 1]} {value.year}"


def facts(listing: Listing, skills: Iterable[str]) -> tuple[Fact, ...]:
    """What a student decides on, the most wanted first. `skills` are labels."""
    pairs = (
        ("Pay", _pay(listing)),
        ("Hours", _hours(listing)),
        ("Place", _place(listing)),
        ("Apply by", day(listing.deadline)),
        ("Level", listing.level),
        ("Skills", ", ".join(skills)),
        ("Start", day(listing.start) if listing.start else "flexible"),
    )
    return tuple(Fact(name, one_line(value)) for name, value in pairs)


def line_of(listing: Listing) -> str:
    """Pay, hours, place and deadline in one line, for where there is room for a line only."""
    parts = (_pay(listing), _hours(listing), _place(listing), f"Apply by {day(listing.deadline)}")
    return one_line(" · ".join(parts))


def _pay(listing: Listing) -> str:
    pay = listing.pay
    amount = f"{span(pay.amount)} {pay.currency}"
    if pay.per == "hour":
        return f"{amount} an hour"
    return f"{amount} for the project ({span(listing.hourly_rate)} {pay.currency} an hour)"


def _hours(listing: Listing) -> str:
    weeks = "1 week" if listing.duration_weeks == 1 else f"{listing.duration_weeks} weeks"
    return f"{span(listing.hours)} hours in {weeks}"


def _place(listing: Listing) -> str:
    place = listing.place
    where = ", ".join(part for part in (place.city, place.region, place.country) if part)
    from_ = f" (from {', '.join(place.applicant_countries)})" if place.applicant_countries else ""
    mode = place.mode.capitalize()
    return f"{mode}, {where}{from_}" if where else f"{mode}{from_}"
