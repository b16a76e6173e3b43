"""The statistics of `/insights/`: each is what one gets by counting, or it is left out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from generator.board.board import Board
from generator.board.history import NO_HISTORY, next_history, with_history
from generator.board.insights import (
    DayCount,
    Group,
    Insights,
    middle,
    spread_of,
)
from generator.model.listing import Listing, Range
from generator.model.network import NetworkBoard, Origin
from generator.model.settings import Settings
from tests.support.boards import TODAY, listing
from tests.support.insight_boards import PAID, five_a_week, hourly, insight_board, rich_board

BASE = listing()


def items(number: int, employers: int = 3, **changes: Any) -> list[Listing]:
    names = ("harbour", "acme", "kilima")[:employers]
    return [
        replace(BASE, id=f"{names[at % employers]}/item-{at}", **changes) for at in range(number)
    ]


def is_open_on(item: Listing, day: date, board: Board) -> bool:
    """The plain meaning: posted by then, and not closed by then."""
    if item.posted > day or day > item.deadline:
        return False
    closed = board.closed_on(item)
    if board.is_open(item):
        return True
    return day < (closed or min(item.deadline + timedelta(days=1), board.today))


# When it was posted (days ago), how long it is open, how it ended, when, for how many people. It
# ended on an unknown day (none), or before it was posted: its dates moved since.
LIVES = st.tuples(
    st.integers(0, 900),
    st.integers(1, 90),
    st.sampled_from(["open", "filled", "withdrawn"]),
    st.none() | st.integers(-20, 90),
    st.integers(1, 4),
)


def board_of_lives(lives: list[tuple[int, int, str, int | None, int]]) -> Board:
    found, closings = [], {}
    for at, (ago, length, status, closed, openings) in enumerate(lives):
        posted = TODAY - timedelta(days=ago)
        deadline = posted + timedelta(days=length)
        item = replace(
            BASE,
            id=f"harbour/item-{at}",
            posted=posted,
            deadline=deadline,
            status=status,
            openings=openings,
        )
        if status != "open" and closed is not None:
            last = min(deadline + timedelta(days=1), TODAY)
            closings[item.id] = min(posted + timedelta(days=closed), last)
        found.append(item)
    return insight_board(found, closings=closings)


@hypothesis_settings(max_examples=60)
@given(st.lists(LIVES, min_size=5, max_size=9).map(board_of_lives))
def test_what_was_open_on_each_day_is_what_one_counts(board: Board) -> None:
    found = Insights(board).over_time
    for day in found:
        there = [item for item in board.own if is_open_on(item, day.day, board)]
        assert day == (day.day, len(there), sum(item.openings for item in there))
    if found:
        openings = sum(item.openings for item in board.open)
        assert found[-1] == DayCount(TODAY, len(board.open), openings)
        assert len(found) <= 27
        assert [item.day for item in found] == sorted({item.day for item in found})


def test_a_young_board_is_shown_by_weeks_and_an_old_one_by_months() -> None:
    young = items(5, posted=TODAY - timedelta(days=20), deadline=TODAY)
    weeks = [item.day for item in Insights(insight_board(young)).over_time]
    assert weeks == [TODAY - timedelta(days=14), TODAY - timedelta(days=7), TODAY]
    old = items(5, posted=TODAY - timedelta(days=400), deadline=TODAY)
    months = [item.day for item in Insights(insight_board(old)).over_time]
    assert months[-3:] == [date(2026, 9, 30), date(2026, 10, 31), TODAY]
    assert months[0] == date(2025, 10, 31)
    ancient = items(5, posted=TODAY - timedelta(days=3000), deadline=TODAY)
    assert len(Insights(insight_board(ancient)).over_time) == 25


@pytest.mark.parametrize(("listings", "employers", "said"), [(4, 3, 0), (6, 2, 0), (5, 3, 2)])
def test_pay_needs_five_listings_of_three_employers(
    listings: int, employers: int, said: int
) -> None:
    """Fewer would tell of one employer, not of the category."""
    board = insight_board(items(listings, employers, pay=hourly("12")))
    assert len(Insights(board).pay) == said


def test_pay_is_compared_with_the_floor_of_its_own_currency() -> None:
    """A shilling is not a euro: each counts as so many times its own floor."""
    pay = [hourly("10"), hourly("12"), hourly("1400", "KES"), hourly("30"), hourly("700", "KES")]
    listings = [replace(item, pay=amount) for item, amount in zip(items(5), pay, strict=True)]
    everything, research = Insights(insight_board(listings)).pay
    assert everything.category == ""
    assert research.category == "research"
    assert everything.pay == (5, 1, 1, Decimal("1.2"), 2, 3)
    assert everything.employers == 3


def test_pay_in_a_currency_without_a_floor_is_left_out() -> None:
    listings = [*items(5, pay=hourly("20")), listing("acme/odd", pay=hourly("500", "JPY"))]
    assert Insights(insight_board(listings)).pay[0].pay.number == 5


def test_an_employer_whose_pay_does_not_count_is_not_counted() -> None:
    two = items(5, employers=2, pay=hourly("20"))
    third = listing("kilima/odd", pay=hourly("500", "JPY"))
    assert Insights(insight_board([*two, third])).pay == ()


def test_the_best_paid_category_comes_first_after_all() -> None:
    low = items(6, category="data", pay=hourly("11"))
    high = [replace(item, id=f"{item.id}-b", pay=hourly("25")) for item in items(6)]
    found = Insights(insight_board([*low, *high])).pay
    assert [item.category for item in found] == ["", "research", "data"]


@given(st.lists(st.decimals(1, 90, places=2), min_size=1, max_size=40))
def test_a_spread_says_what_it_promises(values: list[Decimal]) -> None:
    spread = spread_of(values)
    assert (spread.number, spread.lowest, spread.highest) == (
        len(values), min(values), max(values)
    )  # fmt: skip
    assert [*spread[1:]] == sorted(spread[1:])
    assert set(spread[1:]) <= set(values)
    assert sum(value >= spread.middle for value in values) * 2 >= len(values)
    assert sum(value <= spread.middle for value in values) * 2 >= len(values)


@given(st.lists(st.integers(-9, 9), min_size=1, max_size=30))
def test_half_are_as_large_as_the_middle_and_half_as_small(values: list[int]) -> None:
    half = middle(values)
    assert half in values
    assert sum(value >= half for value in values) * 2 >= len(values)
    assert sum(value <= half for value in values) * 2 >= len(values)


def test_hours_are_counted_by_the_most_that_a_listing_takes() -> None:
    most = ("10", "10.5", "20", "40", "160")
    listings = [
        replace(item, hours=Range(Decimal(1), Decimal(hours)))
        for item, hours in zip(items(5), most, strict=True)
    ]
    found = Insights(insight_board(listings)).hours
    assert [(group.last, group.number) for group in found] == [
        (10, 1), (20, 2), (40, 1), (80, 0), (160, 1)
    ]  # fmt: skip
    assert found[1] == Group(11, 20, 2)


def test_skills_that_are_asked_for_and_taught() -> None:
    listings = [
        *items(4, skills=("excel", "excel", "python"), gains=("interviewing",)),
        listing("acme/more", skills=("excel",), gains=("excel",)),
    ]
    found = Insights(insight_board(listings)).skills
    assert [(item.skill, item.asked, item.taught, item.gap) for item in found] == [
        ("excel", 5, 1, 4), ("python", 4, 0, 4), ("interviewing", 0, 4, -4)
    ]  # fmt: skip


def test_a_skill_that_one_employer_names_or_two_listings_name_is_left_out() -> None:
    listings = [
        *items(4, employers=1, skills=("python",)),
        *(replace(item, id=f"{item.id}-b", skills=("excel",)) for item in items(2)),
    ]
    assert Insights(insight_board(listings)).skills == ()


def test_old_listings_say_nothing_about_pay_hours_skills_and_places() -> None:
    old = items(6, posted=TODAY - timedelta(days=366), deadline=TODAY - timedelta(days=300))
    insights = Insights(insight_board(old))
    assert (insights.pay, insights.hours, insights.skills, insights.countries) == ((), (), (), ())
    assert insights.over_time
    assert insights.ends == (0, 0, 6)


def test_how_listings_ended_and_how_long_it_took() -> None:
    filled = items(5, status="filled", posted=TODAY - timedelta(days=40))
    others = [listing("acme/gone", status="withdrawn"), listing("acme/open")]
    closings = {item.id: item.posted + timedelta(days=6 + at) for at, item in enumerate(filled)}
    insights = Insights(insight_board([*filled, *others], closings=closings))
    assert insights.ends == (5, 1, 0)
    assert sorted(insights.days_to_fill(insights.board.own)) == [6, 7, 8, 9, 10]
    assert [(group.last, group.number) for group in insights.time_to_fill][:2] == [(7, 2), (14, 3)]


def test_a_day_that_no_build_saw_is_not_guessed() -> None:
    """A board that was built for the first time does not know when listings were filled."""
    insights = Insights(insight_board(items(8, status="filled")))
    assert insights.ends == (8, 0, 0)
    assert insights.time_to_fill == ()


def built(*steps: tuple[int, Listing], settings: Settings = PAID) -> Board:
    """The board of the last step, after builds with each listing so many days after `TODAY`."""
    history = NO_HISTORY
    for days, item in steps:
        board = insight_board([item], settings, TODAY + timedelta(days=days))
        history = next_history(history, board)
    return with_history(board, history)


@pytest.mark.parametrize(("seen", "days"), [(0, [0]), (30, [30]), (31, []), (55, [])])
def test_what_is_marked_as_filled_after_its_deadline_has_no_known_day(
    seen: int, days: list[int]
) -> None:
    """It closed when the deadline passed: who was found, and when, was not said that day."""
    item = replace(BASE, posted=TODAY, deadline=TODAY + timedelta(days=30))
    filled = replace(item, status="filled")
    expired = [(31, item)] if seen > 31 else []
    board = built((0, item), *expired, (seen, filled), (seen + 9, filled))
    assert [*Insights(board).days_to_fill(board.own)] == days


def test_a_listing_whose_dates_moved_past_its_closing_was_filled_on_an_unknown_day() -> None:
    moved = replace(BASE, status="filled", posted=TODAY + timedelta(days=14))
    board = built((0, BASE), (10, replace(BASE, status="filled")), (20, moved))
    assert board.closings
    assert board.closed_on(moved) is None
    assert Insights(board).days_to_fill(board.own) == ()


def test_samples_say_nothing_about_the_time_to_fill() -> None:
    """Their dates move each week, and the day on which a build saw them filled does not."""
    steps = ((0, BASE), (10, replace(BASE, status="filled")))
    real, demo = built(*steps), built(*steps, settings=replace(PAID, demo_day=TODAY))
    assert len(Insights(real).days_to_fill(real.own)) == 1
    assert Insights(demo).days_to_fill(demo.own) == ()


def test_the_last_group_of_days_has_no_end() -> None:
    """A board may allow deadlines a year away."""
    filled = items(5, status="filled", posted=TODAY - timedelta(days=200), deadline=TODAY)
    days = (0, 7, 60, 61, 150)
    closings = {item.id: item.posted + timedelta(n) for item, n in zip(filled, days, strict=True)}
    found = Insights(insight_board(filled, closings=closings)).time_to_fill
    assert found == ((0, 7, 2), (8, 14, 0), (15, 28, 0), (29, 60, 1), (61, None, 2))


@pytest.mark.parametrize("days", [30, 90, 240, 365, 4000])
def test_nothing_is_said_of_a_time_from_which_closed_listings_are_gone(days: int) -> None:
    """Five new ones a week: a chart of those still on the site would tell of growth."""
    everything = five_a_week()
    whole = insight_board(everything)
    insights = Insights(insight_board(everything, replace(PAID, keep_closed_days=days)))
    assert len(insights.over_time) > 3
    for day in insights.over_time:
        assert day.listings == sum(is_open_on(item, day.day, whole) for item in everything)
    assert insights.period_days == min(days, 365)
    since = TODAY - timedelta(days=insights.period_days)
    assert {*insights.recent} == {item for item in everything if item.posted > since}


def test_where_listings_come_from() -> None:
    assert Insights(insight_board(items(7))).countries == (("PT", 3), ("DK", 2), ("KE", 2))
    assert Insights(insight_board(items(4))).countries == ()


def test_a_board_with_too_little_says_nothing() -> None:
    for board in (insight_board(()), insight_board(items(2))):
        assert not any(numbers(board))


def test_every_figure_of_a_rich_board_says_something() -> None:
    assert all(numbers(rich_board()))


def test_what_other_boards_have_is_counted_there() -> None:
    """A hub shows their listings, but its numbers are of its own."""
    own = rich_board()
    north = NetworkBoard("north", "North", "https://north.example/", pull=True)
    theirs = [
        replace(
            item, id=f"north~{item.id}", origin=Origin(north, item.id, item.id), pay=hourly("90")
        )
        for item in own.listings
    ]
    employers = {f"north~{key}": value for key, value in own.employers.items()}
    hub = replace(own, listings=(*own.listings, *theirs), elsewhere=employers)
    assert numbers(hub) == numbers(own)


def numbers(board: Board) -> tuple[object, ...]:
    insights = Insights(board)
    return (
        insights.over_time, insights.pay, insights.hours, insights.skills, insights.ends,
        insights.time_to_fill, insights.countries,
    )  # fmt: skip
