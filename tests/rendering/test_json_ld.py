"""What search engines read in a page: complete by their own documents, and nothing invisible.

Properties and values: Google Search Central, "Job posting (JobPosting) structured data".
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from lxml import html

from generator.board import wording
from generator.board.board import Board, board_from
from generator.board.history import CLOSED_DAYS, NO_HISTORY, next_history, with_history
from generator.model.listing import Listing, Pay, Range, Terms, WorkPlace
from generator.rendering.pages.head import head
from generator.rendering.pages.json_ld import job_posting
from generator.rendering.pages.site_pages import pages
from tests.support.boards import EMPLOYERS, LISTINGS, SETTINGS, TODAY, VOCABULARIES, board, listing
from tests.support.published import samples

REQUIRED = {"title", "description", "datePosted", "hiringOrganization"}
RECOMMENDED = {"validThrough", "employmentType", "identifier", "baseSalary", "directApply"}
TYPES = {
    "FULL_TIME", "PART_TIME", "CONTRACTOR", "TEMPORARY", "INTERN", "VOLUNTEER", "PER_DIEM", "OTHER",
}  # fmt: skip
# Said on the employer's page, to which the listing's page leads.
ELSEWHERE = {"sameAs", "logo"}


def tree(of: Board, path: str) -> html.HtmlElement:
    made = next(page for page in pages(of) if page.path == path)
    page = replace(made, title="A title", description="A description.")
    return html.fragment_fromstring(head(of, page), "head")


def data(of: Board, path: str) -> dict[str, dict[str, Any]]:
    """The structured data of the page at `path`, by type."""
    scripts = tree(of, path).iterfind("script[@type='application/ld+json']")
    found = [json.loads(element.text or "") for element in scripts]
    assert all(item["@context"] == "https://schema.org/" for item in found)
    return {item["@type"]: item for item in found}


def posting(item: Listing) -> dict[str, Any]:
    return data(board(item), item.url)["JobPosting"]


def test_every_open_sample_has_what_google_requires_and_recommends() -> None:
    of = samples().board
    assert len(of.open) > 20
    for item in of.open:
        found = job_posting(of, item)
        assert found.keys() >= REQUIRED | RECOMMENDED
        assert "jobLocation" in found or "applicantLocationRequirements" in found
        assert set(found["employmentType"]) <= TYPES
        assert found["description"] != found["title"]
        if "jobLocation" in found:
            assert re.fullmatch("[A-Z]{2}", found["jobLocation"]["address"]["addressCountry"])


def test_only_open_listings_have_a_job_posting() -> None:
    of = board()
    for item in of.listings:
        assert ("JobPosting" in data(of, item.url)) is of.is_open(item)
    for path in ("", "browse/", "skills/excel/", "employers/acme/", "follow/"):
        assert "JobPosting" not in data(of, path)


def test_dates() -> None:
    """`validThrough` is the moment at which it closes, with its zone."""
    found = posting(listing())
    assert found["datePosted"] == "2026-11-20"
    assert datetime.fromisoformat(found["validThrough"]).isoformat() == "2026-12-15T00:00:00-12:00"


def test_pay_is_what_an_hour_pays() -> None:
    found = posting(listing())["baseSalary"]
    assert found == {
        "@type": "MonetaryAmount",
        "currency": "EUR",
        "value": {
            "@type": "QuantitativeValue", "unitText": "HOUR", "minValue": 20, "maxValue": 26.66,
        },
    }  # fmt: skip
    one = Range(Decimal("22.50"), Decimal("22.50"))
    value = posting(listing(pay=Pay(one, "EUR", "hour")))["baseSalary"]["value"]
    assert value == {"@type": "QuantitativeValue", "unitText": "HOUR", "value": 22.5}


@pytest.mark.parametrize(
    ("engagement", "kinds"),
    [
        ("", ["INTERN", "TEMPORARY"]),
        ("stipend", ["INTERN", "TEMPORARY"]),
        ("contractor", ["CONTRACTOR", "INTERN", "TEMPORARY"]),
        ("employee", ["PART_TIME", "INTERN", "TEMPORARY"]),
    ],
)
def test_employment_types(engagement: str, kinds: list[str]) -> None:
    assert posting(listing(terms=Terms(engagement)))["employmentType"] == kinds


def test_remote_says_where_applicants_may_live() -> None:
    found = posting(listing())
    assert found["jobLocationType"] == "TELECOMMUTE"
    assert [place["name"] for place in found["applicantLocationRequirements"]] == [
        "Portugal",
        "Spain",
    ]
    assert "jobLocation" not in found


def test_remote_for_people_anywhere_is_where_the_employer_is() -> None:
    """Google wants a place, or countries of applicants."""
    found = posting(listing(place=WorkPlace("remote")))
    assert found["jobLocation"]["address"] == {"@type": "PostalAddress", "addressCountry": "PT"}
    assert "applicantLocationRequirements" not in found


@pytest.mark.parametrize("mode", ["hybrid", "onsite"])
def test_work_at_a_place_has_its_address(mode: str) -> None:
    found = posting(listing(place=WorkPlace(mode, "Århus", "Midtjylland", "DK")))
    assert "jobLocationType" not in found
    assert found["jobLocation"]["address"] == {
        "@type": "PostalAddress",
        "addressLocality": "Århus",
        "addressRegion": "Midtjylland",
        "addressCountry": "DK",
    }


def test_the_employer() -> None:
    employers = (replace(EMPLOYERS[0], logo="logo.png"), EMPLOYERS[1])
    of = board_from(employers, [listing()], VOCABULARIES, SETTINGS, TODAY)
    logo = "https://board.example/employers/harbour/logo.png"
    expected = {
        "@type": "Organization",
        "name": "Harbour Books",
        "sameAs": "https://harbour.example",
        "logo": logo,
    }
    assert data(of, listing().url)["JobPosting"]["hiringOrganization"] == expected
    page = data(of, "employers/harbour/")["Organization"]
    assert page == {"@context": "https://schema.org/", **expected, "description": "Books."}
    (image,) = tree(of, listing().url).iterfind("meta[@property='og:image']")
    assert image.get("content") == logo


def test_identifier_and_what_only_some_say() -> None:
    found = posting(listing(openings=3, start=date(2027, 1, 4), level="advanced"))
    assert found["identifier"] == {
        "@type": "PropertyValue",
        "name": "Harbour Books",
        "value": "harbour/bookshop-survey",
    }
    assert (found["totalJobOpenings"], found["jobStartDate"]) == (3, "2027-01-04")
    assert "experienceRequirements" not in found
    assert posting(listing())["experienceRequirements"] == "no requirements"


def test_every_value_stands_on_the_page() -> None:
    """Google: structured data must not say what a visitor does not see."""
    of = samples().board
    found = {page.path: page for page in pages(of)}
    for item in of.open:
        page = html.fromstring(f"<main>{found[item.url].content}</main>")
        shown = flat(page.text_content())
        for said in visible(of, item):
            assert flat(said) in shown, (item.id, said)


def flat(text: str) -> str:
    return " ".join(text.split()).casefold()


def visible(of: Board, item: Listing) -> Iterator[str]:
    """The words in which a page must say what the structured data says."""
    found = job_posting(of, item)
    yield found["title"]
    for block in html.fragments_fromstring(found["description"]):
        if not isinstance(block, str):
            yield from (part for part in block.itertext() if part.strip())
    yield wording.day(date.fromisoformat(found["datePosted"]))
    yield wording.day(item.deadline)  # validThrough is the end of it
    yield found["hiringOrganization"]["name"]
    yield from found["skills"].split(", ")
    yield found["industry"]
    value = found["baseSalary"]["value"]
    amounts = [value[key] for key in ("value", "minValue", "maxValue") if key in value]
    yield from (wording.number(Decimal(str(amount))) for amount in amounts)
    yield wording.symbol(found["baseSalary"]["currency"]).strip()
    yield from (place["name"] for place in found.get("applicantLocationRequirements", ()))
    yield from address(item, found)
    if "jobLocationType" in found:
        yield "Remote"
    if "experienceRequirements" in found:
        yield "no experience needed"
    if "jobStartDate" in found:
        yield wording.day(date.fromisoformat(found["jobStartDate"]))
    if "totalJobOpenings" in found:
        yield f"{found['totalJobOpenings']} people"


def address(item: Listing, found: dict[str, Any]) -> Iterator[str]:
    """Of a place that the listing names; the employer's country is on the employer's page."""
    if item.place.country:
        for key, value in found["jobLocation"]["address"].items():
            if key != "@type":
                yield wording.country(value) if key == "addressCountry" else value


def test_nothing_is_said_that_no_test_looks_for() -> None:
    """A new property must be made visible, and added above."""
    known = REQUIRED | RECOMMENDED | {
        "@context", "@type", "skills", "industry", "url", "applicantLocationRequirements",
        "jobLocation", "jobLocationType", "experienceRequirements", "jobStartDate",
        "totalJobOpenings",
    }  # fmt: skip
    of = samples().board
    for item in of.open:
        found = job_posting(of, item)
        assert found.keys() <= known
        assert found["hiringOrganization"].keys() <= {"@type", "name"} | ELSEWHERE


def test_home_has_the_site_and_its_search() -> None:
    found = data(board(), "")
    assert found.keys() == {"WebSite"}
    action = found["WebSite"]["potentialAction"]
    assert action["target"]["urlTemplate"] == (
        "https://board.example/browse/?q={search_term_string}"
    )
    assert action["query-input"] == "required name=search_term_string"


@pytest.mark.parametrize(
    ("path", "trail"),
    [
        ("listings/harbour/bookshop-survey/", ["", "browse/"]),
        ("employers/acme/", ["", "employers/"]),
        ("skills/excel/", ["", "skills/"]),
        ("categories/data/", ["", "categories/"]),
        ("industries/energy/", ["", "industries/"]),
    ],
)
def test_breadcrumbs(path: str, trail: list[str]) -> None:
    items = data(board(), path)["BreadcrumbList"]["itemListElement"]
    assert [item["position"] for item in items] == [1, 2, 3]
    assert [item["item"] for item in items] == [SETTINGS.url + part for part in [*trail, path]]
    assert items[0]["name"] == "Test board" and items[2]["name"] == "A title"


@pytest.mark.parametrize("days", [0, CLOSED_DAYS, CLOSED_DAYS + 1])
def test_an_expired_listing_is_forgotten_after_thirty_days(days: int) -> None:
    one = listing()
    closed = one.deadline + timedelta(days=1)
    assert noindex(board(one, today=closed + timedelta(days=days)), one) is (days > CLOSED_DAYS)


@pytest.mark.parametrize("days", [0, CLOSED_DAYS, CLOSED_DAYS + 1])
def test_a_filled_listing_is_forgotten_thirty_days_after_it_was_filled(days: int) -> None:
    one = listing()
    filled = replace(one, status="filled")
    past = next_history(
        next_history(NO_HISTORY, board(one, today=TODAY - timedelta(1))), board(filled)
    )
    later = board(filled, today=TODAY + timedelta(days=days))
    known = with_history(later, next_history(past, later))
    assert noindex(known, filled) is (days > CLOSED_DAYS)


def test_open_pages_and_others_are_indexed() -> None:
    of = board()
    for path in ("", "browse/", "skills/excel/", LISTINGS[0].url):
        assert tree(of, path).find("meta[@name='robots']") is None


def noindex(of: Board, item: Listing) -> bool:
    robots = tree(of, item.url).find("meta[@name='robots']")
    return robots is not None and robots.get("content") == "noindex"


def test_pages_announce_their_feeds_and_a_listing_its_json() -> None:
    links = tree(board(), LISTINGS[0].url).findall("link[@rel='alternate']")
    assert links[0].get("href") == "../../../api/v1/listings/harbour/bookshop-survey.json"
    assert [link.get("type") for link in links][1:] == [
        "application/rss+xml",
        "application/atom+xml",
        "application/feed+json",
    ]
    assert tree(board(), "").findall("link[@type='application/json']") == []


def test_pages_can_be_shared() -> None:
    """Open Graph, and the card that Twitter makes from it."""
    found = {
        meta.get("property") or meta.get("name"): meta.get("content")
        for meta in tree(board(), "skills/excel/").iterfind("meta")
        if meta.get("name") != "board-zone"
    }
    assert found == {
        "og:type": "website",
        "og:site_name": "Test board",
        "og:title": "A title",
        "og:description": "A description.",
        "og:url": "https://board.example/skills/excel/",
        "twitter:card": "summary_large_image",
        "og:image": "https://board.example/assets/board/share.png",
        "og:image:alt": "Test board",
    }
