"""Hostile text through every output but the feeds, which test_feed_fuzz.py has."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.board.board import Board, board_from
from generator.rendering.feed import publication_of
from generator.rendering.formats.sitemap import sitemap
from generator.rendering.pages.head import head
from generator.rendering.pages.json_ld import script
from generator.rendering.pages.site_pages import pages
from tests.rendering.test_feed_fuzz import HOSTILE, harmless, hostile, text
from tests.support.boards import EMPLOYERS, SETTINGS, TODAY, VOCABULARIES
from tests.support.feeds import xml
from tests.support.published import published


def bad_board(words: list[str], name: str) -> Board:
    """A board whose listing, employer, vocabulary and settings are all hostile."""
    employers = (replace(EMPLOYERS[0], name=name, about=name), EMPLOYERS[1])
    changed = replace(SETTINGS, name=name, description=name)
    skills = VOCABULARIES.skills
    term = replace(skills.terms["excel"], label=name, aliases=(name,))
    words_ = replace(VOCABULARIES, skills=replace(skills, terms={**skills.terms, "excel": term}))
    return board_from(employers, [hostile(words)], words_, changed, TODAY)


def check(of: Board) -> None:
    """Every file parses, is UTF-8, has its one listing, and no script."""
    files = published(of)
    for path, content in files.items():
        content.decode("utf-8")
        if path.endswith(".json"):
            json.loads(content)
    assert json.loads(files["api/v1/listings.json"])["count"] == 1
    assert len(xml(files["jobs.xml"]).findall("job")) == 1
    reader = csv.reader(io.StringIO(files["api/v1/listings.csv"].decode(), newline=""), strict=True)
    lines = list(reader)
    assert len(lines) == 2 and len(lines[0]) == len(lines[1])
    assert len(files["robots.txt"].splitlines()) == 4
    whole = json.loads(files["api/v1/listings/harbour/bookshop-survey.json"])
    harmless(whole["description"]["html"])
    harmless(xml(files["jobs.xml"]).findtext("job/description") or "")
    (map_,) = sitemap(publication_of(of), ["", of.open[0].url])
    xml(map_.content)
    check_head(of)


OWN_SCRIPTS = ("assets/board/site.js", "assets/board/listing.js")


class Elements(HTMLParser):
    """The elements of a head, and the texts of its scripts, as a browser reads them."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.scripts: list[str] = []
        self.is_data = False
        self.others = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        assert not any(name.startswith("on") for name, _ in attrs)
        if tag == "script":
            self.is_data = ("type", "application/ld+json") in attrs
            assert self.is_data or str(dict(attrs).get("src")).endswith(OWN_SCRIPTS)
            self.scripts += [""] if self.is_data else []

    def handle_data(self, data: str) -> None:
        if self.tags and self.tags[-1] == "script" and self.is_data:
            self.scripts[-1] += data
        else:
            self.others += data


def check_head(of: Board) -> None:
    paths = {"", of.open[0].url, "employers/harbour/", "skills/excel/"}
    for page in (page for page in pages(of) if page.path in paths):
        paths.remove(page.path)
        found = Elements()
        found.feed(head(of, replace(page, title=of.open[0].title, description=of.open[0].summary)))
        found.close()
        assert set(found.tags) <= {"link", "meta", "script"}
        for data in found.scripts:
            assert json.loads(data)["@context"] == "https://schema.org/"
    assert not paths


@pytest.mark.parametrize("bad", HOSTILE, ids=range(len(HOSTILE)))
def test_each_hostile_text_everywhere_at_once(bad: str) -> None:
    check(bad_board([bad] * 7, bad or "x"))


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(words=st.lists(text, min_size=7, max_size=7), name=text)
def test_any_text_at_all(words: list[str], name: str) -> None:
    check(bad_board(words, name))


@given(st.recursive(st.text() | st.sampled_from(HOSTILE), st.lists, max_leaves=6))
def test_nothing_leaves_a_script_element(value: object) -> None:
    """HTML, 4.12.1.3: without `<`, no end tag and no comment."""
    written = script({"value": value})
    start, end = '<script type="application/ld+json">', "</script>"
    inner = written.removeprefix(start).removesuffix(end)
    assert "<" not in inner and "\u2028" not in inner
    written.encode()
    safe = json.loads(json.dumps(value, ensure_ascii=False).encode("utf-8", "replace"))
    assert json.loads(inner)["value"] == safe


def test_the_api_carries_hostile_text_unchanged() -> None:
    title = '</script> ]]> "quoted" \\ \x0b \u202e 🧑\u200d🚀 ' + "é" * 3000
    files = published(bad_board([title] * 7, title))
    assert json.loads(files["api/v1/listings.json"])["listings"][0]["title"] == title
