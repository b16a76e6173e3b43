"""What an entry says: the facts a student decides on, as words, and the whole text as safe HTML.

Text is made safe here, once, for every format: characters that XML 1.0 forbids, lone
surrogates and bidirectional overrides go. (The checker refuses them before; a feed must not
break if they come all the same.) Escaping is each format's own work.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from functools import lru_cache
from html import unescape
from typing import NamedTuple
from urllib.parse import urljoin

from generator.listing import Listing, Range
from generator.text import REL

_UNSAFE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef"
    "\ufffe\uffff\U000e0000-\U000e007f]"
)
_SPACE = re.compile(r"\s+")
_RELATIVE = re.compile(r'href="(?!https?://|mailto:)([^"]*)"', re.IGNORECASE)
_ABSOLUTE = re.compile(r"(?:https?://|mailto:)", re.IGNORECASE)


class Fact(NamedTuple):
    """A name and its value, both plain text: `Pay`, `400 USD for the project`."""

    name: str
    value: str


def clean(text: str) -> str:
    """`text` without what no format can carry."""
    if text.replace("\n", "").isprintable():
        return text  # nothing unsafe is printable, and most texts are: a quick look
    return _UNSAFE.sub("", text)


def escape(text: str) -> str:
    """Safe as an element's text and as an attribute's value, in XML and in HTML."""
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text.replace('"', "&quot;").replace("\r", "&#13;")


def one_line(text: str) -> str:
    """`text`, clean and on one line."""
    if text.isprintable() and "  " not in text and text == text.strip():
        return text  # most are: three quick looks instead of two searches
    return _SPACE.sub(" ", clean(text)).strip()


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


def html_of(listing: Listing, values: tuple[Fact, ...], url: str) -> str:
    """The whole listing as safe HTML with absolute addresses only."""
    rows = "".join(f"<li><strong>{f.name}:</strong> {escape(f.value)}</li>" for f in values)
    items = "".join(f"<li>{escape(text)}</li>" for text in _deliverables(listing))
    return clean(
        f"<ul>{rows}</ul>\n{absolute(listing.description.html, url)}\n"
        f"<h2>What you hand over</h2>\n<ul>{items}</ul>\n<h2>How to apply</h2>\n{_apply(listing)}"
    )


def text_of(listing: Listing, values: tuple[Fact, ...]) -> str:
    """The whole listing as plain text."""
    parts = [f"{fact.name}: {fact.value}" for fact in values]
    parts += ["", listing.description.plain, "", "What you hand over"]
    parts += [f"- {text}" for text in _deliverables(listing)]
    parts += ["", f"How to apply: {listing.apply.url or listing.apply.email}"]
    return clean("\n".join([*parts, listing.apply.instructions]).strip())


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


def _deliverables(listing: Listing) -> list[str]:
    return [
        one_line(item.what) + (f" (by {day(item.due)})" if item.due else "")
        for item in listing.deliverables
    ]


def _apply(listing: Listing) -> str:
    apply = listing.apply
    href = apply.url or f"mailto:{apply.email}"
    link = f'<a href="{escape(href)}" rel="{REL}">{escape(apply.url or apply.email)}</a>'
    note = f"<p>{escape(one_line(apply.instructions))}</p>" if apply.instructions else ""
    return f"<p>{link}</p>{note}"


def absolute(html: str, base: str) -> str:
    """Safe `html`, its links absolute: one like `page.html` would mean another page elsewhere."""
    html = clean(html)
    if 'href="' not in html:
        return html

    def mend(match: re.Match[str]) -> str:
        href = unescape(match[1])
        if _ABSOLUTE.match(href):
            return match[0]
        try:
            href = urljoin(base, href)
        except ValueError:  # for example an unclosed bracket of an IPv6 address
            href = base
        return f'href="{escape(href)}"'

    return _RELATIVE.sub(mend, html)


_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August",
    "September", "October", "November", "December",
)  # fmt: skip
