"""Dates in the forms that people write, and in the one that listings use (ISO 8601)."""

from __future__ import annotations

import re

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def day_in_words(text: str) -> str:
    """`2026-02-30` -> `30 February 2026`, whether or not the day exists."""
    year, month, day = (int(part) for part in text.split("-"))
    if not 1 <= month <= 12:
        return f"month {month} of {year}"
    return f"{day} {_MONTHS[month - 1]} {year}"


# `14 December 2026`, `14th of Dec. 2026`; `December 14, 2026`.
_DAY, _NAME, _YEAR = r"([0-9]{1,2})(?:st|nd|rd|th)?", r"([a-z]{3,9})\.?", r"([0-9]{4})"
_DAY_FIRST = re.compile(rf"{_DAY}(?: of)? {_NAME},? {_YEAR}", re.IGNORECASE)
_MONTH_FIRST = re.compile(rf"{_NAME} {_DAY},? {_YEAR}", re.IGNORECASE)


def as_date(text: str) -> str:
    """Rewrite a date that can mean only one day as `2027-01-05`.

    Such as `2027/1/5`, `5.1.2027`, `1/15/2027`, `2027-01-05T09:00Z` and `5 January 2027`.
    Returns any other text unchanged, and also `1/5/2027`, which can mean two different days.
    """
    if named := _with_month_name(" ".join(text.split())):
        return named
    typed = text.strip().partition("T")[0]
    if match := re.fullmatch(r"([0-9]{4})[-/. ]([0-9]{1,2})[-/. ]([0-9]{1,2})", typed):
        year, month, day = match.groups()
    elif match := re.fullmatch(r"([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{4})", text.strip()):
        day, month, year = match.groups()
    elif match := re.fullmatch(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})", text.strip()):
        month, day, year = match.groups()
        if int(month) > 12:
            month, day = day, month
        elif int(day) <= 12 and month != day:
            return text
    else:
        return text
    return f"{year}-{int(month):02}-{int(day):02}"


def two_readings(text: str) -> tuple[str, str] | None:
    """The two days that `5/12/2026` can mean, `2026-12-05` and `2026-05-12`; else None."""
    match = re.fullmatch(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})", text.strip())
    if match is None:
        return None
    first, second, year = int(match[1]), int(match[2]), match[3]
    if first == second or not (1 <= first <= 12 and 1 <= second <= 12):
        return None
    return f"{year}-{second:02}-{first:02}", f"{year}-{first:02}-{second:02}"


def _with_month_name(text: str) -> str:
    if match := _DAY_FIRST.fullmatch(text):
        day, name, year = match.groups()
    elif match := _MONTH_FIRST.fullmatch(text):
        name, day, year = match.groups()
    else:
        return ""
    months = [
        number
        for number, month in enumerate(_MONTHS, start=1)
        if month.lower() == name.lower() or name.lower() in {month[:3].lower(), month[:4].lower()}
    ]
    return f"{year}-{months[0]:02}-{int(day):02}" if months else ""
