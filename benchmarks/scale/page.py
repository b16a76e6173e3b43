"""Writes docs/reference/scale.md."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from benchmarks.race.tables import Row, markdown_table, megabytes, seconds
from benchmarks.scale.results import BUILDS, Parts, Saving, Scale, Size, computed

_LARGER = (100_000, 1_000_000)
_MACHINES = 20  # that share the work on the largest boards: a free plan's jobs at once
_GITHUB_BYTES = 1_000_000_000
_FILES_OF_LISTING = 2  # its page and its data
# A host, what it limits, the limit, and how it is written: as each documented it in November 2026.
_LIMITS: tuple[tuple[str, str, int, str], ...] = (
    ("GitHub Pages", "bytes", _GITHUB_BYTES, "a site of 1 GB"),
    ("GitHub Actions, the machine", "memory", 16_000, "16 GB of memory"),
    ("GitLab Pages (gitlab.com)", "bytes", 1_000_000_000, "a site of 1 GB"),
    ("GitLab Pages (gitlab.com)", "entries", 200_000, "200,000 files and folders"),
    ("Cloudflare Pages, free", "files", 20_000, "20,000 files"),
    ("Cloudflare Pages, paid", "files", 100_000, "100,000 files"),
)
_HEAD = """\
---
title: Large boards
description: What a board of any size costs in time, memory and bytes, and which limit comes first.
---
# Large boards

**Up to about {limit:,} listings, open and closed, you need do nothing.** Then a site reaches 1
GB, which is all that GitHub Pages takes. Time and memory are no problem there: one machine builds
such a site in minutes.

