"""Hostile text through every feed: each still parses, and nothing comes alive."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from icalendar import Calendar
from lxml import etree, html

from generator.board.board import board_from
from generator.model.listing import Apply, Deliverable, Listing, WorkPlace
from generator.model.markdown import rich_text
from generator.model.safe_text import clean, one_line
from tests.support.boards import EMPLOYERS, SETTINGS, TODAY, VOCABULARIES, listing
from tests.support.feeds import events, files, items, parsed, valid_json_feed, xml

HOSTILE = (
    "]]>",
    "</script><script>alert(1)</script>",
    "</title></item><item>",
    "&amp; &lt; &#0; &nosuch;",
    "%(title)s %s %% {0} {{ x }}",
    "\x00\x01\x0b\x1b\x7f\x85\u2028",
    "\u202eevil\u2066\u200b\ufeff",
    "\ud800 \udfff \ufffe",
    "\U0001f9d1\u200d\U0001f680 \U00020000",
    "W" * 6000,
    "é" * 3000,
    "BEGIN:VEVENT\r\nEND:VCALENDAR\r\n",
    ";,:\\n\\;\"'",
    "=cmd|' /C calc'!A0",
    "[x](javascript:alert(1)) [y](//evil.example) [z](http://[::1) ![i](data:,)",
    '<a href="x" onclick=alert(1)>',
    "   ",
    "",
)
text = st.one_of(
    st.sampled_from(HOSTILE),
    st.text(max_size=120),
    st.lists(st.sampled_from(HOSTILE), max_size=4).map(" ".join),
)


def hostile(words: list[str]) -> Listing:
    """A listing with foreign words wherever the schema takes words."""
    title, summary, description, what, city, region, note = words
    return listing(
        title=title,
        summary=summary,
        description=rich_text(description),
        deliverables=(Deliverable(what),),
        place=WorkPlace("onsite", city=city, region=region, country="PT"),
        apply=Apply(url="https://harbour.example/?a=1&b=%22", instructions=note),
    )


def written(item: Listing, name: str) -> dict[str, bytes]:
    """The feeds of a board whose employer and settings are hostile too."""
    employers = (replace(EMPLOYERS[0], name=name), EMPLOYERS[1])
    changed = replace(SETTINGS, name=name, description=name)
    return files(board_from(employers, [item], VOCABULARIES, changed, TODAY))


def check(content: dict[str, bytes]) -> None:
    """Every file parses, has its one entry, and no script."""
    for path, data in content.items():
        one = path in {"feed.xml", "atom.xml", "feed.json", "deadlines.ics"}
        if path.endswith(".xml"):
            assert not one or len(items(data)) == len(parsed(data).entries) == 1
        elif path.endswith(".json"):
            feed = valid_json_feed(data)
            assert not one or len(feed["items"]) == 1
        elif path.endswith(".ics"):
            assert all(len(line) <= 75 for line in data.split(b"\r\n"))
            assert not one or len(events(data)) == 1
        else:
            etree.fromstring(data)
    for source in bodies(content):
        harmless(source)


def bodies(content: dict[str, bytes]) -> list[str]:
    """The HTML that readers would show."""
    entry: Any = parsed(content["atom.xml"]).entries[0]
    tree = xml(content["feed.xml"])
    found = [valid_json_feed(content["feed.json"])["items"][0]["content_html"]]
    found += [element.text or "" for element in tree.iter("{*}encoded")]
    found += [element.text or "" for element in tree.iterfind("channel/item/description")]
    return [*found, entry.content[0].value]


def harmless(source: str) -> None:
    """No element or attribute that runs."""
    tree = html.fromstring(f"<div>{source}</div>")
    for element in tree.iter():
        assert element.tag not in {"script", "iframe", "img", "style", "object"}
        assert not any(name.startswith("on") for name in element.attrib)
        assert not re.match(r"\s*(javascript|data):", element.get("href", ""), re.IGNORECASE)


@pytest.mark.parametrize("bad", HOSTILE, ids=range(len(HOSTILE)))
def test_each_hostile_text_everywhere_at_once(bad: str) -> None:
    """In every text field of the listing, its employer and the board."""
    check(written(hostile([bad] * 7), bad or "x"))


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(words=st.lists(text, min_size=7, max_size=7), name=text)
def test_any_text_at_all(words: list[str], name: str) -> None:
    """Any Unicode, anywhere."""
    check(written(hostile(words), name))


@given(st.text())
def test_clean_text_is_text_that_xml_can_carry(value: str) -> None:
    """XML 1.0, section 2.2 (Char), and UTF-8."""
    element = etree.Element("x")
    element.text = clean(value)
    element.text = one_line(value)
    assert one_line(one_line(value)) == one_line(value)
    assert "\n" not in one_line(value)
    clean(value).encode()


def test_a_calendar_carries_hostile_text_unchanged() -> None:
    """Escaped and folded, it comes back as it went in."""
    title = 'Comma, semicolon; backslash\\ quote" colon: \\n ' + "é🙂" * 60
    content = written(hostile([title] * 7), "A; B, C")["deadlines.ics"]
    assert title in str(events(content)[0]["summary"])
    name = Calendar.from_ical(content)[
        "name"
    ].to_ical()  # a TEXT (RFC 7986), unknown to the library
    assert name.replace(b"\\", b"") == b"A; B, C"
