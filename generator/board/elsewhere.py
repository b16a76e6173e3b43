"""The listings of other boards that a hub shows beside its own.

`board pull` has judged them. They are read again here, so that what they become depends on what was
kept, the settings and the day alone. Which of them are shown on a day is decided here only.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from generator.board.board import Board
from generator.board.ids_and_dates import closes_at, entry_id, id_prefix
from generator.checking.foreign_listing import ForeignListings
from generator.model.employer import Employer
from generator.model.listing import Listing
from generator.model.network import NetworkBoard

KEPT_DAYS = 7  # how long listings are shown of a board that does not answer any more

Items = Sequence[tuple[NetworkBoard, Iterable[Any]]]  # what was kept, in the order of the settings


def is_too_old(day: date, today: date) -> bool:
    """Whether what a board said on `day` is not shown any more."""
    return today - day > timedelta(days=KEPT_DAYS)


def with_elsewhere(board: Board, items: Items, read: ForeignListings) -> Board:
    """`board` with the open listings of others, each once.

    Our own come first, then those of the board that the settings name first: employers post a
    project on several boards. So the settings name the most trusted board first.
    """
    prefix = id_prefix(board.settings)
    shown: set[object] = {entry_id(item, prefix) for item in board.listings}
    shown |= {_project(item, board.employer_of(item)) for item in board.open}
    listings: list[Listing] = []
    employers: dict[str, Employer] = {}
    for origin, kept in items:
        for item in kept:
            found = read.read(item, origin)
            if isinstance(found, str):
                continue
            listing, employer = _settled(found.listing, board), found.employer
            same = {listing.id, entry_id(listing, prefix), _project(found.listing, employer)}
            if not listing.posted <= board.today <= listing.deadline or same & shown:
                continue
            if employers.setdefault(employer.id, employer).name != employer.name:
                continue  # two employers in one folder: a card would name the wrong one
            shown |= same
            listings.append(listing)
    if not listings:
        return board
    merged = sorted(
        (*board.listings, *listings), key=lambda item: (-item.posted.toordinal(), item.id)
    )
    return replace(board, listings=tuple(merged), elsewhere=employers)


def _project(listing: Listing, employer: Employer) -> tuple[object, ...]:
    """What is the same if an employer posted one project on two boards."""
    title, name = (" ".join(text.casefold().split()) for text in (listing.title, employer.name))
    return title, name, listing.deadline, listing.pay.amount, listing.pay.currency, listing.pay.per


def _settled(listing: Listing, board: Board) -> Listing:
    """`listing` by our calendar: its last day, and no change that is still to come."""
    zone, origin = board.settings.zone, listing.origin
    if origin and origin.updated and origin.updated.astimezone(zone).date() > board.today:
        origin = replace(origin, updated=None)
    last = closes_at(listing, zone) - timedelta.resolution
    return replace(listing, origin=origin, deadline=last.date())
