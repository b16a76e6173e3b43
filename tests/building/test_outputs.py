"""A board that leaves out formats, feeds and old listings: what its site has, and links to."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import pytest

from generator.building import BuildOptions
from generator.building.with_mkdocs import build
from tests.building.test_site_links import (  # noqa: F401 - run here on the site below
    test_every_link_leads_to_a_file,
    test_every_page_can_be_reached_from_home,
)
from tests.support.branding import change_settings
from tests.support.html_pages import HtmlPage, html_pages
from tests.support.trees import BOLT, EMPLOYER, GOOD, contents, write_site_tree

TODAY = date(2026, 11, 23)
SLICES = ("categories", "collections", "employers", "industries", "skills")
EVERY = {"feed.xml", "atom.xml", "feed.json", "deadlines.ics"}
FEED = re.compile(r"(?:(\w+)/[\w-]+/)?(feed\.xml|atom\.xml|feed\.json|deadlines\.ics)")


def dated(title: str, posted: str, deadline: str, name: str) -> str:
    """A listing of its own employer that closed a while ago."""
    text = GOOD.replace("Market survey of independent bookshops", title)
    text = text.replace("2026-11-20", posted).replace("2026-12-04", deadline)
    text = text.replace("due: 2026-12-18", f"due: {deadline}").replace("acme.", f"{name}.")
    return f"{text}aliases: [{name}/former-name]\n"


def employer(name: str) -> str:
    return EMPLOYER.replace("Acme", name.capitalize()).replace("acme.", f"{name}.")


FILES: dict[str, str | bytes] = {
    **BOLT,
    "older/employer.yml": employer("older"),
    # Closed 31 days ago: its last day on the site was yesterday.
    "older/report.yml": dated("Report on reading habits", "2026-09-01", "2026-10-22", "older"),
    "newer/employer.yml": employer("newer"),
    "newer/report.yml": dated("Report on reading clubs", "2026-09-02", "2026-10-23", "newer"),
}


def write(root: Path, settings: str, *, all_docs: bool = False) -> Path:
    write_site_tree(root, FILES, all_docs=all_docs)
    change_settings(root, "    slice_feeds: [rss, atom, json, calendar]\n", "")
    change_settings(root, "  board:\n", f"  board:\n{settings}")
    return root


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Feeds of skills and collections in two formats, and no old listings."""
    root = tmp_path_factory.mktemp("outputs") / "board"
    settings = (
        "    slice_feeds: [atom, calendar]\n"
        "    slice_feeds_for: [skills, collections]\n"
        "    keep_closed_days: 30\n"
    )
    write(root, settings, all_docs=True)
    build(root, BuildOptions(TODAY, search=False))
    return root


@pytest.fixture(scope="module")
def site(root: Path) -> Path:
    return root / "site"


@pytest.fixture(scope="module")
def pages(site: Path) -> tuple[HtmlPage, ...]:
    return html_pages(site)


def feeds(files: dict[str, bytes]) -> dict[str, set[str]]:
    """The names of the feeds' files, by the folder of the kind of slice; empty for the board."""
    found: dict[str, set[str]] = {}
    for path in files:
        if match := FEED.fullmatch(path):
            found.setdefault(match[1] or "", set()).add(match[2])
    return found


def test_only_the_wanted_feeds_are_written(site: Path) -> None:
    """The whole board keeps every format."""
    wanted = {"atom.xml", "deadlines.ics"}
    assert feeds(contents(site)) == {"": EVERY, "skills": wanted, "collections": wanted}


def test_pages_offer_the_feeds_that_are_there(site: Path) -> None:
    skill = (site / "skills/excel/index.html").read_text("utf-8")
    assert re.findall(r"class=b-feeds>Follow:(.*?)</span>", skill) == [
        ' <a href="../../skills/excel/atom.xml">Atom</a>'
        ' <a href="../../skills/excel/deadlines.ics">Calendar</a>'
    ]
    assert "b-feeds" not in (site / "employers/acme/index.html").read_text("utf-8")
    follow = (site / "follow/index.html").read_text("utf-8")
    assert ">Skills " in follow and ">Employers " not in follow


def test_the_list_of_feeds_has_those_that_are_there(site: Path) -> None:
    text = (site / "feeds.opml").read_text("utf-8")
    found = re.findall(r'xmlUrl="https://board\.example/([^"]+)"', text)
    assert found[0] == "feed.xml" and "skills/excel/atom.xml" in found
    assert all((site / path).is_file() for path in found)


def test_an_old_listing_is_gone_with_all_its_addresses(site: Path) -> None:
    """Page, former address, API file, archive entry and sitemap; its employer stays."""
    files = contents(site)
    assert not [path for path in files if path.startswith(("listings/older/", "api/v1/listings/o"))]
    assert {"listings/newer/report/index.html", "listings/newer/former-name/index.html"} <= {*files}
    assert {f"api/v1/listings/newer/{name}.json" for name in ("report", "former-name")} <= {*files}
    assert "employers/older/index.html" in files
    mention = {path for path, content in files.items() if b"older/report" in content}
    # The history keeps what it knows, and the form must not give the name to another listing.
    assert mention == {"api/v1/record.json"}
    archive = b"".join(content for path, content in files.items() if path.startswith("archive/"))
    assert b"Report on reading clubs" in archive and b"reading habits" not in archive
    (known,) = (i for i in json.loads(files["post/employers.json"]) if i[0] == "older")
    assert known[-1] == ["report"]


def test_from_setting_to_setting(tmp_path: Path) -> None:
    """A listing leaves on its day, and comes back as it was; feeds come and go too."""
    root = write(tmp_path / "board", "    keep_closed_days: 31\n    slice_feeds: []\n")
    page = root / "site/listings/older/report/index.html"
    build(root, BuildOptions(TODAY, search=False))
    files = contents(root / "site")
    assert {*feeds(files)} == {""} and page.is_file()
    assert b"b-feeds" not in files["skills/excel/index.html"]
    assert b"w-ways" not in files["follow/index.html"]

    change_settings(root, "keep_closed_days: 31", "keep_closed_days: 30")
    build(root, BuildOptions(TODAY, search=False))
    assert not page.exists()

    change_settings(root, "    keep_closed_days: 30\n    slice_feeds: []\n", "")
    build(root, BuildOptions(TODAY, search=False))
    files = contents(root / "site")
    usual = {name: {"feed.xml", "deadlines.ics"} for name in SLICES}
    assert feeds(files) == {"": EVERY, **usual} and page.is_file()
    changes = json.loads(files["api/v1/changes.json"])
    assert "older/report" not in [item["id"] for item in changes["opened"]]
