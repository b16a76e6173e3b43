"""The files of the feeds: their bytes, and what clients read in them."""

from __future__ import annotations

import calendar
import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from html import unescape
from typing import Any

import pytest
from lxml import etree, html

from generator.board.history import NO_HISTORY, next_history
from generator.board.slices import SliceKind
from generator.model.markdown import rich_text
from generator.rendering.feed import publication_of
from tests.support.boards import LISTINGS, SETTINGS, TODAY, board, listing, many
from tests.support.feeds import NAMES, events, files, parsed, valid_json_feed, xml
from tests.support.paths import ROOT
from tests.support.published import published

BASE = SETTINGS.url


@pytest.mark.parametrize(
    "path",
    [
        "feed.xml",
        "atom.xml",
        "feed.json",
        "deadlines.ics",
        "feeds.opml",
        "skills/excel/feed.xml",
        "skills/excel/atom.xml",
        "skills/excel/feed.json",
    ],
)
def test_golden(path: str, golden: Callable[[str, bytes], None]) -> None:
    golden(f"feeds/{path.replace('/', '-')}", files(board())[path])


def test_every_slice_has_every_format() -> None:
    """At the root and in each folder; one OPML."""
    written = files(board())
    folders = {feed.path for feed in publication_of(board()).feeds}
    assert len(folders) == 1 + 2 + 2 + 2 + 4
    names = ("feed.xml", "atom.xml", "feed.json", "deadlines.ics")
    assert set(written) == {f + name for f in folders for name in names} | {"feeds.opml"}


def test_unchanged_content_means_unchanged_bytes() -> None:
    """On any day on which nothing opens or closes, so that hosts answer 304."""
    one = board(LISTINGS[0], today=TODAY)
    later = board(LISTINGS[0], today=TODAY + timedelta(days=9))
    assert files(one) == files(later) == files(one)


def test_feedparser_reads_every_field_of_rss() -> None:
    """Of the whole listing on the board's own feed."""
    feed = parsed(files(board())["feed.xml"])
    assert feed.feed.title == "Test board"
    assert feed.feed.link == BASE
    assert feed.feed.subtitle == SETTINGS.description
    assert feed.feed.language == "en"
    entry, expected = feed.entries[0], publication_of(board()).feeds[0].entries[0]
    assert entry.id == "tag:board.example,2026:listing/acme/wind-data"
    assert entry.guidislink is False
    assert entry.title == "Clean wind turbine data for R&D"
    assert entry.link == BASE + "listings/acme/turbine-data/"
    assert entry.author == "Acme & Søns"
    assert [(tag.scheme, tag.term) for tag in entry.tags] == [
        (f"{BASE}categories/", "Data"),
        (f"{BASE}industries/", "Energy"),
        (f"{BASE}skills/", "Python"),
        (f"{BASE}skills/", "R&D <basics>"),
        (f"{BASE}employers/", "Acme & Søns"),
    ]
    assert calendar.timegm(entry.published_parsed) == expected.published.timestamp()
    assert "€22.50–27/hour" in entry.content[0].value
    assert "<strong>stock system</strong>" in entry.content[0].value


def test_feedparser_reads_every_field_of_atom() -> None:
    """Dates to the fraction; categories with id and label."""
    feed = parsed(files(board())["atom.xml"])
    expected = publication_of(board()).feeds[0]
    assert feed.feed.id == "tag:board.example,2026:feed/"
    assert feed.feed.updated == expected.updated.isoformat()
    entry, of = feed.entries[0], expected.entries[0]
    assert (entry.id, entry.title, entry.link) == (of.id, of.title, of.url)
    assert (entry.updated, entry.published) == (of.updated.isoformat(), of.published.isoformat())
    assert entry.summary == of.summary
    assert [(tag.scheme, tag.term, tag.label) for tag in entry.tags] == [
        (f"{BASE}categories/", "data", "Data"),
        (f"{BASE}industries/", "energy", "Energy"),
        (f"{BASE}skills/", "python", "Python"),
        (f"{BASE}skills/", "rd", "R&D <basics>"),
        (f"{BASE}employers/", "acme", "Acme & Søns"),
    ]
    assert entry.content[0].type == "text/html"


@pytest.mark.parametrize("path", ["feed.xml", "atom.xml"])
def test_a_whole_listing_is_in_the_xml_as_it_was_written(path: str) -> None:
    """No client between: the HTML comes out of the XML byte for byte."""
    tags = {"feed.xml": "content:encoded", "atom.xml": "atom:content"}
    found = xml(files(board())[path]).findall(f".//{tags[path]}", NAMES)
    entries = publication_of(board()).feeds[0].entries
    assert [element.text for element in found] == [entry.html for entry in entries]


