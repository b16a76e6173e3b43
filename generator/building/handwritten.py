"""Makes a hand-written page one of this board: its address, its day, and only its sections. Pure.

- Examples on the pages have the address `https://board.example/`. The board's own takes its place.
- The dates in marked code blocks move to the board's day (`example_dates`).
- What is between `<!-- section: match -->` and `<!-- /section -->` is about a section that a board
  can hide. It is left out if the board does, and so is any other link to such a section: its text
  stays.
"""

from __future__ import annotations

import re
from datetime import date

from generator.board.ids_and_dates import id_prefix
from generator.building.example_dates import with_current_dates
from generator.model.settings import Settings

_ADDRESS = re.compile(r"https://board\.example/")
_ID_PREFIX = re.compile(r"\btag:board\.example,2026:")
_SECTION = re.compile(
    r"^<!-- section: (?P<name>[a-z]+) -->\n(?P<text>(?:(?!<!-- /?section).*\n)*)"
    r"<!-- /section -->\n",
    re.MULTILINE,
)
_LINK = re.compile(r"\[(?P<text>[^\[\]\n]+)\]\((?:\.{1,2}/)+(?P<section>[a-z]+)/[^()\s]*\)")


def of_this_board(markdown: str, settings: Settings, today: date) -> str:
    """The page's Markdown as the board in question publishes it on `today`."""
    text = with_current_dates(markdown, today)
    text = _ADDRESS.sub(lambda _: settings.url, text)
    text = _ID_PREFIX.sub(lambda _: id_prefix(settings), text)
    return _without_hidden(text, settings)


def _without_hidden(markdown: str, settings: Settings) -> str:
    def section(match: re.Match[str]) -> str:
        return match["text"] if settings.shows(match["name"]) else ""

    def link(match: re.Match[str]) -> str:
        return match[0] if settings.shows(match["section"]) else match["text"]

    text = _SECTION.sub(section, markdown)
    return _LINK.sub(link, text) if settings.hide else text
