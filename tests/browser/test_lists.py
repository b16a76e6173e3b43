"""Listings in rows, below the cards of a list and on its later pages."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta

import pytest
from playwright.sync_api import Page, expect

from generator.board.board import Board
from generator.rendering.pages.site_pages import pages
from generator.rendering.pages.static_files import assets
from tests.browser.everywhere import everywhere
from tests.support.boards import TODAY, board, listing
from tests.support.published import bare, write_files
from tests.support.serving import serving

NewPage = Callable[..., Page]
SOON = TODAY + timedelta(days=3)
LATER = date(2026, 12, 14)


def long_board() -> Board:
    """130 open listings; the oldest of them closes in three days, the others later."""
    items = [
        listing(
            f"harbour/project-{at}",
            title=f"Project number {at}",
            posted=TODAY - timedelta(days=at // 10),
            deadline=SOON if at == 129 else LATER,
        )
        for at in range(130)
    ]
    return board(*items)


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("lists")
    write_files(folder, [*assets(), *map(bare, pages(long_board()))])
    with serving(folder, "/board/") as found:
        yield found


def test_all_are_reached_without_javascript(new_page: NewPage, address: str) -> None:
    page = new_page(java_script_enabled=False)
    page.goto(f"{address}skills/excel/")
    expect(page.locator(".b-card")).to_have_count(6)
    expect(page.locator(".b-list > li")).to_have_count(94)
    page.get_by_role("link", name="Next", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Excel")
    expect(page.locator(".b-list > li")).to_have_count(30)
    expect(page.locator(".b-list > li").last).to_contain_text("Closes 26 November 2026")


def test_a_row_says_when_little_time_is_left(new_page: NewPage, address: str) -> None:
    page = new_page()
    page.goto(f"{address}skills/excel/2/")
    last = page.locator(".b-list > li").last
    expect(last.locator("time")).to_have_text("Closes in 3 days")
    expect(last).to_have_class("b-soon")
    first = page.locator(".b-list > li").first
    expect(first.locator("time")).to_have_text("Closes 14 December 2026")


def test_a_row_that_has_closed_since_the_build_says_so(new_page: NewPage, address: str) -> None:
    page = new_page(now=f"{SOON + timedelta(days=2)}T18:00:00Z")
    page.goto(f"{address}skills/excel/2/")
    last = page.locator(".b-list > li").last
    expect(last).to_contain_text("expired")
    expect(last).to_have_class("b-closed")
    expect(last.locator("time")).to_have_count(0)
    expect(page.locator(".b-closed")).to_have_count(1)
    expect(page.locator(".b-count")).to_contain_text("129 open projects (1 closed since")


def test_a_card_says_how_many_days_are_left(new_page: NewPage, address: str) -> None:
    page = new_page()
    page.goto(f"{address}skills/excel/")
    when = page.locator(".b-card__when").first
    expect(when).to_have_text(re.compile(r"^\s*Closes in 21 days\s+14 December 2026\s*$"))
    later = new_page(now=f"{LATER + timedelta(days=2)}T18:00:00Z")
    later.goto(f"{address}skills/excel/")
    when = later.locator(".b-card--closed .b-card__when").first
    expect(when).to_have_text(re.compile(r"^\s*expired\s+14 December 2026\s*$"))
    without = new_page(java_script_enabled=False)
    without.goto(f"{address}skills/excel/")
    when = without.locator(".b-card__when").first
    expect(when).to_have_text(re.compile(r"^\s*Closes\s+14 December 2026\s*$"))


@everywhere
def test_a_row_is_saved_on_the_shortlist(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}browse/")
    row = page.locator(".b-list > li").first
    title = row.locator("a").inner_text()
    row.get_by_role("button", name=f"Save {title}").click()
    expect(row.locator(".b-star")).to_have_attribute("aria-pressed", "true")
    expect(page).to_have_url(f"{site_url}browse/")  # the row's link was not followed
    page.get_by_role("link", name="Shortlist, 1 saved").click()
    expect(page.locator("#shortlist-items .b-card")).to_contain_text(title)


@pytest.mark.parametrize("width", [320, 1280])
def test_the_whole_row_is_the_link(new_page: NewPage, site_url: str, width: int) -> None:
    page = new_page(width=width, java_script_enabled=False)
    page.goto(f"{site_url}browse/")
    path = page.locator(".b-list > li > a").first.get_attribute("href") or ""
    # Its link lies over it, so Playwright can't find the time itself below the pointer.
    page.locator(".b-list > li time").first.click(force=True)
    expect(page).to_have_url(site_url + path.removeprefix("../"))


def test_rows_follow_the_readers_currency(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}browse/")
    page.get_by_role("button", name="Use my currency").click()
    page.get_by_label("Your currency").select_option("INR")
    rows = page.locator(".b-list > li > [data-hour]:not([data-hour^=INR])")
    expect(rows.first).to_contain_text(re.compile("about ₹"))
    assert all("about ₹" in text for text in rows.all_inner_texts())
    assert all(text.count("about") == 1 for text in rows.all_inner_texts())
