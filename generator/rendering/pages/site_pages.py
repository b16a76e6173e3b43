"""Every page made from the board. Start here to find where a page comes from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from functools import cached_property

from generator.board.board import Board
from generator.board.insights import Insights
from generator.board.pay import about_hourly, has_foreign_pay
from generator.board.slices import Slice, SliceKind
from generator.model.listing import Listing
from generator.rendering.artifact import Artifact
from generator.rendering.insight_figures import Report, csv_files, report_of
from generator.rendering.insight_lines import insight_line
from generator.rendering.pages.browse import browse_pages
from generator.rendering.pages.cards import Cards, card_template
from generator.rendering.pages.embed import embed_page, embedding_page
from generator.rendering.pages.follow import follow_pages
from generator.rendering.pages.head import head
from generator.rendering.pages.insights import insights_page
from generator.rendering.pages.jinja import render
from generator.rendering.pages.listing import RELATED, alias_pages, listing_page, related_listings
from generator.rendering.pages.listing_elsewhere import elsewhere_page
from generator.rendering.pages.lists import archive, archive_month_pages, index_pages, slice_pages
from generator.rendering.pages.match import match_page
from generator.rendering.pages.page_template import HtmlPage
from generator.rendering.pages.pager import ListPage
from generator.rendering.pages.places_and_months import (
    place_and_month_indexes,
    place_and_month_pages,
)
from generator.rendering.pages.portfolio import portfolio_page
from generator.rendering.pages.post import post_pages
from generator.rendering.pages.share_images import has_share_image, share_image_path
from generator.rendering.pages.under_review import under_review_pages

_MAX_CARDS = 6  # in each list on the home page
_SCRIPTED_CARDS = {
    "browse",
    "match",
    "shortlist",
    "embed",
}  # kinds of pages whose cards scripts add
# What a converted amount begins with, on a card and in a row.
_ABOUT = re.compile(r'<span class="?b-about"?>|<i>, about ')
_SCRIPT = '<script type="module" src="../assets/board/{}" fetchpriority="low"></script>\n'


class SitePages:
    """Makes the pages of one board with their heads, in parts that can be made separately.

    `search`: whether the site has a search index. `schemas`: the files of schema/ that the form on
    `/post/` is made from; without them there is no such page.
    """

    def __init__(
        self, board: Board, search: bool = False, schemas: Mapping[str, bytes] | None = None
    ) -> None:
        self._board, self._cards, self._search = board, Cards(board), search
        self._schemas = schemas or {}

    def listing_pages(self, listing: Listing) -> Iterator[HtmlPage]:
        """The listing's own page, and redirects from its former addresses.

        `related` goes where the page has `RELATED`.
        """
        if listing.origin:
            yield self._with_head(elsewhere_page(self._board, listing, listing.origin))
            return
        image = share_image_path(listing) if has_share_image(self._board, listing) else ""
        yield self._with_head(listing_page(self._board, listing), image)
        yield from map(self._with_head, alias_pages(self._board, listing))

    def under_review(self, listing: Listing) -> Iterator[HtmlPage]:
        """The pages of a hidden listing."""
        return map(self._with_head, under_review_pages(self._board, listing))

    def related(self, listing: Listing) -> str:
        """The HTML of the listings to show below `listing`."""
        return related_listings(self._board, listing, self._cards)

    def slice_pages(self, part: Slice) -> Iterator[HtmlPage]:
        """The pages that list the open listings of `part`; none for the whole board."""
        line = self.insight_line(part)
        return map(self._with_head, slice_pages(self._board, part, self._cards, line))

    def insight_line(self, part: Slice) -> str:
        """What the listings of an employer or a skill say together: for its page, and its key."""
        return insight_line(self._insights, part)

    def insights(self) -> Iterator[HtmlPage]:
        """`/insights/`."""
        if self._board.settings.shows("insights"):
            yield self._with_head(insights_page(self._board, self._report))

    def insights_data(self) -> Iterator[Artifact]:
        """The CSV files of `/insights/`."""
        if self._board.settings.shows("insights"):
            yield from csv_files(self._report.figures)

    def list_pages(self) -> Iterator[ListPage]:
        """The pages of long lists: of all that is open, of places, of months and of the archive."""
        yield from browse_pages(self._board, self._cards, self._search)
        yield from place_and_month_pages(self._board, self._cards)
        if self._board.settings.shows("archive"):
            yield from archive_month_pages(self._board)

    def list_page(self, page: ListPage) -> Iterator[HtmlPage]:
        """One of `list_pages`, made."""
        yield self._with_head(page.make())

    def board_pages(self) -> Iterator[HtmlPage]:
        """All other pages. They show listings of the whole board."""
        yield from map(self._with_head, _board_pages(self._board, self._cards, self._search))
        if self._schemas:
            yield from map(self._with_head, post_pages(self._board, self._schemas))

    def _with_head(self, page: HtmlPage, share_image: str = "") -> HtmlPage:
        whole_head = page.head + head(self._board, page, share_image)
        return replace(page, head=whole_head, content=page.content + self._note_for(page))

    def _note_for(self, page: HtmlPage) -> str:
        """The day and the source of the exchange rates, on a page with amounts made with them."""
        is_scripted = page.kind in _SCRIPTED_CARDS and self._has_foreign_pay
        subject = page.subject
        is_foreign = (
            isinstance(subject, Listing)
            and self._board.is_open(subject)
            and about_hourly(self._board, subject)
        )
        needs_it = is_scripted or is_foreign or _ABOUT.search(page.content) is not None
        return self._exchange_note if needs_it else ""

    @cached_property
    def _insights(self) -> Insights:
        return Insights(self._board)

    @cached_property
    def _report(self) -> Report:
        return report_of(self._insights)

    @cached_property
    def _has_foreign_pay(self) -> bool:
        return has_foreign_pay(self._board)

    @cached_property
    def _exchange_note(self) -> str:
        return render("exchange_note.html", table=self._board.exchange)


def pages(
    board: Board, search: bool = False, schemas: Mapping[str, bytes] | None = None
) -> Iterator[HtmlPage]:
    """Every page made from the board. For `search` and `schemas` see `SitePages`."""
    site_pages = SitePages(board, search, schemas)
    yield from site_pages.board_pages()
    yield from site_pages.insights()
    for part_of_list in site_pages.list_pages():
        yield from site_pages.list_page(part_of_list)
    for listing in board.listings:
        for page in site_pages.listing_pages(listing):
            related = site_pages.related(listing)
            yield replace(page, content=page.content.replace(RELATED, related))
    for listing in board.under_review:
        yield from site_pages.under_review(listing)
    for part in board.slices:
        yield from site_pages.slice_pages(part)


def _board_pages(board: Board, cards: Cards, search: bool) -> Iterator[HtmlPage]:
    yield _home(board, cards, search)
    yield from index_pages(board)
    yield from place_and_month_indexes(board)
    yield embed_page(board, search)
    if board.settings.shows("archive"):
        yield archive(board)
    if board.settings.shows("follow"):
        yield from follow_pages(board)
        yield embedding_page(board)
    if board.settings.shows("shortlist"):
        yield _shortlist(board)
    if board.settings.shows("match"):
        yield match_page(board, search)
    if board.settings.shows("portfolio"):
        yield portfolio_page(board)


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
        newest=cards.cards(board.open[:_MAX_CARDS], "."),
        soon=cards.cards(board.closing_soon[:_MAX_CARDS], "."),
        categories=busiest,
        collections=[part for part in board.slices_of(SliceKind.COLLECTION) if part.open],
        often=min(skills, key=lambda name: (-len(skills[name]), name), default=""),
        hours=_median([listing.hours.high for listing in board.open]),
        places=sum(listing.openings for listing in board.open),
        remote=[item for item in board.open if item.place.mode == "remote"],
    )
    about = board.settings.description or "Short, paid projects for students and career changers."
    return HtmlPage(
        path="", title=about.rstrip("."), description=about, content=content, kind="home"
    )


def _shortlist(board: Board) -> HtmlPage:
    return HtmlPage(
        path="shortlist/",
        title="Your shortlist",
        description="Projects you saved in this browser: compare them, and keep their deadlines.",
        content=render(
            "shortlist.html", base="..", board=board, card_template=card_template(board, "..")
        ),
        head='<link rel="stylesheet" href="../assets/board/shortlist/shortlist.css">\n'
        + _SCRIPT.format("shortlist/main.js"),
        kind="shortlist",
    )


def _median(values: list[Decimal]) -> Decimal | None:
    ordered = sorted(values)
    return ordered[len(ordered) // 2] if ordered else None
