"""Another board's listing on a hub, in a browser: its page, the search and the shortlist."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from generator.building import BuildOptions
from generator.building.with_mkdocs import build
from tests.browser.test_access import COLOURS, too_wide, violations
from tests.browser.test_network import PATIENT
from tests.support.network import network
from tests.support.paths import TODAY
from tests.support.pulled_boards import item, keep, write_hub
from tests.support.serving import serving

THERE = "https://north.example/board/listings/firm/survey/"
HERE = "listings/north--firm/survey/"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = write_hub(tmp_path_factory.mktemp("hub") / "board", ("north",))
    day = date.fromisoformat(TODAY)
    survey = item(title="Survey of corner shops in Lisbon")
    keep(root, "north", survey, item("harbour-books/market-survey"), day=day)
    build(root, BuildOptions(today=day))
    return root / "site"


@pytest.fixture(scope="module")
def hub(folder: Path) -> Iterator[str]:
    with serving(folder, "/board/") as address:
        yield address


def test_a_page_is_for_everyone(hub: str, new_page: Callable[..., Page]) -> None:
    """Light and dark, narrow and wide; on a phone, a bar leads to the other board."""
    page = new_page(320, reduced_motion="reduce")
    page.goto(f"{hub}{HERE}")
    expect(page.locator(".b-star").first).to_be_visible()
    assert not violations(page) and not too_wide(page)
    page.mouse.wheel(0, 1500)
    bar = page.locator(".b-bar a")
    expect(bar).to_have_text("See it there")
    expect(bar).to_have_attribute("href", THERE)
    page.emulate_media(color_scheme="dark")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    assert not violations(page, COLOURS)
    page.set_viewport_size({"width": 1280, "height": 800})
    assert not violations(page, COLOURS) and not too_wide(page)


def test_search_and_shortlist_know_where_it_is_from(hub: str, page: Page) -> None:
    page.goto(f"{hub}browse/?q=corner")
    card = page.locator(".f-results .b-card, #find-results .b-card").first
    expect(card.locator(".b-origin")).to_have_text("on Northgate College")
    who, title = card.locator(".b-card__who a"), card.locator(".b-card__title a")
    expect(who).to_have_attribute("href", "https://north.example/board/employers/firm/")
    expect(title).to_have_attribute("href", re.compile(rf"/{HERE}$"))
    card.locator(".b-star").click()
    page.goto(f"{hub}shortlist/")
    saved = page.locator(".b-card")
    expect(saved.locator(".b-origin")).to_have_text("on Northgate College")
    expect(saved.locator(".b-card__title")).to_have_text("Survey of corner shops in Lisbon")


def test_an_embedded_list_knows_it_too(hub: str, page: Page) -> None:
    """As its small file says it, and as a search finds it."""
    for query in ("?limit=20", "?q=corner"):
        page.goto(f"{hub}embed/{query}")
        card = page.locator('[data-listing="north--firm/survey"]')
        expect(card.locator(".b-origin")).to_have_text("on Northgate College")
        who, title = card.locator(".b-card__who a"), card.locator(".b-card__title a")
        expect(who).to_have_attribute("href", "https://north.example/board/employers/firm/")
        expect(title).to_have_attribute("href", re.compile(rf"/{HERE}$"))


def test_a_hub_that_searches_boards_too_shows_their_projects_once(
    folder: Path, site: Path, page: Page
) -> None:
    """The hub has two of Northgate's projects; Northgate itself has one of them, and others."""
    with network(folder, {"north": site}) as boards:
        page.add_init_script(PATIENT)
        page.goto(f"{boards.home}browse/?boards=all&show=100")
        said = page.locator("#find-network [data-board=north]")
        expect(said).to_have_text(re.compile(r"^Northgate College: \d+ projects$"))
        theirs = int(re.findall(r"\d+", said.text_content() or "")[0])
        expect(page.locator("#find-count")).to_have_text(f"{theirs + 4} projects on 2 boards")
        expect(page.locator(".f-results .b-card")).to_have_count(theirs + 4)
        links = page.locator(".f-results .b-card__title a[href*='harbour-books/market-survey/']")
        expect(links).to_have_count(1)
        expect(links).to_have_attribute("href", re.compile("listings/north--harbour-books/"))
