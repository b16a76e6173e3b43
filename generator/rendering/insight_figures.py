"""The figures of `/insights/` as tables: for the page's charts, and for its CSV files."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_UP, Decimal
from typing import NamedTuple

from generator.board import wording
from generator.board.insights import (
    ENOUGH,
    ENOUGH_EMPLOYERS,
    ENOUGH_EMPLOYERS_FOR_SKILL,
    ENOUGH_FOR_SKILL,
    PERIOD_DAYS,
    Group,
    Insights,
    SkillCount,
    Spread,
    middle,
)
from generator.board.slices import FOLDERS, SliceKind
from generator.model.listing import Range
from generator.model.numbers import count, decimal_text
from generator.model.safe_text import one_line
from generator.rendering.artifact import Artifact
from generator.rendering.csv_text import csv_text, safe

PATH = "insights/"
MAX_ROWS = 50  # of a table; a board asks for hundreds of skills
_TENTH, _HUNDREDTH = Decimal("0.1"), Decimal("0.01")


class Term(NamedTuple):
    """A cell that names a skill, a category or a country. `path` is its page's, if it has one."""

    id: str
    label: str
    path: str = ""


Cell = Term | str | int | Decimal


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure: a sentence that says what is seen, and the table behind its chart.

    `names` are the columns for programs, `labels` for people.
    """

    id: str
    title: str
    said: str
    names: tuple[str, ...]
    labels: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    note: str = ""

    @property
    def file(self) -> str:
        """The name of its CSV file."""
        return f"{self.id}.csv"


class Missing(NamedTuple):
    """A figure for which there are too few listings, and what it needs."""

    title: str
    needs: str


class Report(NamedTuple):
    """Every figure that has enough behind it, in the order of the page, and what has too little.

    `period` says when the listings of most figures were posted: `the last 12 months`.
    """

    figures: tuple[Figure, ...]
    missing: tuple[Missing, ...]
    period: str


def report_of(insights: Insights) -> Report:
    """All that the page shows."""
    period = the_last(insights.period_days)
    made = [(title, needs, tuple(make(insights))) for title, needs, make in _FIGURES]
    return Report(
        tuple(figure for *_, figures in made for figure in figures),
        tuple(
            Missing(title, needs.format(period=period)) for title, needs, found in made if not found
        ),
        period,
    )


def csv_files(made: Iterable[Figure]) -> Iterator[Artifact]:
    """The CSV file of each figure, beside the page."""
    for figure in made:
        rows = [[*_csv_cells(row)] for row in figure.rows]
        yield Artifact(PATH + figure.file, csv_text(_csv_names(figure), rows))


def times_the_minimum(value: Decimal) -> str:
    """`1.4 times this board’s minimum`; only the minimum if it is hardly more.

    Rounded down, so that "at least" this much stays true.
    """
    times = f"{value.quantize(_TENTH, ROUND_DOWN):,}"
    return "this board’s minimum" if times == "1.0" else f"{times} times this board’s minimum"


def within(days: int) -> str:
    """`within 3 days`."""
    return f"within {count(days, 'day')}" if days else "on the same day"


def the_last(days: int) -> str:
    """`the last 90 days`, `the last 12 months`."""
    return "the last 12 months" if days == PERIOD_DAYS else f"the last {days} days"


def share(part: int, whole: int) -> str:
    """`75%`. Only none is 0%, and only all are 100%."""
    percent = 100 * part / whole
    if 0 < percent < 1:
        return "under 1%"
    return "over 99%" if 99 < percent < 100 else f"{round(percent)}%"


def _csv_names(figure: Figure) -> Iterator[str]:
    """The columns' names; a column of terms becomes two, the id and the label."""
    first = figure.rows[0]
    for name, cell in zip(figure.names, first, strict=True):
        yield name
        if isinstance(cell, Term):
            yield f"{name}_label"


def _csv_cells(row: tuple[Cell, ...]) -> Iterator[str]:
    for cell in row:
        if isinstance(cell, Term):
            yield cell.id
            yield safe(cell.label)
        elif isinstance(cell, Decimal):
            yield decimal_text(cell)
        else:
            yield str(cell)


