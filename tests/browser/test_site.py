"""The site as people see it: on a phone and a laptop, at a host's root and below a folder."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from generator.board.board import Board, State, board_of
from generator.building import BuildOptions
from generator.building.with_mkdocs import build
from generator.checking.run import check_all
from generator.checking.workspace import open_workspace
from tests.browser.everywhere import everywhere
from tests.support.paths import ROOT, TODAY
from tests.support.serving import serving

PHONE, LAPTOP = (390, 844), (1280, 800)
SIZES = pytest.mark.parametrize("size", [PHONE, LAPTOP], ids=["phone", "laptop"])
NewPage = Callable[..., Page]


@pytest.fixture(scope="module")
def board() -> Board:
    """What the site was built from, to know what it must show."""
    work, today = open_workspace(ROOT), date.fromisoformat(TODAY)
    return board_of(check_all(work, today).checked, work.context(today))


@pytest.fixture
def home(page: Page, site_url: str) -> Page:
    page.goto(site_url)
    return page


def no_sideways_scroll(page: Page) -> None:
    """Nothing is wider than the window."""
    wide = page.evaluate(
        """() => [...document.querySelectorAll("body *")]
            .filter(e => e.checkVisibility() && e.getBoundingClientRect().right > innerWidth + 1)
            .map(e => e.outerHTML.slice(0, 120))"""
    )
    width = page.evaluate("() => [document.documentElement.scrollWidth, innerWidth]")
    assert width[0] <= width[1], (width, wide[:5])


def in_first_view(page: Page, locator: Locator) -> None:
    box = locator.bounding_box()
    assert box is not None
    assert box["y"] >= 0
    assert box["y"] + box["height"] <= page.viewport_size["height"]


def apply_button(page: Page) -> Locator:
    return page.get_by_role("main").get_by_role("link", name=re.compile("^apply", re.IGNORECASE))


@everywhere
@SIZES
def test_home(new_page: NewPage, site_url: str, board: Board, size: tuple[int, int]) -> None:
    page = new_page(*size)
    page.goto(site_url)
    expect(page).to_have_title(re.compile(board.settings.name))
    main = page.get_by_role("main")
    expect(main.get_by_role("heading", level=1)).to_be_visible()
    expect(main.get_by_role("link", name=board.open[0].title).first).to_be_visible()
    in_first_view(page, main.get_by_role("link").first)
    no_sideways_scroll(page)


@SIZES
def test_browse_shows_every_open_listing(
    new_page: NewPage, site_url: str, board: Board, size: tuple[int, int]
) -> None:
    page = new_page(*size)
    page.goto(f"{site_url}browse/")
    main = page.get_by_role("main")
    for listing in board.open:
        expect(main.get_by_role("link", name=listing.title).first).to_be_attached()
    for listing in board.closed:
        expect(main.get_by_text(listing.title, exact=True)).to_have_count(0)
    no_sideways_scroll(page)


@SIZES
def test_a_listing_shows_what_a_student_decides_on(
    new_page: NewPage, site_url: str, board: Board, size: tuple[int, int]
) -> None:
    """Pay, hours, deadline, place and the way to apply, on a laptop without scrolling."""
    page = new_page(*size)
    for listing in board.open[:4]:
        page.goto(f"{site_url}{listing.url}")
        main = page.get_by_role("main")
        expect(main.get_by_role("heading", level=1)).to_have_text(listing.title)
        apply = apply_button(page).first
        expect(apply).to_be_visible()
        address = (apply.get_attribute("href") or "").partition("?subject=")[0]
        assert address == (listing.apply.url or f"mailto:{listing.apply.email}")
        no_sideways_scroll(page)
        if size == LAPTOP:
            in_first_view(page, apply)


def test_a_closed_listing_says_so_and_takes_no_applications(
    page: Page, site_url: str, board: Board
) -> None:
    words = {State.FILLED: "filled", State.WITHDRAWN: "withdrew", State.EXPIRED: "deadline"}
    seen = set()
    for listing in board.closed:
        state = board.state(listing)
        if state in seen:
            continue
        seen.add(state)
        page.goto(f"{site_url}{listing.url}")
        main = page.get_by_role("main")
        expect(main.get_by_role("heading", level=1)).to_have_text(listing.title)
        expect(main.get_by_text(re.compile(words[state], re.IGNORECASE)).first).to_be_visible()
        expect(apply_button(page)).to_have_count(0)
    assert seen == set(words)


@SIZES
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_follows_the_readers_scheme(
    new_page: NewPage, site_url: str, board: Board, size: tuple[int, int], scheme: str
) -> None:
    page = new_page(*size, color_scheme=scheme)
    page.goto(f"{site_url}{board.open[0].url}")
    ground, ink = (_lightness(page, what) for what in ("backgroundColor", "color"))
    assert (ground > ink) == (scheme == "light"), (ground, ink)
    assert abs(ground - ink) > 120


def _lightness(page: Page, what: str) -> float:
    """0 for black, 255 for white: of the listing's heading, on whatever lies behind it."""
    colour = page.get_by_role("heading", level=1).evaluate(
        """(element, what) => {
            for (; element; element = element.parentElement) {
                const context = Object.assign(document.createElement("canvas"),
                    {width: 1, height: 1}).getContext("2d");
                context.fillStyle = getComputedStyle(element)[what];
                context.fillRect(0, 0, 1, 1);
                const [r, g, b, a] = context.getImageData(0, 0, 1, 1).data;
                if (a > 200) return [r, g, b];
            }
            return [255, 255, 255];
        }""",
        what,
    )
    red, green, blue = colour
    return float(0.299 * red + 0.587 * green + 0.114 * blue)


