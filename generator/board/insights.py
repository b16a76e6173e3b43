"""What the board's own listings say together: numbers for `/insights/`. Pure.

All numbers are of listings that are on the site, so anyone can check them with the data API. Those
of other boards, which a hub shows, are left out: they are counted at home. Closed listings leave
the site after `keep_closed_days`, so nothing is said of a time from which some are gone.

A number made of too few listings says nothing, and is left out. What an hour pays, and how often a
skill is named, also needs several employers: their own pages say how one employer's listings ended.
The limits are constants here.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property
from itertools import accumulate
from math import ceil
from typing import NamedTuple, TypeVar

from generator.board.board import Board, State
from generator.model.listing import Listing

ENOUGH = 5  # listings, or closed ones, behind a number
ENOUGH_EMPLOYERS = 3  # behind what an hour pays
ENOUGH_FOR_SKILL = 3  # listings that ask for a skill or teach it
ENOUGH_EMPLOYERS_FOR_SKILL = 2
PERIOD_DAYS = 365  # pay, hours, skills and countries are of listings that were posted within it
HOURS = (1, 11, 21, 41, 81)  # the first of each group of hours
MOST_HOURS = 160  # in the schema
DAYS_TO_FILL = (0, 8, 15, 29, 61)  # the first of each group of days
MOST_WEEKS = 26  # a younger board is shown by weeks
_MOST_MONTHS = 24

T = TypeVar("T", int, Decimal)


class Spread(NamedTuple):
    """How values are spread: half of them are from `low` to `high`, half are up to `middle`."""

    number: int
    lowest: Decimal
    low: Decimal
    middle: Decimal
    high: Decimal
    highest: Decimal


class DayCount(NamedTuple):
    """How many listings were open at the end of a day, and for how many people."""

    day: date
    listings: int
    openings: int


class CategoryPay(NamedTuple):
    """What an hour in a category pays. An empty `category` is all of them."""

    category: str
    employers: int
    pay: Spread  # the guaranteed rate as a multiple of the board's floor


class SkillCount(NamedTuple):
    """How many listings ask for a skill, and how many teach it."""

    skill: str
    asked: int
    taught: int

    @property
    def gap(self) -> int:
        """How many more ask for it than teach it; below zero if more teach it."""
        return self.asked - self.taught


class Group(NamedTuple):
    """How many values are from `first` to `last`, both included, or from `first` on."""

    first: int
    last: int | None
    number: int


class Ends(NamedTuple):
    """How closed listings ended."""

    filled: int
    withdrawn: int
    expired: int


@dataclass(frozen=True)
class Insights:
    """The numbers of one board on one day. What has too few listings is empty or None."""

    board: Board = field(repr=False)

    @cached_property
    def period_days(self) -> int:
        """How many days are looked back on: `PERIOD_DAYS`, or as long as closed listings stay."""
        return min(PERIOD_DAYS, self.board.settings.keep_closed_days or PERIOD_DAYS)

    @cached_property
    def recent(self) -> tuple[Listing, ...]:
        """The board's own listings that were posted within `period_days`."""
        return self.recent_of(self.board.own)

    def recent_of(self, listings: Iterable[Listing]) -> tuple[Listing, ...]:
        """Those of `listings` that were posted within `period_days`."""
        since = self.board.today - timedelta(days=self.period_days)
        return tuple(item for item in listings if item.posted > since)

    @cached_property
    def over_time(self) -> tuple[DayCount, ...]:
        """What was open at the end of each week or month, up to today.

        A listing that was filled or withdrawn on a day that no build saw counts up to its deadline.
        """
        listings, today = self.board.own, self.board.today
        if len(listings) < ENOUGH:
            return ()
        first = min(item.posted for item in listings)
        if keep := self.board.settings.keep_closed_days:
            first = max(first, today - timedelta(days=keep))
        days = _days(first, today)
        return tuple(_open_on(days, listings, self.board)) if len(days) > 1 else ()

    def times_the_floor(self, listings: Iterable[Listing]) -> list[Decimal]:
        """The guaranteed hourly rate of `listings`, each as a multiple of its currency's floor."""
        return [
            times for item in listings if (times := self._times_the_floor.get(item.id)) is not None
        ]

    @cached_property
    def _times_the_floor(self) -> Mapping[str, Decimal]:
        """By the listing's id: it is asked for some six times."""
        floors = self.board.settings.floors
        return {
            item.id: item.hourly_rate.low / floor
            for item in self.board.own
            if (floor := floors.get(item.pay.currency))
        }

    @cached_property
    def pay(self) -> tuple[CategoryPay, ...]:
        """All categories together, then each that has enough behind it, the best paid first."""
        groups: dict[str, list[Listing]] = defaultdict(list)
        for item in self.recent:
            groups[item.category].append(item)
        found = (self.pay_of(items, name) for name, items in (("", self.recent), *groups.items()))
        return tuple(sorted(filter(None, found), key=_all_then_best_paid))

    def pay_of(self, listings: Collection[Listing], category: str = "") -> CategoryPay | None:
        """What an hour of `listings` pays; None if there are too few of them, or of employers."""
        paid = [item for item in listings if item.id in self._times_the_floor]
        pay, employers = self.times_the_floor(paid), len({item.employer_id for item in paid})
        if len(pay) < ENOUGH or employers < ENOUGH_EMPLOYERS:
            return None
        return CategoryPay(category, employers, spread_of(pay))

    @cached_property
    def hours(self) -> tuple[Group, ...]:
        """How many hours listings take, at most."""
        values = [ceil(item.hours.high) for item in self.recent]
        return _groups(values, HOURS, MOST_HOURS) if len(values) >= ENOUGH else ()

    @cached_property
    def skills(self) -> tuple[SkillCount, ...]:
        """The skills that enough listings ask for or teach, the most asked first."""
        return tuple(
            item
            for item in sorted(
                self.skill_counts.values(), key=lambda item: (-item.asked, -item.taught, item.skill)
            )
            if self.is_enough(item)
        )

    @cached_property
    def skill_counts(self) -> Mapping[str, SkillCount]:
        """Every skill that a recent listing asks for or teaches, by id."""
        asked = {skill: len(listings) for skill, listings in self.recent_by_skill.items()}
        taught = Counter(skill for item in self.recent for skill in dict.fromkeys(item.gains))
        return {
            skill: SkillCount(skill, asked.get(skill, 0), taught[skill])
            for skill in sorted(asked.keys() | taught.keys())
        }

    def is_enough(self, item: SkillCount) -> bool:
        """Whether enough listings and employers name a skill."""
        return (
            max(item.asked, item.taught) >= ENOUGH_FOR_SKILL
            and len(self._employers_of_skill[item.skill]) >= ENOUGH_EMPLOYERS_FOR_SKILL
        )

    @cached_property
    def recent_by_skill(self) -> Mapping[str, list[Listing]]:
        """The recent listings that ask for each skill, by its id."""
        found: dict[str, list[Listing]] = defaultdict(list)
        for item in self.recent:
            for skill in dict.fromkeys(item.skills):
                found[skill].append(item)
        return found

    @cached_property
    def _employers_of_skill(self) -> Mapping[str, set[str]]:
        found: dict[str, set[str]] = defaultdict(set)
        for item in self.recent:
            employer = item.employer_id
            for skill in (*item.skills, *item.gains):
                found[skill].add(employer)
        return found

    @cached_property
    def ends(self) -> Ends | None:
        """How the closed listings ended."""
        ended = Counter(self.board.state(item) for item in self.board.own)
        found = Ends(ended[State.FILLED], ended[State.WITHDRAWN], ended[State.EXPIRED])
        return found if sum(found) >= ENOUGH else None

    def days_to_fill(self, listings: Iterable[Listing]) -> tuple[int, ...]:
        """The days from `posted` to the day on which each of `listings` was filled, if it is known.

        One that was marked as filled after its deadline had closed before that, so its day is
        unknown. So are the days of samples: their other dates move, and these do not.
        """
        if self.board.settings.demo_day:
            return ()
        return tuple(
            (closed - item.posted).days
            for item in listings
            if item.status == "filled"
            and (closed := self.board.closed_on(item))
            and closed <= item.deadline
        )

    @cached_property
    def time_to_fill(self) -> tuple[Group, ...]:
        """How many listings were filled within so many days."""
        days = self.days_to_fill(self.board.own)
        return _groups(days, DAYS_TO_FILL, None) if len(days) >= ENOUGH else ()

    @cached_property
    def countries(self) -> tuple[tuple[str, int], ...]:
        """Where the employers of recent listings are: country and listings, the most first."""
        if len(self.recent) < ENOUGH:
            return ()
        found = Counter(self.board.employer_of(item).country for item in self.recent)
        return tuple(sorted(found.items(), key=lambda item: (-item[1], item[0])))


