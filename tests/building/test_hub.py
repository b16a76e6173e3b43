"""A hub: its pages, lists, feeds and data with the listings of other boards."""

from __future__ import annotations

import csv
import json
import logging
import re
import shutil
import zlib
from collections.abc import Callable
from datetime import date, timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import html5lib
import pytest
from jsonschema import Draft202012Validator

from generator.building import BuildOptions, inputs
from generator.building.board_folders import board_folders
from generator.building.build import prepare_build
from generator.building.inputs import stats
from generator.building.site import build
from generator.checking.workspace import open_workspace
from generator.reading.pulled_files import PULLED
from generator.reading.store import write_json
from tests.rendering.test_api import described
from tests.support.command import board
from tests.support.feeds import parsed, valid_json_feed
from tests.support.html_pages import Ground, html_pages
from tests.support.pulled_boards import item, keep, write_hub
from tests.support.trees import contents

DAY = date(2026, 11, 23)
HERE = "listings/north--firm/survey/index.html"
THERE = "https://north.example/board/listings/firm/survey/"


def built(root: Path, day: date = DAY) -> Path:
    build(open_workspace(root), BuildOptions(today=day), "mkdocs")
    return root / "site"


def elsewhere(root: Path, day: date = DAY) -> list[str]:
    """The ids of other boards' listings that a build would show."""
    board = prepare_build(root, BuildOptions(today=day)).board
    return [listing.id for listing in board.listings if listing.origin]


@pytest.fixture(scope="module")
def hub_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = write_hub(tmp_path_factory.mktemp("hub") / "board", ("north", "lying"))
    own = open_workspace(root)
    assert own.settings.demo_day
    keep(root, "north", item(), item("firm/filled", deadline="2026-11-22"), day=DAY)
    keep(
        root,
        "lying",
        item("acme/survey", board="lying", title="<script>alert(1)</script> & more"),
        item("copy/cat", board="lying", title=item()["title"], posted="2026-11-22"),
        item("tag/thief", tag="tag:board.example,2026:listing/acme/survey", title="Another one"),
        day=DAY,
    )
    built(root)
    return root


@pytest.fixture
def hub(hub_once: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(hub_once, tmp_path / "board", symlinks=True))


@pytest.fixture(scope="module")
def site(hub_once: Path) -> Path:
    return hub_once / "site"


def text(site: Path, path: str) -> str:
    return (site / path).read_text("utf-8")


def data(site: Path, path: str) -> Any:
    return json.loads(text(site, path))


def test_its_page_leads_to_the_origin(site: Path) -> None:
    html = text(site, HERE)
    assert html.count("canonical") == 1
    assert f'<link rel="canonical" href="{THERE}">' in html
    assert f'<a class=b-button href="{THERE}"' in html
    assert "See and apply on <bdi>Northgate College</bdi>" in html
    for ours in ("JobPosting", "itemprop", "#edit=", "report", "phish", "/employers/north"):
        assert ours not in html
    assert "listings/north--firm" not in text(site, "sitemap.xml")
    assert not (site / "employers/north--firm").exists()
    assert not (site / "listings/north--firm/filled").exists()


def test_the_page_as_agreed(site: Path, golden: Callable[[str, bytes], None]) -> None:
    found = re.search(r"<article.*</article>", text(site, HERE), re.DOTALL)
    assert found
    golden("pages/listing-elsewhere.html", found[0].encode() + b"\n")


def test_its_pages_are_html_whose_links_lead_somewhere(site: Path) -> None:
    pages = html_pages(site)
    ground = Ground(site, pages)
    for page in pages:
        links = [link.target for link in page.links if page.path == HERE or "--" in link.target]
        assert not [text for target in links if (text := ground.trouble(page, target))]
    parser = html5lib.HTMLParser()
    parser.parse((site / HERE).read_bytes(), transport_encoding="utf-8")
    assert parser.errors == []


def test_lists_have_it(site: Path) -> None:
    for path in ("index.html", "skills/excel/index.html", "categories/research/index.html"):
        html = text(site, path)
        assert "listings/north--firm/survey/" in html
        assert "<span class=b-origin>on <bdi>Northgate College</bdi></span>" in html
        assert 'href="https://north.example/board/employers/firm/"' in html
        assert "<script>alert" not in html
        assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; more" in html


