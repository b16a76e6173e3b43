"""Finding on /browse/ as a student does: typing, ticking, going back, sharing the address."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.browser.everywhere import everywhere

NewPage = Callable[..., Page]
PHONE = (390, 844)


def box(page: Page) -> Locator:
    return page.get_by_label("What can you do")


def count(page: Page) -> Locator:
    return page.locator("#find-count")


def cards(page: Page) -> Locator:
    return page.locator(".f-results .b-cards > li")


def titles(page: Page) -> list[str]:
    return page.locator(".f-results .b-card__title").all_inner_texts()


def facet(page: Page, name: str) -> Locator:
    """One group of filters, opened."""
    group = page.locator(f"details.f-facet:has([aria-label='{name}'])")
    if group.get_attribute("open") is None:
        group.locator("summary").click()
    return group


def number(group: Locator, value: str) -> int:
    """How many projects a choice would give."""
    return int(group.locator("li", has_text=value).locator(".f-number").inner_text())


@everywhere
def test_words_are_found_as_they_are_typed(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}browse/")
    box(page).press_sequentially("arabic e-books")
    expect(count(page)).to_have_text("1 project for “arabic e-books”")
    expect(cards(page)).to_have_count(1)
    expect(page).to_have_url(re.compile(r"/browse/\?q=arabic\+e-books$"))
    expect(page.locator("#results")).to_be_hidden()
    box(page).fill("")
    expect(count(page)).to_have_text(re.compile(r"^\d+ projects$"))
    expect(page.locator("#results")).to_be_visible()
    expect(page).to_have_url(re.compile(r"/browse/$"))


def test_a_match_is_shown_and_the_summary_stays(page: Page, site_url: str) -> None:
    """A skill that is found by another name is a tag; a word of the description is a sentence."""
    page.goto(f"{site_url}browse/")
    summary = page.locator(
        "#results [data-listing='harbour-books/market-survey'] .b-card__summary"
    ).inner_text()
    page.goto(f"{site_url}browse/?q=spreadsheet")
    expect(count(page)).to_have_text(re.compile(r"^\d+ projects for"))
    card = page.locator(".f-results [data-listing='harbour-books/market-survey']")
    expect(card.locator(".b-card__summary")).to_have_text(summary)
    expect(card.locator(".f-why")).to_have_text("Skill: Excel, also called spreadsheet")
    expect(card.locator(".f-why mark")).to_have_text("spreadsheet")
    shown = page.locator(".f-results .b-card__title", has_text="receipt spreadsheet")
    expect(shown.locator("mark")).to_have_text("spreadsheet")
    page.goto(f"{site_url}browse/?q=algae")
    expect(page.locator(".f-results mark").first).to_have_text(re.compile("^algae$", re.IGNORECASE))


def test_whole_words_count_and_the_rest_is_looser(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}browse/?q=spreadsh")
    expect(count(page)).to_have_text(
        re.compile(r"^Nothing mentions “spreadsh”. \d+ looser matches.$")
    )
    heading = page.get_by_role("heading", name="Looser matches: words that begin like yours")
    expect(heading).to_be_visible()
    found = int(re.findall(r"\d+", count(page).inner_text())[0])
    expect(cards(page)).to_have_count(min(found, 20))
    page.goto(f"{site_url}browse/?q=excel blockchain")
    expect(count(page)).to_contain_text("Nothing mentions “blockchain”")
    heading = page.get_by_role("heading", name="these mention “excel”, but not “blockchain”")
    expect(heading).to_be_visible()


def test_a_correction_is_one_click(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}browse/?q=ecxel")
    expect(count(page)).to_contain_text("Nothing mentions “ecxel”.")
    expect(page.get_by_role("heading", name="Projects that mention “Excel”")).to_be_visible()
    expect(cards(page)).not_to_have_count(0)
    loose = titles(page)
    page.get_by_text("Did you mean").get_by_role("button", name="Excel", exact=True).click()
    expect(box(page)).to_have_value("Excel")
    expect(cards(page).first.get_by_role("heading").get_by_role("link")).to_be_focused()
    expect(page).to_have_url(re.compile(r"\?q=Excel$"))
    expect(count(page)).to_have_text(f"{len(loose)} projects for “Excel”")
    assert titles(page) == loose


def test_nothing_close_offers_what_the_board_has(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}browse/?q=blockchain")
    expect(count(page)).to_have_text("Nothing mentions “blockchain”.")
    expect(page.locator(".f-empty")).to_contain_text("Nothing comes close.")
    way = page.locator(".f-way").first
    said = int(re.findall(r"\d+", way.locator("strong").inner_text())[0])
    way.click()
    expect(cards(page)).to_have_count(said)
    expect(page).to_have_url(re.compile(r"\?skill=[a-z-]+$"))


@pytest.mark.parametrize("query", ["excel", "ecxel", "spreadsh", "excel blockchain"])
def test_counts_agree_with_what_is_shown(page: Page, site_url: str, query: str) -> None:
    page.goto(f"{site_url}browse/?q={query}")
    expect(cards(page)).not_to_have_count(0)
    whole = cards(page).count()
    place = facet(page, "Place")
    remote = number(place, "Remote")
    assert sum(number(place, name) for name in ("Remote", "Hybrid", "On site")) == whole
    place.get_by_label("Remote").check()
    expect(cards(page)).to_have_count(remote)


def test_the_spellings_are_loaded_only_if_nothing_matches(page: Page, site_url: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
    page.goto(f"{site_url}browse/?q=excel")
    expect(cards(page)).not_to_have_count(0)
    assert not {"spellings.bin", "corrections.js"} & {*asked}
    box(page).fill("ecxel")
    expect(count(page)).to_contain_text("Nothing mentions")
    assert {"spellings.bin", "corrections.js"} <= {*asked}


def test_a_slow_search_says_so_and_leaves_nothing_blank(page: Page, site_url: str) -> None:
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/find/words/*.bin", hold)
    page.goto(f"{site_url}browse/?q=excel")
    expect(count(page)).to_have_text("Searching for “excel” …")
    expect(page.locator("html")).to_have_class(re.compile("f-busy"))
    expect(page.locator("#results .b-card").first).to_be_visible()
    for route in held:
        route.continue_()
    expect(count(page)).to_have_text(re.compile(r"^\d+ projects for “excel”$"))
    expect(page.locator("html")).not_to_have_class(re.compile("f-busy"))


def test_typed_hours_become_a_filter(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}browse/?q=10 hours and some Excel")
    expect(page).to_have_url(re.compile(r"\?q=Excel&hours=10$"))
    chips = page.get_by_label("What you chose").get_by_role("button")
    expect(chips).to_have_text(["“Excel”", "Up to 10 hours", "Clear all"])
    expect(count(page)).to_have_text("1 project for “Excel”")
    page.goto(f"{site_url}browse/")
    box(page).press_sequentially("Excel 15 hours")
    expect(page).to_have_url(re.compile(r"\?q=Excel&hours=10,20$"))
    expect(box(page)).to_have_value("Excel 15 hours")
    box(page).fill("Excel")
    expect(page).to_have_url(re.compile(r"\?q=Excel$"))


def test_accents_and_small_words_do_not_matter(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}browse/?q=FJORDLYS energiradgivning")
    expect(count(page)).to_have_text(re.compile(r"^\d+ projects? for"))
    page.goto(f"{site_url}browse/?q=I know some excel")
    expect(count(page)).to_have_text(re.compile(r"^\d+ projects? for"))


@everywhere
def test_the_search_on_every_page_leads_here(page: Page, site_url: str) -> None:
    page.goto(site_url)
    search = page.get_by_role("main").get_by_role("searchbox")
    search.fill("bookshops")
    search.press("Enter")
    expect(page).to_have_url(re.compile(r"/browse/\?q=bookshops$"))
    expect(count(page)).to_have_text(re.compile("for “bookshops”"))


@everywhere
def test_a_listing_opens_from_its_card(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}browse/?q=arabic e-books")
    title = titles(page)[0] if cards(page).count() else ""
    cards(page).get_by_role("link").nth(1).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(title or re.compile("."))


def test_ticking_filters_counts_and_going_back(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}browse/")
    place = facet(page, "Place")
    whole = int(count(page).inner_text().split()[0])
    remote, hybrid = number(place, "Remote"), number(place, "Hybrid")
    place.get_by_label("Remote").check()
    expect(count(page)).to_have_text(f"{remote} projects")
    expect(page).to_have_url(re.compile(r"\?mode=remote$"))
    # Its own counts stay, so that they say what one tick more adds; the others' follow.
    assert number(place, "Hybrid") == hybrid
    level = facet(page, "Level")
    beginners = number(level, "Beginner")
    assert beginners < whole
    level.get_by_label("Beginner").check()
    expect(count(page)).to_have_text(re.compile(rf"^{beginners} projects?$"))
    place.get_by_label("Hybrid").check()
    expect(page).to_have_url(re.compile(r"\?mode=hybrid,remote&level=beginner$"))
    page.go_back()
    expect(place.get_by_label("Hybrid")).not_to_be_checked()
    expect(count(page)).to_have_text(re.compile(rf"^{beginners} projects?$"))
    page.go_back()
    page.go_back()
    expect(page.locator("#results")).to_be_visible()
    expect(place.get_by_label("Remote")).not_to_be_checked()


@everywhere
def test_an_address_carries_the_whole_search(page: Page, new_page: NewPage, site_url: str) -> None:
    page.goto(f"{site_url}browse/?q=data&mode=remote&sort=pay")
    expect(count(page)).to_have_text(re.compile(r"\d+ projects? for “data”"))
    expect(cards(page)).not_to_have_count(0)
    before = titles(page)
    page.reload()
    expect(cards(page)).to_have_count(len(before))
    assert titles(page) == before
    other = new_page(*PHONE)
    other.goto(page.url)
    expect(cards(other)).to_have_count(len(before))
    assert titles(other) == before
    expect(other.locator("#find-sort")).to_have_value("pay")
    expect(box(other)).to_have_value("data")


def test_chips_show_what_is_chosen_and_take_it_away(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}browse/?q=data&mode=remote&level=beginner,intermediate")
    chips = page.get_by_label("What you chose").get_by_role("button")
    expect(chips).to_have_text(["“data”", "Remote", "Beginner", "Intermediate", "Clear all"])
    page.get_by_role("button", name="Remove Beginner").click()
    expect(page).to_have_url(re.compile(r"\?q=data&mode=remote&level=intermediate$"))
    page.get_by_role("button", name="Remove “data”").click()
    expect(box(page)).to_have_value("")
    page.get_by_role("button", name="Clear all").click()
    expect(page).to_have_url(re.compile(r"/browse/$"))
    expect(page.locator("#results")).to_be_visible()
    expect(page.get_by_label("What you chose")).to_be_hidden()


def test_every_order_puts_first_what_it_says(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}browse/?mode=remote")
    sort = page.locator("#find-sort")
    expect(sort).to_have_value("newest")
    sort.select_option("Closing soonest")
    expect(page).to_have_url(re.compile("sort=deadline"))
    dates = page.locator(".f-results time")
    soonest = page.locator(".f-results .b-card__when").first
    expect(soonest).to_contain_text(re.compile("today|tomorrow|in [1-4] days"))
    found = dates.evaluate_all("times => times.map((time) => time.dateTime)")
    assert found == sorted(found)
    sort.select_option("Fewest hours")
    expect(page).to_have_url(re.compile("sort=hours"))
    expect(cards(page).first.locator(".b-tags")).to_have_text(re.compile(r"^([5-9]|1\d) hours|–"))
    most = [
        int(re.split("[–]", text.split(" ")[0])[-1])
        for text in page.locator(".f-results .b-tags li:first-child").all_inner_texts()
    ]
    assert most == sorted(most)


def test_nothing_found_says_what_to_leave_out(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}browse/?q=excel&mode=onsite&level=advanced")
    expect(page.locator(".f-empty")).to_contain_text("No project matches all of these.")
    ways = page.locator(".f-way")
    expect(ways.last).to_have_text(re.compile(r"^Clear everything\s+\d+ projects$"))
    way = ways.first
    said = int(re.findall(r"\d+", way.locator("strong").inner_text())[0])
    way.click()
    expect(cards(page)).to_have_count(said)
    expect(count(page)).to_have_text(re.compile(rf"^{said} project"))


def test_what_is_typed_is_never_markup(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}browse/?q=<img src=x onerror=alert(1)>zeppelin&skill=<b>x</b>")
    expect(count(page)).to_contain_text("Nothing mentions")
    expect(page.locator(".f-chips")).to_contain_text("“<img src=x onerror=alert(1)>zeppelin”")
    assert page.locator("#content img:not(.b-face)").count() == 0
    assert page.locator(".f-chips b").count() == 0


def test_the_keyboard_alone(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}browse/")
    expect(page.locator("#find-count")).not_to_be_empty()
    page.keyboard.press("/")
    expect(box(page)).to_be_focused()
    page.keyboard.type("excel")
    expect(count(page)).to_have_text(re.compile("for “excel”$"))
    expect(page.locator("html")).not_to_have_class(re.compile("f-busy"))
    page.keyboard.press("ArrowDown")
    first = cards(page).first.get_by_role("heading").get_by_role("link")
    expect(first).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    expect(first).to_be_focused()
    page.keyboard.press("Escape")
    expect(box(page)).to_be_focused()
    page.keyboard.press("Escape")
    expect(box(page)).to_have_value("")
    expect(page.locator("#results")).to_be_visible()
    page.keyboard.type("excel")
    expect(count(page)).to_have_text(re.compile("for “excel”$"))
    expect(page.locator("html")).not_to_have_class(re.compile("f-busy"))
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/listings/"))
    page.go_back()
    expect(count(page)).to_contain_text("excel")


def test_the_filters_of_a_phone_are_a_sheet(new_page: NewPage, site_url: str) -> None:
    page = new_page(*PHONE)
    page.goto(f"{site_url}browse/")
    page.get_by_role("button", name="Filters").click()
    sheet = page.get_by_role("dialog", name="Filters")
    sheet.get_by_label("Remote").check()
    expect(sheet.get_by_role("button", name=re.compile(r"^Show \d+ projects$"))).to_be_visible()
    expect(sheet.get_by_label("Remote")).to_be_focused()
    sheet.get_by_role("button", name=re.compile(r"^Show \d+ projects$")).click()
    expect(sheet).to_be_hidden()
    button = page.get_by_role("button", name="Filters")
    expect(button).to_contain_text("1")
    expect(button).to_be_focused()
    button.click()
    sheet.get_by_role("button", name="Clear filters").click()
    expect(page).to_have_url(re.compile("/browse/$"))
    page.keyboard.press("Escape")
    expect(sheet).to_be_hidden()


def test_a_long_facet_shows_the_first_and_finds_the_rest(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}browse/")
    skills = facet(page, "Skill")
    expect(skills.locator("li:visible")).to_have_count(7)
    skills.get_by_role("button", name="Show all").click()
    assert skills.locator("li:visible").count() > 20
    skills.get_by_label("Find in Skill").fill("proof")
    expect(skills.locator("li:visible")).to_have_count(1)
    skills.get_by_label("Proofreading").check()
    expect(page).to_have_url(re.compile(r"\?skill=proofreading$"))


@everywhere
def test_a_search_can_be_followed(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}browse/?skill=excel")
    follow = page.locator("#find-follow")
    expect(follow).to_have_text("Get alerts: all Excel projects")
    href = follow.get_by_role("link").evaluate("link => link.href")
    assert href == f"{site_url}skills/excel/feed.xml"
    page.goto(f"{site_url}browse/?q=excel&mode=remote")
    expect(follow).to_have_text("Get alerts: all Excel projects (the closest feed to this search)")
    page.goto(f"{site_url}browse/?mode=remote")
    expect(follow).to_have_text("Get alerts: every new project (the closest feed to this search)")


def test_a_deadline_that_passed_since_the_build(new_page: NewPage, site_url: str) -> None:
    """The site is of 23 November; it is read on 4 December, then on 5 December."""
    page = new_page(now="2026-12-05T11:00:00Z")  # still the 4th, anywhere on Earth
    page.goto(f"{site_url}browse/?sort=deadline")
    expect(cards(page)).not_to_have_count(0)
    open_then = int(count(page).inner_text().split()[0])
    last = page.locator(".f-results time").first.get_attribute("datetime")
    assert last is not None
    assert last >= "2026-12-04"
    assert not page.locator(".f-results .b-card--closed").count()
    week = number(facet(page, "Closes"), "This week")
    page.get_by_label("This week").check()
    expect(cards(page)).to_have_count(min(week, 20))
    late = new_page(now="2027-01-20T12:00:00Z")
    late.goto(f"{site_url}browse/?sort=deadline")
    expect(count(late)).to_have_text(re.compile(r"^\d+ projects?$"))
    assert int(count(late).inner_text().split()[0]) < open_then


@everywhere
@pytest.mark.parametrize("path", ["browse/", "browse/?q=excel&mode=remote"])
def test_without_javascript_the_list_is_whole(new_page: NewPage, site_url: str, path: str) -> None:
    page = new_page(java_script_enabled=False)
    page.goto(f"{site_url}{path}")
    assert page.locator("#results .b-cards > li:visible").count() > 20
    for part in ("#finder", "#find-open", "#find-count", "#find-side", "#find-follow"):
        expect(page.locator(part)).to_be_hidden()


def test_results_are_announced(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}browse/")
    status = page.get_by_role("main").get_by_role("status")
    expect(status).to_have_text(re.compile(r"^\d+ projects$"))
    box(page).fill("excel")
    expect(status).to_have_text(re.compile("for “excel”"))


def test_more_adds_twenty_and_keeps_its_place(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}browse/?sort=deadline")
    expect(cards(page)).to_have_count(20)
    whole = int(count(page).inner_text().split()[0])
    page.get_by_role("button", name=f"Show {whole - 20} more of {whole - 20}").click()
    expect(cards(page)).to_have_count(whole)
    expect(page.locator(".f-results .b-card__title a").nth(20)).to_be_focused()
    expect(page).to_have_url(re.compile(r"\?sort=deadline&show=40$"))
    page.reload()
    expect(cards(page)).to_have_count(whole)


def test_what_is_typed_before_the_search_is_there_counts(page: Page, site_url: str) -> None:
    """On a slow line the page is drawn, and can be used, long before its scripts are there."""
    waiting: list[Route] = []

    def wait(route: Route) -> None:
        waiting.append(route)

    page.route("**/browse/main.js", wait)
    with page.expect_request("**/browse/main.js"):
        page.goto(f"{site_url}browse/")
    page.get_by_label("What can you do").fill("survey")
    expect(page.locator("#find-sort")).to_be_disabled()
    waiting[0].continue_()
    expect(page.locator("#find-count")).to_contain_text("“survey”")
    expect(page.locator("#find-sort")).to_be_enabled()


def test_a_name_in_another_script_is_found(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}browse/?q=القنطرة")
    expect(cards(page)).not_to_have_count(0)
    expect(cards(page).first).to_contain_text("Dar Al Qantara")


def test_a_slow_answer_never_replaces_a_newer_one(page: Page, site_url: str) -> None:
    """The cards of the first search are still on their way when those of the second are there."""
    held: list[Route] = []
    first_search = True

    def hold(route: Route) -> None:
        if first_search:
            held.append(route)
        else:
            route.continue_()

    page.goto(f"{site_url}browse/")
    expect(count(page)).to_have_text(re.compile(r"^\d+ projects$"))
    page.route("**/api/v1/listings/**", hold)
    with page.expect_request("**/api/v1/listings/**"):
        box(page).fill("market survey")
    expect(count(page)).to_contain_text("“market survey”")
    first_search = False
    box(page).fill("arabic e-books")
    expect(cards(page)).to_have_count(1)
    newer = titles(page)
    assert held
    for route in held:
        route.continue_()
    page.wait_for_load_state("networkidle")
    assert titles(page) == newer
    expect(count(page)).to_have_text("1 project for “arabic e-books”")
    expect(page.locator("html")).not_to_have_class(re.compile("f-busy"))