def _open(insights: Insights) -> Iterator[Figure]:
    days = insights.over_time
    if days:
        now = days[-1]
        are = "is" if now.listings == 1 else "are"
        people = count(now.openings, "person", "people")
        yield Figure(
            "open",
            "Open projects",
            f"{count(now.listings, 'project')} {are} open today, for {people}.",
            ("day", "projects", "openings"),
            ("At the end of", "Projects", "Openings"),
            tuple((day.isoformat(), listings, openings) for day, listings, openings in days),
            "A project can have openings for several people.",
        )


def _pay(insights: Insights) -> Iterator[Figure]:
    found = insights.pay
    if found:
        board = insights.board
        half = found[0].pay.middle
        own = board.settings.own_currency
        floor = board.settings.floors.get(own)
        # Money in one currency says nothing of pay in others: each has a floor of its own.
        is_all_own = all(item.pay.currency == own for item in insights.recent)
        in_money = (
            f": {wording.about(Range(half * floor, half * floor), own)} an hour"
            if floor and is_all_own
            else ""
        )
        kinds = board.vocabularies.categories
        yield Figure(
            "pay",
            "What an hour pays",
            f"Half of the projects pay at least {times_the_minimum(half)}{in_money}.",
            ("category", "projects", "employers", "lowest", "quarter", "half", "three_quarters",
             "highest"),
            ("Type of work", "Projects", "Employers", "Lowest", "A quarter pay up to",
             "Half pay up to", "Three quarters pay up to", "Highest"),
            tuple(
                (
                    _term(item.category, kinds.label(item.category), SliceKind.CATEGORY)
                    if item.category
                    else Term("", "All projects"),
                    item.pay.number,
                    item.employers,
                    *_hundredths(item.pay),
                )
                for item in found
            ),
            "1 is this board’s minimum for an hour in the project’s own currency, so that all "
            "countries compare. It is the guaranteed pay: the lowest, for the most hours.",
        )  # fmt: skip


def _hundredths(pay: Spread) -> Iterator[Decimal]:
    """The values of `pay`, rounded so that the columns' words are true: "pay up to" never less."""
    yield pay.lowest.quantize(_HUNDREDTH, ROUND_DOWN)
    for value in (pay.low, pay.middle, pay.high, pay.highest):
        yield value.quantize(_HUNDREDTH, ROUND_UP)


def _hours(insights: Insights) -> Iterator[Figure]:
    if insights.hours:
        yield Figure(
            "hours",
            "How many hours",
            _largest_group(insights.hours, "hours"),
            ("hours", "projects"),
            ("Hours in all", "Projects"),
            _group_rows(insights.hours),
        )


def _skills(insights: Insights) -> Iterator[Figure]:
    """Three figures: asked for, taught, and the gap between the two."""
    asked = [item for item in insights.skills if item.asked]
    taught = [item for item in insights.skills if item.taught]
    taught.sort(key=lambda item: (-item.taught, item.skill))
    if asked:
        rows = [(item, item.asked) for item in asked]
        yield _skill_figure(insights, "asked", "Skills asked for", rows)
    if taught:
        rows = [(item, item.taught) for item in taught]
        yield _skill_figure(insights, "taught", "Skills taught", rows)
    if asked and taught:
        yield _gap(insights)


def _skill_figure(
    insights: Insights, how: str, title: str, rows: list[tuple[SkillCount, int]]
) -> Figure:
    (top, number), whole = rows[0], count(len(insights.recent), "project")
    label = insights.board.vocabularies.skills.label(top.skill)
    return Figure(
        how,
        title,
        f"Most often {title.partition(' ')[2]}: {label}, by {number:,} of {whole}.",
        ("skill", how),
        ("Skill", "Projects"),
        tuple((_skill(insights, item), number) for item, number in rows[:MAX_ROWS]),
    )


