"""The page of a hidden listing, and everything else, which does not know it any more."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from urllib.parse import unquote

from lxml import html

from generator.board.board import Board, board_from
from generator.model.hidden import Hidden, HiddenListings
from generator.rendering.feed import publication_of
from generator.rendering.formats.csv import csv
from generator.rendering.formats.jobs_xml import jobs_xml
from generator.rendering.pages.site_pages import pages
from tests.support.boards import LISTINGS, SETTINGS, TODAY, board

NAME = "acme/turbine-data"  # with two former addresses
ENTRY = Hidden(date(2026, 11, 20), "Someone told us that <b>it</b> does not exist.", 12)


def hiding(hidden: HiddenListings, **settings: str) -> Board:
    whole = board(settings=replace(SETTINGS, **settings))
    return board_from(
        whole.employers.values(), LISTINGS, whole.vocabularies, whole.settings, TODAY, hidden=hidden
    )


def test_the_page_is_exactly_this(golden: Callable[[str, bytes], None]) -> None:
    of = hiding({NAME: ENTRY}, repo_url="https://github.com/example/board")
    found = [page for page in pages(of) if page.kind == "under-review"]
    names = (NAME, "acme/wind-data", "acme/turbines")
    assert [page.path for page in found] == [f"listings/{name}/" for name in names]
    assert len({page.content for page in found}) == 1
    assert not any(page.is_indexed for page in found)
    golden("pages/under-review.html", (found[0].head + found[0].content).encode())
    text = html.document_fromstring(found[0].content).text_content()
    assert "since 20 November 2026" in text and "<b>it</b> does not exist" in text
    for word in ("wind turbine", "R&D", "22.50", "Apply at", "work@acme", "JobPosting"):
        assert word not in found[0].head + found[0].content


def test_a_board_without_a_contact_or_a_repository() -> None:
    found = pages(hiding({NAME: ENTRY}, contact="", repo_url=""))
    (page,) = [page for page in found if page.path == PATH]
    assert "maintainers</a>" not in page.content
    found = pages(hiding({NAME: ENTRY}, contact="", repo_url="https://gitlab.com/a/b"))
    (page,) = [page for page in found if page.path == PATH]
    (link,) = html.document_fromstring(page.content).xpath("//a[.='Tell the maintainers']/@href")
    assert unquote(link).endswith(f"=About the listing {NAME}")


PATH = f"listings/{NAME}/"


def test_nothing_else_knows_it() -> None:
    title = "Clean wind turbine data"
    shown, whole = hiding({NAME: ENTRY}), board()
    assert sum(title in page.content for page in pages(whole)) > 5
    assert not [page.path for page in pages(shown) if title in page.content + page.head]
    assert NAME not in shown.by_id and [item.id for item in shown.under_review] == [NAME]
    assert len(shown.open) == len(whole.open) - 1
    published = publication_of(shown)
    assert not [entry for feed in published.feeds for entry in feed.entries if NAME in entry.url]
    for output in (csv, jobs_xml):
        assert all(b"turbine" not in artifact.content for artifact in output(published))


def test_it_stays_hidden_under_another_name() -> None:
    """A listing that is renamed names its former id; a check of pull requests sees to it."""
    assert [item.id for item in hiding({"acme/wind-data": ENTRY}).under_review] == [NAME]
    assert hiding({"harbour/turbine-data": ENTRY}).under_review == ()


def test_one_that_is_not_shown_any_more_has_no_page() -> None:
    old = "harbour/long-ago"
    whole = board(settings=replace(SETTINGS, keep_closed_days=30))
    of = board_from(
        whole.employers.values(), LISTINGS, whole.vocabularies, whole.settings, TODAY,
        hidden={old: ENTRY},
    )  # fmt: skip
    assert of.under_review == () and [*of.hidden] == [old]
    assert not [page for page in pages(of) if old in page.path]
