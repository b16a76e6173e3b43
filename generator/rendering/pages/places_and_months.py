"""Pages of open listings by place and by month of deadline: `/places/…/` and `/deadlines/…/`.

They are for browsing without a script. They are no slices, so they have no feeds: few people would
follow a place, and a month is soon over.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from generator.board import wording
from generator.board.board import Board
from generator.model.listing import Listing
from generator.model.numbers import count
from generator.model.vocabulary import Term
from generator.rendering.pages.cards import Cards
from generator.rendering.pages.jinja import render
from generator.rendering.pages.lists import page_suffix, paged
from generator.rendering.pages.page_template import HtmlPage, base_of

REMOTE = "remote"


@dataclass(frozen=True, slots=True)
class Group:
    """Open listings, newest first, that have a place or a month in common.

    `id` is the folder of its page.
    """

    id: str
    label: str
    title: str
    about: str
    listings: tuple[Listing, ...]


def place_and_month_pages(board: Board, cards: Cards) -> Iterator[HtmlPage]:
    """The two indexes, and the pages of each group, unless the board hides them."""
    if board.settings.shows("places"):
        lead = "Choose where you are. A number is how many projects are open now."
        yield from _pages(board, cards, ("places/", "Places", lead), places(board))
    if board.settings.shows("deadlines"):
        lead = "Choose when you have to decide by. A number is how many projects are open now."
        yield from _pages(board, cards, ("deadlines/", "Deadlines", lead), months(board))


def places(board: Board) -> tuple[Group, ...]:
    """Remote work from anywhere, then each country: work there, or remote work from there."""
    anywhere = [item for item in board.open if _is_from_anywhere(item)]
    by_country: dict[str, list[Listing]] = defaultdict(list)
    for item in board.open:
        for code in _countries(item):
            by_country[code].append(item)
    about = "Remote, open to people in any country."
    groups = [Group(REMOTE, "Remote, from anywhere", "Remote projects", about, tuple(anywhere))]
    for code in sorted(by_country, key=wording.country):
        name = wording.country(code)
        about = f"On site or hybrid in {name}, or remote and open to people there."
        title = f"Projects for people in {name}"
        groups.append(Group(code.lower(), name, title, about, tuple(by_country[code])))
    return tuple(group for group in groups if group.listings)


def months(board: Board) -> tuple[Group, ...]:
    """A group for each month in which listings close, the next month first."""
    by_month: dict[str, list[Listing]] = defaultdict(list)
    for item in board.open:
        by_month[f"{item.deadline:%Y-%m}"].append(item)
    return tuple(
        Group(
            month,
            name := wording.month(by_month[month][0].deadline),
            f"Closing in {name}",
            f"Apply by a day in {name}.",
            tuple(by_month[month]),
        )
        for month in sorted(by_month)
    )


def _is_from_anywhere(item: Listing) -> bool:
    return item.place.mode == REMOTE and not item.place.applicant_countries


def _countries(item: Listing) -> tuple[str, ...]:
    place = item.place
    here = (place.country,) if place.country and place.mode != REMOTE else ()
    return tuple(dict.fromkeys((*here, *place.applicant_countries)))


def _pages(
    board: Board, cards: Cards, index: tuple[str, str, str], groups: tuple[Group, ...]
) -> Iterator[HtmlPage]:
    path, title, lead = index
    terms = [Term(group.id, group.label) for group in groups]
    yield HtmlPage(
        path=path,
        title=title,
        description=f"{title} of the open paid projects on {board.settings.name}.",
        content=render(
            "index.html",
            base="..",
            board=board,
            title=title,
            lead=lead,
            folder=path,
            groups=[("", terms)] if terms else [],
            open_now={f"{path}{group.id}/": group.listings for group in groups},
        ),
        kind="index",
    )
    has_remote = any(group.id == REMOTE for group in groups)
    for group in groups:
        yield from _group_pages(board, cards, path, group, anywhere=has_remote)


def _group_pages(
    board: Board, cards: Cards, path: str, group: Group, *, anywhere: bool
) -> Iterator[HtmlPage]:
    """The pages of `group`. `anywhere`: whether there is a page of remote work from anywhere."""
    for pager, listings in paged(f"{path}{group.id}/", group.listings):
        base = base_of(pager.here)
        yield HtmlPage(
            path=pager.here,
            title=group.title + page_suffix(pager),
            description=f"{count(len(group.listings), 'open paid project')}. {group.about}",
            content=render(
                "group.html",
                base=base,
                board=board,
                group=group,
                anywhere=anywhere and group.id != REMOTE,
                pager=pager,
                cards=cards.cards(listings, base),
            ),
            kind=path.rstrip("/"),
            parent=(path.rstrip("/").capitalize(), path),
        )
