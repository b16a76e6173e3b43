"""Writes docs/reference/performance.md and its chart."""

from __future__ import annotations

import re
from pathlib import Path

from benchmarks.race import tables
from benchmarks.race.chart import WIDTH, chart
from benchmarks.race.phases import COLD
from benchmarks.race.results import OURS, Race

_HEAD = """\
---
title: Performance
description: Time, memory and size of a build, beside those of other site generators.
---
# Performance

{short}

How long a build takes, how much memory it needs and how large the site is, compared with other site
generators that build the same listings. `{command}` measured all of it and wrote this page.

The listings are made up. In their fields, lengths, languages and use of Markdown they are as varied
as the samples of this repository. "CPU" is the time that all processors worked together, which
varies less than "Wall", the time on the clock. "Memory" is the most that all processes took at one
moment, with what they share counted once (PSS). The generators take turns, and each figure is the
median of all runs; what takes longer than two minutes runs once.
"""
_CHART = """
![CPU seconds of a build without a cache, of each generator at each size. The tables below have the
same figures.](../assets/{name}){{: width="{width}" height="{height}" }}
"""
_OURS = """
## Builds again

What this project's next build takes depends on what changed. `board check` keeps results too.
"""
_KINDS = """
## What the site consists of

With {listings:,} listings:
"""
_STAGES = """
## Where the time goes

Each stage of a build of {listings:,} listings, run once after the other in one process by
`python -m benchmarks.stages`:
"""
_REPEAT = """
## Measure it yourself

In a copy of this repository: `make bench`, or for some sizes only
`make bench SIZES="100 1000"`. It says how to install the generators that it does not find. Only
ratios of one run mean something: another machine has other figures.
"""


def write_page(page: Path, races: dict[int, Race]) -> None:
    """Write the page, and its chart to ../assets/ beside it. Both hold all of `races`."""
    found = [races[size] for size in sorted(races)]
    picture = page.parent.parent / "assets" / f"{page.stem}.svg"
    for folder in (page.parent, picture.parent):
        folder.mkdir(parents=True, exist_ok=True)
    drawing = chart(found)
    picture.write_text(drawing, encoding="utf-8")
    page.write_text(page_text(found, picture.name, _height(drawing)), encoding="utf-8")


def _height(drawing: str) -> int:
    match = re.search(r' height="(\d+)"', drawing)
    return int(match[1]) if match else 0


def page_text(races: list[Race], picture: str, height: int) -> str:
    """The page in Markdown. `races` are in order of size; at least one has other generators."""
    against = [race for race in races if len(race.results) > 1]
    detailed = against[-1] if against else races[-1]
    parts = [_HEAD.format(command="python -m benchmarks.race", short=_in_short(detailed))]
    parts.append(_CHART.format(name=picture, width=WIDTH, height=height))
    parts.append("\n## Beside other generators\n")
    parts += [_generators(race) for race in against]
    parts.append(_who(detailed))
    parts.append(_OURS)
    parts += [_phases(race) for race in races]
    parts.append("\n## How it grows\n\n" + tables.markdown_table(tables.growth(races)))
    for name in detailed.results:
        if "same outputs" in name:
            table = tables.markdown_table(tables.kinds(detailed, name))
            parts.append(_KINDS.format(listings=detailed.listings) + "\n" + table)
    stages = tables.markdown_table(tables.stages(detailed))
    parts.append(_STAGES.format(listings=detailed.listings) + "\n" + stages)
    parts.append(_machines(races))
    parts.append(_REPEAT)
    return "".join(parts)


def _in_short(race: Race) -> str:
    """The answer first, at one size."""
    ours = race.results[OURS].costs
    cold = ours[COLD]
    others = [
        f"- {name}: {tables.seconds(result.costs[COLD].cpu)}"
        for name, result in race.results.items()
        if name != OURS
    ]
    if others:
        others = ["Processor time of the others, for the same listings:", "", *others, ""]
    share = {name: ours[name].cpu / cold.cpu for name in ("again", "one", "next day")}
    return "\n".join(
        [
            f"The first build of {race.listings:,} listings takes {tables.seconds(cold.wall)}, and",
            f"{tables.seconds(cold.cpu)} of all processors' time. It checks every listing too,",
            "which none of the others does.",
            "",
            *others,
            "This project's next build takes a part of its first one's processor time:",
            f"{share['again']:.1%} if nothing changed, {share['one']:.0%} if one listing changed,",
            f"{share['next day']:.0%} on the next day.",
        ]
    )


def _generators(race: Race) -> str:
    rows = tables.generators(race)
    return f"\n### {race.listings:,} listings\n\n{tables.markdown_table(rows)}"


def _who(race: Race) -> str:
    """What each generator does and does not, and who is missing."""
    lines = ["\n### What each of them does\n"]
    for name, result in race.results.items():
        lines.append(f"- **{f'{name} {result.version}'.strip()}** {result.does}")
    lines += [f"- **{name}** was not installed." for name in race.left_out]
    return "\n".join(lines) + "\n"


def _phases(race: Race) -> str:
    rows = tables.phases(race)
    return f"\n### {race.listings:,} listings, this project\n\n{tables.markdown_table(rows)}"


def _machines(races: list[Race]) -> str:
    lines = ["\n## When and where\n"]
    for race in races:
        runs = {result.runs for result in race.results.values()}
        fewest, most = min(runs), max(runs)
        said = f"{most} runs" if fewest == most else f"{fewest} to {most} runs"
        said = "one run" if most == 1 else said
        lines.append(
            f"- {race.listings:,} listings: {race.day}, {said}, `{race.command}`, {race.machine}"
        )
    return "\n".join(lines) + "\n"
