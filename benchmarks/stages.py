"""Where a cold build's time goes: `python -m benchmarks.stages DIR` on a board made by make_board.

Prints a line a stage: wall seconds, and the process' peak memory so far in MB. Each stage is
run once, in the order of a build, by the very functions that a build calls.
"""

from __future__ import annotations

import argparse
import resource
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeVar

from generator import outputs
from generator.artifact import Artifact
from generator.board import Board
from generator.check import Checked
from generator.engine import BuildOptions
from generator.engine.mkdocs import build
from generator.engine.site import assets
from generator.feed import Publication, publication_of
from generator.pages import pages
from generator.shell import Page
from generator.workspace import Workspace, open_workspace

T = TypeVar("T")


def stage(name: str, run: Callable[[], T]) -> T:
    """Run and report one stage."""
    began = time.perf_counter()
    result = run()
    took = time.perf_counter() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{name:36} {took:8.2f} s {peak:8.0f} MB")
    return result


def _size(artifacts: Iterable[Artifact]) -> int:
    return sum(len(artifact.content) for artifact in artifacts)


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    root = parser.parse_args().folder.resolve()
    work: Workspace = stage("open: settings, schemas, words", lambda: open_workspace(root))
    today = work.today(work.settings.demo_day)
    stage("scan and read listings/", lambda: len(work.contents))
    checked: Checked = stage("check: parse, schema, text, rules", lambda: work.check(today))
    board: Board = stage("board", lambda: work.board(checked, today))
    stage("open, closed, groups", lambda: (board.open, board.closed, board.open_by_skill))
    made: list[Page] = stage("pages: bodies and heads", lambda: [*pages(board)])
    print(f"{'':36} {len(made):8,} pages")
    publication: Publication = stage("feeds: entries", lambda: publication_of(board))
    for output in outputs.OUTPUTS:
        stage(f"output {output.__name__}", lambda write=output: _size(write(publication)))
    stage("assets", lambda: [*assets()])
    del made
    with tempfile.TemporaryDirectory(dir=root.parent) as folder:
        site = Path(folder) / "site"
        stage("all of it: board build", lambda: build(root, BuildOptions(today, site_dir=site)))


if __name__ == "__main__":
    main()
