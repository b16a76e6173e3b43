"""Structured data inside a page: schema.org types as JSON-LD, for search engines.

`JobPosting` (schema.org/JobPosting) has the properties that Google documents (Search Central, "Job
posting"), and nothing that is not visible on the page. Only an open listing has one.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from generator.board.board import Board
from generator.board.ids_and_dates import closes_at
from generator.board.wording import country
from generator.model.employer import Employer
from generator.model.listing import Listing, Range
from generator.model.numbers import json_number

_CONTEXT = "https://schema.org/"
# Google's values of employmentType, besides INTERN and TEMPORARY, which every project has.
_ENGAGEMENT = {"contractor": "CONTRACTOR", "employee": "PART_TIME"}


def script(data: Mapping[str, Any]) -> str:
    """`data` as a script element. No text in it can end the element."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    # Without `<`, nothing can end the element or begin a comment (HTML, 4.12.1.3).
    text = text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    text = text.encode("utf-8", "replace").decode()
    return f'<script type="application/ld+json">{text}</script>'


def job_posting(board: Board, listing: Listing) -> dict[str, Any]:
    """The schema.org JobPosting of an open listing."""
    employer = board.employer_of(listing)
    posting = {
        "@context": _CONTEXT,
        "@type": "JobPosting",
        "title": listing.title,
        "description": _description(listing),
        "identifier": {"@type": "PropertyValue", "name": employer.name, "value": listing.id},
        "datePosted": listing.posted.isoformat(),
        "validThrough": closes_at(listing, board.settings.zone).isoformat(),
        "employmentType": _employment(listing),
        "hiringOrganization": _organization_fields(employer, board.settings.url),
        "directApply": False,
        "baseSalary": {
            "@type": "MonetaryAmount",
            "currency": listing.pay.currency,
            "value": _hourly(listing.rounded_rate),
        },
        "skills": ", ".join(board.vocabularies.skills.label(skill) for skill in listing.skills),
        "industry": board.vocabularies.industries.label(board.industry_of(listing)),
        "url": board.settings.url + listing.url,
    }
    return posting | _optional(listing) | _location(listing, employer)


def organization(board: Board, employer: Employer) -> dict[str, Any]:
    """The schema.org Organization of an employer."""
    return {
        "@context": _CONTEXT,
        **_organization_fields(employer, board.settings.url),
        "description": employer.about,
    }


def breadcrumbs(url: str, trail: Sequence[tuple[str, str]]) -> dict[str, Any]:
    """A schema.org BreadcrumbList. `trail`: label and path, relative to the root, of each page."""
    return {
        "@context": _CONTEXT,
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": number, "name": label, "item": url + path}
            for number, (label, path) in enumerate(trail, start=1)
        ],
    }


def web_site(board: Board) -> dict[str, Any]:
    """schema.org WebSite with the board's own search."""
    url = board.settings.url
    return {
        "@context": _CONTEXT,
        "@type": "WebSite",
        "name": board.settings.name,
        "url": url,
        "potentialAction": {
            "@type": "SearchAction",
            "target": {
                "@type": "EntryPoint",
                "urlTemplate": f"{url}browse/?q={{search_term_string}}",
            },
            "query-input": "required name=search_term_string",
        },
    }


def _description(listing: Listing) -> str:
    """The description and deliverables as HTML with elements that Google reads: `p`, `ul`, `li`."""
    items = "".join(f"<li>{escape(item.what, quote=False)}</li>" for item in listing.deliverables)
    return f"{listing.description.html}\n<p>What you hand over</p>\n<ul>{items}</ul>"


def _organization_fields(employer: Employer, url: str) -> dict[str, Any]:
    found = {
        "@type": "Organization",
        "name": employer.name,
        "sameAs": employer.website,
    }
    if employer.logo:
        found["logo"] = f"{url}{employer.url}{employer.logo}"
    return found


def _optional(listing: Listing) -> dict[str, Any]:
    """Properties that only some listings have."""
    found: dict[str, Any] = {}
    if listing.level == "beginner":
        found["experienceRequirements"] = "no requirements"  # Google's words
    if listing.openings > 1:
        found["totalJobOpenings"] = listing.openings
    if listing.start:
        found["jobStartDate"] = listing.start.isoformat()
    return found


def _employment(listing: Listing) -> list[str]:
    kinds = ["INTERN", "TEMPORARY"]
    if listing.terms.engagement in _ENGAGEMENT:
        kinds.insert(0, _ENGAGEMENT[listing.terms.engagement])
    return kinds


def _hourly(rate: Range) -> dict[str, Any]:
    """The hourly rate as the page shows it: Google has no unit for the pay of a whole project."""
    value: dict[str, Any] = {"@type": "QuantitativeValue", "unitText": "HOUR"}
    if rate.is_single:
        return value | {"value": json_number(rate.low)}
    return value | {"minValue": json_number(rate.low), "maxValue": json_number(rate.high)}


def _location(listing: Listing, employer: Employer) -> dict[str, Any]:
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


def _address(city: str, region: str, code: str) -> dict[str, Any]:
    parts = {"addressLocality": city, "addressRegion": region, "addressCountry": code}
    filled = {name: value for name, value in parts.items() if value}
    return {"@type": "Place", "address": {"@type": "PostalAddress", **filled}}
