"""/follow/, as somebody uses it who was told to "take the feed"."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from lxml import html
from playwright.sync_api import Page, expect

from generator.board.feed_names import FORMATS
from tests.browser.everywhere import everywhere

NewPage = Callable[..., Page]


@everywhere
def test_an_address_is_copied(new_page: NewPage, site_url: str) -> None:
    page = new_page(permissions=["clipboard-read", "clipboard-write"])
    page.goto(f"{site_url}follow/")
    page.get_by_role("button", name="Copy the address: RSS", exact=True).click()
    expect(page.get_by_role("status").filter(has_text="Copied: ")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == f"{site_url}feed.xml"
    page.get_by_role("button", name="Copy the address: Calendar of First steps").click()
    expected = f"{site_url}collections/first-steps/deadlines.ics"
    expect(page.get_by_role("status").filter(has_text=expected)).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == expected


@everywhere
def test_without_the_clipboard_the_address_is_shown(page: Page, site_url: str) -> None:
    page.add_init_script("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    page.goto(f"{site_url}follow/")
    page.get_by_role("button", name="Copy the address: Atom", exact=True).click()
    expect(page.get_by_text(f"The address is {site_url}atom.xml")).to_be_visible()


@everywhere
def test_calendars_open_in_a_calendar_wherever_the_site_is(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}follow/")
    place = site_url.removeprefix("http:")
    whole = page.get_by_role("link", name="Calendar of deadlines")
    expect(whole).to_have_attribute("href", f"webcal:{place}deadlines.ics")
    first = page.locator("#follow-parts li").first.get_by_role("link", name="Calendar")
    expect(first).to_have_attribute("href", re.compile(f"^webcal:{place}collections/"))


def test_one_of_hundreds_is_found(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}follow/")
    page.get_by_label("Find a skill").fill("Excèl")
    expect(page.get_by_role("link", name="Excel", exact=True)).to_be_visible()
    expect(page.locator("#follow-parts li:visible")).to_have_count(2)  # and its macros
    expect(page.get_by_text("2 parts of the board called “Excèl”.")).to_be_visible()
    page.get_by_label("Find a skill").fill("zeppelin")
    expect(page.get_by_text("Nothing called “zeppelin”.")).to_be_visible()
    page.get_by_label("Find a skill").fill("")
    expect(page.get_by_text("First steps", exact=True)).to_be_visible()


@everywhere
def test_what_is_on_a_page_of_its_own_is_found_too(
    new_page: NewPage, site_url: str, site: Path
) -> None:
    """Its links lead where they lead on that page, and its addresses can be copied."""
    rare, folder = "Wireframing", "skills/wireframing/"
    assert (site / folder).is_dir()
    assert rare not in (site / "follow/index.html").read_text("utf-8")
    page = new_page(permissions=["clipboard-read", "clipboard-write"])
    page.goto(f"{site_url}follow/")
    shown = page.locator("#follow-parts li:visible").count()
    page.get_by_label("Find a skill").press_sequentially("wirefram")
    row = page.locator("#follow-parts li:visible")
    expect(row).to_have_count(1)
    expect(row.get_by_role("link", name=rare)).to_have_attribute("href", f"{site_url}{folder}")
    row.get_by_role("button", name=f"Copy the address: Calendar of {rare}").click()
    expect(page.get_by_role("status").filter(has_text="Copied: ")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == f"{site_url}{folder}deadlines.ics"
    page.get_by_label("Find a skill").fill("")
    expect(page.get_by_text("First steps", exact=True)).to_be_visible()
    expect(page.locator("#follow-parts li:visible")).to_have_count(shown)


def test_a_list_has_a_letter_for_each_name(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}follow/")
    page.get_by_text("Skills 230").click()
    page.get_by_role("link", name="All skills, by name").click()
    page.get_by_role("navigation", name="By first letter").get_by_text("W", exact=True).click()
    expect(page).to_have_url(re.compile(r"/follow/skills/3/#at-w$"))
    expect(page.locator("li:target")).to_be_in_viewport()
    page.get_by_role("link", name="Previous").click()
    expect(page).to_have_url(re.compile(r"/follow/skills/2/$"))


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("path", ["follow/", "follow/skills/2/"])
def test_it_fits(new_page: NewPage, site_url: str, path: str, width: int) -> None:
    page = new_page(width=width)
    page.goto(site_url + path)
    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_without_javascript_every_feed_is_there(new_page: NewPage, site_url: str) -> None:
    page = new_page(java_script_enabled=False)
    page.goto(f"{site_url}follow/")
    expect(page.get_by_role("button", name=re.compile("^Copy"))).to_have_count(0)
    page.get_by_text("Skills 230").click()
    expect(page.get_by_role("link", name="Excel", exact=True)).to_be_visible()
    href = page.get_by_role("link", name="Calendar of deadlines").get_attribute("href")
    assert href == "webcal://board.example/deadlines.ics"


def test_every_feed_of_the_site_is_listed(site: Path) -> None:
    listed = set()
    for path in (site / "follow").rglob("index.html"):
        hrefs = {str(href) for href in html.parse(str(path)).xpath("//main//a/@href")}
        listed |= {
            urlsplit(href).path.lstrip("/")
            if href.startswith("webcal:")
            else re.sub(r"^(\.\./)+", "", href)
            for href in hrefs
        }
    names = {item.file for item in FORMATS}
    made = {str(path.relative_to(site)) for path in site.rglob("*") if path.name in names}
    assert len(made) > 1000
    assert made <= listed
