"""The facts on a listing's card, as text: for templates, scripts and the search index."""

from __future__ import annotations

from generator.board import wording
from generator.board.board import Board, State
from generator.model.listing import Listing

# The keys of `card_facts`.
FACTS = (
    "id", "title", "summary", "who", "logo", "verified", "category", "pay", "rate", "time",
    "level", "place", "deadline", "state",
)  # fmt: skip


def card_facts(board: Board, listing: Listing) -> dict[str, str]:
    """The facts on a card as text, with the keys `FACTS`; `deadline` is an ISO 8601 date.

    templates/card.html shows them, and assets/card.js in the browser. `logo` is the name of a file
    in the employer's folder; it is empty if the employer has none, as `verified` is if it is not
    verified and `state` if the listing is open. `category` is an id: the page has the label.
    """
    employer, state = board.employer_of(listing), board.state(listing)
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
        "time": f"{wording.hours(listing)}, {wording.weeks(listing)}",
        "level": wording.LEVELS[listing.level],
        "place": wording.where(listing),
        "deadline": listing.deadline.isoformat(),
        "state": "" if state is State.OPEN else state.value,
    }