def test_json_feed_has_every_field() -> None:
    """And the listing's own fields in the extension, with the schema's names."""
    item = valid_json_feed(files(board())["feed.json"])["items"][0]
    extension = item.pop("_microinternship")
    of = publication_of(board()).feeds[0].entries[0]
    assert item == {
        "id": of.id,
        "url": of.url,
        "title": of.title,
        "date_published": of.published.isoformat(),
        "date_modified": of.updated.isoformat(),
        "authors": [{"name": "Acme & Søns"}],
        "tags": ["Data", "Energy", "Python", "R&D <basics>"],
        "summary": of.summary,
        "content_html": of.html,
        "content_text": of.text,
    }
    assert extension == {
        "id": "acme/turbine-data",
        "status": "open",
        "employer": "acme",
        "category": "data",
        "industry": "energy",
        "skills": ["python", "rd"],
        "level": "beginner",
        "hours": {"min": 15, "max": 20},
        "duration_weeks": 3,
        "start": "2027-01-04",
        "pay": {"min": 22.5, "max": 27, "currency": "EUR", "per": "hour"},
        "hourly_rate": {"min": 22.5, "max": 27},
        "place": {"mode": "hybrid", "city": "Århus", "country": "DK"},
        "posted": "2026-11-20",
        "deadline": "2026-11-23",
        "closes": "2026-11-24T00:00:00-12:00",
        "language": "en",
        "apply": {"email": "work@acme.example"},
    }


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("Explain the <main> element & <b>bold</b>", "Explain the ‹main› element & ‹b›bold‹/b›"),
        ("R&D for AT&T", "R&D for AT&T"),
        ("What does &lt; mean, and &copy?", "What does ＆lt; mean, and ＆copy?"),
        ("A < B, and 5 > 3", "A ‹ B, and 5 › 3"),
        ("More than > 40 photos", "More than > 40 photos"),
        ("I <3 maps", "I ‹3 maps"),
        ("Use <script>alert(1)</script>", "Use ‹script›alert(1)‹/script›"),
    ],
)
def test_every_reader_shows_the_same_title(title: str, shown: str) -> None:
    """Whether it takes a title for text, decodes it again, reads it as HTML, or removes tags."""
    written = files(board(listing(title=title)))
    rss, atom = (xml(written[path]) for path in ("feed.xml", "atom.xml"))
    found = {
        rss.findtext("channel/item/title", ""),
        atom.findtext("atom:entry/atom:title", "", NAMES),
        valid_json_feed(written["feed.json"])["items"][0]["title"],
    }
    assert found == {shown}
    assert unescape(shown) == shown
    assert html.fromstring(f"<p>{shown}</p>").text_content() == shown
    assert re.sub(r"<[^>]*>?", "", shown) == shown
    for path in ("feed.xml", "atom.xml"):
        assert unescape(parsed(written[path]).entries[0].title) == shown
    api = json.loads(published(board(listing(title=title)))["api/v1/listings.json"])
    assert api["listings"][0]["title"] == title


def test_every_page_of_a_json_feed_has_authors() -> None:
    written = files(board(*many(300)))
    paths = [path for path in written if path.endswith(".json")]
    assert {"feed-2.json", "feed-3.json", "skills/excel/feed.json"} <= {*paths}
    for path in paths:
        feed = valid_json_feed(written[path])
        assert feed["authors"] == [{"name": "Test board", "url": BASE}]
        for item in feed["items"]:
            assert item["authors"] == [{"name": "Harbour Books"}]


def test_an_entry_says_its_language_if_it_is_not_the_feeds() -> None:
    """RFC 4287, section 2; Dublin Core in RSS; JSON Feed 1.1, items."""
    arabic = "نبحث عن قارئ يكتب نبذات جذابة وصادقة لثلاثين كتابًا. " * 4
    books = listing(
        "acme/books", title="نبذات", summary=arabic, description=rich_text(arabic), language="ar"
    )
    written = files(board(books, listing("acme/work", language="sw"), *many(60)))
    expected = {"tag:board.example,2026:listing/acme/books": "ar"}
    lang = "{http://www.w3.org/XML/1998/namespace}lang"
    for path in ("atom.xml", "atom-2.xml", "skills/excel/atom.xml"):
        root = xml(written[path])
        assert root.get(lang) == "en"
        entries = root.findall("atom:entry", NAMES)
        found = {e.findtext("atom:id", "", NAMES): e.get(lang) for e in entries if e.get(lang)}
        assert found == (expected if path != "atom-2.xml" else {})
    for item in xml(written["feed.xml"]).iterfind("channel/item"):
        assert item.findtext("dc:language", None, NAMES) == expected.get(item.findtext("guid", ""))
    for entry in valid_json_feed(written["feed.json"])["items"]:
        assert entry.get("language") == expected.get(entry["id"])
        marks = html.fromstring(f"<div>{entry['content_html']}</div>").xpath("//@lang")
        assert {*marks} == ({"ar", "en"} if entry["id"] in expected else set())


