"""The lists by place and by the deadline's month: complete, in order, with the right numbers."""

from __future__ import annotations

import json
import zlib
from datetime import date
from pathlib import Path

from lxml import html

from generator.board.board import Board
from generator.model.listing import WorkPlace
from generator.rendering.pages.places_and_months import months, places
from generator.rendering.search_data import columns
from tests.rendering.test_pages import page_at, text
from tests.support.boards import board, listing, many
from tests.support.published import published

PLACES = (
    listing("acme/any", place=WorkPlace("remote")),
    listing("acme/pt", place=WorkPlace("remote", applicant_countries=("PT", "ES"))),
    listing("acme/porto", place=WorkPlace("onsite", city="Porto", country="PT")),
    listing("acme/seat", place=WorkPlace("remote", country="DK")),
    listing("acme/exchange", place=WorkPlace("hybrid", country="DK", applicant_countries=("ES",))),
    listing("acme/gone", place=WorkPlace("onsite", country="FR"), status="filled"),
)


def test_by_place() -> None:
    found = places(board(*PLACES))
    assert {group.id: [item.id for item in group.listings] for group in found} == {
        "remote": ["acme/any", "acme/seat"],
        "pt": ["acme/porto", "acme/pt"],
        "es": ["acme/exchange", "acme/pt"],
    }
    assert [group.label for group in found] == ["Remote, from anywhere", "Portugal", "Spain"]
    assert {len(group.all) for group in found[1:]} == {4}


def test_a_country_has_one_number_everywhere() -> None:
    """On its page, in the index, in the filter of the search and in the API."""
    of = board(*PLACES)
    for code, name, number in (("pt", "Portugal", 4), ("es", "Spain", 4)):
        said = text(page_at(f"places/{code}/", of))
        assert f"{number} open projects 2 in or for {name}, 2 from anywhere" in said
        assert f"{name} {number}" in text(page_at("places/", of))
        assert number == count_in_filter(of, code.upper())
        assert number == count_in_api(published(of)["api/v1/countries.json"], code.upper())


def test_a_country_of_the_samples_has_one_number_everywhere(site: Path) -> None:
    """Every country that the site has a page for, read from the files of the site."""
    data = json.loads(zlib.decompress((site / "find/columns.bin").read_bytes()))["country"]
    codes = [code for code, _ in data["values"]]
    assert len(codes) > 20
    api = (site / "api/v1/countries.json").read_bytes()
    index = html.parse(str(site / "places/index.html"))
    for at, code in enumerate(codes):
        number = sum(at in row or not row for row in data["rows"])
        path = f"places/{code.lower()}/index.html"
        (shown,) = html.parse(str(site / path)).xpath("//p[@class='b-count']/strong")
        assert shown.text_content().split()[0] == str(number), code
        (chip,) = index.xpath(f"//main//a[@href='../places/{code.lower()}/']/span")
        assert chip.text_content() == str(number), code
        assert count_in_api(api, code) == number, code
    assert len([*(site / "places").iterdir()]) == len(codes) + 2  # the index, and remote work


def count_in_filter(of: Board, code: str) -> int:
    """What the browser counts: a row without a country matches every country."""
    data = json.loads(zlib.decompress(columns(of).content))["country"]
    at = [value for value, _ in data["values"]].index(code)
    return sum(at in row or not row for row in data["rows"])


def count_in_api(content: bytes, code: str) -> int:
    found = {item["id"]: item["open"] for item in json.loads(content)["countries"]}
    return int(found[code])


def test_a_page_of_a_country_leads_to_remote_work_only_if_there_is_some() -> None:
    link = 'href="../../places/remote/"'
    assert link in page_at("places/pt/", board(*PLACES)).content
    without = board(*(item for item in PLACES if item.open_to))
    assert link not in page_at("places/pt/", without).content
    said = text(page_at("places/remote/", without))
    assert "No project is remote from anywhere today" in said


def test_the_list_of_a_country_can_be_embedded() -> None:
    """With the filter that has the same number: see above. Others have no such filter."""
    of = board(*PLACES)
    link = 'href="../../follow/embed/?country=PT">Embed this'
    assert link in page_at("places/pt/", of).content
    assert "Embed this" not in page_at("places/remote/", of).content
    assert "Embed this" not in page_at(f"deadlines/{of.open[0].deadline:%Y-%m}/", of).content


def test_a_country_shows_some_remote_work_and_leads_to_all_of_it() -> None:
    anywhere = [listing(f"acme/r{at}", place=WorkPlace("remote")) for at in range(120)]
    of = board(listing("acme/pt", place=WorkPlace("onsite", country="PT")), *anywhere)
    page = page_at("places/pt/", of)
    assert "121 open projects" in text(page) and "All 120" in text(page)
    assert page.content.count("<article ") == 1 + 12
    assert text(page_at("places/remote/2/", of)).count("Closes 14 December 2026") == 20


def test_by_month() -> None:
    deadlines = (date(2027, 1, 2), date(2026, 12, 31), date(2026, 12, 1), date(2026, 11, 1))
    items = [listing(f"acme/p{at}", deadline=day) for at, day in enumerate(deadlines)]
    found = months(board(*items))
    assert [(group.id, [item.id for item in group.listings]) for group in found] == [
        ("2026-12", ["acme/p2", "acme/p1"]),
        ("2027-01", ["acme/p0"]),
    ]


def test_a_hundred_a_page_in_order() -> None:
    of = board(*many(220))
    page = page_at("places/pt/3/", of)
    assert "Page 3 of 3" in text(page) and "Project number 219" in text(page)
    assert page.content.count("<li><a ") == 20
    # All close on one day, so their ids decide.
    assert "Project number 99" in text(page_at("deadlines/2026-12/3/", of))


def test_lists_by_deadline_are_sorted_by_it(site: Path) -> None:
    pages = sorted((site / "deadlines").glob("2*/index.html"))
    assert pages
    for path in pages:
        tree = html.parse(str(path))
        found = tree.xpath("//main//*[@class='b-card' or @class='b-list']//time/@datetime")
        assert found, path
        assert found == sorted(found), path
        assert all(day.startswith(path.parent.name) for day in found)


def test_an_empty_board_has_its_indexes() -> None:
    of = board(listing(status="filled"))
    assert "Places" in text(page_at("places/", of))
    assert "Deadlines" in text(page_at("deadlines/", of))


def test_every_open_listing_is_in_each_kind_of_list(site: Path) -> None:
    """Without a script, whatever a student looks by."""
    open_now = _listed(site, "browse")
    assert len(open_now) > 30
    for kind in ("skills", "categories", "industries", "places", "employers", "deadlines"):
        assert _listed(site, kind) == open_now, kind


def test_browse_leads_to_each(site: Path) -> None:
    tree = html.parse(str(site / "browse/index.html"))
    hrefs = tree.xpath("//nav[@aria-label='Browse by']//a/@href")
    kinds = "skills categories industries places employers deadlines collections".split()
    assert hrefs == [f"../{kind}/" for kind in kinds]


def _listed(site: Path, kind: str) -> set[str]:
    found: set[str] = set()
    for path in (site / kind).rglob("index.html"):
        tree = html.parse(str(path))
        cards = tree.xpath("//article[@class='b-card'][not(ancestor::template)]")
        found.update(str(card.get("data-listing")) for card in cards)
        links = tree.xpath("//ul[@class='b-list']/li/a/@href")
        found.update("/".join(str(href).split("/")[-3:-1]) for href in links)
    return found
