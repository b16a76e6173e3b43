"""A listing as a card, rendered once and put on every page that shows it.

A card's links are relative to the site's root, and the path there differs from page to page. So a
card is rendered with a placeholder for that path, which is then replaced for each page.
"""

from __future__ import annotations

from markupsafe import Markup

from generator.board import wording
from generator.board.board import Board
from generator.model.employer import Employer
from generator.model.listing import Listing
from generator.rendering.card_facts import FACTS, card_facts
from generator.rendering.pages.jinja import render

# The placeholder: a control character, which no listing and no template can have.
_BASE = "\x01"
# The employer of the empty card.
_NOBODY = Employer("", "", website="", about="", industry="", country="")


class Cards:
    """The cards of one board."""

    def __init__(self, board: Board) -> None:
        self._board = board
        self._rendered: dict[str, str] = {}  # by listing
        self._rows: dict[str, str] = {}
        self._list_rows: dict[str, str] = {}

    def card(self, listing: Listing, base: str) -> Markup:
        """The card of `listing`. `base` is the path from the page to the root: `../..`."""
        rendered = self._rendered.get(listing.id)
        if rendered is None:
            rendered = self._rendered[listing.id] = self._render("card.html", listing)
        return Markup(rendered.replace(_BASE, base))  # noqa: S704 - the template escaped it

    def cards(self, listings: tuple[Listing, ...], base: str) -> Markup:
        """A list of cards."""
        items = "".join(f"<li>{self.card(item, base)}</li>" for item in listings)
        return Markup(f'<ul class="b-cards">{items}</ul>')  # noqa: S704 - cards are `Markup`

    def list_rows(self, listings: tuple[Listing, ...], base: str) -> Markup:
        """A list of rows: what decides, in a third of a card's bytes. `base` is as for `card`."""
        items = "".join(self._list_row(item).replace(_BASE, base) for item in listings)
        return Markup(f'<ul class="b-list">{items}</ul>')  # noqa: S704 - rows are `Markup`

    def _list_row(self, listing: Listing) -> str:
        row = self._list_rows.get(listing.id)
        if row is None:
            row = self._list_rows[listing.id] = self._render("row.html", listing)
        return row

    def rows(self, listings: tuple[Listing, ...], base: str) -> Markup:
        """A list of open listings in short, each with its title, employer, pay and deadline.

        `base` is the path from the page to the folder `listings/`.
        """
        items = "".join(self._row(item).replace(_BASE, base) for item in listings)
        return Markup(f'<ul class="b-rows b-open">\n{items}</ul>')  # noqa: S704 - rows are `Markup`

    def _row(self, listing: Listing) -> str:
        row = self._rows.get(listing.id)
        if row is None:
            money = wording.money(listing.pay.amount, listing.pay.currency)
            row = self._rows[listing.id] = render(
                "brief.html",
                board=self._board,
                listing=listing,
                listing_url=f"{_BASE}/{listing.id}/",
                who=self._board.employer_of(listing).name,
                origin=listing.origin.board.name if listing.origin else "",
                pay=money if listing.pay.per == "project" else f"{money} an hour",
                day=wording.day(listing.deadline),
            )
        return row

    def _render(self, template: str, listing: Listing) -> str:
        board = self._board
        return render(
            template,
            base=_BASE,
            employer_url=listing.origin.employer_url
            if listing.origin
            else f"{_BASE}/employers/{listing.employer_id}/",
            employer=board.employer_of(listing),
            category=board.vocabularies.categories.label(listing.category),
            listing_url=f"{_BASE}/{listing.url}",
            card=card_facts(board, listing),
            is_open=board.is_open(listing),
            day=wording.day(listing.deadline),
        )


def card_template(board: Board, base: str) -> Markup:
    """An empty card, which the browser copies and fills (assets/card.js), and a mark to choose
    from for each category.
    """
    blank = render(
        "card.html",
        base=base,
        employer_url=f"{base}/employers/",
        employer=_NOBODY,
        category="",
        listing_url=f"{base}/browse/",
        card=dict.fromkeys(FACTS, "") | {"verified": "verified"},
        is_open=True,
        day="",
    )
    marks = "".join(
        Markup('<p class="b-mark k-{}">{}</p>').format(term.id, term.label)
        for term in board.vocabularies.categories.terms.values()
    )
    return Markup(f'<template id="card-template">{blank}{marks}</template>')  # noqa: S704 - escaped
