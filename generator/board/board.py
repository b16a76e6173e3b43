"""The board on one day: what is open, what is related, and the numbers.

Pure: listings, employers, vocabularies, settings and `today` in; nothing read, nothing written.
`today` is the date in the board's time zone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from functools import cached_property
from itertools import islice
from typing import NamedTuple

from generator.board.slices import (
    Groups,
    Slice,
    SliceKind,
    collection_slice,
    group_listings,
    named_slices,
)
from generator.checking.check import CheckContext, Checked
from generator.model.employer import Employer
from generator.model.listing import Listing
from generator.model.safe_text import one_line
from generator.model.settings import Settings
from generator.model.vocabulary import Vocabularies


class State(StrEnum):
    """What a student needs to know first."""

    OPEN = "open"
    FILLED = "filled"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"


def state_of(listing: Listing, today: date) -> State:
    """A listing closes by itself after the last hour of its deadline's day."""
    if listing.status != "open":
        return State(listing.status)
    return State.OPEN if today <= listing.deadline else State.EXPIRED


@dataclass(frozen=True)
class Board:
    """Everything a page or a feed may say. Listings are newest first, then by id.

    A listing `posted` after `today` is not on the board yet. `closings`: the first day on which
    a listing was not open, by id, as far as earlier builds saw it.
    """

    settings: Settings
    today: date
    vocabularies: Vocabularies
    employers: Mapping[str, Employer]  # by id, in order of name
    listings: tuple[Listing, ...]
    closings: Mapping[str, date] = field(default_factory=dict)

    @cached_property
    def name(self) -> str:
        """The board's name, on one line."""
        return one_line(self.settings.name) or self.settings.url

    @cached_property
    def by_id(self) -> dict[str, Listing]:
        """Every listing on the board."""
        return {listing.id: listing for listing in self.listings}

    @cached_property
    def open(self) -> tuple[Listing, ...]:
        """What a student can apply for today, newest first."""
        return tuple(item for item in self.listings if self.is_open(item))

    @cached_property
    def closed(self) -> tuple[Listing, ...]:
        """What is filled, withdrawn or past its deadline, latest deadline first."""
        closed = [item for item in self.listings if not self.is_open(item)]
        return tuple(sorted(closed, key=lambda item: (item.deadline, item.id), reverse=True))

    @cached_property
    def closing_soon(self) -> tuple[Listing, ...]:
        """Open and with few days left, the next to close first."""
        last = self.today + timedelta(days=self.settings.closing_soon_days)
        soon = [item for item in self.open if item.deadline <= last]
        return tuple(sorted(soon, key=lambda item: (item.deadline, item.id)))

    @property
    def open_by_employer(self) -> Mapping[str, tuple[Listing, ...]]:
        """Open listings by employer's id."""
        return self._open_groups[SliceKind.EMPLOYER]

    @property
    def open_by_skill(self) -> Mapping[str, tuple[Listing, ...]]:
        """Open listings by id of a skill they need."""
        return self._open_groups[SliceKind.SKILL]

    @property
    def open_by_category(self) -> Mapping[str, tuple[Listing, ...]]:
        """Open listings by category's id."""
        return self._open_groups[SliceKind.CATEGORY]

    @property
    def open_by_industry(self) -> Mapping[str, tuple[Listing, ...]]:
        """Open listings by industry's id."""
        return self._open_groups[SliceKind.INDUSTRY]

    @cached_property
    def _open_groups(self) -> Groups:
        return group_listings(self.open, self.industry_of)

    @cached_property
    def slices(self) -> tuple[Slice, ...]:
        """The whole board, then each employer, category, industry, skill and collection."""
        closed = group_listings(self.closed, self.industry_of)
        return (
            Slice("", SliceKind.BOARD, self.name, "", self.open, self.closed),
            *named_slices(self.employers.values(), self.vocabularies, self._open_groups, closed),
            *(
                collection_slice(item, self.open, self.closed, self.industry_of)
                for item in self.settings.collections
            ),
        )

    def slices_of(self, kind: SliceKind) -> tuple[Slice, ...]:
        """The slices of one kind, in the order of `slices`."""
        return tuple(part for part in self.slices if part.kind is kind)

    def state(self, listing: Listing) -> State:
        """What `listing` is today."""
        return state_of(listing, self.today)

    def is_open(self, listing: Listing) -> bool:
        """Whether a student can apply today."""
        return self.state(listing) is State.OPEN

    def days_left(self, listing: Listing) -> int:
        """Days from today to the deadline: 0 on the last day, negative once it has passed."""
        return (listing.deadline - self.today).days

    def closed_on(self, listing: Listing) -> date | None:
        """The first day on which it was not open; None if it is open, or if nobody knows."""
        state = self.state(listing)
        if state is State.EXPIRED:
            return listing.deadline + timedelta(days=1)
        return None if state is State.OPEN else self.closings.get(listing.id)

    def employer_of(self, listing: Listing) -> Employer:
        """Who offers it."""
        return self.employers[listing.employer_id]

    def industry_of(self, listing: Listing) -> str:
        """The listing's own industry, else its employer's."""
        return listing.industry or self.employer_of(listing).industry

    def related(self, listing: Listing) -> Related:
        """Other open listings, worked out once: see `_related_to`."""
        found = self._related.get(listing.id)
        if found is None:
            found = self._related[listing.id] = self._related_to(listing)
        return found

    @cached_property
    def _related(self) -> dict[str, Related]:
        return {}

    def _related_to(self, listing: Listing) -> Related:
        """The open listings that share most with this one, and a look further.

        A shared skill counts 3, the category 2, the industry and the level 1 each. Only
        listings that share a skill or the category are looked at. Of one employer there are at
        most two among the nearest, and one among those of other industries, if there are others.
        """
        score, shares = self._shared(listing)
        industry = self.industry_of(listing)
        nearest = sorted(score, key=lambda identifier: (-score[identifier], identifier))
        for identifier in nearest[:_COMPARED]:
            other = self.by_id[identifier]
            score[identifier] += (self.industry_of(other) == industry) + (
                other.level == listing.level
            )
        best = sorted(nearest[:_COMPARED], key=lambda identifier: (-score[identifier], identifier))
        near = [self.by_id[identifier] for identifier in best]
        far = (
            other
            for identifier in nearest
            if identifier in shares
            for other in [self.by_id[identifier]]
            if self.industry_of(other) != industry
        )
        elsewhere = _varied(islice(far, _COMPARED), 1)[:_ELSEWHERE]
        taken = {item.id for item in elsewhere}
        like = _varied((item for item in near if item.id not in taken), 2)
        return Related(tuple(like[: _RELATED - len(elsewhere)]), tuple(elsewhere))

    def _shared(self, listing: Listing) -> tuple[dict[str, int], set[str]]:
        """How much others have in common with `listing`, and which share a skill; by id."""
        score: dict[str, int] = defaultdict(int)
        for skill in listing.skills:
            for other in self.open_by_skill.get(skill, ())[:_LOOK_AT]:
                score[other.id] += 3
        shares = {*score}
        for other in self.open_by_category.get(listing.category, ())[:_LOOK_AT]:
            score[other.id] += 2
        score.pop(listing.id, None)
        return score, shares


