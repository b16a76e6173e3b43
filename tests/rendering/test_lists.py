"""Long lists: no page grows with the board, and each leads to the others."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from itertools import chain

import pytest
from lxml import html

from generator.board.board import Board
from generator.model.employer import Employer
from generator.model.listing import Listing
from generator.model.markdown import rich_text
from generator.rendering.pages.jinja import dir_attribute
from generator.rendering.pages.page_template import HtmlPage
from generator.rendering.pages.pager import letters, paged
from generator.rendering.pages.site_pages import SitePages, pages
from tests.support.boards import TODAY, board, listing, many

CARDS = 6  # on page 1 of a list


def site_of(of: Board) -> dict[str, HtmlPage]:
    """All pages but those of the listings, by path."""
    made = SitePages(of)
    slices = chain.from_iterable(made.slice_pages(part) for part in of.slices)
    lists = chain.from_iterable(map(made.list_page, made.list_pages()))
    return {page.path: page for page in (*made.board_pages(), *lists, *slices)}


def tree(page: HtmlPage) -> html.HtmlElement:
    return html.document_fromstring(f"<main>{page.content}</main>")


def text(page: HtmlPage) -> str:
    return " ".join(tree(page).text_content().split())


def with_employers(number: int) -> Board:
    """A board with as many employers with a listing each; their names begin with all letters."""
    names = [f"{chr(65 + at % 26)} Works {at}" for at in range(number - 2)]
    names += ["3D Print", "Ökohaus"]
    items = [listing(f"firm-{at}/project", title=f"Project number {at}") for at in range(number)]
    found = {
        f"firm-{at}": Employer(
            f"firm-{at}", name, website="https://firm.example", about="Makes things.",
            industry="software", country="PT",
        )
        for at, name in enumerate(names)
    }  # fmt: skip
    in_order = sorted(found.values(), key=lambda item: item.name.casefold())
    return replace(board(*items), employers={item.id: item for item in in_order})


def links(page: HtmlPage, path: str = "//a") -> list[str]:
    """The addresses of the links in `page`, relative to the site's root."""
    depth = page.path.count("/")
    found = [str(href).split("#")[0] for href in tree(page).xpath(f"{path}/@href")]
    prefix = "/".join([".."] * depth) + "/"
    return [href.removeprefix(prefix) for href in found]


def test_long_lists_are_paged() -> None:
    items = many(220)
    assert [len(part) for _, part in paged("x/", items)] == [100, 100, 20]
    found = site_of(board(*items))
    for path in ("browse/", "skills/excel/", "employers/harbour/", "places/pt/"):
        listed = {link for page in (path, f"{path}2/", f"{path}3/") for link in links(found[page])}
        assert {item.url for item in items} <= listed, path
        assert f"{path}4/" not in found
        assert links(found[path], "//a[@rel='next']") == [f"{path}2/"]
        assert links(found[f"{path}2/"], "//a[@rel='prev']") == [path]
        assert not links(found[path], "//a[@rel='prev']")
        assert not links(found[f"{path}3/"], "//a[@rel='next']")
        assert found[f"{path}2/"].title.endswith(", page 2")


def test_from_the_first_page_to_the_last_and_back() -> None:
    found = site_of(board(*many(420)))
    pager = "//nav[@class='b-pager']/a"
    assert links(found["browse/"], pager) == ["browse/2/", "browse/5/"]
    assert links(found["browse/3/"], pager) == ["browse/", "browse/2/", "browse/4/", "browse/5/"]
    assert links(found["browse/5/"], pager) == ["browse/", "browse/4/"]


@pytest.mark.parametrize(("number", "cards"), [(1, 1), (9, 9), (10, CARDS), (150, CARDS)])
def test_the_first_are_cards_and_the_others_rows(number: int, cards: int) -> None:
    page = tree(site_of(board(*many(number)))["skills/excel/"])
    assert len(page.xpath("//article[@class='b-card']")) == cards
    assert len(page.xpath("//ul[@class='b-list']/li")) == min(number, 100) - cards


def test_a_row_says_what_one_decides_on() -> None:
    items = many(120)
    page = site_of(board(*items))["skills/excel/2/"]
    row = tree(page).xpath("//ul[@class='b-list']/li")[0]
    assert " ".join(row.text_content().split()) == (
        f"{items[100].title}Closes 14 December 2026€400 €20–26/hour"
        "Harbour Books · 15–20 hours, 3 weeks · Beginner · Remote"
    )
    assert row.xpath("./time/@datetime") == ["2026-12-14"]
    assert not tree(page).xpath("//article")


def test_lists_do_not_change_from_day_to_day() -> None:
    """While nothing opens or closes: how many days are left is the browser's to say."""
    items = many(120)
    today, tomorrow = (
        site_of(replace(board(*items), today=TODAY + timedelta(days))) for days in (0, 1)
    )
    for path in ("skills/excel/", "skills/excel/2/", "browse/", "employers/harbour/"):
        assert today[path].content == tomorrow[path].content, path


def test_a_month_of_the_archive_is_paged() -> None:
    day = date(2026, 11, 10)
    items = [
        listing(f"acme/p{at}", title=f"Project number {at}", posted=date(2026, 10, 1), deadline=day)
        for at in range(250)
    ]
    found = site_of(board(*items))
    month = [found[f"archive/2026-11/{number}"] for number in ("", "2/", "3/")]
    assert all("250 projects" in text(page) for page in month)
    assert [text(page).count("deadline passed on") for page in month] == [100, 100, 50]
    assert {item.url for item in items} <= {link for page in month for link in links(page)}
    assert month[1].title == "Closed projects with a deadline in November 2026, page 2"


