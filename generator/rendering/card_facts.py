"""What a card says of a listing, in words: for templates, scripts and the search alike."""

from __future__ import annotations

from generator.board import wording
from generator.board.board import Board, State
from generator.model.listing import Listing

# The names of what `card_facts` gives.
FACTS = (
    "id", "title", "summary", "who", "verified", "pay", "rate", "time", "level", "place",
    "deadline", "state",
)  # fmt: skip


def card_facts(board: Board, listing: Listing) -> dict[str, str]:
    """What a card says, in words; `deadline` is a date.

    templates/card.html shows it, and in the browser assets/card.js. `verified` and `state` are
    empty for an employer who is not, and for a listing that is open.
    """
    employer, state = board.employer_of(listing), board.state(listing)
    return {
        "id": listing.id,
        "title": listing.title,
        "summary": listing.summary,
        "who": employer.name,
        "verified": "verified" if employer.verified else "",
        "pay": wording.money(listing.pay.amount, listing.pay.currency),
        "rate": wording.rate(listing) if listing.pay.per == "project" else "an hour",
        "time": f"{wording.hours(listing)}, {wording.weeks(listing)}",
        "level": wording.LEVELS[listing.level],
        "place": wording.where(listing),
        "deadline": listing.deadline.isoformat(),
        "state": "" if state is State.OPEN else state.value,
    }
