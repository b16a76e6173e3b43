"""`/insights/`: what the board's listings say together, as charts with the tables behind them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from markupsafe import Markup

from generator.board import wording
from generator.board.board import Board
from generator.board.insights import MOST_WEEKS
from generator.model.numbers import signed
from generator.rendering.insight_figures import (
    PATH,
    Cell,
    Figure,
    Report,
    Term,
)
from generator.rendering.pages.charts import bars, columns, lines, spreads
from generator.rendering.pages.jinja import render
from generator.rendering.pages.page_template import HtmlPage, base_of

_MOST_BARS = 10  # the table below a chart has more


class _ShownFigure(NamedTuple):
    """A figure with its chart, the chart's words, and its table as people read it."""

    figure: Figure
    chart: Markup
    legend: tuple[str, ...]  # of each series
    rows: tuple[tuple[tuple[str, str], ...], ...]  # text and path of each cell


def insights_page(board: Board, report: Report) -> HtmlPage:
    """The page with what `report` has of `board`."""
    return HtmlPage(
        path=PATH,
        title="Insights",
        description=f"What projects on {board.settings.name} pay, ask for and teach, in numbers.",
        content=render(
            "insights.html",
            base=base_of(PATH),
            board=board,
            figures=[_shown(figure) for figure in report.figures],
            missing=report.missing,
            period=report.period,
        ),
        head='<link rel="stylesheet" href="../assets/board/insights.css">\n',
        kind="insights",
    )


def _shown(figure: Figure) -> _ShownFigure:
    draw = _DRAWN.get(figure.id, _bars)
    rows = tuple(tuple(map(_cell, row)) for row in figure.rows)
    return _ShownFigure(figure, draw(figure), _LEGENDS.get(figure.id, ()), rows)


def _cell(cell: Cell) -> tuple[str, str]:
    if isinstance(cell, Term):
        return cell.label, cell.path
    if isinstance(cell, Decimal):
        return f"{cell:,}", ""
    return (signed(cell) if isinstance(cell, int) else cell), ""


def _lines(figure: Figure) -> Markup:
    days, projects, openings = zip(*figure.rows, strict=True)
    labels = [*map(str, days)]
    return lines(_name(figure), labels, [_numbers(projects), _numbers(openings)], _when(labels))


def _spreads(figure: Figure) -> Markup:
    top = figure.rows[:_MOST_BARS]
    values = [[cell for cell in row if isinstance(cell, Decimal)] for row in top]
    return spreads(_name(figure), [_label(row[0]) for row in top], values)


def _columns(figure: Figure) -> Markup:
    return columns(_name(figure), [_label(row[0]) for row in figure.rows], _column(figure, 1))


def _bars(figure: Figure) -> Markup:
    labels = [_label(row[0]) for row in figure.rows[:_MOST_BARS]]
    return bars(_name(figure), labels, _column(figure, 1)[:_MOST_BARS])


def _gap(figure: Figure) -> Markup:
    """The skill that the sentence names, and those with the largest gaps, in the table's order."""
    top, *others = figure.rows
    widest = sorted(others, key=lambda row: -abs(_number(row[3])))[: _MOST_BARS - 1]
    rows = [top, *(row for row in others if row in widest)]
    return bars(_name(figure), [_label(row[0]) for row in rows], [_number(row[3]) for row in rows])


_DRAWN: Mapping[str, Callable[[Figure], Markup]] = {
    "open": _lines,
    "pay": _spreads,
    "hours": _columns,
    "gap": _gap,
    "time-to-fill": _columns,
}
_LEGENDS: Mapping[str, tuple[str, ...]] = {
    "open": ("Projects", "Openings"),
    "pay": ("All projects", "The middle half, with a line at the half"),
}


def _name(figure: Figure) -> str:
    return f"{figure.title}: a chart. {figure.said} The table below it has the numbers."


def _column(figure: Figure, at: int) -> list[int]:
    return _numbers([row[at] for row in figure.rows])


def _numbers(cells: Sequence[Cell]) -> list[int]:
    return [_number(cell) for cell in cells]


def _number(cell: Cell) -> int:
    return cell if isinstance(cell, int) else 0


def _label(cell: Cell) -> str:
    return cell.label if isinstance(cell, Term) else str(cell)


def _when(days: Sequence[str]) -> Callable[[str], str]:
    """How `days` are written: over more than half a year, the same day could be of two years."""
    span = date.fromisoformat(days[-1]) - date.fromisoformat(days[0])
    return _month if span > timedelta(weeks=MOST_WEEKS) else _day


def _day(iso: str) -> str:
    """`3 Nov`."""
    day = date.fromisoformat(iso)
    return f"{day.day} {wording.month(day)[:3]}"


def _month(iso: str) -> str:
    """`Nov 2026`."""
    name, year = wording.month(date.fromisoformat(iso)).split()
    return f"{name[:3]} {year}"