def _gap(insights: Insights) -> Figure:
    """In order of the gap. A long table is cut, but the skill that the sentence names is in it."""
    top, *others = sorted(insights.skills, key=lambda item: (-item.gap, item.skill))
    widest = sorted(others, key=lambda item: (-abs(item.gap), item.skill))[: MAX_ROWS - 1]
    ordered = [top, *sorted(widest, key=lambda item: (-item.gap, item.skill))]
    label = insights.board.vocabularies.skills.label(top.skill)
    said = (
        f"The largest shortage is in {label}: {top.asked:,} ask for it, {top.taught:,} teach it."
        if top.gap > 0
        else "Every skill here is taught at least as often as it is asked for."
    )
    return Figure(
        "gap",
        "The gap between the two",
        said,
        ("skill", "asked", "taught", "gap"),
        ("Skill", "Ask for it", "Teach it", "Gap"),
        tuple((_skill(insights, item), item.asked, item.taught, item.gap) for item in ordered),
        "To the right: more projects ask for the skill than teach it. To the left: more teach it.",
    )


def _ends(insights: Insights) -> Iterator[Figure]:
    ends = insights.ends
    if ends:
        closed = sum(ends)
        yield Figure(
            "filled",
            "How projects ended",
            f"{ends.filled:,} of {count(closed, 'closed project')} found someone: "
            f"{share(ends.filled, closed)}.",
            ("ended", "projects", "share"),
            ("Ended", "Projects", "Share"),
            tuple(
                (name, number, share(number, closed))
                for name, number in zip(
                    ("Filled", "Withdrawn", "Deadline passed"), ends, strict=True
                )
            ),
            "Not every employer says that a project was filled, so the real share may be higher.",
        )


def _time_to_fill(insights: Insights) -> Iterator[Figure]:
    if insights.time_to_fill:
        days = insights.days_to_fill(insights.board.own)
        yield Figure(
            "time-to-fill",
            "Time to fill",
            f"Half of {count(len(days), 'project')} that the site saw being filled found someone "
            f"{within(middle(days))}.",
            ("days", "projects"),
            ("Days", "Projects"),
            _group_rows(insights.time_to_fill),
            "From the day a project was posted to the day on which the site first showed it as "
            "filled. What was marked as filled after its deadline is left out: the day is unknown.",
        )


def _countries(insights: Insights) -> Iterator[Figure]:
    found = insights.countries
    if found:
        number = len(insights.recent)
        yield Figure(
            "countries",
            "Where projects come from",
            f"{count(number, 'project')} come from employers in "
            f"{count(len(found), 'country', 'countries')}.",
            ("country", "projects"),
            ("Employer’s country", "Projects"),
            tuple((Term(code, wording.country(code)), items) for code, items in found[:MAX_ROWS]),
        )


_RECENT = f"{count(ENOUGH, 'project')} posted in {{period}}"
# The title, what it needs, and what makes it.
_FIGURES: tuple[tuple[str, str, Callable[[Insights], Iterator[Figure]]], ...] = (
    ("Open projects", f"{count(ENOUGH, 'project')} and a week", _open),
    ("What an hour pays", f"{_RECENT} by {ENOUGH_EMPLOYERS} employers", _pay),
    ("How many hours", _RECENT, _hours),
    (
        "Skills",
        f"{count(ENOUGH_FOR_SKILL, 'project')} of {ENOUGH_EMPLOYERS_FOR_SKILL} employers that name "
        "the same one, posted in {period}",
        _skills,
    ),
    ("How projects ended", count(ENOUGH, "closed project"), _ends),
    (
        "Time to fill",
        f"{count(ENOUGH, 'project')} that the site saw being filled by their deadlines",
        _time_to_fill,
    ),
    ("Where projects come from", _RECENT, _countries),
)


def _term(identifier: str, label: str, kind: SliceKind) -> Term:
    return Term(identifier, one_line(label), f"{FOLDERS[kind]}/{identifier}/")


def _skill(insights: Insights, item: SkillCount) -> Term:
    label = insights.board.vocabularies.skills.label(item.skill)
    return _term(item.skill, label, SliceKind.SKILL)


def _group_rows(groups: tuple[Group, ...]) -> tuple[tuple[Cell, ...], ...]:
    return tuple((_group_label(group), group.number) for group in groups)


def _group_label(group: Group) -> str:
    return f"{group.first}–{group.last}" if group.last else f"over {group.first - 1}"


def _largest_group(groups: tuple[Group, ...], unit: str) -> str:
    largest = max(groups, key=lambda group: group.number)
    return f"Most often, a project takes {_group_label(largest)} {unit}."
