"""Dates in the forms that people write, and in the one that listings use (ISO 8601)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

# The days that the board takes. Whatever is reckoned from one of them, such as a project's end, is
# then a day that Python knows (years 1 to 9999), and so does every format that is published.
FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2100, 12, 31)

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Days:
    """The days from `first` to `last`, both included."""

    first: date = FIRST_DAY
    last: date = LAST_DAY

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    def __and__(self, other: Days) -> Days:
        """The days that are in both."""
        return Days(max(self.first, other.first), min(self.last, other.last))


EVERY_DAY = Days()


def is_in_range(day: date) -> bool:
    """Whether the board takes the day: it is in the years 2000 to 2100."""
    return FIRST_DAY <= day <= LAST_DAY


def day_in_words(text: str) -> str:
    """`2026-02-30` -> `30 February 2026`, whether or not the day exists."""
    year, month, day = (int(part) for part in text.split("-"))
    if not 1 <= month <= 12:
        return f"month {month} of {year}"
    return f"{day} {MONTHS[month - 1]} {year}"


# `14 December 2026`, `14th of Dec. 2026`; `December 14, 2026`; a weekday may come first.
_DAY, _NAME, _YEAR = r"([0-9]{1,2})(?:st|nd|rd|th)?", r"([a-z]{3,9})\.?", r"([0-9]{4})"
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?[.,]* )?"
_DAY_FIRST = re.compile(rf"{_WEEKDAY}{_DAY}(?: of)? {_NAME},? {_YEAR}", re.IGNORECASE)
_MONTH_FIRST = re.compile(rf"{_WEEKDAY}{_NAME} {_DAY},? {_YEAR}", re.IGNORECASE)
_YEAR_FIRST = re.compile(r"([0-9]{4})[-/. ]([0-9]{1,2})[-/. ]([0-9]{1,2})(?:T(?:.|\n)*)?")
_DOTS = re.compile(r"([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{4})")
# Some countries write the day first, others the month.
_EITHER_FIRST = re.compile(r"([0-9]{1,2})([/-])([0-9]{1,2})\2([0-9]{4})")
PATTERNS = {
    "day_first": _DAY_FIRST,
    "month_first": _MONTH_FIRST,
    "year_first": _YEAR_FIRST,
    "dots": _DOTS,
    "either_first": _EITHER_FIRST,
}


def as_date(text: str) -> str:
    """Rewrite a date that can mean only one day, which exists, as `2027-01-05`.

    Such as `2027/1/5`, `5.1.2027`, `1/15/2027`, `2027-01-05T09:00Z` and `5 January 2027`.
    Returns any other text unchanged, and also `1/5/2027`, which can mean two different days.
    """
    days = _days(" ".join(text.split()))
    return days[0] if len(days) == 1 else text


def two_readings(text: str) -> tuple[str, str] | None:
    """The two days that `5/12/2026` can mean, `2026-12-05` and `2026-05-12`; else None."""
    days = _days(text.strip())
    return (days[0], days[1]) if len(days) == 2 else None


def swapped(text: str) -> str:
    """`2026-14-12` -> `2026-12-14`, if that day exists; otherwise an empty text."""
    match = _YEAR_FIRST.fullmatch(text)
    return _existing(match[1], match[3], match[2]) if match else ""


def _days(text: str) -> tuple[str, ...]:
    """The different days that exist and that `text` can mean, the one with its day first first."""
    if match := _DAY_FIRST.fullmatch(text):
        found = [_existing(match[3], _month(match[2]), match[1])]
    elif match := _MONTH_FIRST.fullmatch(text):
        found = [_existing(match[3], _month(match[1]), match[2])]
    elif match := _YEAR_FIRST.fullmatch(text):
        found = [_existing(match[1], match[2], match[3])]
    elif match := _DOTS.fullmatch(text):
        found = [_existing(match[3], match[2], match[1])]
    elif match := _EITHER_FIRST.fullmatch(text):
        found = [
            _existing(match[4], match[3], match[1]),
            _existing(match[4], match[1], match[3]),
        ]
    else:
        return ()
    return tuple(dict.fromkeys(day for day in found if day))


def _month(name: str) -> str:
    """The number of a month, `0` for another word."""
    name = name.lower()
    for number, month in enumerate(MONTHS, start=1):
        if name in {month.lower(), month[:3].lower(), month[:4].lower()}:
            return str(number)
    return "0"


def _existing(year: str, month: str, day: str) -> str:
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return ""