def test_the_extensions_names_are_the_schemas() -> None:
    """What is not in the listing's schema is what the board adds, and documented."""
    path = ROOT / "schema/listing.schema.json"
    known = set(json.loads(path.read_text("utf-8"))["properties"])
    added = {"id", "employer", "hourly_rate", "closes"}
    item = valid_json_feed(files(board())["feed.json"])["items"][0]
    assert set(item["_microinternship"]) <= known | added
    reference = ROOT / "docs/reference/feeds.md"
    text = reference.read_text("utf-8")
    assert all(f"`{name}`" in text for name in item["_microinternship"])


def test_atom_pages_lead_through_the_complete_set() -> None:
    """RFC 5005, section 3: first, previous, next and last."""
    written = files(board(*many(300)))
    seen: list[str] = []
    path, before = "atom.xml", None
    while path:
        root = xml(written[path])
        links = {e.get("rel"): e.get("href") for e in root.iterfind("atom:link", NAMES)}
        assert links["self"] == BASE + path
        assert (links["first"], links["last"]) == (f"{BASE}atom.xml", f"{BASE}atom-3.xml")
        assert links.get("previous") == before
        seen += [entry.id for entry in parsed(written[path]).entries]
        before, path = BASE + path, links.get("next", BASE).removeprefix(BASE)
    assert len(seen) == len(set(seen)) == 300


def test_json_pages_lead_through_the_complete_set() -> None:
    """JSON Feed's `next_url`."""
    written = files(board(*many(300)))
    seen: list[str] = []
    path = "feed.json"
    while path:
        feed = valid_json_feed(written[path])
        assert feed["feed_url"] == BASE + path
        seen += [item["id"] for item in feed["items"]]
        path = feed.get("next_url", BASE).removeprefix(BASE)
    assert len(seen) == len(set(seen)) == 300


def test_only_the_boards_feed_has_later_pages() -> None:
    """And not in RSS, whose readers take one page."""
    written = files(board(*many(300)))
    later = {path for path in written if re.search(r"-[0-9]+\.", path)}
    assert later == {"atom-2.xml", "atom-3.xml", "feed-2.json", "feed-3.json"}
    for path in ("feed.xml", "skills/excel/feed.xml", "skills/excel/atom.xml"):
        assert [entry.id.rpartition("-")[2] for entry in parsed(written[path]).entries] == [
            str(number) for number in range(50)
        ]


def test_a_feed_that_is_not_complete_leads_to_the_complete_one() -> None:
    """RFC 4287, section 4.2.7.2: `related`. RFC 5005 has links only between pages of one feed."""
    written = files(board(*many(51)))
    for path in ("feed.xml", "skills/excel/feed.xml", "employers/harbour/atom.xml"):
        links = {
            link.get("rel"): (link.get("href"), link.get("type"))
            for link in xml(written[path]).iterfind(".//atom:link", NAMES)
        }
        assert links["related"] == (f"{BASE}atom.xml", "application/atom+xml")
        assert not links.keys() & {"first", "last", "previous", "next"}
    feed = valid_json_feed(written["skills/excel/feed.json"])
    assert feed["_microinternship"] == {"complete": f"{BASE}feed.json"}
    assert "_microinternship" not in valid_json_feed(written["feed.json"])
    assert b"related" not in files(board(*many(50)))["skills/excel/feed.xml"]


def test_a_program_can_filter_the_complete_set_like_any_slice() -> None:
    """By the terms of each entry: the same listings as in the feed of every slice."""
    of = board(*many(260), *LISTINGS)
    written = files(of)
    for feed in publication_of(of).feeds:
        if feed.is_whole_board or feed.slice.kind is SliceKind.COLLECTION:
            continue
        folder, term = feed.path.split("/")[:2]
        scheme, expected = f"{BASE}{folder}/", {entry.id for entry in feed.entries}
        found = {
            entry.findtext("atom:id", "", NAMES)
            for path in ("atom.xml", "atom-2.xml", "atom-3.xml")
            for entry in xml(written[path]).iterfind("atom:entry", NAMES)
            for category in entry.iterfind("atom:category", NAMES)
            if (category.get("scheme"), category.get("term")) == (scheme, term)
        }
        assert found == expected, feed.path
        name = {"categories": "category", "industries": "industry", "employers": "employer"}
        items = [
            item
            for path in ("feed.json", "feed-2.json", "feed-3.json")
            for item in json.loads(written[path])["items"]
        ]
        fields = [(item["id"], item["_microinternship"]) for item in items]
        assert expected == {
            identifier
            for identifier, of_listing in fields
            if term == of_listing.get(name.get(folder, ""))
            or (folder == "skills" and term in of_listing["skills"])
        }


