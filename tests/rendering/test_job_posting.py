"""What search engines read of a listing: complete by their own documents, and nothing invisible.

Properties and values: Google Search Central, "Job posting (JobPosting) structured data".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from lxml import html

from generator.board import wording
from generator.board.board import Board, board_from
from generator.model.listing import Listing, Pay, Range, Terms, WorkPlace
from generator.rendering.pages.site_pages import pages
from tests.support.boards import EMPLOYERS, SETTINGS, TODAY, VOCABULARIES, board, listing
from tests.support.html_pages import HtmlPage
from tests.support.microdata import items
from tests.support.published import samples

REQUIRED = {"title", "description", "datePosted", "hiringOrganization"}
RECOMMENDED = {"validThrough", "employmentType", "identifier", "baseSalary"}
TYPES = {
    "FULL_TIME", "PART_TIME", "CONTRACTOR", "TEMPORARY", "INTERN", "VOLUNTEER", "PER_DIEM", "OTHER",
}  # fmt: skip
# Said on the employer's page, to which the listing's page leads.
ELSEWHERE = {"sameAs", "logo"}


def page_tree(of: Board, path: str) -> html.HtmlElement:
    content = next(page.content for page in pages(of) if page.path == path)
    return html.fragment_fromstring(content, "main")


def found_in(tree: html.HtmlElement, of: Board, path: str) -> list[dict[str, Any]]:
    return items(tree, of.settings.url + path)


def posting(item: Listing, of: Board | None = None) -> dict[str, Any]:
    """The JobPosting on the page of `item`."""
    of = of or board(item)
    (found,) = found_in(page_tree(of, item.url), of, item.url)
    assert found.pop("@type") == "JobPosting"
    assert found.pop("@id") == of.settings.url + item.url
    return found


def postings(of: Board) -> Iterator[tuple[Listing, html.HtmlElement, dict[str, Any]]]:
    """Each open listing with its page and the JobPosting there."""
    found = {page.path: page for page in pages(of)}
    for item in of.open:
        tree = html.fragment_fromstring(found[item.url].content, "main")
        (one,) = found_in(tree, of, item.url)
        yield item, tree, one


def test_every_open_sample_has_what_google_requires_and_recommends() -> None:
    of = samples().board
    assert len(of.open) > 20
    for _, _, found in postings(of):
        assert found.keys() >= REQUIRED | RECOMMENDED
        assert "jobLocation" in found or "applicantLocationRequirements" in found
        assert set(found["employmentType"]) <= TYPES
        assert found["description"] != found["title"]
        if "jobLocation" in found:
            assert re.fullmatch("[A-Z]{2}", found["jobLocation"]["address"]["addressCountry"])


def test_only_open_listings_have_a_job_posting() -> None:
    of = board()
    for item in of.listings:
        found = found_in(page_tree(of, item.url), of, item.url)
        assert [one["@type"] for one in found] == ["JobPosting"] * of.is_open(item)
    for path in ("", "browse/", "skills/excel/", "employers/acme/", "follow/"):
        assert not found_in(page_tree(of, path), of, path)


def test_dates() -> None:
    """`validThrough` is the moment at which it closes, with its zone."""
    found = posting(listing())
    assert found["datePosted"] == "2026-11-20"
    moment = datetime.fromisoformat(found["validThrough"])
    assert moment == datetime.fromisoformat("2026-12-15T00:00:00-12:00")


def test_pay_is_what_an_hour_pays() -> None:
    found = posting(listing())["baseSalary"]
    assert found == {
        "@type": "MonetaryAmount",
        "currency": "EUR",
        "value": {
            "@type": "QuantitativeValue", "unitText": "HOUR", "minValue": "20", "maxValue": "26",
        },
    }  # fmt: skip
    one = Range(Decimal("22.50"), Decimal("22.50"))
    value = posting(listing(pay=Pay(one, "EUR", "hour")))["baseSalary"]["value"]
    assert value == {"@type": "QuantitativeValue", "unitText": "HOUR", "value": "22.50"}


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
    one = posting(listing(place=WorkPlace("remote", applicant_countries=("KE",))))
    assert one["applicantLocationRequirements"] == {"@type": "Country", "name": "Kenya"}
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
    assert posting(listing(), of)["hiringOrganization"] == expected


def test_identifier_and_what_only_some_say() -> None:
    found = posting(listing(openings=3, start=date(2027, 1, 4), level="advanced"))
    assert found["identifier"] == {
        "@type": "PropertyValue",
        "name": "Harbour Books",
        "value": "harbour/bookshop-survey",
    }
    assert (found["totalJobOpenings"], found["jobStartDate"]) == ("3", "2027-01-04")
    assert "experienceRequirements" not in found
    assert posting(listing())["experienceRequirements"] == "no requirements"


def test_every_value_stands_on_the_page() -> None:
    """Google: structured data must not say what a visitor does not see."""
    of = samples().board
    for item, tree, found in postings(of):
        shown = flat(tree.text_content())
        for said in visible(item, found):
            assert flat(said) in shown, (item.id, said)


def many(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def flat(text: str) -> str:
    return " ".join(text.split()).casefold()


def visible(item: Listing, found: dict[str, Any]) -> Iterator[str]:
    """The words in which a page must say what the structured data says."""
    yield found["title"]
    yield found["description"]
    yield wording.day(date.fromisoformat(found["datePosted"]))
    yield wording.day(item.deadline)  # validThrough is the end of it
    yield found["hiringOrganization"]["name"]
    yield from many(found["skills"])
    yield found["industry"]
    value = found["baseSalary"]["value"]
    amounts = [value[key] for key in ("value", "minValue", "maxValue") if key in value]
    yield from (wording.number(Decimal(str(amount))) for amount in amounts)
    yield wording.symbol(found["baseSalary"]["currency"]).strip()
    yield from (place["name"] for place in many(found.get("applicantLocationRequirements", [])))
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
        "@id", "@type", "skills", "industry", "applicantLocationRequirements",
        "jobLocation", "jobLocationType", "experienceRequirements", "jobStartDate",
        "totalJobOpenings",
    }  # fmt: skip
    for _, _, found in postings(samples().board):
        assert found.keys() <= known
        assert found["hiringOrganization"].keys() <= {"@type", "name"} | ELSEWHERE


def test_the_description_is_all_of_it_and_keeps_its_lines() -> None:
    """Google shows no other text of the page, and asks for breaks between paragraphs."""
    for item, _, found in postings(samples().board):
        text = found["description"]
        blocks = html.fragments_fromstring(f"<i></i>{item.description.html}")
        parts = [flat(part.text_content()) for part in blocks if part.tag in {"p", "li"}]
        assert all(part in flat(text) for part in parts)
        lines = {flat(line) for line in text.splitlines()}
        for hand_over in item.deliverables:
            assert any(line.startswith(flat(hand_over.what)) for line in lines), (item.id, lines)


def test_a_published_page_has_it_too(pages: tuple[HtmlPage, ...]) -> None:
    """As the browser gets it, in the frame of all pages."""
    (page,) = (one for one in pages if one.address == "listings/harbour-books/market-survey/")
    (found,) = items(page.tree, f"https://board.example/{page.address}")
    assert found["@type"] == "JobPosting" and found["hiringOrganization"]["name"] == "Harbour Books"


def test_names_can_not_end_an_attribute() -> None:
    hostile = '"><script>alert(1)</script>'
    employers = (replace(EMPLOYERS[0], name=hostile), EMPLOYERS[1])
    of = board_from(employers, [listing()], VOCABULARIES, SETTINGS, TODAY)
    assert posting(listing(), of)["identifier"]["name"] == hostile
