"""The board on one day: which listings are open, which are related, and which slices there are.

A board is made from listings, employers, vocabularies, settings, exchange rates and today's date
alone. Nothing here reads a file or a clock.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from generator.board.related import Related, RelatedListings
from generator.board.slices import (
    Groups,
    Slice,
    SliceKind,
    collection_slice,
    group_listings,
    named_slices,
)
from generator.board.text_language import text_language
from generator.checking.check import CheckContext, Checked
from generator.model.employer import Employer
from generator.model.exchange import NO_RATES, ExchangeRates
from generator.model.hidden import Hidden, HiddenListings, hidden_entry
from generator.model.listing import Listing
from generator.model.safe_text import one_line
from generator.model.settings import Settings
from generator.model.vocabulary import Vocabularies


class State(StrEnum):
    """Whether students can apply, and if not, why."""

    OPEN = "open"
    FILLED = "filled"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"


def state_of(listing: Listing, today: date) -> State:
    """The state of `listing` on `today`. An open listing expires when its deadline's day ends."""
    if listing.status != "open":
        return State(listing.status)
    return State.OPEN if today <= listing.deadline else State.EXPIRED


@dataclass(frozen=True)
class Board:
    """All data that pages and feeds are made from.

    A listing that is `posted` after `today` is not on the board yet. One that closed longer ago
    than the setting `keep_closed_days` is not on the board any more. One that is hidden is not on
    it either: nothing of it is shown, but a page that says so.
    """

    settings: Settings
    today: date  # in the board's time zone
    vocabularies: Vocabularies
    employers: Mapping[str, Employer]  # by id, in order of name
    listings: tuple[Listing, ...]  # newest first, then by id
    no_longer_shown: tuple[Listing, ...] = ()  # the history and the form still know them
    under_review: tuple[Listing, ...] = ()  # the hidden ones that would be shown, in that order
    hidden: HiddenListings = field(default_factory=dict)  # all hidden ones that were posted, by id
    # The first day on which a filled or withdrawn listing was not open, by id. Known only if an
    # earlier build saw it close.
    closings: Mapping[str, date] = field(default_factory=dict)
    exchange: ExchangeRates = NO_RATES
    # The employers of other boards' listings, by the ids that they have here (model/network.py).
    # They have no pages here.
    elsewhere: Mapping[str, Employer] = field(default_factory=dict)

    @cached_property
    def own(self) -> tuple[Listing, ...]:
        """The listings that are this board's own, newest first."""
        if not self.elsewhere:
            return self.listings
        return tuple(item for item in self.listings if item.origin is None)

    @cached_property
    def name(self) -> str:
        """The board's name in one line, or its URL if it has no name."""
        return one_line(self.settings.name) or self.settings.url

    @cached_property
    def by_id(self) -> dict[str, Listing]:
        """Every listing on the board, by id."""
        return {listing.id: listing for listing in self.listings}

    @cached_property
    def open(self) -> tuple[Listing, ...]:
        """Listings that students can apply for today, newest first."""
        return tuple(item for item in self.listings if self.is_open(item))

    @cached_property
    def closed(self) -> tuple[Listing, ...]:
        """Listings that are filled, withdrawn or expired, latest deadline first."""
        closed = [item for item in self.listings if not self.is_open(item)]
        return tuple(sorted(closed, key=lambda item: (item.deadline, item.id), reverse=True))

    @cached_property
    def closing_soon(self) -> tuple[Listing, ...]:
        """Open listings within `closing_soon_days` of their deadline, the next to close first."""
        last = self.today + timedelta(days=self.settings.closing_soon_days)
        soon = [item for item in self.open if item.deadline <= last]
        return tuple(sorted(soon, key=lambda item: (item.deadline, item.id)))

    @property
    def open_by_employer(self) -> Mapping[str, tuple[Listing, ...]]:
        """Open listings by their employer's id."""
        return self._open_groups[SliceKind.EMPLOYER]

    @property
    def open_by_skill(self) -> Mapping[str, tuple[Listing, ...]]:
        """Open listings by the id of each skill they need."""
        return self._open_groups[SliceKind.SKILL]

    @property
    def open_by_category(self) -> Mapping[str, tuple[Listing, ...]]:
        """Open listings by their category's id."""
        return self._open_groups[SliceKind.CATEGORY]

    @property
    def open_by_industry(self) -> Mapping[str, tuple[Listing, ...]]:
        """Open listings by their industry's id."""
        return self._open_groups[SliceKind.INDUSTRY]

    @cached_property
    def open_from_anywhere(self) -> tuple[Listing, ...]:
        """Open listings that people in any country may apply for, newest first."""
        return tuple(item for item in self.open if not item.open_to)

    @cached_property
    def open_by_country(self) -> Mapping[str, tuple[Listing, ...]]:
        """Open listings that people in a country may apply for, newest first, by its code.

        Those that are open from anywhere are included. There is an entry for each country that an
        open listing names. This is the one count of a country: pages, filters and the API agree.
        """
        codes = sorted({code for item in self.open for code in item.open_to})
        return {
            code: tuple(item for item in self.open if not item.open_to or code in item.open_to)
            for code in codes
        }

    @cached_property
    def _open_groups(self) -> Groups:
        return group_listings(self.open, self.industry_of)

    @cached_property
    def _closed_groups(self) -> Groups:
        return group_listings(self.closed, self.industry_of)

    def results(self, employer_id: str) -> Results:
        """How the closed listings of an employer ended."""
        return results_of(self._closed_groups[SliceKind.EMPLOYER].get(employer_id, ()))

    @cached_property
    def slices(self) -> tuple[Slice, ...]:
        """The whole board, then each employer, category, industry, skill and collection."""
        opened, closed = self._open_groups, self._closed_groups
        return (
            Slice("", SliceKind.BOARD, self.name, "", self.open, self.closed),
            *named_slices(self.employers.values(), self.vocabularies, opened, closed),
            *(
                collection_slice(item, self.open, self.closed, self.industry_of)
                for item in self.settings.collections
            ),
        )

    def slices_of(self, kind: SliceKind) -> tuple[Slice, ...]:
        """The slices of one kind, in the order of `slices`."""
        return tuple(part for part in self.slices if part.kind is kind)

    def state(self, listing: Listing) -> State:
        """The state of `listing` today."""
        return state_of(listing, self.today)

    def is_open(self, listing: Listing) -> bool:
        """Whether students can apply for `listing` today."""
        return self.state(listing) is State.OPEN

    def closed_on(self, listing: Listing) -> date | None:
        """The first day on which `listing` was not open; None if it is open, or if unknown.

        A closing before `posted` is of former dates: samples move theirs, and people edit them.
        """
        state = self.state(listing)
        if state is State.EXPIRED:
            return listing.deadline + timedelta(days=1)
        closed = None if state is State.OPEN else self.closings.get(listing.id)
        return closed if closed and closed >= listing.posted else None

    def employer_of(self, listing: Listing) -> Employer:
        """The employer of `listing`."""
        found = self.employers if listing.origin is None else self.elsewhere
        return found[listing.employer_id]

    def industry_of(self, listing: Listing) -> str:
        """The id of the listing's own industry, or else its employer's."""
        return listing.industry or self.employer_of(listing).industry

    def text_language(self, listing: Listing) -> str:
        """The language of the listing's texts as a BCP 47 tag: its own, or the board's. Cached."""
        found = self._text_languages.get(listing.id)
        if found is None:
            found = text_language(listing, self.settings.language)
            self._text_languages[listing.id] = found
        return found

    @cached_property
    def _text_languages(self) -> dict[str, str]:
        return {}

    def track_record(self, employer_id: str) -> TrackRecord:
        """What an employer with at least one listing has posted on the board, and how it ended."""
        return self._track_records[employer_id]

    @cached_property
    def _track_records(self) -> dict[str, TrackRecord]:
        posted: dict[str, list[Listing]] = defaultdict(list)
        for item in self.listings:
            posted[item.employer_id].append(item)
        return {employer_id: _track_record(items) for employer_id, items in posted.items()}

    def related(self, listing: Listing) -> Related:
        """Other open listings to show below `listing`. Cached."""
        found = self._related.get(listing.id)
        if found is None:
            found = self._related[listing.id] = self._related_listings.of(listing)
        return found

    @cached_property
    def _related(self) -> dict[str, Related]:
        return {}

    @cached_property
    def _related_listings(self) -> RelatedListings:
        return RelatedListings(
            self.open, self.open_by_skill, self.open_by_category, self.industry_of
        )


