"""What feed validators complain of, each rule with its source.

`W3C` names the class of the message in the W3C's feed validator (github.com/w3c/feedvalidator,
`src/feedvalidator/logging.py`). Every rule is tried on every file of a board with all states,
several pages, empty slices and text that looks like markup.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urlsplit

import pytest
from icalendar import Calendar

from generator.board.board import board_from
from tests.support.boards import LISTINGS, SETTINGS, TODAY, VOCABULARIES, board, listing, many
from tests.support.feeds import NAMES, events, files, items, valid_json_feed, xml

FILES = files(board(*LISTINGS, *many(120), listing("acme/markup", title="Use of <b> & </title>")))
RSS = sorted(path for path in FILES if re.search(r"feed(-\d+)?\.xml$", path))
ATOM = sorted(path for path in FILES if re.search(r"atom(-\d+)?\.xml$", path))
JSON = sorted(path for path in FILES if path.endswith(".json"))
CALENDARS = sorted(path for path in FILES if path.endswith(".ics"))
NOW = datetime.combine(TODAY, datetime.min.time(), SETTINGS.zone)
RFC_3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
RFC_822 = re.compile(
    r"(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) "
    r"\d{4} \d\d:\d\d:\d\d [+-]\d{4}"
)

rss = pytest.mark.parametrize("path", RSS)
atom = pytest.mark.parametrize("path", ATOM)
both = pytest.mark.parametrize("path", RSS + ATOM)
json_feed = pytest.mark.parametrize("path", JSON)
calendars = pytest.mark.parametrize("path", CALENDARS)


def texts(element: Any, path: str) -> list[str]:
    """The texts of all elements at `path`."""
    return [found.text or "" for found in element.iterfind(path, NAMES)]


@both
def test_the_self_link_is_the_files_own_address(path: str) -> None:
    """W3C MissingSelf, MissingAtomSelfLink, SelfDoesntMatchLocation, RelativeSelf."""
    links = xml(FILES[path]).findall(".//atom:link[@rel='self']", NAMES)
    assert [link.get("href") for link in links] == [SETTINGS.url + path]


@rss
def test_the_channels_link_is_the_page(path: str) -> None:
    """RSS 2.0, channel: `link` is the address of the website, not of the feed; given once."""
    assert texts(xml(FILES[path]), "channel/link") == [SETTINGS.url + path.rpartition("feed")[0]]


@rss
def test_rss_channels_have_what_they_need(path: str) -> None:
    """W3C MissingTitle, MissingLink, MissingDescription; NotBlank."""
    channel = xml(FILES[path]).find("channel")
    for name in ("title", "link", "description", "language", "lastBuildDate"):
        (text,) = texts(channel, name)
        assert text.strip()


@both
def test_ids_are_unique_and_absolute(path: str) -> None:
    """W3C DuplicateValue, MissingGuid, NotSufficientlyUnique; RFC 4287, section 4.2.6."""
    found = items(FILES[path])
    ids = [text for item in found for name in ("guid", "atom:id") for text in texts(item, name)]
    assert len(ids) == len(set(ids)) == len(found)
    assert all(re.fullmatch(r"tag:board\.example,2026:listing/[a-z0-9/-]+", text) for text in ids)


@rss
def test_a_guid_that_is_no_address_says_so(path: str) -> None:
    """W3C InvalidHttpGUID: without isPermaLink="false" a guid is taken for an address."""
    guids = xml(FILES[path]).findall(".//guid")
    assert {guid.get("isPermaLink") for guid in guids} <= {"false"}


@rss
def test_rss_dates_are_rfc_822_with_the_right_weekday_and_a_zone(path: str) -> None:
    """W3C InvalidRFC2822Date, IncorrectDOW, ProblematicalRFC822Date."""
    root = xml(FILES[path])
    for text in texts(root, ".//pubDate") + texts(root, ".//lastBuildDate"):
        assert RFC_822.fullmatch(text)
        assert f"{parsedate_to_datetime(text):%a}" == text[:3]


@atom
def test_atom_dates_are_rfc_3339(path: str) -> None:
    """W3C InvalidRFC3339Date; RFC 4287, section 3.3."""
    root = xml(FILES[path])
    found = texts(root, ".//atom:updated") + texts(root, ".//atom:published")
    assert found
    assert all(RFC_3339.fullmatch(text) for text in found)


@both
def test_nothing_is_in_the_future(path: str) -> None:
    """W3C ImplausibleDate, which forgives ten minutes; we stay within one second."""
    root = xml(FILES[path])
    rfc_822 = texts(root, ".//pubDate") + texts(root, ".//lastBuildDate")
    moments = [parsedate_to_datetime(text) for text in rfc_822]
    moments += [datetime.fromisoformat(text) for text in texts(root, ".//atom:updated")]
    assert all((moment - NOW).total_seconds() < 1 for moment in moments)


@atom
def test_entries_differ_in_updated(path: str) -> None:
    """W3C DuplicateUpdated."""
    found = texts(xml(FILES[path]), "atom:entry/atom:updated")
    assert len(found) == len(set(found))


@atom
def test_a_feed_is_as_new_as_its_newest_entry(path: str) -> None:
    """RFC 4287, section 4.2.15."""
    root = xml(FILES[path])
    (feed,) = texts(root, "atom:updated")
    entries = texts(root, "atom:entry/atom:updated")
    moments = [datetime.fromisoformat(text) for text in entries]
    assert all(moment <= datetime.fromisoformat(feed) for moment in moments)


@both
def test_every_address_is_absolute(path: str) -> None:
    """W3C ContainsRelRef, InvalidFullLink, RelativeSelf."""
    root = xml(FILES[path])
    found = [e.get("href") for e in root.iterfind(".//atom:link", NAMES)]
    found += texts(root, ".//link")
    for html in texts(root, ".//content:encoded") + texts(root, ".//atom:content"):
        found += re.findall(r'(?:href|src)="([^"]*)"', html)
    assert found
    assert all(urlsplit(address).scheme in {"https", "mailto"} for address in found)


@both
def test_html_has_no_dangerous_element(path: str) -> None:
    """W3C SecurityRisk, SecurityRiskAttr, DangerousStyleAttr."""
    root = xml(FILES[path])
    for html in texts(root, ".//content:encoded") + texts(root, ".//atom:content"):
        assert not re.search(
            r"<(script|style|iframe|object|embed|img|meta|link)", html, re.IGNORECASE
        )
        assert not re.search(r"<[^>]+\s(on\w+|style)=", html, re.IGNORECASE)


@rss
def test_the_author_is_dc_creator(path: str) -> None:
    """W3C InvalidContact: RSS's `author` must be an email address."""
    root = xml(FILES[path])
    assert not texts(root, ".//author")
    assert len(texts(root, ".//dc:creator")) == len(items(FILES[path]))


