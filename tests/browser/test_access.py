"""Everyone can use every kind of page: WCAG 2.2 AA by axe-core, the keyboard, stillness, paper."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.page_kinds import different, frames, kinds, visit
from tests.support.serving import serving

NewPage = Callable[..., Page]
AXE = (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# A phone, a laptop at 200% (half as wide), a laptop.
WIDTHS = (320, 640, 1280)
# What the width alone changes, between the two others: the elements are the same.
BETWEEN = {"type": "rule", "values": ["target-size", "scrollable-region-focusable"]}
# What colours change: a page's outline is the same in the dark.
COLOURS: dict[str, Any] = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
# Elements with an animation or a transition, as the start of their HTML.
MOVING = """() => [...document.querySelectorAll("*")].filter(element =>
    ["", "::before", "::after"].some(part => {
        const style = getComputedStyle(element, part || null);
        return style.animationName !== "none"
            || (style.transitionProperty !== "none"
                && style.transitionDuration.split(",").some(t => parseFloat(t) > 0));
    })).map(element => element.outerHTML.slice(0, 100))"""
PARTS = 6  # pages of all kinds, dealt out to the workers
LISTING = "listings/harbour-books/market-survey/"


@pytest.fixture(scope="module")
def url(site: Path) -> Iterator[str]:
    with serving(site) as address:  # at a host's root, where 404.html is at home
        yield address


def violations(
    page: Page, only: object = TAGS, within: str = "html", *, colours: bool = True
) -> list[str]:
    """What axe-core finds on the page as it is now.

    In a modal dialog look `within` it: axe takes what it lies on for its background.
    """
    if page.evaluate("typeof axe") == "undefined":
        page.evaluate(AXE)
    result: dict[str, Any] = page.evaluate(
        """([only, within, off]) => axe.run(within, {
            runOnly: only, resultTypes: ["violations"],
            rules: Object.fromEntries(off.map(rule => [rule, {enabled: false}])),
        })""",
        [only, within, [] if colours else COLOURS["values"]],
    )
    return [
        f"{found['id']}: {node['html'][:160]}: {node['failureSummary']}"
        for found in result["violations"]
        for node in found["nodes"]
    ]


def too_wide(page: Page) -> str:
    width = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    return f"{width[0]} wide in a window of {width[1]}" if width[0] > width[1] else ""


@pytest.mark.parametrize("part", range(PARTS))
def test_axe_finds_nothing(new_page: NewPage, site: Path, url: str, part: int) -> None:
    """Nor does anything move for who asked for stillness."""
    page = new_page(reduced_motion="reduce")  # colours change at once
    troubles = []
    wide = frames(site)  # the others look like one of these in a wide window
    coloured = different(site)  # two thirds of axe's time goes into colours
    for kind, address in [*kinds(site).items()][part::PARTS]:
        page.emulate_media(color_scheme="light")
        visit(page, f"{url}{address}")
        troubles += [f"{kind} moves: {moving}" for moving in page.evaluate(MOVING)[:3]]
        for width in WIDTHS if kind in wide else WIDTHS[:1]:
            page.set_viewport_size({"width": width, "height": 800})
            only = BETWEEN if width == 640 else TAGS
            colours = width == WIDTHS[0] and kind in coloured
            found = [*violations(page, only, colours=colours), too_wide(page)]
            if colours:
                page.emulate_media(color_scheme="dark")
                expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
                found += violations(page, COLOURS)
                page.emulate_media(color_scheme="light")
            troubles += [f"{kind} at {width}: {trouble}" for trouble in found if trouble]
    assert not troubles, "\n".join(troubles[:30])


@pytest.mark.parametrize("address", ["", LISTING, "browse/", "follow/", "help/"])
def test_colours_in_a_wide_window(new_page: NewPage, url: str, address: str) -> None:
    """What is there in wide windows only is the same on all pages: the menus, two columns."""
    page = new_page(1280, color_scheme="dark", reduced_motion="reduce")
    visit(page, f"{url}{address}")
    assert not violations(page, COLOURS)
    page.emulate_media(color_scheme="light")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "default")
    assert not violations(page, COLOURS)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_what_opens(new_page: NewPage, url: str, scheme: str) -> None:
    """The menu and the filters of a phone, results of a search, two projects side by side."""
    page = new_page(320, 800, color_scheme=scheme)
    page.goto(url)
    stars = page.get_by_role("button", name=re.compile("^Save "))
    expect(stars).not_to_have_count(0)
    for star in stars.all()[:2]:
        star.click()
    page.get_by_role("button", name="Menu").click()
    expect(page.get_by_role("navigation", name="Main")).to_be_visible()
    assert not violations(page)
    page.goto(f"{url}browse/?q=spreadsheet")
    expect(page.locator("mark").first).to_be_visible()
    assert not violations(page)
    page.get_by_role("button", name="Filters").click()
    expect(page.get_by_role("dialog", name="Filters")).to_be_visible()
    assert not violations(page, within="dialog[open], [role=dialog]")
    for query in ("ecxel", "blockchain"):  # a correction and looser matches; nothing at all
        page.goto(f"{url}browse/?q={query}")
        expect(page.locator(".f-results > *").first).to_be_visible()
        assert not violations(page)
        assert not too_wide(page)
    page.goto(f"{url}shortlist/")
    ticks = page.get_by_role("checkbox")
    expect(ticks).to_have_count(2)
    for tick in ticks.all():
        tick.check()
    expect(page.get_by_role("table")).to_be_visible()
    assert not violations(page)
    assert not too_wide(page)


# Where the focus is, how it is shown, and what lies over it.
FOCUS = """() => {
    const element = document.activeElement;
    if (!element || element === document.body) return null;
    const outlined = e => {
        const style = getComputedStyle(e);
        return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
    };
    const box = element.getBoundingClientRect();
    const at = [[0.5, 0.5], [0.1, 0.5], [0.9, 0.5], [0.5, 0.15], [0.5, 0.85]]
        .map(([x, y]) => [box.left + box.width * x, box.top + box.height * y]);
    const seen = at.some(([x, y]) => {
        const top = document.elementFromPoint(x, y);
        return top && [element, ...element.labels ?? []]
            .some(e => e.contains(top) || top.contains(e));
    });
    return {
        name: element.outerHTML.slice(0, 140),
        outlined: [element, element.parentElement, ...element.labels ?? []].some(outlined),
        seen,
        inside: box.bottom > 0 && box.top < innerHeight,
    };
}"""


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("address", ["", LISTING, "browse/"])
def test_the_keyboards_place_is_always_seen(
    new_page: NewPage, url: str, address: str, width: int
) -> None:
    """Each stop has an outline, and is not below the header or the bar (WCAG 2.4.7, 2.4.11)."""
    page = new_page(width, 800)
    visit(page, f"{url}{address}")
    stops = []
    for _ in range(400):
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUS)
        if stop is None:
            break
        stops.append(stop)
    assert len(stops) > 15
    assert 'class="md-skip"' in stops[0]["name"]
    bad = [stop for stop in stops if not (stop["outlined"] and stop["seen"] and stop["inside"])]
    assert not bad, bad[:5]


@pytest.mark.parametrize("width", [320, 390])
@pytest.mark.parametrize("key", ["Tab", "Shift+Tab"])
def test_the_bar_of_match_covers_no_control(
    new_page: NewPage, url: str, width: int, key: str
) -> None:
    """On a phone with every part open, there and back (WCAG 2.4.11)."""
    page = new_page(width, 640)
    page.goto(f"{url}match/#can=excel,copywriting")
    bar = page.get_by_role("button", name=re.compile(r"^See \d+ projects"))
    expect(bar).to_be_visible()
    page.evaluate("document.querySelectorAll('#match details').forEach(e => { e.open = true; })")
    if key == "Shift+Tab":
        bar.focus()
    else:
        page.get_by_label("I can do: find a skill").focus()
    stops = []
    for _ in range(200):
        stop = page.evaluate(FOCUS)
        if "match-jump" in stop["name"] and stops:
            break
        stops.append(stop)
        page.keyboard.press(key)
        if not page.evaluate("document.activeElement.closest('#match')"):
            break
    assert len(stops) > 60
    bad = [stop for stop in stops if not (stop["outlined"] and stop["seen"] and stop["inside"])]
    assert not bad, bad[:5]


def test_one_can_skip_to_the_content(page: Page, url: str) -> None:
    page.goto(f"{url}{LISTING}")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to content")).to_be_in_viewport()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"
    page.keyboard.press("Tab")
    assert page.evaluate("document.getElementById('content').contains(document.activeElement)")


def test_the_choice_of_colours_stays(new_page: NewPage, url: str) -> None:
    page = new_page(color_scheme="light")
    page.goto(url)
    button = page.get_by_role("button", name="Dark colours")
    expect(button).to_have_attribute("aria-pressed", "false")
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    page.goto(f"{url}{LISTING}")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    page.get_by_role("button", name="Dark colours").click()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "default")


def test_colours_follow_the_system_until_one_chooses(new_page: NewPage, url: str) -> None:
    page = new_page(color_scheme="light")
    page.goto(url)
    page.emulate_media(color_scheme="dark")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")


def test_buttons_are_told_apart_in_the_systems_own_colours(new_page: NewPage, url: str) -> None:
    """Forced colours drop every ground: a button needs a line."""
    page = new_page(forced_colors="active")
    page.goto(f"{url}{LISTING}")
    button = page.get_by_role("main").get_by_role("link", name=re.compile("^Apply")).first
    expect(button).not_to_have_css("border-top-width", "0px")
    expect(button).to_have_css("border-top-style", "solid")


def test_paper_has_the_listing_and_where_to_apply(new_page: NewPage, url: str) -> None:
    page = new_page(color_scheme="dark")
    page.goto(f"{url}{LISTING}")
    page.emulate_media(media="print")
    for role in ("banner", "contentinfo", "search"):
        expect(page.get_by_role(role)).to_have_count(0)
    for name in (".b-bar", ".b-box__apply", ".b-star"):
        for element in page.locator(name).all():
            expect(element).to_be_hidden()
    apply = page.locator("#apply .b-button")
    after = apply.evaluate("e => getComputedStyle(e, '::after').content")
    assert "https://" in after or "mailto:" in after or "attr(href)" in after
    ink = page.get_by_role("heading", level=1).evaluate("e => getComputedStyle(e).color")
    assert max(map(int, re.findall(r"\d+", ink)[:3])) < 90, "light ink on white paper"


def test_paper_has_lists_without_what_one_taps(new_page: NewPage, url: str) -> None:
    page = new_page()
    for address in ("browse/", "skills/excel/"):
        visit(page, f"{url}{address}")
        page.emulate_media(media="print")
        expect(page.locator(".b-card").first).to_be_visible()
        for button in page.get_by_role("button").all():
            expect(button).to_be_hidden()


def test_arabic_runs_from_the_right(page: Page, site: Path, url: str) -> None:
    """Each text by itself: the page around it, and what is in English, stays as it was."""
    page.goto(f"{url}{kinds(site)['listing, Arabic']}")
    direction = "e => getComputedStyle(e).direction"
    prose = page.locator(".b-prose")
    assert prose.evaluate(direction) == "rtl"
    arabic = re.compile(r"[\u0600-\u06ff]")
    for item in page.locator(".b-main section > ul:not([class]) > li").all():
        is_arabic = arabic.search(item.inner_text()[:20]) is not None
        assert item.evaluate(direction) == ("rtl" if is_arabic else "ltr")
        mark = item.evaluate(
            "e => parseFloat(getComputedStyle(e)[getComputedStyle(e).direction === 'rtl'"
            " ? 'marginRight' : 'marginLeft'])"
        )
        assert mark > 10, "no room for the mark"
    assert page.get_by_role("heading", name="The project").evaluate(direction) == "ltr"
