"""The page of a hidden listing: it says that it is under review, and nothing of the listing."""

from __future__ import annotations

from collections.abc import Iterator

from generator.board.board import Board
from generator.model.listing import Listing
from generator.rendering.pages.jinja import render
from generator.rendering.pages.page_template import NOINDEX, HtmlPage, base_of
from generator.rendering.pages.report import report_links


def under_review_pages(board: Board, listing: Listing) -> Iterator[HtmlPage]:
    """The same page at the listing's address and at its former ones. Search engines skip them."""
    former = (alias for alias in listing.aliases if alias not in board.by_id)
    for name in (listing.id, *former):
        path = f"listings/{name}/"
        yield HtmlPage(
            path=path,
            title="This listing is under review",
            description="The board's maintainers are checking this listing.",
            content=render(
                "under_review.html",
                base=base_of(path),
                board=board,
                entry=board.hidden[listing.id],
                links=report_links(board, listing),
            ),
            head=NOINDEX,
            kind="under-review",
            parent=("Browse", "browse/"),
        )


def under_review_facts(board: Board, listing: Listing) -> str:
    """What the pages are made from, for their cache key."""
    taken = [alias for alias in listing.aliases if alias in board.by_id]
    return repr((listing.id, listing.aliases, taken, board.hidden[listing.id]))
