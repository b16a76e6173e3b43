"""Tables of a race, for the terminal and for the page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from benchmarks.race.measure import Amount, Cost
from benchmarks.race.phases import COLD, PHASES
from benchmarks.race.results import OURS, Race, Result

Row = Sequence[str]


def seconds(number: float) -> str:
    """Seconds, with hundredths if there are few."""
    decimals = 2 if number < 10 else 1 if number < 100 else 0
    return f"{number:,.{decimals}f} s"


def megabytes(number: float) -> str:
    """Megabytes."""
    return f"{number:,.0f} MB" if number >= 10 else f"{number:.1f} MB"


def total(kinds: Mapping[str, Amount]) -> Amount:
    """All files together."""
    return Amount(
        sum(amount.files for amount in kinds.values()),
        sum(amount.bytes for amount in kinds.values()),
    )


def generators(race: Race) -> list[Row]:
    """A row for each generator, ours first: what a build without a cache takes and makes."""
    ours = race.results[OURS].costs[COLD]
    rows: list[Row] = [("Generator", "Wall", "CPU", "Memory", "Files", "Size", "Our CPU / its CPU")]
    for name, result in race.results.items():
        cost, made = result.costs[COLD], total(result.kinds)
        rows.append((
            name, *_cost(cost), f"{made.files:,}", megabytes(made.bytes / 1e6),
            "" if name == OURS else f"{ours.cpu / cost.cpu:.2f}",
        ))  # fmt: skip
    return rows


def phases(race: Race) -> list[Row]:
    """A row for each of our builds and checks."""
    costs = race.results[OURS].costs
    rows: list[Row] = [("Build", "Wall", "CPU", "Memory", "CPU / without a cache")]
    for phase, words in PHASES.items():
        if phase in costs:
            base = costs[_base(phase)].cpu
            share = "" if _base(phase) == phase else f"{costs[phase].cpu / base:.3f}"
            rows.append((words, *_cost(costs[phase]), share))
    return rows


def _base(phase: str) -> str:
    first = phase.partition(" ")[0]
    return first if first in {"check", "index"} else COLD


def kinds(race: Race, other: str) -> list[Row]:
    """The files of our site and of another, by kind."""
    rows: list[Row] = [("Kind", f"{OURS}: files", "Size", f"{other}: files", "Size")]
    ours, theirs = race.results[OURS].kinds, race.results[other].kinds
    for kind in ours:
        rows.append((kind, *_amount(ours[kind]), *_amount(theirs[kind])))
    return [*rows, ("all", *_amount(total(ours)), *_amount(total(theirs)))]


def stages(race: Race) -> list[Row]:
    """The stages of our build, each run once in one process."""
    rows: list[Row] = [("Stage", "Wall", "CPU", "Memory so far")]
    for stage in race.stages:
        rows.append((stage.name, seconds(stage.wall), seconds(stage.cpu), megabytes(stage.peak)))
    return rows


def growth(races: Iterable[Race]) -> list[Row]:
    """What our build without a cache takes at each size."""
    rows: list[Row] = [("Listings", "CPU", "CPU a listing", "Memory", "Files", "Size a listing")]
    for race in races:
        ours: Result = race.results[OURS]
        cost, made = ours.costs[COLD], total(ours.kinds)
        rows.append((
            f"{race.listings:,}", seconds(cost.cpu), f"{cost.cpu / race.listings * 1000:.2f} ms",
            megabytes(cost.peak), f"{made.files:,}", f"{made.bytes / race.listings / 1000:.1f} KB",
        ))  # fmt: skip
    return rows


def _cost(cost: Cost) -> Row:
    return seconds(cost.wall), seconds(cost.cpu), megabytes(cost.peak)


def _amount(amount: Amount) -> Row:
    return f"{amount.files:,}", megabytes(amount.bytes / 1e6)


def markdown_table(rows: Sequence[Row]) -> str:
    """The rows as a table in Markdown."""
    head, *body = (f"| {' | '.join(row)} |" for row in rows)
    return "\n".join([head, "|---" * len(rows[0]) + "|", *body]) + "\n"


def plain_table(rows: Sequence[Row]) -> str:
    """The rows in columns."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = []
    for row in rows:
        first, *others = (
            cell.rjust(width) if at else cell.ljust(width)
            for at, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        lines.append("  ".join([first, *others]).rstrip())
    return "\n".join(lines) + "\n"


def text_of(race: Race) -> str:
    """All tables of a race, for a terminal."""
    parts = [generators(race), phases(race), stages(race)]
    parts += [kinds(race, name) for name in race.results if "same outputs" in name]
    return f"\n{race.listings:,} listings\n\n" + "\n".join(map(plain_table, parts))
