"""Finding on /browse/ of a site that was built without a search index."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from generator.rendering.pages import pages
from generator.rendering.pages.static_files import assets
from tests.support.boards import board, listing, many
from tests.support.published import bare, write_files
from tests.support.serving import serving

NewPage = Callable[..., Page]


def shown(page: Page) -> int:
    return page.locator("#results .b-cards > li:visible").count()


@pytest.fixture
def long_list(tmp_path: Path) -> Iterator[str]:
    """A board with three pages of open listings, served below a folder."""
    made = board(*many(120), listing("acme/needle", title="The one in the haystack"))
    browse = [bare(page) for page in pages(made) if page.kind == "browse"]
    write_files(tmp_path, [*assets(), *browse])
    with serving(tmp_path, "/board/") as address:
        yield address


def test_further_pages_are_looked_through_too(page: Page, long_list: str) -> None:
    page.goto(f"{long_list}browse/")
    assert shown(page) == 50
    page.get_by_label("What can you do").fill("project number 11")
    expect(page.get_by_role("status")).to_have_text(re.compile(r"^11 of 121 projects match"))
    link = page.locator("#results li:visible h3 a").last
    assert re.search(r"/board/listings/harbour/project-11\d?/$", str(link.evaluate("a => a.href")))
    page.get_by_label("What can you do").fill("")
    expect(page.locator(".b-pager")).to_be_visible()
    assert shown(page) == 50


def test_other_spellings_and_accents_do_not_matter(page: Page, long_list: str) -> None:
    page.goto(f"{long_list}browse/?q=ms excel haystack")
    expect(page.get_by_role("status")).to_have_text(re.compile(r"^1 of 121 projects match"))
    page.goto(f"{long_list}browse/?q=SØNS NEEDLÉ haystack")
    expect(page.get_by_role("status")).to_have_text(re.compile(r"None of .* Try fewer words"))
    page.goto(f"{long_list}browse/?q=<b>zeppelin</b>")
    expect(page.get_by_role("status")).to_have_text(re.compile(r"None of .* Try fewer words"))
    assert shown(page) == 0


def test_without_javascript_the_list_is_there(new_page: NewPage, long_list: str) -> None:
    page = new_page(java_script_enabled=False)
    page.goto(f"{long_list}browse/?q=haystack")
    assert shown(page) == 50
    expect(page.locator("#finder")).to_be_hidden()
