"""An open listing as a schema.org JobPosting: microdata in the text that people read.

Google documents the properties (Search Central, "Job posting") and reads microdata as well as
JSON-LD, as Bing does. Microdata says the title, the description, the dates, the skills and the
employer once, where JSON-LD would repeat them: that is a fifth of the page. Other programs have
the listing's JSON file and jobs.xml.

Templates mark what stands on the page by itself (HTML Standard, section 5, "Microdata"). The other
properties, made here, say in a program's words what the page says in ours. The value of
`description` is text; Google asks for line breaks in it, which the template keeps.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape
from typing import Any

from markupsafe import Markup

from generator.board.board import Board
from generator.board.wording import country
from generator.model.employer import Employer
from generator.model.listing import Listing, Range
from generator.model.numbers import decimal_text

# Google's values of employmentType, besides INTERN and TEMPORARY, which every project has.
_ENGAGEMENT = {"contractor": "CONTRACTOR", "employee": "PART_TIME"}

Item = Mapping[str, Any]  # the values of properties: texts, items, and lists of either


def hidden_properties(item: Item) -> Markup:
    """The properties of `item` as elements that are not seen. `@type` names the type of an item."""
    return Markup("".join(_elements(item)))  # noqa: S704 - escaped


def _elements(item: Item) -> Iterator[str]:
    for name, values in item.items():
        if name == "@type":
            continue
        for value in values if isinstance(values, list) else (values,):
            if isinstance(value, str):
                yield f"<meta itemprop={name} content={_quoted(value)}>"
            else:
                kind = f"itemscope itemtype=https://schema.org/{value['@type']}"
                yield f"<span itemprop={name} {kind}>{''.join(_elements(value))}</span>"


def _quoted(value: str) -> str:
    is_plain = value.isascii() and value.isalnum()
    return value if is_plain else f'"{escape(value)}"'


def job_posting(board: Board, listing: Listing) -> dict[str, Any]:
    """The properties of an open listing's JobPosting that no text of the page has as its value."""
    employer = board.employer_of(listing)
    identifier = {"@type": "PropertyValue", "name": employer.name, "value": listing.id}
    return {
        "identifier": identifier,
        "employmentType": _employment(listing),
        "baseSalary": {
            "@type": "MonetaryAmount",
            "currency": listing.pay.currency,
            "value": _hourly(listing.rounded_rate),
        },
        **_optional(listing),
        **_location(listing, employer),
    }


def _employment(listing: Listing) -> list[str]:
    kinds = ["INTERN", "TEMPORARY"]
    if listing.terms.engagement in _ENGAGEMENT:
        kinds.insert(0, _ENGAGEMENT[listing.terms.engagement])
    return kinds


def _hourly(rate: Range) -> Item:
    """The hourly rate as the page shows it: Google has no unit for the pay of a whole project."""
    value = {"@type": "QuantitativeValue", "unitText": "HOUR"}
    if rate.is_single:
        return value | {"value": decimal_text(rate.low)}
    return value | {"minValue": decimal_text(rate.low), "maxValue": decimal_text(rate.high)}


def _optional(listing: Listing) -> Item:
    """Properties that only some listings have."""
    found = {}
    if listing.level == "beginner":
        found["experienceRequirements"] = "no requirements"  # Google's words
    if listing.openings > 1:
        found["totalJobOpenings"] = str(listing.openings)
    if listing.start:
        found["jobStartDate"] = listing.start.isoformat()
    return found


def _location(listing: Listing, employer: Employer) -> Item:
    """Where the work is, and where applicants may live.

    Google requires one of them. Remote work for people anywhere has neither, so it gets the
    employer's country.
    """
    place = listing.place
    found: dict[str, Any] = {}
    if place.mode == "remote":
        found["jobLocationType"] = "TELECOMMUTE"
    if place.applicant_countries:
        found["applicantLocationRequirements"] = [
            {"@type": "Country", "name": country(code)} for code in place.applicant_countries
        ]
    if place.mode != "remote" or place.country:
        found["jobLocation"] = _address(place.city, place.region, place.country)
    elif not place.applicant_countries:
        found["jobLocation"] = _address("", "", employer.country)
    return found


def _address(city: str, region: str, code: str) -> Item:
    parts = {"addressLocality": city, "addressRegion": region, "addressCountry": code}
    filled = {name: value for name, value in parts.items() if value}
    return {"@type": "Place", "address": {"@type": "PostalAddress", **filled}}
