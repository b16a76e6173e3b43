"""Pages of open listings by place and by month of deadline: `/places/…/` and `/deadlines/…/`.

They are for browsing without a script. They are no slices, so they have no feeds: few people would
follow a place, and a month is soon over.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from generator.board import wording
from generator.board.board import Board
from generator.model.listing import Listing
from generator.model.numbers import count
from generator.model.vocabulary import Term
from generator.rendering.pages.cards import Cards
from generator.rendering.pages.jinja import render
from generator.rendering.pages.lists import listing_list
from generator.rendering.pages.live_counts import deadlines
from generator.rendering.pages.page_template import HtmlPage, base_of
from generator.rendering.pages.pager import ListPage, Pager, paged

REMOTE = "remote"
_MAX_FROM_ANYWHERE = 12  # cards of remote work on a country's page; all are on a page of their own


@dataclass(frozen=True, slots=True)
class Group:
    """Open listings that have a place or a month in common.

    `id` is the folder of its page. `listings` name the place or close in the month; `from_anywhere`
    are open to people in any country, so also to those in this one. `query` asks `/browse/` and
    `/embed/` for all of them; empty if those have no filter for it.
    """

    id: str
    label: str
    title: str
    about: str
    listings: tuple[Listing, ...]
    from_anywhere: tuple[Listing, ...] = ()
    query: str = ""

    @property
    def all(self) -> tuple[Listing, ...]:
        """All its listings. Their number is the group's count, on every page."""
        return (*self.listings, *self.from_anywhere)


def place_and_month_indexes(board: Board) -> Iterator[HtmlPage]:
    """The two indexes, unless the board hides them."""
    if board.settings.shows("places"):
        lead = "Choose your country. The number is how many projects you can apply for there."
        yield _index(board, "places/", "Places", lead, places(board))
    if board.settings.shows("deadlines"):
        lead = "Choose a month. The number is how many projects close in it."
        yield _index(board, "deadlines/", "Deadlines", lead, months(board))


def place_and_month_pages(board: Board, cards: Cards) -> Iterator[ListPage]:
    """The pages of each place and month, unless the board hides them."""
    if board.settings.shows("places"):
        for group in places(board):
            yield from _group_pages(board, cards, "places/", group)
    if board.settings.shows("deadlines"):
        for group in months(board):
            yield from _group_pages(board, cards, "deadlines/", group)


def places(board: Board) -> tuple[Group, ...]:
    """Remote work from anywhere, then each country with what people there can apply for.

    The first group is there even if it is empty, so that its address never breaks.
    """
    anywhere = board.open_from_anywhere
    about = "Remote, open to people in any country."
    groups = [Group(REMOTE, "Remote, from anywhere", "Remote projects", about, anywhere)]
    by_country = board.open_by_country
    for code in sorted(by_country, key=wording.country):
        name = wording.country(code)
        about = f"What people in {name} can apply for: work there, and remote work."
        named = tuple(item for item in by_country[code] if item.open_to)
        title = f"Projects for people in {name}"
        query = f"country={code}"
        groups.append(Group(code.lower(), name, title, about, named, anywhere, query))
    return tuple(groups)


def months(board: Board) -> tuple[Group, ...]:
    """A group for each month in which listings close, the next month first.

    Its listings are in the order of their deadlines.
    """
    by_month: dict[str, list[Listing]] = defaultdict(list)
    for item in sorted(board.open, key=lambda item: (item.deadline, item.id)):
        by_month[f"{item.deadline:%Y-%m}"].append(item)
    return tuple(
        Group(
            month,
            name := wording.month(items[0].deadline),
            f"Closing in {name}",
            f"Apply by a day in {name}. The next to close come first.",
            tuple(items),
        )
        for month, items in by_month.items()
    )


def _index(board: Board, path: str, title: str, lead: str, groups: tuple[Group, ...]) -> HtmlPage:
    terms = [Term(group.id, group.label) for group in groups]
    return HtmlPage(
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
            open_now={f"{path}{group.id}/": group.all for group in groups},
        ),
        kind="index",
    )


def _group_pages(board: Board, cards: Cards, path: str, group: Group) -> Iterator[ListPage]:
    counted = (deadlines(group.all), deadlines(group.listings), deadlines(group.from_anywhere))
    for pager, listings in paged(f"{path}{group.id}/", group.listings):
        others = group.from_anywhere[:_MAX_FROM_ANYWHERE] if pager.number == 1 else ()
        facts = f"{pager.last} {len(listings)} {counted}"
        make = partial(_group_page, board, cards, path, group, pager, listings, others)
        yield ListPage(pager.here, (*listings, *others), facts, make)


def _group_page(
    board: Board,
    cards: Cards,
    path: str,
    group: Group,
    pager: Pager,
    listings: tuple[Listing, ...],
    others: tuple[Listing, ...],
) -> HtmlPage:
    base = base_of(pager.here)
    return HtmlPage(
        path=pager.here,
        title=group.title + pager.suffix,
        description=_description(group),
        content=render(
            "group.html",
            base=base,
            board=board,
            group=group,
            pager=pager,
            cards=listing_list(cards, listings, pager, base) if listings else "",
            from_anywhere=cards.cards(others, base) if others else "",
        ),
        kind=path.rstrip("/"),
        parent=(path.rstrip("/").capitalize(), path),
    )


def _description(group: Group) -> str:
    found = count(len(group.all), "open paid project") if group.all else "No open project today"
    return f"{found}. {group.about}"