@everywhere
@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("Browse", "browse"), ("What fits me", "match"), ("Employers", "employers"),
        ("Follow", "follow"), ("Help", "help"),
    ],
)  # fmt: skip
def test_the_menu_leads_on(home: Page, site_url: str, name: str, path: str) -> None:
    home.get_by_role("banner").get_by_role("link", name=name, exact=True).first.click()
    expect(home).to_have_url(re.compile(re.escape(f"{site_url}{path}/")))
    expect(home.get_by_role("main").get_by_role("heading", level=1)).to_be_visible()


@everywhere
def test_the_menu_works_on_a_phone(new_page: NewPage, site_url: str) -> None:
    page = new_page(*PHONE)
    page.goto(site_url)
    page.get_by_role("button", name="Menu").click()
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Browse").click()
    expect(page).to_have_url(re.compile(re.escape(f"{site_url}browse/")))


@everywhere
def test_from_home_to_a_listing_and_back(home: Page, site_url: str, board: Board) -> None:
    title = board.open[0].title
    home.get_by_role("main").get_by_role("link", name=title).first.click()
    expect(home).to_have_url(f"{site_url}{board.open[0].url}")
    employer = board.employer_of(board.open[0])
    home.get_by_role("main").get_by_role("link", name=employer.name).first.click()
    expect(home).to_have_url(f"{site_url}{employer.url}")
    home.go_back()
    home.go_back()
    expect(home).to_have_url(site_url)


def test_the_demo_says_that_it_is_one(home: Page, board: Board) -> None:
    assert board.settings.demo_day
    expect(home.get_by_text(re.compile("sample|demo", re.IGNORECASE)).first).to_be_visible()


@SIZES
def test_without_javascript_all_is_there(
    new_page: NewPage, site_url: str, board: Board, size: tuple[int, int]
) -> None:
    page = new_page(*size, java_script_enabled=False)
    for path in ("", "browse/", board.open[0].url):
        page.goto(f"{site_url}{path}")
        expect(page.get_by_role("main").get_by_role("heading", level=1)).to_be_visible()
    expect(apply_button(page).first).to_be_visible()


def test_without_a_search_index_there_is_a_list_and_no_search_box(
    page: Page, board: Board, tmp_path: Path
) -> None:
    options = BuildOptions(
        today=date.fromisoformat(TODAY), search=False, site_dir=tmp_path / "site"
    )
    build(ROOT, options)
    with serving(tmp_path / "site", "/board/") as url:
        for address in ("", "browse/", "browse/?q=excel&mode=remote", "match/", "help/"):
            page.goto(f"{url}{address}", wait_until="networkidle")
            expect(page.get_by_role("heading", level=1)).to_be_visible()
            expect(page.get_by_role("searchbox")).to_have_count(0)
        page.goto(url)
        page.get_by_role("main").get_by_role("link", name="Browse open projects").click()
        expect(page).to_have_url(f"{url}browse/")
        main = page.get_by_role("main")
        expect(
            main.get_by_text("This copy of the board was built without its search")
        ).to_be_visible()
        expect(main.locator("#results :is(.b-cards, .b-list) > li:visible")).to_have_count(
            len(board.open)
        )
        page.locator(".b-star").first.click()
        expect(page.get_by_role("link", name="Shortlist, 1 saved")).to_be_visible()