class Related(NamedTuple):
    """What is shown below a listing: `elsewhere` shares a skill, in another industry."""

    like: tuple[Listing, ...]
    elsewhere: tuple[Listing, ...]


_RELATED = 4
_ELSEWHERE = 2
_COMPARED = 12
# Looking at the newest few of a skill keeps `related` from growing with the square of the board.
_LOOK_AT = 20


def board_of(checked: Checked, context: CheckContext) -> Board:
    """The board of all that is sound."""
    sound = checked.sound()
    return board_from(
        sound.employers, sound.listings, context.vocabularies, context.settings, context.today
    )


def board_from(
    employers: Iterable[Employer],
    listings: Iterable[Listing],
    vocabularies: Vocabularies,
    settings: Settings,
    today: date,
) -> Board:
    """The board of checked `employers` and `listings`, as it stands on `today`."""
    shown = [item for item in listings if item.posted <= today]
    return Board(
        settings=settings,
        today=today,
        vocabularies=vocabularies,
        employers={
            item.id: item for item in sorted(employers, key=lambda e: (e.name.casefold(), e.id))
        },
        listings=tuple(sorted(shown, key=lambda item: (-item.posted.toordinal(), item.id))),
    )


def _varied(listings: Iterable[Listing], most: int) -> list[Listing]:
    """`listings`, those of an employer who was there `most` times already after all others."""
    seen: dict[str, int] = defaultdict(int)
    first: list[Listing] = []
    rest: list[Listing] = []
    for item in listings:
        seen[item.employer_id] += 1
        (first if seen[item.employer_id] <= most else rest).append(item)
    return first + rest
