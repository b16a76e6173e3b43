"""A listing as a card. Made once for each listing, then put on every page that shows it.

A card's links go to the root of the site, which is another way from each page; they are made
with a mark in them, and the mark is replaced by the page's own way.
"""

from __future__ import annotations

from markupsafe import Markup, escape

from generator.board import wording
from generator.board.board import Board
from generator.model.listing import Listing
from generator.rendering.card_facts import card_facts
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

    def findable(self, listings: tuple[Listing, ...], base: str) -> Markup:
        """A list of cards with the words by which each can be found, beside those one sees."""
        items = "".join(
            f'<li data-words="{escape(self._words(item))}">{self.card(item, base)}</li>'
            for item in listings
        )
        return Markup(f'<ul class="b-cards">{items}</ul>')  # noqa: S704 - cards are, words too

    def _words(self, listing: Listing) -> str:
        """Skills with their other spellings, the kind of work, and the industry."""
        known = self._board.vocabularies
        terms = [known.skills.terms[skill] for skill in (*listing.skills, *listing.gains)]
        names = [name for term in terms for name in (term.label, *term.aliases)]
        names.append(known.categories.label(listing.category))
        names.append(known.industries.label(self._board.industry_of(listing)))
        return " · ".join(names)

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
            base=_BASE,
            card=card_facts(board, listing),
            employer=listing.employer_id,
            is_open=board.is_open(listing),
            closes=wording.closes(left),
            soon=left <= board.settings.closing_soon_days,
            day=wording.day(listing.deadline),
        )