def test_the_same_project_is_shown_once(site: Path) -> None:
    """The board that the settings name first has it. Nobody takes the id of another's entry."""
    listed = {each["id"]: each for each in data(site, "api/v1/listings.json")["listings"]}
    assert "north--firm/survey" in listed
    assert "lying--copy/cat" not in listed
    assert listed["lying--tag/thief"]["tag"] == "tag:lying.example,2026:board/listing/tag/thief"
    tags = [each["tag"] for each in listed.values()]
    assert len(tags) == len({*tags})


def test_the_same_listing_is_shown_once(hub: Path) -> None:
    """It may have another id or another entry there. One that is still to come counts for none."""
    again, moved = item()["tag"], item("firm/moved")["tag"]
    listings = (
        item(posted="2026-11-24"), item(tag=again), item(tag=moved), item("firm/renamed", tag=again)
    )  # fmt: skip
    keep(hub, "north", *listings, day=DAY)
    keep(hub, "lying", day=DAY)
    assert elsewhere(hub) == ["north--firm/survey"]


def test_a_folder_has_one_employer(hub: Path) -> None:
    """A card names its own employer, also if another board mixes them up."""
    other = {"id": "firm", "name": "Bank of Lisbon"}
    keep(hub, "north", item(), item("firm/other", employer=other), item("firm/third"), day=DAY)
    keep(hub, "lying", day=DAY)
    assert elsewhere(hub) == ["north--firm/survey", "north--firm/third"]


@pytest.mark.parametrize(
    ("zone", "closes", "last"),
    [
        ("", "2026-12-14T11:00:00+00:00", "2026-12-13"),  # in Auckland; here, anywhere on Earth
        ("Pacific/Auckland", "2026-12-15T12:00:00+00:00", "2026-12-16"),  # the other way round
        ("Pacific/Auckland", None, "2026-12-14"),  # it does not say
    ],
)
def test_a_listing_closes_when_its_own_board_says(
    zone: str, closes: str | None, last: str, hub: Path
) -> None:
    """By the calendar of the hub, and not a day before or after."""
    path = hub / "mkdocs.yml"
    text = path.read_text("utf-8")
    if zone:
        text = text.replace("  board:\n", f"  board:\n    time_zone: {zone}\n", 1)
    path.write_text(text, "utf-8")
    day = date.fromisoformat(last)
    keep(hub, "north", item(closes=closes), day=day)
    keep(hub, "lying", day=day)
    assert elsewhere(hub, day) == ["north--firm/survey"]
    assert elsewhere(hub, day + timedelta(1)) == []


def test_data_says_where_it_is_from(site: Path) -> None:
    listed = {each["id"]: each for each in data(site, "api/v1/listings.json")["listings"]}
    origin = {"board": "north", "name": "Northgate College", "url": THERE}
    one = listed["north--firm/survey"]
    assert one["origin"] == origin
    assert one["apply"] == {"url": THERE}
    assert one["employer"] == {"id": "north--firm", "name": "Firm & Sons"}
    assert one["pay"]["amount"] == 412.5
    assert one["closes"] == "2026-12-14T11:00:00-12:00"
    whole = data(site, "api/v1/listings/north--firm/survey.json")
    assert whole["origin"] == origin
    assert whole["description"] == {"markdown": "", "html": ""}
    assert "origin" not in listed["acme/survey"]
    employers = data(site, "api/v1/employers.json")["employers"]
    assert {each["id"] for each in employers} == {"acme", "bolt"}
    rows = {row["id"]: row for row in csv.DictReader(StringIO(text(site, "api/v1/listings.csv")))}
    assert rows["north--firm/survey"]["url"] == rows["north--firm/survey"]["apply"] == THERE


def test_a_search_of_several_boards_knows_where_it_is_from(site: Path) -> None:
    columns = json.loads(zlib.decompress((site / "find/columns.bin").read_bytes()))
    assert columns["origins"] == {
        name: f"https://{name}.example/board/" for name in sorted(columns["origins"])
    }
    begin = {each.partition("--")[0] for each in columns["ids"].split() if "--" in each}
    assert begin == {*columns["origins"]} >= {"north"}


def test_data_is_as_described(site: Path) -> None:
    openapi = data(site, "api/v1/openapi.json")
    for path in ("listings.json", "listings/north--firm/survey.json", "employers.json"):
        schema = described(path, openapi)
        Draft202012Validator(schema).validate(data(site, f"api/v1/{path}"))


def test_what_is_only_about_our_own_does_not_know_it(site: Path) -> None:
    paths = ("api/v1/record.json", "api/v1/changes.json", "jobs.xml", "post/employers.json",
             "sitemap.xml")  # fmt: skip
    for path in paths:
        assert "north" not in text(site, path), path


