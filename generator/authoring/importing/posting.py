"""A job posting from anywhere, in the terms of this board. Pure.

Only what a posting says is here, cleaned but not judged. A text is empty, and a value None, where
it says nothing that can be understood.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from functools import cached_property
from typing import Any

from generator.authoring.importing.html_markdown import markdown_from, plain_text
from generator.checking.typed_words import country
from generator.model.numbers import decimal_text

_MOST_TEXT = 300  # characters of a short text
_MOST_AMOUNT = Decimal(1_000_000_000)
_MOST_DIGITS = 18
_MOST_ITEMS = 100
# In many countries a comma stands before the cents. So `18,50` and `1.200,50` are not read.
_WITH_THOUSANDS = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?")


@dataclass(frozen=True, slots=True)
class Salary:
    """What a posting pays: from `low` to `high`. One of them is None if only the other is said.

    `per` is a time such as `hour` or `every two weeks`, or empty.
    """

    low: Decimal | None
    high: Decimal | None
    currency: str  # ISO 4217; empty if it is not clear
    per: str

    @property
    def said(self) -> str:
        """`55,000 to 60,000 EUR a year`."""
        low, high = ("" if end is None else decimal_text(end, ",") for end in (self.low, self.high))
        return pay_text(low, high, self.currency, self.per)


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
    """A job posting. `source` says what it was read from; `url` is its page; `html` is its text."""

    source: str
    url: str
    title: str
    html: str = ""
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

    @cached_property
    def description(self) -> str:
        """Its text in Markdown. It takes time, so the postings of a list have none until asked."""
        return markdown_from(self.html, self.url) if self.html.strip() else ""


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
    text = str(value).strip()
    if _WITH_THOUSANDS.fullmatch(text):
        text = text.replace(",", "")
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
    first, last = amount(low), amount(high)
    if not first and not last:
        return None
    if first is not None and last is not None:
        first, last = min(first, last), max(first, last)
    code = short(currency).upper()
    is_code = len(code) == 3 and code.isascii() and code.isalpha()
    return Salary(first, last, code if is_code else "", per)


def pay_text(low: str, high: str, currency: str, per: str) -> str:
    """`900 to 1,200 EUR a month`, and `up to 1,200 EUR a month` without `low`."""
    if low == high:
        amounts = low
    elif not low:
        amounts = f"up to {high}"
    else:
        amounts = f"{low} to {high}" if high else f"from {low}"
    article = "" if " " in per else "an " if per == "hour" else "a "
    return " ".join(part for part in (amounts, currency, per and f"{article}{per}") if part)


def country_code(value: Any) -> str:
    """The ISO 3166-1 code of a country, from its code or its English name."""
    return country(short(value, 100))
