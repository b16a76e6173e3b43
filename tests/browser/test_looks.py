"""How the pages look: faces, marks, the home page's first screen, grids and lines of facts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.page_kinds import frames, visit
from tests.support.serving import serving

NewPage = Callable[..., Page]
WIDTHS = (320, 390, 768, 1280, 1600)

# The cards that one sees whole, without scrolling.
SEEN = """() => [...document.querySelectorAll(".b-card")].filter(card => {
    const box = card.getBoundingClientRect();
    return box.width > 0 && box.top >= 0 && box.bottom <= innerHeight;
}).length"""

# Dots at the end of a line: what comes next is further down.
SEPARATED = ".b-card, .b-by, .b-dots"
DANGLING = """(separated) => [...document.querySelectorAll(separated)]
    .flatMap(part => {
        const walker = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
        const letters = [];
        while (walker.nextNode()) {
            [...walker.currentNode.data].forEach((letter, at) => {
                if (!letter.trim() || walker.currentNode.data.length <= at) return;
                const range = document.createRange();
                range.setStart(walker.currentNode, at);
                range.setEnd(walker.currentNode, at + 1);
                const box = range.getBoundingClientRect();
                if (box.width) letters.push([letter, box]);
            });
        }
        return letters.filter(([letter, box], at) =>
            letter === "·" && (!letters[at + 1] || letters[at + 1][1].top >= box.bottom))
            .map(() => part.textContent.trim().slice(0, 120));
    })"""

# Of each list of cards: how many are in each row, and whether the cards of a row are equally high.
ROWS = """() => [...document.querySelectorAll(".b-cards, .b-people")]
    .filter(list => list.offsetWidth).map(list => {
        const rows = {};
        for (const item of list.children) {
            if (item.hidden) continue;
            const box = (item.querySelector(".b-card") ?? item).getBoundingClientRect();
            (rows[Math.round(item.getBoundingClientRect().top)] ??= []).push(box);
        }
        const wide = list.getBoundingClientRect();
        return Object.values(rows).map(row => ({
            count: row.length,
            equal: row.every(box => Math.abs(box.height - row[0].height) < 1),
            full: wide.right - row.at(-1).right < 2,
        }));
    })"""


@pytest.fixture(scope="module")
def url(site: Path) -> Iterator[str]:
    with serving(site) as address:
        yield address


@pytest.mark.parametrize(("width", "height", "least"), [(390, 844, 1), (1280, 800, 3)])
def test_the_first_screen_has_projects(
    new_page: NewPage, url: str, width: int, height: int, least: int
) -> None:
    page = new_page(width, height)
    page.goto(url)
    expect(page.get_by_role("searchbox", name="What can you do")).to_be_in_viewport(ratio=1)
    assert page.evaluate(SEEN) >= least


def test_every_employer_has_a_face(new_page: NewPage, url: str) -> None:
    page = new_page()
    for address in ("", "browse/", "employers/", "employers/maziwa-bora/", "browse/?q=survey"):
        visit(page, f"{url}{address}")
        expect(page.locator(".b-face:visible").first).to_be_visible()
        for card in page.locator(".b-cards .b-card:visible, .b-people > li").all():
            expect(card.locator(".b-face")).to_have_count(1)
    grounds = page.evaluate(
        "() => [...document.querySelectorAll('span.b-face')]"
        ".map(face => getComputedStyle(face).backgroundColor)"
    )
    assert len(set(grounds)) > 1
    page.goto(f"{url}employers/harbour-books/")
    logo = page.locator("img.b-face").first
    assert logo.evaluate("image => image.decode().then(() => image.naturalWidth)") > 0


def test_marks_are_one_file(new_page: NewPage, url: str) -> None:
    page = new_page()
    asked: list[str] = []
    page.on("response", lambda answer: asked.append(f"{answer.status} {answer.url}"))
    page.goto(f"{url}categories/", wait_until="networkidle")
    marks = page.locator("a.b-mark")
    expect(marks).not_to_have_count(0)
    places = marks.evaluate_all(
        "links => links.map(link => getComputedStyle(link, '::before').maskPosition)"
    )
    assert len(set(places)) == len(places)
    assert [line for line in asked if "marks.svg" in line] == [f"200 {url}assets/board/marks.svg"]


def test_no_line_ends_with_a_dot_between_facts(new_page: NewPage, site: Path, url: str) -> None:
    page = new_page()
    for kind, address in frames(site).items():
        visit(page, f"{url}{address}")
        if not page.locator(SEPARATED).count():
            continue
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            assert page.evaluate(DANGLING, SEPARATED) == [], (kind, width)


@pytest.mark.parametrize("address", ["browse/", "employers/"])
def test_grids_are_balanced(new_page: NewPage, url: str, address: str) -> None:
    """No card is alone beside an empty place, whatever the number; one of a row is as high."""
    page = new_page()
    page.goto(f"{url}skills/excel/" if address == "browse/" else f"{url}{address}")
    for count in range(11, 0, -1):
        page.evaluate(
            """count => {
                const list = document.querySelector(".b-cards, .b-people");
                const item = list.firstElementChild;
                while (list.children.length < count) list.append(item.cloneNode(true));
                while (list.children.length > count) list.lastElementChild.remove();
            }""",
            count,
        )
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            for rows in page.evaluate(ROWS):
                assert all(row["equal"] for row in rows), (count, width, rows)
                assert sum(row["count"] for row in rows) == count
                if count > 1:
                    alone = [row for row in rows if row["count"] == 1 and not row["full"]]
                    assert not alone, (count, width, rows)


def test_hidden_cards_leave_no_hole(new_page: NewPage, url: str) -> None:
    """A project that closed after the build is hidden, and the others close up."""
    page = new_page(1280)
    page.goto(url)
    list_of = ".b-cards"
    page.evaluate(
        "at => { const list = document.querySelector(at); list.children[1].hidden = true;"
        " while (list.children.length > 5) list.lastElementChild.remove(); }",
        list_of,
    )
    (first, *_) = page.evaluate(ROWS)
    assert [row["count"] for row in first] == [2, 2]
