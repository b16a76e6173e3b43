"""The listings of other boards that a hub shows beside its own.

They were judged when they were pulled and are read again here, so that what they become depends on
what was kept, the settings and the day alone. The same project is shown once: our own comes first,
then that of the board that the settings name first.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta, tzinfo
from typing import Any

from generator.board.board import Board
from generator.board.ids_and_dates import entry_id, id_prefix
from generator.checking.foreign_listing import ForeignListing, ForeignListings
from generator.model.employer import Employer
from generator.model.listing import Listing
from generator.model.network import NetworkBoard

KEPT_DAYS = 7  # how long listings are shown of a board that does not answer any more
MOST = 5_000  # listings of one board

Items = Sequence[tuple[NetworkBoard, Iterable[Any]]]  # what was kept, in the order of the settings


def is_too_old(day: date, today: date) -> bool:
    """Whether what a board said on `day` is not shown any more."""
    return today - day > timedelta(days=KEPT_DAYS)


def with_elsewhere(board: Board, items: Items, read: ForeignListings) -> Board:
    """`board` with the open listings of others."""
    own = {_project(item, board.employer_of(item)) for item in board.open}
    prefix = id_prefix(board.settings)
    shown = Shown(own, {entry_id(item, prefix) for item in board.listings})
    listings: list[Listing] = []
    employers: dict[str, Employer] = {}
    for origin, kept in items:
        for found in _open(origin, kept, read, board.today):
            if shown.is_new(found):
                listings.append(_settled(found.listing, board.today, board.settings.zone))
                employers.setdefault(found.employer.id, found.employer)
    if not listings:
        return board
    merged = sorted(
        (*board.listings, *listings), key=lambda item: (-item.posted.toordinal(), item.id)
    )
    return replace(board, listings=tuple(merged), elsewhere=employers)


class Shown:
    """What is shown already: projects, and ids in feeds."""

    def __init__(self, projects: Iterable[Any] = (), tags: Iterable[str] = ()) -> None:
        self._projects, self._tags = set(projects), set(tags)

    def is_new(self, found: ForeignListing) -> bool:
        """Whether it is not shown yet; then it is from now on."""
        project = _project(found.listing, found.employer)
        tag = found.listing.origin.tag if found.listing.origin else ""
        if project in self._projects or tag in self._tags:
            return False
        self._projects.add(project)
        self._tags.add(tag)
        return True


def _open(
    origin: NetworkBoard, kept: Iterable[Any], read: ForeignListings, today: date
) -> Iterator[ForeignListing]:
    number = 0
    for item in kept:
        found = read.read(item, origin)
        if isinstance(found, str) or not found.listing.posted <= today <= found.listing.deadline:
            continue
        number += 1
        if number > MOST:
            return
        yield found


def _project(listing: Listing, employer: Employer) -> tuple[object, ...]:
    """What is the same if an employer posted one project on two boards."""
    title, name = (" ".join(text.casefold().split()) for text in (listing.title, employer.name))
    return title, name, listing.deadline, listing.pay.amount, listing.pay.currency, listing.pay.per


def _settled(listing: Listing, today: date, zone: tzinfo) -> Listing:
    """`listing` without a change that is still to come, by our calendar."""
    origin = listing.origin
    if origin and origin.updated and origin.updated.astimezone(zone).date() > today:
        return replace(listing, origin=replace(origin, updated=None))
    return listing
