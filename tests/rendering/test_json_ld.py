"""What machines read in a page's head: structured data, feeds, and how the page is shared."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from lxml import html

from generator.board.board import Board
from generator.board.history import CLOSED_DAYS, NO_HISTORY, next_history, with_history
from generator.model.listing import Listing
from generator.rendering.pages.head import head
from generator.rendering.pages.site_pages import pages
from tests.support.boards import LISTINGS, SETTINGS, TODAY, board, listing
from tests.support.html_pages import HtmlPage


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
        ("employers/acme/", ["", "employers/"]),
        ("skills/excel/", ["", "skills/"]),
        ("categories/data/", ["", "categories/"]),
        ("industries/energy/", ["", "industries/"]),
    ],
)
def test_breadcrumbs(path: str, trail: list[str]) -> None:
    items = data(board(), path)["BreadcrumbList"]["itemListElement"]
    assert [item["position"] for item in items] == [1, 2, 3]
    assert [item["item"] for item in items[:2]] == [SETTINGS.url + part for part in trail]
    assert "item" not in items[2]  # the page itself
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
    assert [link.get("href") for link in links[1:]] == ["../../../feed.xml"]
    links = tree(board(), "").findall("link[@rel='alternate']")
    assert [link.get("type") for link in links] == [
        "application/rss+xml",
        "application/atom+xml",
        "application/feed+json",
    ]


def test_pages_can_be_shared() -> None:
    """Open Graph, and the card that Twitter makes from it."""
    found = {
        meta.get("property") or meta.get("name"): meta.get("content")
        for meta in tree(board(), "skills/excel/").iterfind("meta")
        if meta.get("name") != "board-zone"
    }
    assert found == {
        "og:site_name": "Test board",
        "og:title": "A title",
        "twitter:card": "summary_large_image",
        "og:image": "https://board.example/assets/board/share.png",
    }


def test_the_description_is_that_of_open_graph_too(pages: tuple[HtmlPage, ...]) -> None:
    """One element for both; the address is the canonical one."""
    found = {page.address: page.tree for page in pages}
    for address in ("", "browse/", "listings/harbour-books/market-survey/"):
        (one,) = found[address].xpath("//head/meta[@property='og:description']")
        assert one.get("name") == "description" and one.get("content")
        (link,) = found[address].xpath("//head/link[@rel='canonical']")
        assert link.get("href").endswith(f"/{address}")
