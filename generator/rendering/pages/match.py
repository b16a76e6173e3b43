"""`/match/`: what somebody can do and wants to learn, against all that is open, in the browser."""

from __future__ import annotations

from collections import Counter
from functools import cache

from generator.board import wording
from generator.board.board import Board
from generator.rendering.pages.cards import card_template
from generator.rendering.pages.jinja import render
from generator.rendering.pages.page_template import HtmlPage
from generator.rendering.pages.static_files import enhancement

_OFTEN = 8


def match_page(board: Board, search: bool) -> HtmlPage:
    """The form; it offers only what some open listing asks for or has.

    `search`: whether the site has a search index, from which the cards come.
    """
    is_whole = search and bool(board.open)
    skills, rows = board.vocabularies.skills, board.open
    needed = Counter(skill for item in rows for skill in item.skills)
    gained = {skill for item in rows for skill in (*item.gains, *item.skills)}
    often = sorted(needed, key=lambda name: (-needed[name], name))[:_OFTEN]
    countries = {code for item in rows for code in item.open_to}
    languages = {item.main_language for item in rows}
    content = render(
        "match.html",
        base="..",
        board=board,
        is_whole=is_whole,
        needed=skills.by_area(needed),
        gained=skills.by_area(gained),
        often=[skills.terms[name] for name in often if name in skills],
        countries=sorted(((code, wording.country(code)) for code in countries), key=_name),
        languages=sorted(((tag, wording.language(tag)) for tag in languages), key=_name),
        card_template=card_template(".."),
    )
    return HtmlPage(
        path="match/",
        title="What fits you?",
        description="Tick what you can do: the open paid projects that fit, and why each does.",
        content=content,
        head=_head() if is_whole else "",
        kind="match",
    )


def _name(item: tuple[str, str]) -> str:
    return item[1]


@cache
def _head() -> str:
    style = '<link rel="stylesheet" href="../assets/board/match/match.css">\n'
    return style + enhancement("match/main.js")
