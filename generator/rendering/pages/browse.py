"""The page to find on: /browse/, every open listing, newest first, with the search above it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from generator.board import wording
from generator.board.board import Board
from generator.rendering.pages.cards import Cards
from generator.rendering.pages.jinja import render
from generator.rendering.pages.lists import page_of, paged
from generator.rendering.pages.page_template import HtmlPage, base_of
from generator.rendering.pages.static_files import enhancement

_ASSETS = "../assets/board/"


def browse_pages(board: Board, cards: Cards, search: bool) -> Iterator[HtmlPage]:
    """`search`: whether the site has a search index. Without one a script looks at the cards."""
    finder = "finder.html" if search else "finder_plain.html"
    for pager, part in paged("browse/", board.open):
        base = base_of(pager.here)
        is_first = pager.number == 1 and bool(board.open)
        content = render(
            "browse.html",
            base=base,
            board=board,
            pager=pager,
            size=len(part),
            finder=finder if is_first else "",
            cards=cards.cards(part, base) if search else cards.findable(part, base),
        )
        yield HtmlPage(
            path=pager.here,
            title="Browse open projects" + page_of(pager),
            description=f"{wording.count(len(board.open), 'open paid project')}, newest first.",
            content=content,
            head=_head(search) if is_first else "",
            kind="browse",
            needs_wasm=search and is_first,
        )


@cache
def _head(search: bool) -> str:
    if not search:
        return f'<script type="module" src="{_ASSETS}find.js"></script>\n'
    style = '<link rel="stylesheet" href="{}">\n'.format
    return (
        style(f"{_ASSETS}find/find.css")
        + f"<noscript>{style(f'{_ASSETS}find/noscript.css')}</noscript>\n"
        + enhancement("find", "card.js")
    )
