"""One page of every kind that the built site has; a new kind comes in by itself."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page, Route

from tests.support.html_pages import HtmlPage, html_pages

_FILLED_LATER = {"browse", "match", "portfolio", "shortlist", "post"}


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


def texts_beside_a_longer_one(site: Path) -> set[str]:
    """The addresses of pages written by hand, without the longest of each folder.

    The pages of a folder have the same frame.
    """
    texts = [page for page in html_pages(site) if _kind(page) == page.address]
    longest: dict[str, HtmlPage] = {}
    for page in texts:
        folder = page.address.rstrip("/").rpartition("/")[0]
        if folder not in longest or len(page.content) > len(longest[folder].content):
            longest[folder] = page
    return {page.address for page in texts} - {page.address for page in longest.values()}


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
