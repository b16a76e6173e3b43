"""Structured data in a page's head: schema.org types as JSON-LD, for search engines.

What a listing says of itself is in its visible text instead: job_posting.py.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from generator.board.board import Board
from generator.model.employer import Employer
from generator.model.json_text import compact_json

_CONTEXT = "https://schema.org/"


def script(data: Mapping[str, Any]) -> str:
    """`data` as a script element. No text in it can end the element."""
    text = compact_json(data).decode()
    # Without `<`, nothing can end the element or begin a comment (HTML, 4.12.1.3).
    text = text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return f'<script type="application/ld+json">{text}</script>'


def organization(board: Board, employer: Employer) -> dict[str, Any]:
    """The schema.org Organization of an employer."""
    return {
        "@context": _CONTEXT,
        **_organization_fields(employer, board.settings.url),
        "description": employer.about,
    }


def breadcrumbs(url: str, trail: Sequence[tuple[str, str]]) -> dict[str, Any]:
    """A schema.org BreadcrumbList. `trail`: label and path, relative to the root, of each page.

    The last page is the one it is on, so its address is left out (Google Search Central,
    "Breadcrumb").
    """
    items: list[dict[str, Any]] = [
        {"@type": "ListItem", "position": number, "name": label, "item": url + path}
        for number, (label, path) in enumerate(trail, start=1)
    ]
    del items[-1]["item"]
    return {"@context": _CONTEXT, "@type": "BreadcrumbList", "itemListElement": items}


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


def _organization_fields(employer: Employer, url: str) -> dict[str, Any]:
    found = {
        "@type": "Organization",
        "name": employer.name,
        "sameAs": employer.website,
    }
    if employer.logo:
        found["logo"] = f"{url}{employer.url}{employer.logo}"
    return found