def test_employers_are_paged_with_a_way_to_each_letter() -> None:
    of = with_employers(150)
    found = site_of(of)
    parts = [found["employers/"], found["employers/page_2/"], found["employers/page_3/"]]
    assert "employers/page_4/" not in found
    listed = [link for page in parts for link in links(page, "//h2/a")]
    assert listed == [employer.url for employer in of.employers.values()]
    assert all("150 employers, by name" in text(page) for page in parts)
    for page in parts:
        assert_letters(page, found)
    assert not tree(site_of(with_employers(20))["employers/"]).xpath("//nav")


def assert_letters(page: HtmlPage, found: Mapping[str, HtmlPage]) -> None:
    """Each letter leads to an element that begins with it."""
    base = "/".join([".."] * page.path.count("/")) + "/"
    shown = tree(page).xpath("//nav[@class='b-letters']/a")
    assert [link.text for link in shown] == ["0–9", *"ABCDEFGHIJKLMNOPQRSTUVWXYZ", "More"]
    for link in shown:
        path, _, anchor = link.get("href").removeprefix(base).partition("#")
        target = tree(found[path]).xpath(f"//*[@id='{anchor}']//a")[0]
        first = target.text[0]
        assert first == {"0–9": "3", "More": "Ö"}.get(link.text, link.text)


def test_no_employer_can_have_the_address_of_a_page() -> None:
    """A list's later pages are in the folder where employers have theirs."""
    of = board(*many(3))
    names = ("2", "page", "page-2")
    extra = {name: replace(of.employers["harbour"], id=name) for name in names}
    many_more = {f"e{at}": replace(of.employers["harbour"], id=f"e{at}") for at in range(60)}
    found = [
        page.path for page in pages(replace(of, employers={**of.employers, **extra, **many_more}))
    ]
    assert len(found) == len(set(found))
    assert {"employers/2/", "employers/page/", "employers/page_2/"} <= set(found)


def test_names_of_any_script_have_a_letter() -> None:
    names = ["", "3D", "apple", "Art", "zoo", "Österreich", "中文"]
    (pager, _), *_ = paged("x/", names, 3)
    found = letters(names, pager, 3)
    assert [(item.label, item.path, item.index) for item in found] == [
        ("0–9", "x/", 0), ("A", "x/", 2), ("Z", "x/2/", 4), ("More", "x/2/", 5),
    ]  # fmt: skip


def test_follow_leads_to_every_employer_and_skill() -> None:
    of = with_employers(230)
    found = site_of(of)
    whole = found["follow/"]
    assert "follow/employers/" in links(whole) and "follow/skills/" in links(whole)
    shown = [
        link for link in links(whole) if link.startswith("employers/") and link.count("/") == 2
    ]
    assert 0 < len([link for link in shown if link.endswith("/")]) < 60
    every = [f"follow/employers/{number}" for number in ("", "2/", "3/")]
    listed = [link for path in every for link in links(found[path], "//ul[@class='b-rows']/li/a")]
    assert sorted(listed) == sorted(employer.url for employer in of.employers.values())
    for path in every:
        assert_letters(found[path], found)
        assert "230 employers, by name" in text(found[path])
    assert len(links(found["follow/employers/"], "//span[@class='w-ways']/a")) == 400
    busiest = tree(whole).xpath("//details[.//a[contains(@href, 'follow/skills/')]]//li/a/text()")
    assert busiest[0] == "Excel"  # all listings need it


def test_lists_of_a_board_without_employers() -> None:
    found = site_of(replace(board(), listings=(), employers={}))
    assert "There is no employer here yet" in text(found["follow/employers/"])
    assert "follow/employers/" not in links(found["follow/"])
    assert not tree(found["employers/"]).xpath("//ul[not(li)]")


def test_pages_that_list_stay_small() -> None:
    """However many listings and employers there are."""
    few, lots = site_of(with_employers(300)), site_of(with_employers(900))
    for name in ("employers/", "follow/", "browse/", "skills/", "places/", "deadlines/"):
        before, now = (
            max(len(page.content) for path, page in found.items() if path.startswith(name))
            for found in (few, lots)
        )
        assert now < 1.1 * before, name


@pytest.mark.parametrize(
    ("said", "attribute"),
    [
        ("Market survey", ""), ("Über Ökologie · 中文", ""), ("", ""),
        ("نبحث عن قارئ", ' dir="auto"'), ("Notes on שלום", ' dir="auto"'),
    ],
)  # fmt: skip
def test_only_what_may_run_from_right_to_left_says_so(said: str, attribute: str) -> None:
    assert dir_attribute(said) == attribute


def test_a_row_of_another_language_and_direction_says_so() -> None:
    title = "نبحث عن قارئ يكتب نبذات"
    item = listing(
        "acme/books", title=title, summary=title, description=rich_text(f"{title}\n\n" * 4),
        language="ar", posted=date(2026, 1, 1),
    )  # fmt: skip
    items: list[Listing] = [*many(110), item]
    (link,) = tree(site_of(board(*items))["browse/2/"]).xpath("//ul[@class='b-list']/li/a[@lang]")
    assert link.get("lang") == "ar" and link.get("dir") == "auto" and link.text == title
