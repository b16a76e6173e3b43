"""A listing's page in use: the box and the bar to apply with, who the employer is, on paper."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from generator.board.board import Board, State, board_of
from generator.checking.run import check_all
from generator.checking.workspace import open_workspace
from tests.browser.page_kinds import kinds
from tests.support.html_pages import HtmlPage
from tests.support.paths import ROOT, TODAY
from tests.support.pdf import pdf_pages

NewPage = Callable[..., Page]
LISTING = "listings/harbour-books/market-survey/"
TOP = "e => e.getBoundingClientRect().top"
BOTTOM = "e => e.getBoundingClientRect().bottom"


@pytest.fixture(scope="module")
def board() -> Board:
    work, today = open_workspace(ROOT), date.fromisoformat(TODAY)
    return board_of(check_all(work, today).checked, work.context(today))


def scroll_to(page: Page, selector: str) -> None:
    page.locator(selector).first.evaluate("e => e.scrollIntoView({block: 'center'})")


@pytest.mark.parametrize("width", [768, 1280, 1600])
def test_on_a_wide_screen_the_box_stays_in_view(
    new_page: NewPage, site_url: str, width: int
) -> None:
    page = new_page(width, 800)
    page.goto(f"{site_url}{LISTING}")
    box, header = page.locator(".b-box"), page.get_by_role("banner")
    for place in ("h1", ".b-prose", "#apply", ".b-employer", ".b-owner"):
        scroll_to(page, place)
        assert box.evaluate(TOP) >= header.evaluate(BOTTOM), place
        assert box.evaluate(BOTTOM) <= 800, place
        expect(page.locator(".b-bar")).to_be_hidden()
    page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    assert box.evaluate(BOTTOM) <= page.locator(".b-listing").evaluate(BOTTOM)
    assert box.evaluate(BOTTOM) <= page.get_by_role("contentinfo").evaluate(TOP)


def test_on_a_phone_the_bar_comes_when_the_box_has_left(new_page: NewPage, site_url: str) -> None:
    page = new_page(390, 700)
    page.goto(f"{site_url}{LISTING}")
    bar = page.locator(".b-bar")
    expect(page.locator(".b-box")).to_be_in_viewport()
    expect(bar).to_be_hidden()
    scroll_to(page, ".b-prose")
    expect(page.locator(".b-box")).not_to_be_in_viewport()
    expect(bar).to_be_visible()
    expect(bar.get_by_role("link", name="Apply")).to_be_in_viewport()
    scroll_to(page, "#apply .b-button")
    expect(bar).to_be_hidden()
    scroll_to(page, ".b-employer")
    expect(bar).to_be_visible()
    scroll_to(page, ".b-box")
    expect(bar).to_be_hidden()


def test_without_scripts_there_is_the_box_alone(new_page: NewPage, site_url: str) -> None:
    page = new_page(390, 700, java_script_enabled=False)
    page.goto(f"{site_url}{LISTING}#apply")
    expect(page.locator(".b-bar")).to_be_hidden()
    expect(page.locator(".b-box").get_by_role("link", name=re.compile("^Apply"))).to_be_attached()


def test_what_is_closed_can_not_be_saved(page: Page, site_url: str, board: Board) -> None:
    for state in (State.FILLED, State.WITHDRAWN, State.EXPIRED):
        item = next(one for one in board.closed if board.state(one) is state)
        page.goto(f"{site_url}{item.url}")
        expect(page.locator(".b-open .b-star").first).to_be_visible()  # the script has run
        expect(page.locator(".b-box .b-star")).to_have_count(0)
    page.goto(f"{site_url}{board.open[0].url}")
    expect(page.locator(".b-box .b-star")).to_be_visible()


def test_what_closes_while_one_looks_can_not_be_saved_any_more(
    new_page: NewPage, site_url: str, board: Board
) -> None:
    page = new_page(now=f"{board.open[0].deadline}T18:00:00Z")
    page.goto(f"{site_url}{board.open[0].url}")
    expect(page.locator(".b-box .b-star")).to_be_visible()
    page.clock.set_fixed_time(f"{board.open[0].deadline}T18:00:00Z".replace("T18", "T23"))
    page.clock.set_fixed_time("2027-12-31T18:00:00Z")
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(page.locator(".b-box__closed")).to_be_visible()
    expect(page.locator(".b-box .b-star")).to_have_count(0)


# The words in tables that go over two lines. A word is what a person reads as one: letters.
BROKEN_WORDS = r"""() => {
    const broken = [], range = document.createRange();
    for (const cell of document.querySelectorAll("main th, main td")) {
        const walker = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
        while (walker.nextNode()) {
            const text = walker.currentNode;
            for (const word of text.data.matchAll(/[\p{L}\p{M}\p{N}]+/gu)) {
                range.setStart(text, word.index);
                range.setEnd(text, word.index + word[0].length);
                const tops = new Set([...range.getClientRects()].map(r => Math.round(r.top)));
                if (tops.size > 1) broken.push(word[0]);
            }
        }
    }
    return broken;
}"""
WIDTHS = (320, 360, 390, 480, 640, 768, 1024, 1280, 1600)


def test_no_word_is_broken_in_a_table(
    page: Page, site_url: str, pages: tuple[HtmlPage, ...]
) -> None:
    with_tables = [item for item in pages if item.tree.xpath("//main//table")]
    assert len(with_tables) > 10
    for item in with_tables:
        page.goto(f"{site_url}{item.address}")
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            assert page.evaluate(BROKEN_WORDS) == [], (item.address, width)
            assert page.evaluate("document.documentElement.scrollWidth") <= width, item.address


def test_no_word_is_broken_when_two_projects_are_compared(
    new_page: NewPage, site_url: str, board: Board
) -> None:
    page = new_page()
    ids = ",".join(item.id for item in board.open[:4])
    page.goto(f"{site_url}shortlist/#{ids}")
    page.get_by_role("button", name="Add them to mine").click()
    for tick in page.get_by_role("checkbox").all():
        tick.check()
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        expect(page.get_by_role("table")).to_be_visible()
        assert page.evaluate(BROKEN_WORDS) == [], width
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_listing_takes_two_pages_of_paper(
    page: Page, site: Path, site_url: str, board: Board
) -> None:
    """The longest one, with every address to be read: of links in the text, to apply, its own."""
    longest = kinds(site)["listing 3 listings"]
    for address in (longest, LISTING):
        page.goto(f"{site_url}{address}")
        assert len(pdf_pages(page.pdf(format="A4"))) <= 2, address
    item = next(one for one in board.open if one.apply.url and "](http" in one.description.markdown)
    page.goto(f"{site_url}{item.url}")
    paper = pdf_pages(page.pdf(format="A4"))
    text = "".join("".join(paper).split())
    assert len(paper) <= 2
    assert item.apply.url in text
    for link in re.findall(r"\]\((https?://[^)\s]+)\)", item.description.markdown):
        assert link in text
    assert f"{board.settings.url}{item.url}" in text
    assert board.employer_of(item).website.removeprefix("https://") in text


def test_on_paper_one_writes_to_an_address_without_its_encoded_text(
    page: Page, site_url: str, board: Board
) -> None:
    item = next(one for one in board.open if one.apply.email)
    page.goto(f"{site_url}{item.url}")
    text = "".join("".join(pdf_pages(page.pdf(format="A4"))).split())
    assert item.apply.email in text
    assert "mailto:" not in text and "%0D" not in text


def test_paper_has_one_column(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}{LISTING}")
    page.emulate_media(media="print")
    for part in (".b-top", ".b-box", ".b-main"):
        left = page.locator(part).evaluate("e => e.getBoundingClientRect().left")
        assert left == page.locator(".b-listing").evaluate("e => e.getBoundingClientRect().left")
