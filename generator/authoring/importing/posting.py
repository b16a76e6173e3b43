"""A job posting from anywhere, in the terms of this board. Pure.

Only what a posting says is here, cleaned but not judged. A text is empty, and a value None, where
it says nothing that can be understood.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any

from generator.authoring.importing.html_markdown import plain_text
from generator.checking.typed_words import country
from generator.model.numbers import decimal_text

_MOST_TEXT = 300  # characters of a short text
_MOST_AMOUNT = Decimal(1_000_000_000)
_MOST_DIGITS = 18
_MOST_ITEMS = 100


@dataclass(frozen=True, slots=True)
class Salary:
    """What a posting pays: from `low` to `high`. `per` is `hour`, another time, or empty."""

    low: Decimal
    high: Decimal
    currency: str  # ISO 4217; empty if it is not clear
    per: str

    @property
    def said(self) -> str:
        """`55,000 to 60,000 EUR a year`."""
        amounts = " to ".join(decimal_text(value, ",") for value in self._amounts)
        article = "an" if self.per == "hour" else "a"
        per = f"{article} {self.per}" if self.per else ""
        return " ".join(part for part in (amounts, self.currency, per) if part)

    @property
    def _amounts(self) -> tuple[Decimal, ...]:
        return (self.low,) if self.low == self.high else (self.low, self.high)


@dataclass(frozen=True, slots=True)
class Place:
    """Where the work is. `mode` is `remote`, `hybrid`, `onsite` or empty; countries are codes.

    `said` is how the posting says it.
    """

    mode: str = ""
    city: str = ""
    region: str = ""
    country: str = ""
    applicant_countries: tuple[str, ...] = ()
    said: str = ""


@dataclass(frozen=True, slots=True)
class Company:
    """Who offers the work. `folder` is a name for its folder if `name` is unknown."""

    name: str = ""
    website: str = ""
    country: str = ""
    folder: str = ""


@dataclass(frozen=True)
class Posting:
    """A job posting. `source` says what it was read from; `url` is its page."""

    source: str
    url: str
    title: str
    description: str = ""  # Markdown
    apply_url: str = ""
    company: Company = Company()
    place: Place = Place()
    salary: Salary | None = None
    salary_said: str = ""
    deadline: str = ""  # as it was given
    start: str = ""
    openings: int | None = None
    employment: str = ""
    hours_said: str = ""
    skills_said: str = ""
    # The fields of a listing that are known exactly, from another board of this kind.
    exact: Mapping[str, Any] = field(default_factory=dict)


def short(value: Any, most: int = _MOST_TEXT) -> str:
    """A text, or a number as text, on one line and at most `most` characters long."""
    if isinstance(value, (int, float)):
        found = amount(value)
        return "" if found is None else f"{found:f}"
    return plain_text(value[: most * 20])[:most].strip() if isinstance(value, str) else ""


def group(value: Any) -> Mapping[str, Any]:
    """`value` if it is a group of fields, else an empty one."""
    return value if isinstance(value, Mapping) else {}


def several(value: Any) -> Iterator[Any]:
    """The items of a list, a hundred at most; or the one value that is there."""
    if isinstance(value, list):
        yield from value[:_MOST_ITEMS]
    elif value is not None:
        yield value


def amount(value: Any) -> Decimal | None:
    """A number, also one that is written as a text; None for anything else."""
    if isinstance(value, bool) or not isinstance(value, (int, float, str, Decimal)):
        return None
    text = str(value) if not isinstance(value, str) else value.strip().replace(",", "")
    try:
        found = Decimal(text) if len(text) <= 40 and "_" not in text else Decimal("NaN")
    except InvalidOperation:
        return None
    is_usual = found.is_finite() and 0 <= found <= _MOST_AMOUNT
    if not is_usual or len(found.as_tuple().digits) > _MOST_DIGITS:
        return None
    return found if int(found.as_tuple().exponent) >= -6 else round(found, 2)


def salary(low: Any, high: Any, currency: Any, per: str) -> Salary | None:
    """The pay from `low` to `high`, either of which may be missing; None if there is none."""
    found = [number for value in (low, high) if (number := amount(value))]
    if not found:
        return None
    code = short(currency).upper()
    is_code = len(code) == 3 and code.isascii() and code.isalpha()
    return Salary(min(found), max(found), code if is_code else "", per)


def country_code(value: Any) -> str:
    """The ISO 3166-1 code of a country, from its code or its English name."""
    return country(short(value, 100))
