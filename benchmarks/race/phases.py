"""Our builds and checks that are measured, in the order in which they run."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from benchmarks.make_board import DAY, change_one
from benchmarks.race.measure import Cost, run
from tests.support.paths import ROOT

COLD = "cold"
PHASES = {
    COLD: "without a cache",
    "again": "nothing changed",
    "one": "one listing changed",
    "next day": "the next day, nothing changed",
    "check": "`board check` without a cache",
    "check again": "`board check` again",
    "index": "with the search index, without a cache",
    "index again": "with the index, nothing changed",
    "index one": "with the index, one listing changed",
    "index next day": "with the index, the next day",
}
_BOARD = [sys.executable, "-m", "generator"]


def measure_ours(board: Path, site: Path, with_index: bool = True) -> Iterator[tuple[str, Cost]]:
    """Build and check `board` in every way of `PHASES`.

    The next day follows the change of one listing, so that it is what changes on its own.
    """
    yield from _builds(board, site, "", ["--no-search"])
    _forget(board)
    check = [*_BOARD, "check", "--root", str(board), "--today", DAY.isoformat()]
    yield "check", _run(check)
    yield "check again", _run(check)
    if with_index:
        yield from _builds(board, site, "index ", [])


def build_ours(board: Path, site: Path) -> None:
    """Build `board` once, without a cache and without the search index."""
    _forget(board, site)
    _run(_build(board, site, ["--no-search"]))


def _builds(board: Path, site: Path, before: str, more: list[str]) -> Iterator[tuple[str, Cost]]:
    _forget(board, site)
    command = _build(board, site, more)
    yield before.strip() or COLD, _run(command)
    yield f"{before}again", _run(command)
    with _one_changed(board):
        yield f"{before}one", _run(command)
        tomorrow = (DAY + timedelta(days=1)).isoformat()
        yield f"{before}next day", _run(_build(board, site, more, tomorrow))


def _build(board: Path, site: Path, more: list[str], day: str = DAY.isoformat()) -> list[str]:
    command = [*_BOARD, "build", "--root", str(board), "--site-dir", str(site), "--today", day]
    return [*command, *more]


def _run(command: list[str]) -> Cost:
    return run(command, ROOT)


def _forget(board: Path, *sites: Path) -> None:
    for folder in (board / ".cache", *sites):
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _one_changed(board: Path) -> Iterator[None]:
    """Change the last listing, and put it back afterwards."""
    path, before = change_one(board)
    try:
        yield
    finally:
        path.write_bytes(before)