def test_a_feed_on_one_page_says_that_it_is_complete() -> None:
    """RFC 5005, section 2: what is gone from it is closed."""
    for path in ("feed.xml", "atom.xml"):
        assert xml(files(board())[path]).find(".//fh:complete", NAMES) is not None
        assert xml(files(board(*many(51)))[path]).find(".//fh:complete", NAMES) is None


def test_icalendar_reads_every_field() -> None:
    """An all-day event on the deadline, in UTC where a moment is meant."""
    found = {str(event["uid"]): event for event in events(files(board())["deadlines.ics"])}
    event = found["listing/acme/wind-data@board.example"]
    of = publication_of(board()).feeds[0].entries[0]
    assert event.decoded("dtstart") == date(2026, 11, 23)
    assert event.decoded("dtstamp") == event.decoded("last-modified")
    assert event.decoded("dtstamp") == of.updated.replace(microsecond=0)
    assert event["summary"] == "Last day to apply: Clean wind turbine data for R&D (Acme & Søns)"
    assert event["url"] == of.url
    assert event["description"].startswith(of.line)
    assert "24 November 2026, 12:00 UTC" in event["description"]
    assert (event["status"], event["sequence"], event["transp"]) == ("CONFIRMED", 0, "TRANSPARENT")


def test_closed_deadlines_are_cancelled_then_gone() -> None:
    """For thirty days."""

    def states(day: date) -> dict[str, str]:
        found = events(files(board(LISTINGS[0], today=day))["deadlines.ics"])
        return {str(event["uid"]): str(event["status"]) for event in found}

    uid, last = "listing/harbour/bookshop-survey@board.example", LISTINGS[0].deadline
    assert states(last) == {uid: "CONFIRMED"}
    assert states(last + timedelta(days=1)) == {uid: "CANCELLED"}
    assert states(last + timedelta(days=30)) == {uid: "CANCELLED"}
    assert states(last + timedelta(days=31)) == {}


def test_calendars_have_the_nearest_deadlines() -> None:
    """And of closed ones, those with the latest deadlines."""
    one = LISTINGS[0]
    open_ = [
        replace(one, id=f"harbour/open-{n}", deadline=TODAY + timedelta(days=n))
        for n in range(1, 91)
    ]
    filled = [replace(item, id=f"{item.id}-filled", status="filled") for item in open_]
    written = files(board(*open_, *filled))
    for path, near, gone in (("deadlines.ics", 90, 50), ("skills/excel/deadlines.ics", 10, 2)):
        days: dict[str, list[date]] = {"CONFIRMED": [], "CANCELLED": []}
        for event in events(written[path]):
            days[str(event["status"])].append(event.decoded("dtstart"))
        assert days["CONFIRMED"] == [TODAY + timedelta(days=n) for n in range(1, near + 1)]
        assert days["CANCELLED"] == [TODAY + timedelta(days=90 - n) for n in range(gone)]


def test_the_sequence_rises_with_each_change() -> None:
    """RFC 5545, section 3.8.7.4."""
    one = LISTINGS[0]
    boards = [
        board(one),
        board(replace(one, summary="Edited for the first time that day.")),
        board(replace(one, summary="Edited for the second time that day.")),
        board(replace(one, status="filled"), today=TODAY + timedelta(days=1)),
        board(one, today=TODAY + timedelta(days=2)),
        board(one, today=one.deadline + timedelta(days=1)),
    ]
    past, numbers = NO_HISTORY, []
    for each in boards:
        past = next_history(past, each)
        numbers.append(int(events(files(each, past)["deadlines.ics"])[0]["sequence"]))
    assert numbers == sorted(set(numbers))


def test_opml_lists_every_feed_once() -> None:
    """OPML 2.0: type, text and xmlUrl; folders for people."""
    root = etree.fromstring(files(board())["feeds.opml"])
    found: list[Any] = list(root.iterfind(".//outline[@type='rss']"))
    expected = [BASE + feed.path + "feed.xml" for feed in publication_of(board()).feeds]
    assert sorted(o.get("xmlUrl") for o in found) == sorted(expected)
    assert all(o.get("text") and o.get("htmlUrl") for o in found)
