"""What the tests of feeds share: a board's files, and the clients that read them back."""

from __future__ import annotations

import json
from typing import Any

import feedparser
from icalendar import Calendar
from jsonschema import Draft202012Validator
from lxml import etree

from generator.board.board import Board
from generator.board.history import History
from generator.rendering.feed import publication_of
from tests.support.paths import TESTS
from tests.support.published import artifacts

NAMES = {
    "atom": "http://www.w3.org/2005/Atom",
    "dc": "http://purl.org/dc/elements/1.1/",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "fh": "http://purl.org/syndication/history/1.0",
}
_SCHEMA = json.loads((TESTS / "support/schemas/json-feed-1.1.schema.json").read_text("utf-8"))


def files(board: Board, record: History | None = None) -> dict[str, bytes]:
    """Every feed file of `board`, by path."""
    written = [a for a in artifacts(publication_of(board, record)) if is_feed(a.path)]
    assert len({a.path for a in written}) == len(written)
    return {a.path: a.content for a in written}


def is_feed(path: str) -> bool:
    """Whether `path` is one of the formats tested here."""
    name = path.rpartition("/")[2]
    return name.startswith(("feed", "atom", "deadlines"))


def xml(content: bytes) -> etree._Element:
    """Parsed strictly."""
    return etree.fromstring(content, etree.XMLParser(resolve_entities=False, huge_tree=True))


def parsed(content: bytes) -> Any:
    """As a feed reader sees it."""
    found = feedparser.parse(content, response_headers={"content-type": "application/xml"})
    assert not found.bozo, found.get("bozo_exception")
    return found


def valid_json_feed(content: bytes) -> dict[str, Any]:
    """The feed, checked against our schema of the specification."""
    feed: dict[str, Any] = json.loads(content)
    Draft202012Validator(_SCHEMA).validate(feed)
    return feed


def events(content: bytes) -> list[Any]:
    """A calendar's events, as a calendar program sees them."""
    return list(Calendar.from_ical(content).walk("VEVENT"))


def items(content: bytes) -> list[Any]:
    """Entries of RSS or Atom."""
    return list(xml(content).iterfind("channel/item")) or list(
        xml(content).iterfind("atom:entry", NAMES)
    )
