"""Measures each stage of a build: `python -m benchmarks.stages DIR`, on a board made by make_board.

Prints a line for each stage: wall seconds, CPU seconds (with child processes), and the process's
peak memory so far in MB. Each stage runs once, in the order of a build, by calling the functions
that a build calls. Then come a build without a cache, a rebuild after one listing changed, and the
size of the site by kind of file. `--json` prints the stages alone, as JSON, for benchmarks.race.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import resource
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from datetime import date
from functools import partial
from pathlib import Path
from typing import TypeVar

from benchmarks.make_board import change_one
from generator.board.board import Board, board_of
from generator.building import BuildOptions
from generator.building.with_mkdocs import build
from generator.checking.check import Checked
from generator.checking.run import check_all
from generator.checking.workspace import Workspace, open_workspace
from generator.rendering import formats
from generator.rendering.artifact import Artifact
from generator.rendering.feed import Publication, publication_of
from generator.rendering.pages.page_template import HtmlPage
from generator.rendering.pages.site_pages import pages
from generator.rendering.pages.static_files import assets

T = TypeVar("T")
Output = Callable[[Publication], Iterable[Artifact]]


class Stages:
    """Runs stages, and keeps their figures."""

    def __init__(self, quiet: bool) -> None:
        self.found: list[dict[str, str | float]] = []
        self._quiet = quiet

    def __call__(self, name: str, run: Callable[[], T]) -> T:
        """Run one stage, and print its figures unless quiet. Returns what `run` returns."""
        start, before = time.perf_counter(), os.times()[:4]
        result = run()
        wall, cpu = time.perf_counter() - start, sum(os.times()[:4]) - sum(before)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        self.found.append({"name": name, "wall": wall, "cpu": cpu, "peak": peak})
        if not self._quiet:
            print(f"{name:36} {wall:8.2f} s {cpu:8.2f} s CPU {peak:8.0f} MB")
        return result


def sizes(site: Path) -> dict[str, tuple[int, int]]:
    """The size in bytes and the number of the site's files, by folder and kind of file."""
    found: dict[str, tuple[int, int]] = {}
    for path in site.rglob("*"):
        if path.is_file():
            top, _, name = path.relative_to(site).as_posix().rpartition("/")
            kind = re.sub(r"-?\d+", "", name if top else "at the root")
            folder = "api/v1/listings" if top.startswith("api/v1/l") else top.partition("/")[0]
            if folder in {"listings", "api/v1/listings"}:
                kind = path.suffix
            size, number = found.get(f"{folder} {kind}", (0, 0))
            found[f"{folder} {kind}"] = (size + path.stat().st_size, number + 1)
    return found


def _written(output: Output, publication: Publication) -> int:
    return sum(len(artifact.content) for artifact in output(publication))


def run_stages(root: Path, stage: Stages) -> date:
    """Run the stages of a build of the board in `root`, one by one. Returns the board's day."""
    work: Workspace = stage("open: settings, schemas, words", lambda: open_workspace(root))
    today = work.today(work.settings.demo_day)
    stage(
        "scan and read listings/",
        lambda: [work.read(path) for path in (*work.tree.employers, *work.tree.listings)],
    )
    checked: Checked = stage(
        "check: parse, schema, text, rules", lambda: check_all(work, today).checked
    )
    board: Board = stage("board", lambda: board_of(checked, work.context(today)))
    stage("open, closed, groups", lambda: (board.open, board.closed, board.open_by_skill))
    rendered: list[HtmlPage] = stage("pages: bodies and heads", lambda: [*pages(board)])
    print(f"{'':36} {len(rendered):8,} pages", file=sys.stderr)
    publication: Publication = stage("feeds: entries", lambda: publication_of(board))
    for output in (*formats.FEED_OUTPUTS, *formats.BOARD_OUTPUTS):
        stage(f"output {output.__name__}", partial(_written, output, publication))
    stage("assets", lambda: [*assets()])
    return today


def _builds(root: Path, today: date, stage: Stages) -> None:
    """Build without a cache and after a change, and print the sizes of the site's files."""
    with tempfile.TemporaryDirectory(dir=root.parent) as folder:
        site = Path(folder) / "site"
        options = BuildOptions(today, search=False, site_dir=site)
        shutil.rmtree(root / ".cache", ignore_errors=True)
        stage("all of it: board build", lambda: build(root, options))
        path, text = change_one(root)
        stage("again, one listing changed", lambda: build(root, options))
        path.write_bytes(text)
        found = sizes(site)
    for name, (size, number) in sorted(found.items(), key=lambda item: -item[1][0])[:30]:
        print(f"{name:36} {size / 1e6:8.1f} MB {number:8,}")
    print(f"{'the site':36} {sum(size for size, _ in found.values()) / 1e6:8.1f} MB")


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--json", action="store_true", dest="as_json")
    arguments = parser.parse_args()
    root: Path = arguments.folder.resolve()
    stage = Stages(quiet=arguments.as_json)
    today = run_stages(root, stage)
    if arguments.as_json:
        print(json.dumps(stage.found))
    else:
        _builds(root, today, stage)


if __name__ == "__main__":
    main()
