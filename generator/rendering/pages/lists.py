"""Pages of lists: the slices of the board, the indexes of slices, and the archive."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial
from itertools import groupby

from markupsafe import Markup

from generator.board import wording
from generator.board.board import Board
from generator.board.slices import FOLDERS, Slice, SliceKind
from generator.model.listing import Listing
from generator.model.numbers import count
from generator.rendering.pages.cards import Cards
from generator.rendering.pages.jinja import render
from generator.rendering.pages.page_template import HtmlPage, base_of
from generator.rendering.pages.pager import ListPage, Pager, letters, paged

CARDS = 6  # on page 1 of a list; what follows is in rows
_ALL_CARDS = 9  # a list of so many has no rows: a few alone look like a mistake
CLOSED_ROWS = 5  # of a part of the board, on its first page; the archive has all
_EMPLOYERS = 60  # on a page
# An employer's id has no underscore, so no employer's page has the address of a later page.
_LATER_EMPLOYERS = "page_"


def listing_list(
    cards: Cards, listings: tuple[Listing, ...], pager: Pager, base: str, most: int = CARDS
) -> Markup:
    """The listings of a page: on page 1 the first `most` as cards, and all others as rows."""
    if pager.number > 1:
        return cards.list_rows(listings, base)
    if len(listings) <= max(most, _ALL_CARDS):
        return cards.cards(listings, base)
    return cards.cards(listings[:most], base) + cards.list_rows(listings[most:], base)


def slice_pages(
    board: Board, part: Slice, cards: Cards, insight_line: str = ""
) -> Iterator[HtmlPage]:
    """The pages of an employer, skill, category, industry or collection; none for the board.

    `insight_line` is what its listings say together, for page 1.
    """
    if part.kind is not SliceKind.BOARD:
        for pager, listings in paged(part.path, part.open):
            line = insight_line if pager.number == 1 else ""
            yield _slice_page(board, part, pager, listings, cards, line)


def _slice_page(
    board: Board,
    part: Slice,
    pager: Pager,
    listings: tuple[Listing, ...],
    cards: Cards,
    insight_line: str,
) -> HtmlPage:
    base, folder = base_of(pager.here), FOLDERS[part.kind]
    content = render(
        "employer.html" if part.kind is SliceKind.EMPLOYER else "slice.html",
        base=base,
        board=board,
        part=part,
        pager=pager,
        employer=board.employers.get(part.id) if part.kind is SliceKind.EMPLOYER else None,
        about="" if part.kind is SliceKind.EMPLOYER else part.about,
        cards=listing_list(cards, listings, pager, base),
        closed=part.closed[:CLOSED_ROWS] if pager.number == 1 else (),
        insight_line=insight_line,
    )
    open_now = count(len(part.open), "open paid project") if part.open else "Paid projects"
    of = "at" if part.kind is SliceKind.EMPLOYER else "in"
    title = part.label if part.kind is SliceKind.EMPLOYER else f"{part.label} projects"
    return HtmlPage(
        path=pager.here,
        title=title + pager.suffix,
        description=f"{open_now} {of} {part.label} on {board.settings.name}.",
        content=content,
        kind=part.kind.value,
        subject=part if pager.number == 1 else None,
        parent=(folder.capitalize(), f"{folder}/"),
    )


def index_pages(board: Board) -> Iterator[HtmlPage]:
    """The indexes of slices, one for each kind, with the number of open listings."""
    skills = board.vocabularies.skills
    categories = board.vocabularies.categories.terms.values()
    industries = board.vocabularies.industries.terms.values()
    for kind, path, title, groups in (
        (SliceKind.SKILL, "skills/", "Skills", skills.by_area()),
        (SliceKind.CATEGORY, "categories/", "Categories", [("", [*categories])]),
        (SliceKind.INDUSTRY, "industries/", "Industries", [("", [*industries])]),
    ):
        open_now = {part.path: part.open for part in board.slices_of(kind)}
        base = base_of(path)
        yield HtmlPage(
            path=path,
            title=title,
            description=f"All {title.lower()} on {board.settings.name}, with open paid projects.",
            content=render(
                "index.html",
                base=base,
                board=board,
                title=title,
                lead="",
                folder=path,
                groups=groups,
                open_now=open_now,
            ),
            kind="index",
        )
    if board.settings.collections:
        yield _collections(board)
    yield from _employers(board)


def _collections(board: Board) -> HtmlPage:
    return HtmlPage(
        path="collections/",
        title="Collections",
        description=f"Projects on {board.settings.name} that go together, with feeds to follow.",
        content=render(
            "collections.html", base="..", board=board, parts=board.slices_of(SliceKind.COLLECTION)
        ),
        kind="index",
    )


def _employers(board: Board) -> Iterator[HtmlPage]:
    employers = [*board.employers.values()]
    names = [employer.name for employer in employers]
    for pager, part in paged("employers/", employers, _EMPLOYERS, _LATER_EMPLOYERS):
        base = base_of(pager.here)
        found = letters(names, pager, _EMPLOYERS) if pager.last > 1 else []
        yield HtmlPage(
            path=pager.here,
            title="Employers" + pager.suffix,
            description=f"Who offers paid projects on {board.settings.name}.",
            content=render(
                "employers.html",
                base=base,
                board=board,
                employers=part,
                pager=pager,
                letters=found,
                anchors={employers[letter.index].id: letter.anchor for letter in found},
            ),
            kind="index",
        )


def archive(board: Board) -> HtmlPage:
    """`/archive/`, which leads to the months."""
    return HtmlPage(
        path="archive/",
        title="Archive",
        description=f"Closed projects of {board.settings.name}, the latest deadline first.",
        content=render("archive.html", base="..", board=board, months=_months(board)),
        kind="archive",
    )


def archive_month_pages(board: Board) -> Iterator[ListPage]:
    """The pages of each month with a deadline of a closed listing.

    A listing that was filled or withdrawn closed before its deadline, often on an unknown day. So
    the month is that of the deadline, which may still be to come.
    """
    for day, items in _months(board):
        for pager, part in paged(f"archive/{day:%Y-%m}/", items):
            make = partial(_archive_month, board, day, len(items), pager, part)
            yield ListPage(pager.here, part, f"{pager.last} {len(items)}", make)


def _months(board: Board) -> list[tuple[date, list[Listing]]]:
    months = groupby(board.closed, key=lambda item: item.deadline.replace(day=1))
    return [(day, [*items]) for day, items in months]


def _archive_month(
    board: Board, day: date, total: int, pager: Pager, part: tuple[Listing, ...]
) -> HtmlPage:
    return HtmlPage(
        path=pager.here,
        title=f"Closed projects with a deadline in {wording.month(day)}{pager.suffix}",
        description=f"{count(total, 'closed project')}, the latest deadline first.",
        content=render(
            "archive_month.html",
            base=base_of(pager.here),
            board=board,
            day=day,
            total=total,
            items=part,
            pager=pager,
        ),
        kind="archive",
    )
