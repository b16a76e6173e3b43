"""A listing as a card. Made once for each listing, then put on every page that shows it.

A card's links go to the root of the site, which is another way from each page; they are made
with a mark in them, and the mark is replaced by the page's own way.
"""

from __future__ import annotations

from markupsafe import Markup

from generator.board import wording
from generator.board.board import Board
from generator.model.listing import Listing
from generator.rendering.card_facts import FACTS, card_facts
from generator.rendering.pages.jinja import render

# A control character: no listing can hold it, and no HTML of ours does.
_BASE = "\x01"


class Cards:
    """The cards of one board."""

    def __init__(self, board: Board) -> None:
        self._board = board
        self._made: dict[str, str] = {}
        self._made_brief: dict[str, str] = {}

    def card(self, listing: Listing, base: str) -> Markup:
        """The card of `listing` for a page whose way to the root is `base`."""
        made = self._made.get(listing.id)
        if made is None:
            made = self._made[listing.id] = self._make(listing)
        return Markup(made.replace(_BASE, base))  # noqa: S704 - a template escaped it

    def cards(self, listings: tuple[Listing, ...], base: str) -> Markup:
        """A list of cards."""
        items = "".join(f"<li>{self.card(item, base)}</li>" for item in listings)
        return Markup(f'<ul class="b-cards">{items}</ul>')  # noqa: S704 - cards are

    def brief(self, listings: tuple[Listing, ...], base: str) -> Markup:
        """A list of smaller cards, for below a listing: its page is to stay light."""
        items = "".join(self._brief(item) for item in listings).replace(_BASE, base)
        return Markup(f'<ul class="b-cards">{items}</ul>')  # noqa: S704 - cards are

    def _brief(self, listing: Listing) -> str:
        made = self._made_brief.get(listing.id)
        if made is None:
            made = self._made_brief[listing.id] = self._make(listing, "brief.html")
        return made

    def _make(self, listing: Listing, template: str = "card.html") -> str:
        board, left = self._board, self._board.days_left(listing)
        return render(
            template,
            employer_url=f"{_BASE}/employers/{listing.employer_id}/",
            listing_url=f"{_BASE}/{listing.url}",
            card=card_facts(board, listing),
            is_open=board.is_open(listing),
            closes=wording.closes(left),
            soon=left <= board.settings.closing_soon_days,
            day=wording.day(listing.deadline),
        )


def card_template(base: str) -> Markup:
    """A card without text, for pages on which the browser makes cards (assets/card.js)."""
    blank = render(
        "card.html",
        employer_url=f"{base}/employers/",
        listing_url=f"{base}/browse/",
        card=dict.fromkeys(FACTS, "") | {"verified": "verified"},
        is_open=True,
        closes="",
        soon=False,
        day="",
    )
    return Markup(f'<template id="card-template">{blank}</template>')  # noqa: S704 - rendered
