"""The kinds of page. Board in, pages out: nothing is read but the package's own templates."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from generator.board import Board
from generator.head import head
from generator.pages.browse import browse_pages
from generator.pages.cards import Cards
from generator.pages.listing import alias_pages, listing_page
from generator.pages.lists import archive_pages, index_pages, slice_pages
from generator.pages.templates import render
from generator.shell import Page
from generator.slices import FORMATS, Kind, slices

_NEWEST = 6


def pages(board: Board, search: bool = False) -> Iterator[Page]:
    """Every page that the board makes, each with its <head>.

    `search`: whether the site comes with a search index.
    """
    for page in _bodies(board, search):
        extra = head(board, page.path, page.title, page.description)
        yield replace(page, head=f"{page.head}{extra}")


def _bodies(board: Board, search: bool) -> Iterator[Page]:
    cards = Cards(board)
    yield _home(board, cards)
    yield from browse_pages(board, cards, search)
    for listing in board.listings:
        yield listing_page(board, listing, cards)
        yield from alias_pages(board, listing)
    yield from slice_pages(board, cards)
    yield from index_pages(board)
    yield from archive_pages(board)
    yield _follow(board)


def _home(board: Board, cards: Cards) -> Page:
    categories = board.vocabularies.categories
    busiest = sorted(
        ((items, categories.label(name), name) for name, items in board.open_by_category.items()),
        key=lambda item: (-len(item[0]), item[1]),
    )
    content = render(
        "home.html",
        base=".",
        board=board,
        newest=cards.cards(board.open[:_NEWEST], "."),
        soon=cards.cards(board.closing_soon[:_NEWEST], "."),
        categories=busiest,
        hours=_median([listing.hours.high for listing in board.open]),
        remote=[item for item in board.open if item.place.mode == "remote"],
    )
    about = board.settings.description or "Short, paid projects for students and career changers."
    return Page(path="", title=about.rstrip("."), description=about, content=content, kind="home")


def _follow(board: Board) -> Page:
    parts = [part for part in slices(board) if part.open or part.kind is Kind.BOARD]
    groups = [
        (title, [part for part in parts if part.kind is kind])
        for kind, title in (
            (Kind.COLLECTION, "Collections"),
            (Kind.CATEGORY, "Categories"),
            (Kind.SKILL, "Skills"),
            (Kind.INDUSTRY, "Industries"),
            (Kind.EMPLOYER, "Employers"),
        )
    ]
    content = render("follow.html", base="..", board=board, formats=FORMATS, groups=groups)
    return Page(
        path="follow/",
        title="Follow",
        description=f"Feeds, calendars and data of {board.settings.name}, whole or in part.",
        content=content,
        kind="follow",
    )


def _median(values: list[Decimal]) -> Decimal | None:
    ordered = sorted(values)
    return ordered[len(ordered) // 2] if ordered else None
