"""The whole site of a new board: without a listing, with one, and after it closed."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.building.test_site_html import (  # noqa: F401 - run here too, on the sites below
    test_each_page_introduces_itself,
    test_headings_do_not_skip_a_level,
    test_ids_are_unique,
    test_labels_and_descriptions_point_at_something,
    test_no_parse_errors,
)
from tests.building.test_site_links import (  # noqa: F401 - the same
    SITE_URL,
    test_addresses_in_feeds_and_data_exist,
    test_every_link_leads_to_a_file,
    test_the_sitemap_has_every_page_that_search_engines_may_list,
)
from tests.support.command import board
from tests.support.feeds import events, items, valid_json_feed, xml
from tests.support.html_pages import HtmlPage, html_pages
from tests.support.new_board import new_board
from tests.support.paths import TODAY
from tests.support.trees import EMPLOYER, GOOD

DAY = ("--today", TODAY)
KINDS = ("none", "employer", "one", "closed")
# Pages that list projects, or what projects have, and those that are empty without any.
INVITING = (
    *("", "browse/", "skills/", "categories/", "industries/", "places/", "deadlines/"),
    *("collections/", "employers/", "match/", "follow/", "shortlist/", "skills/excel/"),
)


@pytest.fixture(scope="module", params=KINDS)
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def site(kind: str, wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of a board that `board init` made, with no listing, an open or a closed one."""
    changes: dict[str, str | None] = {"--url": SITE_URL, "--currency": "USD=15"}
    root = new_board(tmp_path_factory.mktemp(kind) / "mine", wheel, changes)
    with (root / "mkdocs.yml").open("a", encoding="utf-8") as settings:
        settings.write("    collections: {remote: {label: From home, mode: [remote]}}\n")
    if kind != "none":
        # Addresses for examples are allowed on a board of samples only.
        (root / "listings/acme").mkdir()
        employer = EMPLOYER.replace("acme.example", "acme-works.com")
        (root / "listings/acme/employer.yml").write_text(employer, encoding="utf-8")
    if kind in {"one", "closed"}:
        listing = GOOD.replace("acme.example", "acme-works.com")
        listing += "status: filled\n" if kind == "closed" else ""
        (root / "listings/acme/survey.yml").write_text(listing, encoding="utf-8")
    done = board("check", *DAY, cwd=root)
    assert done.returncode == 0, done.stdout
    done = board("build", *DAY, cwd=root)
    assert done.returncode == 0, done.stderr
    return root / "site"


@pytest.fixture(scope="module")
def pages(site: Path) -> tuple[HtmlPage, ...]:
    return html_pages(site)


def made_from_the_board(pages: tuple[HtmlPage, ...]) -> Iterator[HtmlPage]:
    """Without the hand-written pages, which do not depend on the listings."""
    for page in pages:
        if page.path != "404.html" and not page.path.startswith(
            ("about/", "explanation/", "for-", "help/", "reference/", "run/")
        ):
            yield page


def text(page: HtmlPage) -> str:
    """The text of the page's main part."""
    (main,) = page.tree.xpath("//main")
    return " ".join(main.text_content().split())


def test_without_an_open_project_pages_invite_to_post(
    kind: str, pages: tuple[HtmlPage, ...]
) -> None:
    found = {page.address: page for page in pages}
    for address in INVITING:
        links = found[address].tree.xpath("//main//a[contains(@href, 'post/')]")
        said = text(found[address])
        assert bool(links) or kind == "one", address
        assert ("Post the first project" in said) == (
            kind in {"none", "employer"} and address != "skills/excel/"
        )
        assert ("No project is open today" in said) == (
            kind == "closed" and address != "skills/excel/"
        )
    assert ("Post the first project" in text(found["archive/"])) == (kind in {"none", "employer"})


def test_nothing_is_counted_that_is_not_there(pages: tuple[HtmlPage, ...]) -> None:
    for page in made_from_the_board(pages):
        said = text(page)
        for words in (
            "openings",
            "All 0",
            "0 projects",
            "1 projects",
            "All 1",
            "1 places",
        ):
            assert words not in said, (page.path, words)


def test_no_list_and_no_section_is_empty(pages: tuple[HtmlPage, ...]) -> None:
    for page in made_from_the_board(pages):
        # What a script fills is left out: it has an id, or is hidden, or is in a template.
        for element in page.tree.xpath(
            "//main//*[self::ul or self::ol or self::dl or self::section or self::h2]"
            "[not(@id)][not(ancestor-or-self::*[@hidden or self::template])]"
        ):
            assert element.text_content().strip(), (page.path, element.tag, element.get("class"))


def test_data_is_valid_when_empty(kind: str, site: Path) -> None:
    number = int(kind == "one")
    for path in (site / "feed.xml", site / "atom.xml"):
        assert len(items(path.read_bytes())) == number
    assert len(valid_json_feed((site / "feed.json").read_bytes())["items"]) == number
    deadlines = events((site / "deadlines.ics").read_bytes())
    assert len([event for event in deadlines if event.get("status") != "CANCELLED"]) == number
    assert len(xml((site / "jobs.xml").read_bytes()).findall("job")) == number
    listings = json.loads((site / "api/v1/listings.json").read_bytes())
    assert (listings["count"], len(listings["listings"])) == (number, number)
    with (site / "api/v1/listings.csv").open(encoding="utf-8", newline="") as file:
        assert len(list(csv.DictReader(file))) == number
    outlines = xml((site / "feeds.opml").read_bytes()).iterfind("body/outline")
    assert all(len(outline) or outline.get("xmlUrl") for outline in outlines)
    addresses = xml((site / "sitemap.xml").read_bytes()).findall("{*}url/{*}loc")
    paths = [(address.text or "").removeprefix(SITE_URL) for address in addresses]
    assert "" in paths and all((site / path / "index.html").is_file() for path in paths)
    newest = (site / "llms.txt").read_text("utf-8").partition("## Newest open listings\n\n")[2]
    assert newest.strip() and (newest == "None is open today.\n") == (number == 0)
