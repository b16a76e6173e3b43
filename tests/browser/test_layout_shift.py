"""Nothing moves by itself when scripts come late, as they do on a slow network."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

NewPage = Callable[..., Page]
WATCH = """window.seen = { moved: 0, what: [] };
const on = (type, use) => new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) use(entry);
}).observe({ type, buffered: true });
on("paint", () => { document.documentElement.dataset.painted = ""; });
on("layout-shift", ({ hadRecentInput, value, sources }) => {
  if (hadRecentInput) return;
  seen.moved += value;
  seen.what.push(...sources.map(({ node }) => (node?.id || node?.className) ?? ""));
});"""
MOST = 0.05  # https://web.dev/articles/cls calls up to 0.1 good
PAGES = {
    "": ".b-star",
    "browse/": ".b-star",
    "listings/harbour-books/market-survey/": ".b-box .b-star",
    "skills/excel/": ".b-star",
    "post/": "#p-form .p-steps",
    "match/": "#match",
    "shortlist/": "#shortlist-empty",
    "follow/": ".w-copy",
}


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("address", PAGES, ids=lambda name: name.strip("/") or "home")
def test_nothing_moves_when_scripts_come(
    new_page: NewPage, site_url: str, address: str, width: int
) -> None:
    page = new_page(width)
    page.add_init_script(WATCH)
    waiting: list[Route] = []
    is_painted = False

    def hold(route: Route) -> None:
        if is_painted:
            route.continue_()
        else:
            waiting.append(route)

    page.route("**/assets/board/**/*.js", hold)
    page.goto(f"{site_url}{address}", wait_until="commit")
    expect(page.locator("html[data-painted]")).to_be_attached()
    filled = page.locator(PAGES[address]).first
    expect(filled).not_to_be_visible()
    is_painted = True
    for route in waiting:
        route.continue_()
    expect(filled).to_be_visible()
    page.wait_for_load_state("networkidle")
    seen = page.evaluate("seen")
    assert seen["moved"] < MOST, seen
