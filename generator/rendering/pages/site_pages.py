"""The kinds of page. Board in, pages out: nothing is read but the package's own templates."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from generator.board.board import Board
from generator.board.feed_names import FORMATS
from generator.board.slices import FOLDERS, Slice, SliceKind
from generator.model.listing import Listing
from generator.rendering.pages.browse import browse_pages
from generator.rendering.pages.cards import Cards, card_template
from generator.rendering.pages.head import head
from generator.rendering.pages.jinja import render
from generator.rendering.pages.listing import alias_pages, listing_page
from generator.rendering.pages.lists import archive_pages, index_pages, slice_pages
from generator.rendering.pages.match import match_page
from generator.rendering.pages.page_template import HtmlPage
from generator.rendering.pages.places_and_months import by_pages
from generator.rendering.pages.share_images import has_picture, picture_path

_NEWEST = 6


class SitePages:
    """The pages of one board, each with its <head>: in parts, which can be made apart.

    `search`: whether the site comes with a search index.
    """

    def __init__(self, board: Board, search: bool = False) -> None:
        self._board, self._cards, self._search = board, Cards(board), search

    def of_listing(self, listing: Listing) -> Iterator[HtmlPage]:
        """Its own page, and those at its former addresses."""
        own = picture_path(listing) if has_picture(self._board, listing) else ""
        yield self._whole(listing_page(self._board, listing, self._cards), own)
        yield from map(self._whole, alias_pages(self._board, listing))

    def of_slice(self, part: Slice) -> Iterator[HtmlPage]:
        """The pages that list what is in `part`; none for the whole board."""
        return map(self._whole, slice_pages(self._board, part, self._cards))

    def others(self) -> Iterator[HtmlPage]:
        """Those that show something of the whole board."""
        return map(self._whole, _others(self._board, self._cards, self._search))

    def _whole(self, page: HtmlPage, picture: str = "") -> HtmlPage:
        return replace(page, head=page.head + head(self._board, page, picture))


def pages(board: Board, search: bool = False) -> Iterator[HtmlPage]:
    """Every page that the board makes."""
    made = SitePages(board, search)
    yield from made.others()
    for listing in board.listings:
        yield from made.of_listing(listing)
    for part in board.slices:
        yield from made.of_slice(part)


def _others(board: Board, cards: Cards, search: bool) -> Iterator[HtmlPage]:
    yield _home(board, cards, search)
    yield from browse_pages(board, cards, search)
    yield from index_pages(board)
    yield from by_pages(board, cards)
    yield from archive_pages(board)
    yield _follow(board)
    yield _shortlist(board)
    yield match_page(board, search)


def _home(board: Board, cards: Cards, search: bool) -> HtmlPage:
    categories = board.vocabularies.categories
    busiest = sorted(
        ((items, categories.label(name), name) for name, items in board.open_by_category.items()),
        key=lambda item: (-len(item[0]), item[1]),
    )
    skills = board.open_by_skill
    content = render(
        "home.html",
        base=".",
        board=board,
        search=search,
        newest=cards.cards(board.open[:_NEWEST], "."),
        soon=cards.cards(board.closing_soon[:_NEWEST], "."),
        categories=busiest,
        collections=[part for part in board.slices_of(SliceKind.COLLECTION) if part.open],
        often=min(skills, key=lambda name: (-len(skills[name]), name), default=""),
        hours=_median([listing.hours.high for listing in board.open]),
        remote=[item for item in board.open if item.place.mode == "remote"],
    )
    about = board.settings.description or "Short, paid projects for students and career changers."
    return HtmlPage(
        path="", title=about.rstrip("."), description=about, content=content, kind="home"
    )


def _follow(board: Board) -> HtmlPage:
    groups = [
        (
            FOLDERS[kind].capitalize(),
            sorted(board.slices_of(kind), key=lambda part: not part.open),
        )
        for kind in (
            SliceKind.COLLECTION,
            SliceKind.CATEGORY,
            SliceKind.SKILL,
            SliceKind.INDUSTRY,
            SliceKind.EMPLOYER,
        )
    ]
    webcal = board.settings.url.replace("https:", "webcal:", 1).replace("http:", "webcal:", 1)
    content = render(
        "follow.html", base="..", board=board, formats=FORMATS, groups=groups, webcal=webcal
    )
    return HtmlPage(
        path="follow/",
        title="Follow",
        description=f"Feeds, calendars and data of {board.settings.name}, whole or in part.",
        content=content,
        head='<script type="module" src="../assets/board/follow.js"></script>\n',
        kind="follow",
    )


def _shortlist(board: Board) -> HtmlPage:
    return HtmlPage(
        path="shortlist/",
        title="Your shortlist",
        description="Projects you saved in this browser: compare them, and keep their deadlines.",
        content=render("shortlist.html", base="..", board=board, card_template=card_template("..")),
        head='<link rel="stylesheet" href="../assets/board/shortlist/shortlist.css">\n'
        '<script type="module" src="../assets/board/shortlist/main.js"></script>\n',
        kind="shortlist",
    )


def _median(values: list[Decimal]) -> Decimal | None:
    ordered = sorted(values)
    return ordered[len(ordered) // 2] if ordered else None
