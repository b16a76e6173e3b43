"""`/match/`: students choose what they can do and want to learn, and see which projects fit.

The matching is done in the browser (assets/match/).
"""

from __future__ import annotations

from collections import Counter
from functools import cache

from generator.board import wording
from generator.board.board import Board
from generator.rendering.pages.cards import card_template
from generator.rendering.pages.jinja import render
from generator.rendering.pages.page_template import HtmlPage
from generator.rendering.pages.static_files import deferred_script

_MOST_NEEDED = 8  # skills that are offered first


def match_page(board: Board, search: bool) -> HtmlPage:
    """The form. It offers only skills, countries and languages of open listings.

    `search`: whether the site has a search index. Without one there are no matches, because the
    facts on their cards come from there.
    """
    has_matches = search and bool(board.open)
    skills, rows = board.vocabularies.skills, board.open
    needed = Counter(skill for item in rows for skill in item.skills)
    gained = {skill for item in rows for skill in (*item.gains, *item.skills)}
    most_needed = sorted(needed, key=lambda name: (-needed[name], name))[:_MOST_NEEDED]
    countries = {code for item in rows for code in item.open_to}
    languages = {item.main_language for item in rows}
    content = render(
        "match.html",
        base="..",
        board=board,
        is_whole=has_matches,
        needed=skills.by_area(needed),
        gained=skills.by_area(gained),
        often=[skills.terms[name] for name in most_needed if name in skills],
        countries=sorted(((code, wording.country(code)) for code in countries), key=_label),
        languages=sorted(((tag, wording.language(tag)) for tag in languages), key=_label),
        card_template=card_template(board, ".."),
    )
    return HtmlPage(
        path="match/",
        title="What fits you?",
        description="Tick what you can do: the open paid projects that fit, and why each does.",
        content=content,
        head=_head() if has_matches else "",
        kind="match",
    )


def _label(item: tuple[str, str]) -> str:
    return item[1]


@cache
def _head() -> str:
    style = '<link rel="stylesheet" href="../assets/board/match/match.css">\n'
    return style + deferred_script("match/main.js")