def test_feeds_have_it_under_its_own_id(site: Path) -> None:
    tag = "tag:north.example,2026:board/listing/firm/survey"
    for path in ("feed.xml", "atom.xml", "skills/excel/feed.xml"):
        found = parsed((site / path).read_bytes()).entries
        entries = {entry.id: entry for entry in found}
        assert len(entries) == len(found)
        assert entries[tag].link == THERE
    feed = valid_json_feed((site / "feed.json").read_bytes())
    items = {entry["id"]: entry for entry in feed["items"]}
    assert items[tag]["url"] == THERE
    assert "hand over" not in items[tag]["content_html"] + items[tag]["content_text"]
    assert f'<a href="{THERE}">See and apply on Northgate College</a>' in items[tag]["content_html"]
    assert items[tag]["date_modified"] == "2026-11-20T12:01:00.123456-12:00"
    assert items[tag]["_microinternship"]["origin"]["board"] == "north"
    calendar = text(site, "deadlines.ics").replace("\r\n ", "")
    assert "board/listing/firm/survey@north.example" in calendar


def test_a_build_says_what_it_can_not_show(hub: Path, caplog: pytest.LogCaptureFixture) -> None:
    """A damaged file, one with other things in it, and one that is too old."""
    (hub / PULLED / "north.json").write_bytes(b"0" * 16 + b'\n{"format": 1')
    keep(hub, "lying", item(), day=DAY - timedelta(8))
    with caplog.at_level(logging.WARNING):
        assert elsewhere(hub) == []
    assert "north.json was damaged" in caplog.text
    assert "nothing is known of Northgate College: run `board pull`." in caplog.text
    assert "Lyington did not answer for more than 7 days" in caplog.text


def test_each_build_says_it(
    hub: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also if nothing changed: nobody reads the first build's output again."""
    monkeypatch.setattr(inputs, "_SETTLED_NS", 0)
    (hub / PULLED / "north.json").unlink()
    for _ in range(2):
        caplog.clear()
        done = board("build", "--today", str(DAY), "--no-search", cwd=hub)
        assert done.returncode == 0, done.stderr
        assert "nothing is known of Northgate College" in caplog.text


@pytest.mark.parametrize("kept", [7, [], {"pages": 7}, {"pages": [{"items": [7, {}]}]}])
def test_files_with_other_things_in_them(kept: Any, hub: Path) -> None:
    write_json(hub / PULLED / "north.json", kept)
    keep(hub, "lying", 7, None, [], {"id": "a/b"}, day=DAY)
    assert elsewhere(hub) == []


def test_the_next_build_makes_what_changed(hub: Path) -> None:
    """The bytes are those of a build from nothing. Without a change, nothing is done."""
    keep(hub, "north", item(summary="Find out what fifty shops need, and tell us it all."), day=DAY)
    warm = contents(built(hub))
    assert b"fifty shops" in warm[HERE]
    keep(hub, "north", item(), item("firm/second"), day=DAY)
    warm = contents(built(hub, DAY + timedelta(1)))
    kept = hub / PULLED
    moved = hub / "kept"
    shutil.copytree(kept, moved)
    shutil.rmtree(hub / ".cache")
    shutil.rmtree(hub / "site/listings")
    (hub / ".cache/board").mkdir(parents=True)
    shutil.move(moved, kept)
    assert contents(built(hub, DAY + timedelta(1))) == warm
    shutil.rmtree(kept)
    alone = contents(built(hub, DAY + timedelta(1)))
    assert not [path for path in alone if "--" in path]
    for path in ("api/v1/record.json", "api/v1/listings/acme/survey.json", "jobs.xml"):
        assert warm[path] == alone[path]


def test_nothing_changed(hub: Path) -> None:
    """`board build` ends at once only if what was pulled is the same too."""
    before = stats(board_folders(hub).all_read)
    keep(hub, "north", item("firm/second"), day=DAY)
    assert stats(board_folders(hub).all_read) != before


def test_parts_give_the_same_site(hub: Path, tmp_path: Path) -> None:
    whole = contents(hub / "site")
    for number in (1, 2):
        out = tmp_path / f"part-{number}"
        done = board("build", "--shard", f"{number}/2", "--out", out, "--today", str(DAY), cwd=hub)
        assert done.returncode == 0, done.stderr
    parts = (tmp_path / "part-1", tmp_path / "part-2")
    done = board("join", *parts, "--site-dir", tmp_path / "joined", cwd=hub)
    assert done.returncode == 0, done.stderr
    assert contents(tmp_path / "joined") == whole
