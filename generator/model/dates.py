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


def as_date(text: str) -> str:
    """Rewrite `2027/1/5`, `5.1.2027`, `1/15/2027` or `2027-01-05T09:00Z` as `2027-01-05`.

    Returns any other text unchanged, and also `1/5/2027`, which can mean two different days.
    """
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