class Results(NamedTuple):
    """How many listings are closed, how many of them were filled, and led to a job as well.

    A job is also an internship (`Outcome.hired`).
    """

    closed: int
    filled: int
    led_to_job: int


def results_of(closed: Iterable[Listing]) -> Results:
    """How the `closed` listings ended."""
    listings = tuple(closed)
    filled = [item for item in listings if item.status == "filled"]
    return Results(len(listings), len(filled), sum(map(_led_to_job, filled)))


def _led_to_job(listing: Listing) -> bool:
    return bool(listing.outcome and listing.outcome.hired)


class TrackRecord(NamedTuple):
    """An employer's listings on the board, open and closed."""

    since: date  # the day on which the first one was posted
    posted: int
    filled: int
    withdrawn: int
    led_to_job: int
    latest: tuple[Listing, ...]  # the latest deadline first, whatever day it is; a few


def _track_record(listings: list[Listing]) -> TrackRecord:
    status = Counter(item.status for item in listings)
    latest = sorted(listings, key=lambda item: (-item.deadline.toordinal(), item.id))
    return TrackRecord(
        since=min(item.posted for item in listings),
        posted=len(listings),
        filled=status["filled"],
        withdrawn=status["withdrawn"],
        led_to_job=sum(map(_led_to_job, listings)),
        latest=tuple(latest[: MAX_OTHERS + 1]),
    )


