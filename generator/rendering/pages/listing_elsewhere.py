"""The page of another board's listing: what to choose by, and the way to that board.

The listing itself is there: its full text, who may apply and how. So this page has no form and no
button to apply with, and search engines are led to the page of the other board.
"""

from __future__ import annotations

from generator.board import wording
from generator.board.board import Board
from generator.model.listing import Listing
from generator.model.network import Origin
from generator.rendering.pages.jinja import render
from generator.rendering.pages.listing import PAPER, RELATED, instant, pay_facts, skill_terms
from generator.rendering.pages.page_template import HtmlPage, base_of


def elsewhere_page(board: Board, listing: Listing, origin: Origin) -> HtmlPage:
    """The page of `listing`, an open one, with a place for what `related_listings` makes."""
    base, words = base_of(listing.url), board.vocabularies
    employer, industry = board.employer_of(listing), board.industry_of(listing)
    pay = wording.money(listing.pay.amount, listing.pay.currency)
    content = render(
        "listing_elsewhere.html",
        base=base,
        listing=listing,
        origin=origin,
        employer=employer,
        board=board,
        is_open=True,
        closes_at=instant(board, listing),
        pay=pay_facts(board, listing) | {"floor": ""},  # its own board's counts
        skills=skill_terms(board, listing.skills),
        gains=skill_terms(board, listing.gains),
        category=words.categories.label(listing.category),
        industry=industry,
        industry_label=words.industries.label(industry),
        related=RELATED,
    )
    return HtmlPage(
        path=listing.url,
        title=f"{listing.title} at {employer.name}",
        description=f"{pay} · {wording.hours(listing)} · {listing.summary}",
        content=content,
        head=PAPER.format(f"{base}/"),
        kind="listing",
        subject=listing,
        canonical=origin.url,
    )