`{command}` measured the figures and wrote this page. The listings are those
of the [race](performance.md#beside-other-generators), and all builds have the search.
"""
_COSTS = """
## What it costs

On one machine with {machine}. Rows with † are computed: everything grows with
the number of listings, so two sizes give the rest.
"""
_WALL = """
"CPU" is the time that all processors worked together; with two of them a large build takes about
two thirds of it. "The next day" is the day after, when some listings close. Each listing adds:
"""
_HOSTS = """
## Which limit comes first

| Host | Limit | Reached with about |
|---|---|---|
"""
_MORE_LIMITS = """
The limits are those that the hosts documented in November 2026. Also: a deployment on GitHub Pages
may take 10 minutes, a job on GitHub Actions 6 hours, and a site may send about 100 GB a month. The
machine of a private repository has 8 GB of memory. Cloudflare takes no file over 25 MiB, which no
file reaches: what grows goes on in another file. GitHub keeps 10 GB of caches for a repository;
[publish.yml](../run/workflows.md) keeps a site of up to 600 MB, so above about {kept:,} listings
each build is cold, unless you raise `MOST_MB`.
"""
_SETTINGS = """
## What to switch off

In `mkdocs.yml`, below `extra.board`. Of a site of {listings:,} listings with {size} in {files:,}
files, it saves:
"""
_AFTER_SETTINGS = """
Begin with the first line. A feed that you leave out answers 404 to those who follow it, so decide
before your board is large. The made-up listings are at most 60 days old, so few are gone after 30
days. On a board that is some years old, most listings are closed, and
[`keep_closed_days`](settings.md#keep_closed_days) saves most: {closed} for each that is gone.
"""
_PARTS = """
## More than one machine

Several machines can each [build a part](../run/publish.md#a-large-board), and one joins them. The
site has the same bytes. What needs all listings is made where they are joined: lists, feeds and
the search.
"""
_AFTER_PARTS = """
So several machines make a build shorter, but not without end: with many of them, it takes as long
as a part and the joining. A million listings make a site of {size}, which no free host takes:
serve the folder from a machine or an object store of your own.

## What to do when

| Listings | What to do |
|---|---|
| up to {few:,} | nothing |
| from {few:,} | `slice_feeds: [rss]`, then `keep_closed_days` |
| from {limit:,} | another host than GitHub Pages |
| from 100,000 | [several machines](../run/publish.md#a-large-board), if one is too slow |
| from 1,000,000 | divide the board: one for each country or field |

## When and where

{day}, one run of each, on {machine}.
"""


def page_text(scale: Scale) -> str:
    """The page in Markdown."""
    largest = scale.sizes[-1]
    size = computed([(item.listings, item.bytes) for item in scale.sizes])
    limit = _rounded(_until(size, _GITHUB_BYTES))
    parts = [
        _HEAD.format(limit=limit, command=scale.command),
        _COSTS.format(machine=scale.machine.partition(", ")[2].partition(",")[0]),
        "\n" + markdown_table([*_cost_rows(scale.sizes)]),
        _WALL,
        "\n" + markdown_table([*_constants(scale.sizes)]),
        _HOSTS + "".join(_limit_lines(scale.sizes)),
        _MORE_LIMITS.format(kept=_rounded(_until(size, 600_000_000))),
        _SETTINGS.format(
            listings=largest.listings, size=megabytes(largest.bytes / 1e6), files=largest.files
        ),
        "\n" + markdown_table([*_setting_rows(scale.savings, largest)]),
        _AFTER_SETTINGS.format(closed=_of_each_closed(scale.savings)),
        _PARTS,
        "\n" + markdown_table([*_part_rows(scale.parts, scale.sizes)]),
        _AFTER_PARTS.format(
            size=_size(size(1_000_000)), few=_rounded(limit // 2), limit=limit, day=scale.day,
            machine=scale.machine,
        ),
    ]  # fmt: skip
    return "".join(parts)


def _cost_rows(sizes: list[Size]) -> Iterable[Row]:
    yield ("Listings", *(f"CPU, {words}" for words in BUILDS.values()), "Memory", "Files", "Size")
    for item in sizes:
        cpu = (seconds(item.costs[name].cpu) for name in BUILDS)
        peak = megabytes(item.costs["cold"].peak)
        yield (f"{item.listings:,}", *cpu, peak, f"{item.files:,}", _size(item.bytes))
    for listings in _LARGER:
        cpu = (
            seconds(computed([(item.listings, item.costs[name].cpu) for item in sizes])(listings))
            for name in BUILDS
        )
        peak, files, size = _lines(sizes)
        yield (
            f"{listings:,} †", *cpu, _size(peak(listings) * 1e6), f"{files(listings):,.0f}",
            _size(size(listings)),
        )  # fmt: skip


def _lines(sizes: list[Size]) -> tuple[Callable[[int], float], ...]:
    """Memory in MB, files and bytes, each by the number of listings."""
    return (
        computed([(item.listings, item.costs["cold"].peak) for item in sizes]),
        computed([(item.listings, item.files) for item in sizes]),
        computed([(item.listings, item.bytes) for item in sizes]),
    )


def _constants(sizes: list[Size]) -> Iterable[Row]:
    """What one more listing adds."""
    yield ("To", "Adds")
    for name, words in BUILDS.items():
        line = computed([(item.listings, item.costs[name].cpu) for item in sizes])
        yield (words, f"{1_000 * (line(1_000_000) - line(0)) / 1e6:.2f} ms of CPU")
    peak, files, size = _lines(sizes)
    yield ("memory", f"{(peak(1_000_000) - peak(0)) / 1_000:.1f} KB")
    yield ("the site", f"{(files(1_000_000) - files(0)) / 1e6:.1f} files")
    yield ("its size", f"{(size(1_000_000) - size(0)) / 1e9:.1f} KB")


def _limit_lines(sizes: list[Size]) -> Iterable[str]:
    memory, files, size = _lines(sizes)
    entries = computed([(item.listings, item.files + item.folders) for item in sizes])
    lines = {"bytes": size, "files": files, "entries": entries, "memory": memory}
    for host, what, most, words in _LIMITS:
        listings = _rounded(_until(lines[what], most))
        yield f"| {host} | {words} | {listings:,} listings |\n"


def _setting_rows(savings: list[Saving], whole: Size) -> Iterable[Row]:
    yield ("Setting", "Gives up", "Saves", "Files")
    for item in savings:
        share = f"{item.bytes / whole.bytes:.0%}"
        saved = f"{megabytes(item.bytes / 1e6)} ({share})"
        yield (f"`{item.setting}`", item.gives_up, saved, f"{item.files:,}")


def _of_each_closed(savings: list[Saving]) -> str:
    """`about 12 KB`: what goes with a closed listing, which has a page and a data file."""
    saved = next(item for item in savings if item.setting.startswith("keep_closed_days"))
    listings = saved.files / _FILES_OF_LISTING
    return f"about {saved.bytes / max(listings, 1) / 1_000:.0f} KB" if listings else "its files"


def _part_rows(parts: list[Parts], sizes: list[Size]) -> Iterable[Row]:
    yield ("Listings", "Machines", "CPU of a part", "Memory", "CPU of the joining", "Memory")
    for item in parts:
        yield (
            f"{item.listings:,}", str(item.count), seconds(item.part.cpu),
            megabytes(item.part.peak), seconds(item.join.cpu), megabytes(item.join.peak),
        )  # fmt: skip
    share = [(item.listings / item.count, item.part) for item in parts]
    part = computed([(round(listings), cost.cpu) for listings, cost in share])
    memory = computed([(round(listings), cost.peak) for listings, cost in share])
    join = computed([(item.listings, item.join.cpu) for item in parts])
    join_memory = computed([(item.listings, item.join.peak) for item in parts])
    for listings in _LARGER:
        owned = listings // _MACHINES
        yield (
            f"{listings:,} †", str(_MACHINES), seconds(part(owned)), _size(memory(owned) * 1e6),
            seconds(join(listings)), _size(join_memory(listings) * 1e6),
        )  # fmt: skip


def _until(line: Callable[[int], float], most: float) -> float:
    """The number of listings with which a line reaches `most`."""
    return (most - line(0)) / ((line(1_000_000) - line(0)) / 1_000_000)


def _rounded(number: float) -> int:
    """Down to two digits: 38,914 is 38,000."""
    unit = 10 ** max(len(str(int(number))) - 2, 0)
    return int(number) // unit * unit


def _size(number: float) -> str:
    return f"{number / 1e9:.1f} GB" if number >= 1e9 else megabytes(number / 1e6)
