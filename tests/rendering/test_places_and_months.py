"""The lists by place and by the deadline's month: complete, paged, and found from /browse/."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from lxml import html

from generator.model.listing import WorkPlace
from generator.rendering.pages.places_and_months import months, places
from tests.rendering.test_pages import page_at, text
from tests.support.boards import board, listing, many


def test_by_place() -> None:
    found = places(
        board(
            listing("acme/any", place=WorkPlace("remote")),
            listing("acme/pt", place=WorkPlace("remote", applicant_countries=("PT", "ES"))),
            listing("acme/porto", place=WorkPlace("onsite", city="Porto", country="PT")),
            listing("acme/seat", place=WorkPlace("remote", country="DK")),
            listing("acme/gone", place=WorkPlace("onsite", country="FR"), status="filled"),
        )
    )
    assert {group.id: [item.id for item in group.listings] for group in found} == {
        "remote": ["acme/any", "acme/seat"],
        "pt": ["acme/porto", "acme/pt"],
        "es": ["acme/pt"],
    }
    assert [group.label for group in found] == ["Remote, from anywhere", "Portugal", "Spain"]


def test_by_month() -> None:
    deadlines = (date(2027, 1, 2), date(2026, 12, 31), date(2026, 12, 1), date(2026, 11, 1))
    items = [listing(f"acme/p{at}", deadline=day) for at, day in enumerate(deadlines)]
    found = months(board(*items))
    assert [(group.id, len(group.listings)) for group in found] == [("2026-12", 2), ("2027-01", 1)]


def test_fifty_a_page_newest_first() -> None:
    of = board(*many(120))
    assert "project number 0" in text(page_at("deadlines/2026-12/", of)).lower()
    page = page_at("deadlines/2026-12/3/", of)
    assert "Page 3 of 3" in text(page) and "Project number 119" in text(page)
    assert page.content.count('class="b-card"') == 20


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
        cards = html.parse(str(path)).xpath("//article[@class='b-card'][not(ancestor::template)]")
        found.update(str(card.get("data-listing")) for card in cards)
    return found
