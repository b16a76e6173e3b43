"""The facts on a listing's card, as text: for templates, scripts and the search index."""

from __future__ import annotations

from generator.board import wording
from generator.board.board import Board, State
from generator.board.pay import about_hourly, hourly_facts
from generator.model.listing import Listing

# The keys of `card_facts`.
FACTS = (
    "id", "title", "summary", "who", "logo", "verified", "category", "pay", "rate", "hour",
    "about", "time", "level", "place", "deadline", "state", "lang",
    "origin",
)  # fmt: skip


def card_facts(board: Board, listing: Listing) -> dict[str, str]:
    """The facts on a card as text, with the keys `FACTS`; `deadline` is an ISO 8601 date.

    templates/card.html shows them, and assets/card.js in the browser. `logo` is the name of a file
    in the employer's folder; it is empty if the employer has none, as `verified` is if it is not
    verified and `state` if the listing is open. `category` is an id: the page has the label. `hour`
    is for scripts that convert the pay. `about` is empty if the pay is in the board's own currency,
    `lang` if the texts are in the board's language. `origin` is the name of the board that the
    listing is from; empty if it is our own.
    """
    employer, state = board.employer_of(listing), board.state(listing)
    language = board.text_language(listing)
    return {
        "id": listing.id,
        "title": listing.title,
        "summary": listing.summary,
        "who": employer.name,
        "logo": employer.logo or "",
        "verified": "verified" if employer.verified else "",
        "category": listing.category,
        "pay": wording.money(listing.pay.amount, listing.pay.currency),
        "rate": wording.rate(listing) if listing.pay.per == "project" else "an hour",
        "hour": hourly_facts(listing),
        "about": about_hourly(board, listing),
        "time": f"{wording.hours(listing)}, {wording.weeks(listing)}",
        "level": wording.LEVELS[listing.level],
        "place": wording.where(listing),
        "deadline": listing.deadline.isoformat(),
        "state": "" if state is State.OPEN else state.value,
        "lang": "" if language == board.settings.language else language,
        "origin": listing.origin.board.name if listing.origin else "",
    }
