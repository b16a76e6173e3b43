"""Builds a board with this project and with other site generators: `python -m benchmarks.race`.

For each size a board is made, and all build it in turns, `--runs` times; the medians count. What is
not installed is left out, and a line says how to install it. `--results FILE` keeps the figures, so
that sizes can be measured one at a time: those in the file that are not measured now stay, and
`--write` shows all. Where there is no /proc, memory is that of the largest process.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from benchmarks.make_board import write_board
from benchmarks.race.eleventy import Eleventy
from benchmarks.race.entrants import Build, Entrant, Programs
from benchmarks.race.hugo import HugoLists, HugoSameOutputs
from benchmarks.race.listings import load_board
from benchmarks.race.machine import this_machine
from benchmarks.race.markdown_sites import MaterialAsInstalled, MaterialForMkDocs, Zensical
from benchmarks.race.measure import Cost, contents, middle, run
from benchmarks.race.page import write_page
from benchmarks.race.phases import COLD, build_ours, measure_ours
from benchmarks.race.results import OURS, Race, Result, Stage, load, save
from benchmarks.race.tables import text_of
from tests.support.paths import ROOT

ENTRANTS: tuple[Entrant, ...] = (
    HugoSameOutputs(), HugoLists(), MaterialForMkDocs(), MaterialAsInstalled(), Zensical(),
    Eleventy(),
)  # fmt: skip
LARGEST = 100_000  # for us alone
_TOO_LONG = 120  # seconds: what took longer is not run again
_OUR_WORK = (
    "checks every listing, and makes all pages, feeds, calendars and data. The figures are those "
    "of a build without a cache and without the search index."
)


def main(arguments: list[str] | None = None) -> None:
    """The command."""
    options = _parser().parse_args(arguments)
    races: dict[int, Race] = load(options.results)
    programs = _programs(options)
    sizes = [(size, True) for size in options.sizes] + [(LARGEST, False)] * options.largest
    for size, with_others in sizes:
        with tempfile.TemporaryDirectory(dir=options.folder) as folder:
            race = hold_race(Path(folder), size, options, programs if with_others else None)
        races[size] = race
        print(text_of(race))
        save(options.results, races)
    if options.write:
        write_page(options.write, races)
        print(f"Wrote {options.write}.")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("python -m benchmarks.race", description=__doc__)
    parser.add_argument("sizes", nargs="*", type=int, help="listings, such as `100 1000 10000`")
    parser.add_argument("--runs", type=int, default=5, help="of everything (5)")
    parser.add_argument("--largest", action="store_true", help=f"{LARGEST:,} too, us alone, once")
    parser.add_argument("--no-index", action="store_true", help="leave out the search index")
    parser.add_argument("--folder", type=Path, help="where to work; else the system's for such")
    parser.add_argument("--results", type=Path, help="a file that keeps the figures")
    parser.add_argument("--write", type=Path, help="the page: docs/reference/performance.md")
    parser.add_argument("--hugo", help="the program; else it is looked for where we say")
    parser.add_argument("--eleventy", type=Path, default=Path("/tmp/eleventy"), help="its folder")
    return parser


def _programs(options: argparse.Namespace) -> Programs:
    beside = Path(sys.executable).parent
    eleventy = options.eleventy / "node_modules/@11ty/eleventy/cmd.cjs"
    return Programs(
        hugo=shutil.which(options.hugo or "hugo") or (_hugo_as_told() if not options.hugo else ""),
        eleventy=str(eleventy.resolve()) if eleventy.exists() else "",
        node=shutil.which("node") or "",
        mkdocs=shutil.which("mkdocs", path=beside) or "",
        zensical=shutil.which("zensical", path=beside) or "",
    )


def _hugo_as_told() -> str:
    """The program if it was installed as `install` says; otherwise empty."""
    found = Path("/tmp/hugo").glob("lib/python*/site-packages/hugo/binaries/hugo")
    return str(next(found, ""))


def hold_race(
    folder: Path, size: int, options: argparse.Namespace, programs: Programs | None
) -> Race:
    """Measure all at one size in the empty `folder`; only us if `programs` is None."""
    board, site = folder / "board", folder / "site"
    write_board(board, size)
    build_ours(board, site)
    results = {OURS: Result("", _OUR_WORK, 0, {}, contents(site))}
    left_out: dict[str, str] = {}
    builds: dict[str, Build] = {}
    if programs is not None:
        left_out = report_missing(programs)
        builds = _write_others(board, site, folder, programs, results)
    with_index = programs is not None and not options.no_index
    _run_in_turns(board, site, builds, results, options.runs if programs else 1, with_index)
    day = datetime.now(UTC).date().isoformat()
    stages = _stages(board)
    command = " ".join(["python -m benchmarks.race", *_said(options, size, programs is None)])
    return Race(size, day, this_machine(folder), command, results, stages, left_out)


def report_missing(programs: Programs) -> dict[str, str]:
    """Who is not installed, and how to install it. Says so."""
    found = {entrant.name: entrant.install for entrant in ENTRANTS if not entrant.version(programs)}
    for name, install in found.items():
        print(f"{name} is left out. To install it: {install}.")
    return found


def _write_others(
    board: Path, site: Path, folder: Path, programs: Programs, results: dict[str, Result]
) -> dict[str, Build]:
    """Give the other generators their input. Each gets its place in `results`."""
    source, builds = load_board(board), {}
    for entrant in ENTRANTS:
        if version := entrant.version(programs):
            place = folder / entrant.name.replace(" ", "-")
            place.mkdir()
            builds[entrant.name] = entrant.write(programs, source, site, place)
            results[entrant.name] = Result(version, entrant.does, 0, {}, {})
    return builds


def _said(options: argparse.Namespace, size: int, alone: bool) -> list[str]:
    words = ["--largest"] if alone else [str(size), f"--runs {options.runs}"]
    return [*words, *(["--no-index"] if options.no_index else [])]


def _run_in_turns(
    board: Path,
    site: Path,
    builds: dict[str, Build],
    results: dict[str, Result],
    runs: int,
    with_index: bool,
) -> None:
    """Fill `results` with the medians of `runs` runs."""
    costs: dict[str, dict[str, list[Cost]]] = {name: {} for name in results}
    for _ in range(runs):
        for phase, cost in measure_ours(board, site, with_index):
            costs[OURS].setdefault(phase, []).append(cost)
        for name, build in builds.items():
            before = costs[name].setdefault(COLD, [])
            if before and before[-1].wall > _TOO_LONG:
                continue
            before.append(_build(build))
            results[name].kinds = contents(build.site)
    for name, result in results.items():
        result.costs = {phase: middle(all_) for phase, all_ in costs[name].items()}
        result.runs = len(costs[name][COLD])


def _build(build: Build) -> Cost:
    for folder in (build.site, *build.leftovers):
        shutil.rmtree(folder, ignore_errors=True)
    return run(build.command, build.folder, build.variables)


def _stages(board: Path) -> list[Stage]:
    command = [sys.executable, "-m", "benchmarks.stages", str(board), "--json"]
    done = subprocess.run(command, cwd=ROOT, env=os.environ, stdout=subprocess.PIPE, check=True)
    stages: list[Stage] = msgspec.json.decode(done.stdout, type=list[Stage])
    return stages


if __name__ == "__main__":
    main()
