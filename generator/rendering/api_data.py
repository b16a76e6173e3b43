"""The lists of the API, as data.

`formats/api.py` writes them as files; `formats/openapi.py` shows examples of them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta

from generator.board.board import Board
from generator.board.history import CLOSED_DAYS, ListingHistory
from generator.board.wording import country
from generator.model.listing import Listing
from generator.model.numbers import json_number
from generator.model.vocabulary import Vocabulary
from generator.rendering.feed import Publication
from generator.rendering.listing_json import Json, employer


def employers(board: Board) -> list[Json]:
    """Every employer, by name, with the numbers of its open and closed listings."""
    return [employer(board, item) | _counts(board, item.id) for item in board.employers.values()]


def _counts(board: Board, employer_id: str) -> Json:
    number_open = len(board.open_by_employer.get(employer_id, ()))
    return {"open": number_open, **board.results(employer_id)._asdict()}


def skills(board: Board) -> list[Json]:
    """The vocabulary of skills, in its own order."""
    return _terms(board, board.vocabularies.skills, "skills", board.open_by_skill)


def categories(board: Board) -> list[Json]:
    """The vocabulary of categories, in its own order."""
    return _terms(board, board.vocabularies.categories, "categories", board.open_by_category)


def industries(board: Board) -> list[Json]:
    """The vocabulary of industries, in its own order."""
    return _terms(board, board.vocabularies.industries, "industries", board.open_by_industry)


def countries(board: Board) -> list[Json]:
    """Each country that open listings name, and how many of them people there can apply for.

    Those that are open from anywhere count for each. `url` is left out if the board has no pages
    for places.
    """
    folder = f"{board.settings.url}places/" if board.settings.shows("places") else ""
    found = []
    for code, listings in board.open_by_country.items():
        item: Json = {"id": code, "label": country(code), "open": len(listings)}
        found.append(item | ({"url": f"{folder}{code.lower()}/"} if folder else {}))
    return found


def exchange_rates(board: Board) -> Json:
    """The table that pay is compared with, and the board's own currency."""
    table = board.exchange
    return {
        "currency": board.settings.own_currency,
        "base": table.base,
        "day": table.day.isoformat() if table.day else "",
        "source": table.source,
        "rates": {code: json_number(rate) for code, rate in table.rates.items()},
    }


def changes(publication: Publication) -> tuple[date, date, list[tuple[str, Json]]]:
    """What opened, changed and closed in the last `CLOSED_DAYS` days, the latest first.

    Returns the first and the last of these days, and each change with its kind (`CHANGES`).
    """
    board, histories = publication.board, publication.history.listings
    since = board.today - timedelta(days=CLOSED_DAYS)
    found = [
        (day, kind, identifier)
        for identifier, item in histories.items()
        for kind, day_of in CHANGES.items()
        if (day := day_of(item)) and day >= since
    ]
    found.sort(key=lambda item: (-item[0].toordinal(), item[2]))
    listed = [(kind, _change(board, name, histories[name], day)) for day, kind, name in found]
    return since, board.today, listed


def _edited_on(item: ListingHistory) -> date | None:
    """The day of the last edit; None if that edit closed the listing, or there was none."""
    return item.changed if item.edits and item.changed != item.closed else None


# The kinds of changes, and on which day of a listing's history each happened.
CHANGES: Mapping[str, Callable[[ListingHistory], date | None]] = {
    "opened": lambda item: item.first_seen,
    "changed": _edited_on,
    "closed": lambda item: item.closed,
}


def _change(board: Board, identifier: str, item: ListingHistory, day: date) -> Json:
    found: Json = {"id": identifier, "date": day.isoformat(), "state": item.state}
    if listing := board.by_id.get(identifier):
        found |= {"title": listing.title, "url": board.settings.url + listing.url}
    return found


def _terms(
    board: Board,
    vocabulary: Vocabulary,
    folder: str,
    open_listings: Mapping[str, tuple[Listing, ...]],
) -> list[Json]:
    found = []
    for term in vocabulary.terms.values():
        item: Json = {
            "id": term.id,
            "label": term.label,
            "url": f"{board.settings.url}{folder}/{term.id}/",
            "open": len(open_listings.get(term.id, ())),
            "aliases": term.aliases,
        }
        optional = {"broader": term.broader, "description": term.description}
        found.append(item | {name: value for name, value in optional.items() if value})
    return found
