"""How facts are worded: money, dates, places and deadlines, the same wherever people read them.

The texts are in English. The names of countries, currencies and languages come from Unicode CLDR,
by way of Babel. Babel takes 50 ms to load, so it is loaded only when needed. Slow functions cache
their results, because a board has few different values.

Templates call these functions as `words.money(...)`.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from generator.board.board import Results, State
from generator.model.listing import Listing, Range
from generator.model.numbers import count, decimal_text
from generator.model.safe_text import one_line
from generator.model.settings import ANYWHERE_ON_EARTH

if TYPE_CHECKING:
    from babel import Locale

_NARROW = "\N{NARROW NO-BREAK SPACE}"
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
MODES = {"remote": "Remote", "hybrid": "Hybrid", "onsite": "On site"}
LEVELS = {"beginner": "Beginner", "intermediate": "Intermediate", "advanced": "Advanced"}
LEVEL_MEANS = {
    "beginner": "no experience needed",
    "intermediate": "some experience from a course or a project",
    "advanced": "experience from paid work",
}
AUDIENCES = {
    "students": "students", "graduates": "graduates",
    "career-changers": "career changers", "anyone": "anyone",
}  # fmt: skip
PATHWAYS = {"internship": "an internship", "job": "a job"}
ENGAGEMENTS = {
    "contractor": "as a contractor (you send an invoice)",
    "employee": "as an employee (on the payroll)",
    "stipend": "by stipend",
}
PORTFOLIO = {"yes": "Yes", "ask": "Ask first", "no": "No"}


class Fact(NamedTuple):
    """A label and its value as plain text: `Pay`, `US$400 for the project`."""

    name: str
    value: str


@cache
def _english() -> Locale:
    from babel import Locale

    return Locale("en")


@lru_cache(maxsize=512)
def symbol(currency: str) -> str:
    """An unambiguous sign of the currency: `US$`, `€`, `CA$`; or its code and a space."""
    from babel.numbers import get_currency_symbol

    sign = "US$" if currency == "USD" else str(get_currency_symbol(currency, "en"))
    return f"{currency}{_NARROW}" if sign == currency else sign


def number(value: Decimal) -> str:
    """`1,200`, `17.50`: no decimals if it is whole, else at least two."""
    return decimal_text(value, ",")


def span(values: Range) -> str:
    """`15–20`, or one number if both ends are the same."""
    low = number(values.low)
    return low if values.is_single else f"{low}–{number(values.high)}"


def money(values: Range, currency: str) -> str:
    """`US$400`, `€300–450`."""
    return symbol(currency) + span(values)


def pay(listing: Listing) -> str:
    """`US$400 for the project (US$20–26/hour)`, `US$25/hour`."""
    if listing.pay.per == "hour":
        return rate(listing)
    return f"{money(listing.pay.amount, listing.pay.currency)} for the project ({rate(listing)})"


def rate(listing: Listing) -> str:
    """The hourly rate: `US$20–26/hour`. See `Listing.rounded_rate`."""
    return f"{money(listing.rounded_rate, listing.pay.currency)}/hour"


def about(values: Range, currency: str) -> str:
    """An amount that was converted: `about US$22`, `about US$11–16`, `about JPY 3,410`.

    Whole units; tenths below 10, two digits below 1, and three digits from 1,000 on. The same as
    in assets/lib/exchange.js.
    """
    return f"about {money(Range(_roughly(values.low), _roughly(values.high)), currency)}"


def _roughly(amount: Decimal) -> Decimal:
    magnitude = amount.adjusted()  # 0 from 1 to below 10
    step = magnitude - 1 if magnitude < 1 else max(magnitude - 2, 0)
    return amount.quantize(Decimal(1).scaleb(step), ROUND_HALF_UP)


@lru_cache(maxsize=4096)
def day(value: date) -> str:
    """`2 December 2026`."""
    return f"{value.day} {_MONTHS[value.month - 1]} {value.year}"


@lru_cache(maxsize=4096)
def weekday(value: date) -> str:
    """`Wed 2 December 2026`."""
    return f"{_DAYS[value.weekday()]} {day(value)}"


@lru_cache(maxsize=4096)
def month(value: date) -> str:
    """`December 2026`."""
    return f"{_MONTHS[value.month - 1]} {value.year}"


def until(deadline: date, zone: str) -> str:
    """Until when one can apply: `until the end of Mon 14 December 2026, Lisbon time`.

    Anywhere on Earth, the day has ended everywhere, so it ends wherever the reader is.
    """
    where = "wherever you are" if zone == ANYWHERE_ON_EARTH else f"{_city(zone)} time"
    return f"until the end of {weekday(deadline)}, {where}"


def _city(zone: str) -> str:
    return zone.rpartition("/")[2].replace("_", " ")


def ended(listing: Listing, state: State) -> str:
    """What became of a listing: `filled`, `withdrawn`, `deadline passed on 16 November 2026`.

    Of an open one, its deadline: `deadline 14 December 2026`.
    """
    if state is State.OPEN:
        return f"deadline {day(listing.deadline)}"
    if state is State.EXPIRED:
        return f"deadline passed on {day(listing.deadline)}"
    return state.value


def closed_because(listing: Listing, state: State) -> str:
    """Why the listing is closed, in one sentence."""
    if state is State.FILLED and listing.outcome:
        return "This project was filled, and the work is done."
    if state is State.FILLED:
        return "This project is filled: someone is working on it."
    if state is State.WITHDRAWN:
        return "The employer withdrew this project."
    return f"The deadline passed on {day(listing.deadline)}."


def outcome(listing: Listing, state: State, closed: date | None) -> str:
    """What became of a closed listing: `filled; deadline was 10 December 2026`.

    `closed` is the first day on which it was not open, or None if that is not known.
    """
    if state is State.EXPIRED:
        return f"deadline passed on {day(listing.deadline)}"
    when = f" on {day(closed)}" if closed else ""
    return f"{state.value}{when}; deadline was {day(listing.deadline)}"


_LED = "led to a job or an internship"
_FEWEST_UNFILLED = 3  # closed listings of which none was filled; fewer say nothing


def results(ended: Results) -> str:
    """`3 of 4 closed projects here were filled; one led to a job or an internship.`

    Of an employer. Empty if there is nothing to say.
    """
    number, filled = ended.closed, ended.filled
    if not filled:
        few = number < _FEWEST_UNFILLED
        return "" if few else f"None of {number:,} closed projects here is marked as filled."
    led = led_to_job(ended.led_to_job)
    if number == 1:
        return f"The one closed project here was filled{f' and {_LED}' if led else ''}."
    if filled == number:
        said = f"All {number:,} closed projects here were filled"
    else:
        were = "was" if filled == 1 else "were"
        said = f"{filled:,} of {number:,} closed projects here {were} filled"
    return f"{said}; {led}." if led else f"{said}."


def led_to_job(number: int) -> str:
    """`one led to a job or an internship`, `2 led to a job or an internship`; empty for none."""
    return f"{'one' if number == 1 else f'{number:,}'} {_LED}" if number else ""


@lru_cache(maxsize=512)
def country(code: str) -> str:
    """`Portugal` for `PT`; the code itself if it is unknown."""
    return str(_english().territories.get(code, code))


@lru_cache(maxsize=512)
def language(tag: str) -> str:
    """`Portuguese (Brazil)` for `pt-BR`; the tag itself if it is unknown."""
    from babel import Locale, UnknownLocaleError

    try:
        return str(Locale.parse(tag, sep="-").get_display_name("en") or tag)
    except (UnknownLocaleError, ValueError):
        return tag


def where(listing: Listing) -> str:
    """`Remote`, `Hybrid · Lisbon, Portugal`."""
    place = listing.place
    parts = [place.city, place.region, country(place.country) if place.country else ""]
    location = ", ".join(part for part in parts if part)
    return f"{MODES[place.mode]} · {location}" if location else MODES[place.mode]


def applicants(listing: Listing) -> str:
    """Where applicants may live: `anywhere`, `Canada or Mexico`; empty if it is not said."""
    names = [country(code) for code in listing.place.applicant_countries]
    if not names:
        return "anywhere" if listing.place.mode == "remote" else ""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} or {names[-1]}"


def plain(value: Decimal) -> str:
    """`16.5`: a number that is not an amount of money."""
    return f"{value.normalize():f}"


def hours(listing: Listing) -> str:
    """`15–20 hours`."""
    low, high = plain(listing.hours.low), plain(listing.hours.high)
    noun = "hour" if listing.hours.high == 1 else "hours"
    return f"{low} {noun}" if low == high else f"{low}–{high} {noun}"


def weeks(listing: Listing) -> str:
    """`3 weeks`."""
    return count(listing.duration_weeks, "week")


def facts(listing: Listing, skills: Iterable[str]) -> tuple[Fact, ...]:
    """What a student decides by, the most important first. `skills` are labels."""
    pairs = (
        ("Pay", pay(listing)),
        ("Hours", _hours_in_weeks(listing)),
        ("Place", _where_from(listing)),
        ("Apply by", day(listing.deadline)),
        ("Level", listing.level),
        ("Skills", ", ".join(skills)),
        ("Start", day(listing.start) if listing.start else "flexible"),
    )
    return tuple(Fact(name, one_line(value)) for name, value in pairs)


def in_one_line(listing: Listing) -> str:
    """Pay, hours, place and deadline in one line."""
    parts = (
        pay(listing),
        _hours_in_weeks(listing),
        _where_from(listing),
        f"Apply by {day(listing.deadline)}",
    )
    return one_line(" · ".join(parts))


def _hours_in_weeks(listing: Listing) -> str:
    return f"{hours(listing)} in {weeks(listing)}"


def _where_from(listing: Listing) -> str:
    """`Remote (from Portugal or Spain)`."""
    countries = listing.place.applicant_countries
    return f"{where(listing)} (from {applicants(listing)})" if countries else where(listing)
