"""What is new on the board: listings that opened, close soon or were filled. Pure.

Only what the published site has is news: its history (`api/v1/record.json`, from which
`changes.json` is made too) says when each listing came and closed. And only what the repository
still has: a listing that was taken off since then is not announced.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from generator.board.board import Board, State
from generator.board.history import CLOSED_DAYS, History
from generator.model.announce_place import KINDS, AnnouncePlace
from generator.model.listing import Listing


@dataclass(frozen=True, slots=True)
class News:
    """One thing that happened to a listing. `kind` is one of `KINDS`, `day` is when."""

    kind: str
    listing: Listing
    day: date

    @property
    def keys(self) -> tuple[str, ...]:
        """What the record of what was announced calls it, under its present id and each former one.

        A later deadline makes another `closing`: people may hear of it again.
        """
        until = f" {self.listing.deadline}" if self.kind == "closing" else ""
        ids = (self.listing.id, *self.listing.aliases)
        return tuple(f"{self.kind} {identifier}{until}" for identifier in ids)


def news_of(board: Board, history: History) -> tuple[News, ...]:
    """What happened in the last `CLOSED_DAYS` days or is about to, the earliest first."""
    since = board.today - timedelta(days=CLOSED_DAYS)
    found = []
    for listing in board.listings:
        published = history.listings.get(listing.id)
        if published is None:
            continue
        state = board.state(listing)
        if state is State.OPEN and published.state == "open":
            if published.first_seen >= since:
                found.append(News("opened", listing, published.first_seen))
            if (listing.deadline - board.today).days <= board.settings.closing_soon_days:
                found.append(News("closing", listing, listing.deadline))
        elif state is State.FILLED and published.state == "filled":
            if published.closed and published.closed >= since:
                found.append(News("filled", listing, published.closed))
    return tuple(sorted(found, key=_order))


def heard_by(place: AnnouncePlace, news: tuple[News, ...], board: Board) -> tuple[News, ...]:
    """Those of `news` that `place` wants to hear, in the same order."""
    paths = {f"{part}/" for part in place.only}
    parts = [part for part in board.slices if part.path in paths]
    listings = {item.id for part in parts for item in (*part.open, *part.closed)}
    return tuple(
        item
        for item in news
        if item.kind in place.what and (not place.only or item.listing.id in listings)
    )


def _order(item: News) -> tuple[int, date, str]:
    return KINDS.index(item.kind), item.day, item.listing.id
