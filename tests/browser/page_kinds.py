"""One page of every kind that the built site has; a new kind comes in by itself."""

from __future__ import annotations

from functools import cache, partial
from pathlib import Path

from playwright.sync_api import Page, Route

from tests.support.html_pages import HtmlPage, html_pages

_FILLED_LATER = {"browse", "match", "portfolio", "shortlist", "post"}


@cache
def kinds(site: Path) -> dict[str, str]:
    """The address of the longest page of each kind, by the kind's name.

    Each page written by hand is its own kind. `skills/` and `skills/excel/`, `archive/` and
    `archive/2026-11/`, an open listing and a closed one, are different things to look at.
    """
    found: dict[str, HtmlPage] = {}
    for page in html_pages(site):
        name = _kind(page)
        if name not in found or len(page.content) > len(found[name].content):
            found[name] = page
    return {name: page.address for name, page in sorted(found.items())}


def frames(site: Path) -> dict[str, str]:
    """`kinds`, with one page written by hand for each folder: they have the same frame.

    It is the longest one.
    """
    found, longest = kinds(site), dict[str, str]()
    for address in (address for kind, address in found.items() if kind == address):
        folder = address.rstrip("/").rpartition("/")[0]
        longest[folder] = max(longest.get(folder, address), address, key=partial(_size, site))
    return {
        kind: address
        for kind, address in found.items()
        if kind != address or address in longest.values()
    }


def _size(site: Path, address: str) -> int:
    """The bytes of a page."""
    path = site / address
    return (path / "index.html" if path.is_dir() else path).stat().st_size


def _kind(page: HtmlPage) -> str:
    kind = str(page.tree.body.get("data-page-kind"))
    if kind == "text":
        return page.address
    if kind == "listing" and page.tree.xpath("//*[contains(@class, 'b-box--closed')]"):
        return "listing, closed"
    if kind == "listing" and page.tree.xpath("//*[@class='b-prose'][contains(., 'ال')]"):
        return "listing, Arabic"
    return f"{kind} {page.address.count('/')} {page.address.partition('/')[0]}".rstrip()


def visit(page: Page, url: str) -> None:
    """Open a page, until what its scripts put there by themselves is there too."""
    page.goto(url, wait_until="load")
    if page.locator("body").get_attribute("data-page-kind") in _FILLED_LATER:
        page.wait_for_load_state("networkidle")


def hold_still(page: Page) -> None:
    """Let `page` stay on a page that leads on by itself."""

    def without_refresh(route: Route) -> None:
        if route.request.resource_type != "document":
            route.fallback()
            return
        answer = route.fetch()
        text = answer.text().replace('http-equiv="refresh"', 'name="refresh"')
        route.fulfill(response=answer, body=text)

    page.route("**/*", without_refresh)
