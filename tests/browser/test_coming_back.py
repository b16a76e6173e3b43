"""Coming back from a listing: the list is as it was left, and so is the place in it.

The browser keeps no page in memory here (its back/forward cache is off), as on a phone with little
memory: each page is loaded anew.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, Route, expect

NewPage = Callable[..., Page]
LISTING = re.compile("/listings/.+/$")
MANY = "can=excel,copywriting,market-research,editing,sql,python,illustration,interviewing"


def cards(page: Page) -> Locator:
    return page.locator("#content .b-card:visible")


def leave_and_return(page: Page, index: int) -> None:
    """Scroll to a card, open its listing and go back: the card is where it was."""
    title = cards(page).nth(index).locator(".b-card__title a")
    expect(title).to_be_visible()
    name = title.inner_text()
    title.evaluate("link => link.scrollIntoView({ block: 'center', behavior: 'instant' })")
    page.evaluate("window.sameDocument = true")
    before, scrolled = top(title), page.evaluate("scrollY")
    title.click()
    expect(page).to_have_url(LISTING)
    page.go_back()
    back = cards(page).nth(index).locator(".b-card__title a")
    expect(back).to_have_text(name, timeout=8_000)
    assert page.evaluate("window.sameDocument") is None, "the back/forward cache is on"
    assert scrolled > 300, "too short a list to lose one's place in"
    page.wait_for_function(
        "([index, before]) => { const links = [...document.querySelectorAll('#content .b-card')]"
        ".filter((card) => card.checkVisibility()).map((card) => card.querySelector("
        "'.b-card__title a')); return links[index]"
        " && Math.abs(links[index].getBoundingClientRect().top - before) < 3; }",
        arg=[index, before],
        timeout=8_000,
    )


def top(element: Locator) -> float:
    return float(element.evaluate("element => element.getBoundingClientRect().top"))


@pytest.mark.parametrize("width", [390, 1280])
class TestLists:
    def test_match(self, new_page: NewPage, site_url: str, width: int) -> None:
        page = new_page(width, 500)
        page.goto(f"{site_url}match/#{MANY}")
        expect(cards(page).nth(5)).to_be_visible()
        page.locator("#match-learn summary").first.click()
        leave_and_return(page, 5)
        expect(page.locator("#match-learn details").first).to_have_attribute("open", "")
        expect(page.locator("#match-can details[open]")).to_have_count(0)

    def test_a_search(self, new_page: NewPage, site_url: str, width: int) -> None:
        page = new_page(width, 500)
        page.goto(f"{site_url}browse/?mode=remote&sort=pay")
        expect(page.locator(".f-results .b-card").nth(7)).to_be_visible()
        leave_and_return(page, 7)

    @pytest.mark.parametrize("address", ["", "browse/", "skills/excel/"])
    def test_pages_of_the_build(
        self, new_page: NewPage, site_url: str, width: int, address: str
    ) -> None:
        page = new_page(width, 500)
        page.goto(f"{site_url}{address}")
        leave_and_return(page, cards(page).count() - 1)

    def test_the_shortlist(self, new_page: NewPage, site_url: str, width: int) -> None:
        page = new_page(width, 500)
        page.goto(site_url)
        for star in page.locator(".b-card .b-star").all()[:8]:
            if star.get_attribute("aria-pressed") == "false":
                star.click()
        page.goto(f"{site_url}shortlist/")
        for index in (0, 1):
            page.get_by_role("checkbox").nth(index).check()
        expect(page.get_by_role("table")).to_be_visible()
        leave_and_return(page, cards(page).count() - 1)
        expect(page.get_by_role("table")).to_be_visible()
        expect(page.get_by_role("checkbox").nth(1)).to_be_checked()


def test_more_matches_stay(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}match/")
    every = page.eval_on_selector_all(
        "#match-can .m-skill input", "inputs => inputs.map(({ value }) => value).join()"
    )
    page.goto(f"{site_url}match/#can={every}")
    page.get_by_role("button", name=re.compile("^Show .* more of")).click()
    expect(cards(page).nth(20)).to_be_visible()
    leave_and_return(page, 20)


def test_more_results_and_opened_filters_stay(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}browse/?sort=rate")
    level = page.locator("details.f-facet", has_text="Level").first
    level.locator("summary").click()
    expect(level).to_have_attribute("open", "")
    page.get_by_role("button", name=re.compile("^Show .* more of")).click()
    expect(cards(page).nth(20)).to_be_visible()
    leave_and_return(page, 20)
    expect(level).to_have_attribute("open", "")


def test_who_scrolls_on_before_all_is_there_is_not_thrown_back(page: Page, site_url: str) -> None:
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.goto(f"{site_url}match/#{MANY}")
    cards(page).nth(5).locator(".b-card__title a").click()
    expect(page).to_have_url(LISTING)
    page.route("**/find/match.bin", hold)
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("What fits you?")
    page.wait_for_function("() => document.querySelector('#match:not([hidden])')")
    page.keyboard.press("Home")
    page.wait_for_function("() => scrollY === 0")
    for route in held:
        route.continue_()
    expect(cards(page).nth(5)).to_be_visible()
    assert page.evaluate("scrollY") == 0


def test_a_page_that_is_opened_anew_begins_at_its_top(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}match/#{MANY}")
    leave_and_return(page, 5)
    page.goto(f"{site_url}help/")
    page.goto(f"{site_url}match/#{MANY}")
    expect(cards(page).nth(5)).to_be_visible()
    assert page.evaluate("scrollY") == 0


def test_forgetting_answers_forgets_places(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}match/#{MANY}")
    leave_and_return(page, 5)
    assert page.evaluate("Object.keys(sessionStorage).length") > 0
    page.get_by_role("button", name="Forget my answers").click()
    assert page.evaluate("Object.keys(sessionStorage)") == []


def test_without_storage_it_works_from_the_top(page: Page, site_url: str) -> None:
    page.add_init_script(
        "Object.defineProperty(window, 'sessionStorage', {get() { throw new Error('blocked') }})"
    )
    page.goto(f"{site_url}match/#{MANY}")
    cards(page).nth(5).locator(".b-card__title a").click()
    expect(page).to_have_url(LISTING)
    page.go_back()
    expect(cards(page).nth(5)).to_be_visible()