def spread_of(values: Iterable[Decimal]) -> Spread:
    """How `values` are spread; there must be one at least.

    Quartiles are the values in those places, so each of them was really offered.
    """
    ordered = sorted(values)
    last = len(ordered) - 1
    return Spread(
        len(ordered),
        ordered[0],
        ordered[round(last / 4)],
        middle(ordered),
        ordered[round(last * 3 / 4)],
        ordered[-1],
    )


def middle(values: Sequence[T]) -> T:
    """The median: one of `values`, so at least half are as large, and half as small."""
    return sorted(values)[(len(values) - 1) // 2]


def _all_then_best_paid(item: CategoryPay) -> tuple[bool, Decimal, str]:
    return (item.category != "", -item.pay.middle, item.category)


def _groups(values: Iterable[int], firsts: tuple[int, ...], last: int | None) -> tuple[Group, ...]:
    """`values` counted in groups that begin at `firsts`. The last ends at `last`, or nowhere."""
    numbers = Counter(firsts[bisect_right(firsts, value) - 1] for value in values)
    lasts = (*(first - 1 for first in firsts[1:]), last)
    return tuple(
        Group(first, end, numbers[first]) for first, end in zip(firsts, lasts, strict=True)
    )


def _days(first: date, today: date) -> list[date]:
    """The ends of weeks or months since `first`, and today."""
    weeks = (today - first).days // 7
    if weeks <= MOST_WEEKS:
        return [today - timedelta(weeks=back) for back in range(weeks, -1, -1)]
    days, day = [today], _end_of_month_before(today)
    while day >= first and len(days) <= _MOST_MONTHS:
        days.append(day)
        day = _end_of_month_before(day)
    return days[::-1]


def _end_of_month_before(day: date) -> date:
    return day.replace(day=1) - timedelta(days=1)


def _open_on(days: list[date], listings: Iterable[Listing], board: Board) -> Iterable[DayCount]:
    """The counts at the end of each of `days`, which are in order.

    What happened on a day shows on the first of `days` that is not before it (`bisect_left`). Each
    listing is added where it begins and taken away where it ends, so that a board of ten thousand
    is read once, not once for each day.
    """
    changes = [[0, 0] for _ in range(len(days) + 1)]
    for item in listings:
        start = bisect_left(days, item.posted)
        end = bisect_left(days, _first_day_closed(item, board))
        for column, number in enumerate((1, item.openings)):
            changes[start][column] += number
            changes[end][column] -= number
    sums = zip(*(accumulate(column) for column in zip(*changes, strict=True)), strict=True)
    for day, (number, openings) in zip(days, sums, strict=False):
        yield DayCount(day, number, openings)


def _first_day_closed(listing: Listing, board: Board) -> date:
    """The first day on which it is not open; today at the latest, if it is closed today."""
    if closed := board.closed_on(listing):
        return closed
    after_deadline = listing.deadline + timedelta(days=1)
    return after_deadline if board.is_open(listing) else min(after_deadline, board.today)
