"""One page of every kind that the built site has; a new kind comes in by itself."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from urllib.request import urlopen

from playwright.sync_api import Page

from tests.support.html_pages import HtmlPage, html_pages

_LEADS_ON = 'http-equiv="refresh"'
_FILLED_LATER = {"browse", "match", "portfolio", "shortlist", "post"}
# Whether each frame of the board has its cards, and is as high as they are.
_FRAMES_ARE_FILLED = """() => [...document.querySelectorAll("iframe")].every((frame) => {
  const content = frame.contentDocument.querySelector("#content");
  const height = content?.getBoundingClientRect().height;
  return content?.querySelector(".b-cards") && Math.abs(height - frame.clientHeight) <= 1;
})"""


def kinds(site: Path) -> dict[str, str]:
    """The address of the longest page of each kind, by the kind's name.

    Each page written by hand is its own kind. `skills/` and `skills/excel/`, `archive/` and
    `archive/2026-11/`, an open listing and a closed one, are different things to look at. The
    second page of a list is not: `follow/skills/2/` looks like `follow/skills/`.
    """
    return {name: page.address for name, page in _longest(site).items()}


def frames(site: Path) -> dict[str, str]:
    """`kinds`, with one page written by hand for each folder: they have the same frame.

    It is the one with the most different elements.
    """
    by_folder: dict[str, list[HtmlPage]] = {}
    for kind, page in _longest(site).items():
        if kind == page.address:
            by_folder.setdefault(kind.rstrip("/").rpartition("/")[0], []).append(page)
    kept = {max(pages, key=_variety).address for pages in by_folder.values()}
    return {
        kind: address for kind, address in kinds(site).items() if kind != address or address in kept
    }


@cache
def different(site: Path) -> dict[str, str]:
    """`kinds`, without pages written by hand of which every element is on another one too.

    Elements are the same if they and what they are in have the same name and classes: no style of
    ours tells them apart by more.
    """
    looks = {kind: _looks(page) for kind, page in _longest(site).items()}
    by_hand = {kind for kind, page in _longest(site).items() if kind == page.address}
    others = set().union(*(looks[kind] for kind in looks.keys() - by_hand))
    missing = set().union(*(looks[kind] for kind in by_hand)) - others
    kept = set[str]()
    while missing:
        best = max(sorted(by_hand), key=lambda kind: len(looks[kind] & missing))
        kept.add(best)
        missing -= looks[best]
    return {
        kind: address
        for kind, address in kinds(site).items()
        if kind not in by_hand or kind in kept
    }


def _looks(page: HtmlPage) -> set[tuple[str, ...]]:
    found = set()
    for element in page.tree.body.iter("*"):
        above = element.getparent()
        names = (element.tag, element.get("class", ""), above.tag, above.get("class", ""))
        found.add(tuple(map(str, names)))
    return found


@cache
def _longest(site: Path) -> dict[str, HtmlPage]:
    found: dict[str, HtmlPage] = {}
    for page in html_pages(site):
        name = _kind(page)
        if name not in found or len(page.content) > len(found[name].content):
            found[name] = page
    return dict(sorted(found.items()))


def _variety(page: HtmlPage) -> int:
    """How many different elements a page has."""
    return len({(element.tag, element.get("class")) for element in page.tree.iter("*")})


def _kind(page: HtmlPage) -> str:
    kind = str(page.tree.body.get("data-page-kind"))
    if kind == "text":
        return page.address
    if kind == "listing" and page.tree.xpath("//*[contains(@class, 'b-box--closed')]"):
        return "listing, closed"
    if kind == "listing" and page.tree.xpath("//*[@class='b-prose'][contains(., 'ال')]"):
        return "listing, Arabic"
    folders = [name for name in page.address.split("/")[:-1] if not name.isdecimal()]
    return f"{kind} {len(folders)} {''.join(folders[:1])}".rstrip()


def visit(page: Page, url: str) -> None:
    """Open a page, until what its scripts put there by themselves is there too.

    It stays on a page that leads on by itself. Only that one is intercepted: where anything is,
    the browser keeps no file, and has to load all of them for each page.
    """
    with urlopen(url) as answer:
        text = answer.read().decode()
    leads_on = _LEADS_ON in text
    if leads_on:
        still = text.replace(_LEADS_ON, 'name="refresh"')
        page.route(url, lambda route: route.fulfill(body=still, content_type="text/html"))
    page.goto(url, wait_until="load")
    if leads_on:
        page.unroute(url)
    kind = page.locator("body").get_attribute("data-page-kind")
    if kind in _FILLED_LATER:
        page.wait_for_load_state("networkidle")
    elif kind == "embedding":
        page.wait_for_function(_FRAMES_ARE_FILLED)