@rss
def test_the_description_stands_before_the_content(path: str) -> None:
    """W3C NeedDescriptionBeforeContent."""
    for item in items(FILES[path]):
        names = [child.tag.rpartition("}")[2] for child in item]
        assert "description" in names
        assert "encoded" not in names or names.index("description") < names.index("encoded")


@atom
def test_metadata_stands_before_the_entries(path: str) -> None:
    """W3C MisplacedMetadata, MissingDCLanguage; and an author for every entry."""
    root = xml(FILES[path])
    names = [child.tag.rpartition("}")[2] for child in root]
    first = names.index("entry") if "entry" in names else len(names)
    assert set(names[first:]) <= {"entry"}
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == "en"
    assert texts(root, "atom:author/atom:name")


@atom
def test_titles_are_plain_text(path: str) -> None:
    """W3C ContainsUndeclaredHTML: no type attribute, no markup of ours."""
    for title in xml(FILES[path]).iterfind(".//atom:title", NAMES):
        assert title.get("type") in {None, "text"}
        assert not len(title)


@both
def test_links_to_other_pages_stay_within_the_list(path: str) -> None:
    """W3C LinkPastEnd, FeedRelInCompleteFeed: no previous on the first, no next on the last."""
    root = xml(FILES[path])
    links = {e.get("rel"): e.get("href") for e in root.iterfind(".//atom:link", NAMES)}
    complete = root.find(".//fh:complete", NAMES) is not None
    others = {"first", "last", "next", "previous"} & set(links)
    assert [complete, bool(others), "related" in links].count(True) == 1
    assert ("previous" in links) == (links.get("first", links["self"]) != links["self"])
    assert ("next" in links) == (links.get("last", links["self"]) != links["self"])
    targets = [links[rel] for rel in ("first", "previous", "next", "last") if rel in links]
    assert all(target.removeprefix(SETTINGS.url) in FILES for target in targets)


@json_feed
def test_json_feeds_are_valid(path: str) -> None:
    """jsonfeed.org/version/1.1; the feed's own address, unique ids."""
    feed = valid_json_feed(FILES[path])
    assert feed["feed_url"] == SETTINGS.url + path
    ids = [item["id"] for item in feed["items"]]
    assert len(ids) == len(set(ids))
    assert all("_microinternship" in item for item in feed["items"])


@calendars
def test_calendars_are_crlf_and_folded(path: str) -> None:
    """RFC 5545, section 3.1: lines end in CRLF, at most 75 octets, whole characters."""
    lines = FILES[path].split(b"\r\n")
    assert lines[-1] == b""
    assert all(len(line) <= 75 for line in lines)
    assert b"\n" not in FILES[path].replace(b"\r\n", b"")
    assert all(line.decode() for line in lines[:-1])


@calendars
def test_calendars_have_what_they_need(path: str) -> None:
    """RFC 5545, sections 3.6 (PRODID, VERSION, a component) and 3.6.1 (UID, DTSTAMP in UTC)."""
    calendar = Calendar.from_ical(FILES[path])
    assert calendar["prodid"]
    assert calendar["version"] == "2.0"
    assert calendar.subcomponents
    found = events(FILES[path])
    assert len({str(event["uid"]) for event in found}) == len(found)
    for event in found:
        assert event.decoded("dtstamp").tzinfo is UTC or event["dtstamp"].to_ical().endswith(b"Z")
        assert type(event.decoded("dtstart")) is date
        assert "valarm" not in {part.name.lower() for part in event.subcomponents}


def test_feeds_of_an_empty_board_break_no_rule(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same rules, on a board without listings and employers."""
    nothing = files(board_from((), (), VOCABULARIES, SETTINGS, TODAY))
    assert {"feed.xml", "atom.xml", "feed.json", "deadlines.ics"} <= set(nothing)
    tried = set()
    monkeypatch.setitem(globals(), "FILES", nothing)
    for name, rule in globals().copy().items():
        for mark in getattr(rule, "pytestmark", ()):
            for path in set(mark.args[1]).intersection(nothing):
                rule(path)
                tried.add(name)
    assert len(tried) > 15
