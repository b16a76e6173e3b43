"""`/browse/`: the search, and below it every open listing, newest first."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, partial

from generator.board.board import Board
from generator.board.pay import has_foreign_pay
from generator.model.listing import Listing
from generator.model.numbers import count
from generator.rendering.pages.cards import Cards, card_template
from generator.rendering.pages.jinja import render
from generator.rendering.pages.lists import listing_list
from generator.rendering.pages.live_counts import deadlines
from generator.rendering.pages.page_template import HtmlPage, base_of
from generator.rendering.pages.pager import ListPage, Pager, paged
from generator.rendering.pages.static_files import deferred_script

_ASSETS = "../assets/board/"
_CARDS = 24  # on page 1


def browse_pages(board: Board, cards: Cards, search: bool) -> Iterator[ListPage]:
    """The list in pages, with the search on page 1.

    `search`: whether the site has a search index. Without one there is only the list.
    """
    everything = f"{deadlines(board.open)} {has_foreign_pay(board)}"
    for pager, part in paged("browse/", board.open):
        make = partial(_browse_page, board, cards, search, pager, part)
        yield ListPage(pager.here, part, f"{pager.last} {everything}", make)


def _browse_page(
    board: Board, cards: Cards, search: bool, pager: Pager, part: tuple[Listing, ...]
) -> HtmlPage:
    base = base_of(pager.here)
    has_search = search and pager.number == 1 and bool(board.open)
    content = render(
        "browse.html",
        base=base,
        board=board,
        pager=pager,
        search=search,
        card_template=card_template(board, base) if has_search else "",
        cards=listing_list(cards, part, pager, base, _CARDS),
    )
    return HtmlPage(
        path=pager.here,
        title="Browse open projects" + pager.suffix,
        description=_description(board),
        content=content,
        head=_head() if has_search else "",
        kind="browse",
        allows=_origins(board) if has_search else (),
    )


def _origins(board: Board) -> tuple[str, ...]:
    """The sites of the network's boards, which the search asks if the reader wants it to."""
    origins = dict.fromkeys(item.origin for item in board.settings.network)
    return tuple(f"connect-src {origin}" for origin in origins)


def _description(board: Board) -> str:
    if not board.open:
        return f"The open paid projects on {board.settings.name}."
    return f"{count(len(board.open), 'open paid project')}, newest first."


@cache
def _head() -> str:
    style = '<link rel="stylesheet" href="{}">\n'.format
    return (
        style(f"{_ASSETS}browse/browse.css")
        + f"<noscript>{style(f'{_ASSETS}browse/noscript.css')}</noscript>\n"
        + deferred_script("browse/main.js")
    )
