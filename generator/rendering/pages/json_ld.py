"""What machines read inside a page: schema.org data as JSON-LD.

`JobPosting` follows Google's documented properties (Search Central, "Job posting"), and says
nothing that a person cannot read on the page. Only an open listing has one.
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
# Google's words for employmentType; all of these projects are short and for learners.
_ENGAGEMENT = {"contractor": "CONTRACTOR", "employee": "PART_TIME"}


def script(data: Mapping[str, Any]) -> str:
    """`data` as a script element that nothing inside it can leave."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    # Without `<`, nothing can end the element or begin a comment (HTML, 4.12.1.3).
    text = text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    text = text.encode("utf-8", "replace").decode()
    return f'<script type="application/ld+json">{text}</script>'


def job_posting(board: Board, listing: Listing) -> dict[str, Any]:
    """schema.org JobPosting of an open listing."""
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
        "hiringOrganization": _named(employer, board.settings.url),
        "directApply": False,
        "baseSalary": {
            "@type": "MonetaryAmount",
            "currency": listing.pay.currency,
            "value": _hourly(listing.hourly_rate),
        },
        "skills": ", ".join(board.vocabularies.skills.label(skill) for skill in listing.skills),
        "industry": board.vocabularies.industries.label(board.industry_of(listing)),
        "url": board.settings.url + listing.url,
    }
    return posting | _more(listing) | _where(listing, employer)


def organization(board: Board, employer: Employer) -> dict[str, Any]:
    """schema.org Organization of an employer's page."""
    return {
        "@context": _CONTEXT,
        **_named(employer, board.settings.url),
        "description": employer.about,
    }


def breadcrumbs(url: str, trail: Sequence[tuple[str, str]]) -> dict[str, Any]:
    """schema.org BreadcrumbList; `trail` is (label, path relative to the site's root)."""
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
    """The project and what to hand over, in the elements that Google reads: `p`, `ul`, `li`."""
    items = "".join(f"<li>{escape(item.what, quote=False)}</li>" for item in listing.deliverables)
    return f"{listing.description.html}\n<p>What you hand over</p>\n<ul>{items}</ul>"


def _named(employer: Employer, url: str) -> dict[str, Any]:
    found = {
        "@type": "Organization",
        "name": employer.name,
        "sameAs": employer.website,
    }
    if employer.logo:
        found["logo"] = f"{url}{employer.url}{employer.logo}"
    return found


def _more(listing: Listing) -> dict[str, Any]:
    """What only some listings say."""
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
    """A project's price is no unit that Google knows; what an hour comes to is."""
    value: dict[str, Any] = {"@type": "QuantitativeValue", "unitText": "HOUR"}
    if rate.is_single:
        return value | {"value": json_number(rate.low)}
    return value | {"minValue": json_number(rate.low), "maxValue": json_number(rate.high)}


def _where(listing: Listing, employer: Employer) -> dict[str, Any]:
    """Where the work is, and where applicants may live.

    Google wants one or the other. Remote work for people anywhere has neither: then it is where
    the employer is.
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