MAX_OTHERS = 4  # of the employer's other listings, on the page of one of them


def board_of(checked: Checked, context: CheckContext) -> Board:
    """The board of all checked files without errors."""
    sound = checked.sound()
    return board_from(
        sound.employers,
        sound.listings,
        context.vocabularies,
        context.settings,
        context.today,
        context.exchange,
        context.hidden,
    )


def board_from(
    employers: Iterable[Employer],
    listings: Iterable[Listing],
    vocabularies: Vocabularies,
    settings: Settings,
    today: date,
    exchange: ExchangeRates = NO_RATES,
    hidden: HiddenListings | None = None,
) -> Board:
    """The board of checked `employers` and `listings` on `today`.

    `hidden` are the listings that a maintainer took off it, by their ids or former ids.
    """
    posted = sorted(
        (item for item in listings if item.posted <= today),
        key=lambda item: (-item.posted.toordinal(), item.id),
    )
    since = _first_deadline_shown(settings, today)
    kept_back: dict[str, Hidden] = {
        item.id: entry for item in posted if (entry := hidden_entry(item, hidden or {}))
    }
    shown = tuple(item for item in posted if item.deadline >= since)
    return Board(
        settings=settings,
        today=today,
        vocabularies=vocabularies,
        employers={
            item.id: item for item in sorted(employers, key=lambda e: (e.name.casefold(), e.id))
        },
        listings=tuple(item for item in shown if item.id not in kept_back),
        no_longer_shown=tuple(item for item in posted if item.deadline < since),
        under_review=tuple(item for item in shown if item.id in kept_back),
        hidden=kept_back,
        exchange=exchange,
    )


def _first_deadline_shown(settings: Settings, today: date) -> date:
    """The earliest deadline of a listing on the board.

    Deadlines count also for what was filled or withdrawn earlier: only the history knows when that
    was, and it may get lost.
    """
    if settings.keep_closed_days is None:
        return date.min
    # A listing closes on the day after its deadline.
    return today - timedelta(days=settings.keep_closed_days + 1)
