"""Measures what large boards cost: `python -m benchmarks.scale --write docs/reference/scale.md`.

Two boards are made and built in every way, whole and in parts. What larger boards cost is computed
from these two, because all grows with the number of listings. `--results FILE` keeps the figures;
with `--again` the page is written from that file, and nothing is measured.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from benchmarks.make_board import DAY, change_one, write_board
from benchmarks.race.machine import this_machine
from benchmarks.race.measure import Cost, contents, run
from benchmarks.race.tables import total
from benchmarks.scale.page import page_text
from benchmarks.scale.results import Parts, Saving, Scale, Size, load, save
from tests.support.paths import ROOT

SETTLED = 3  # seconds; a build does not trust that newer files can't change unseen
_BOARD = [sys.executable, "-m", "generator"]
SETTINGS = (
    ("slice_feeds: [rss]", "the calendars of parts; the board's own stays"),
    (
        "slice_feeds_for: [skills, categories, collections]",
        "feeds of single employers and industries",
    ),
    ("slice_feeds: []", "all feeds of parts; those of the whole board stay"),
    ("hide: [places, deadlines]", "the lists by place and by week of the deadline"),
    ("keep_closed_days: 30", "pages of projects that closed more than 30 days ago"),
)


def main(arguments: Sequence[str] | None = None) -> None:
    """The command."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.scale", description=__doc__)
    parser.add_argument("--sizes", type=int, nargs=2, default=(1_000, 10_000))
    parser.add_argument("--parts", type=int, default=5, help="how many machines share the work")
    parser.add_argument("--folder", type=Path, help="where to work; else the system's for such")
    parser.add_argument("--results", type=Path, help="a file that keeps the figures")
    parser.add_argument("--again", action="store_true", help="only write the page from that file")
    parser.add_argument("--write", type=Path, help="the page: docs/reference/scale.md")
    options = parser.parse_args(arguments)
    scale = load(options.results) if options.again else measure(options)
    if options.results:
        save(options.results, scale)
    if options.write:
        options.write.write_text(page_text(scale), encoding="utf-8")


def measure(options: argparse.Namespace) -> Scale:
    """Make and build the boards."""
    sizes, parts, savings = [], [], list[Saving]()
    for listings in sorted(options.sizes):
        with tempfile.TemporaryDirectory(dir=options.folder) as temporary:
            folder = Path(temporary)
            write_board(folder / "board", listings)
            time.sleep(SETTLED)
            sizes.append(_size(folder, listings))
            if listings == max(options.sizes):
                savings = [_saving(folder, sizes[-1], *setting) for setting in SETTINGS]
            parts.append(_parts(folder, listings, options.parts))
            machine = this_machine(folder)
    day = datetime.now(UTC).date().isoformat()
    return Scale(day, machine, "python -m benchmarks.scale", sizes, parts, savings)


def _size(folder: Path, listings: int) -> Size:
    board, site = folder / "board", folder / "site"
    command = _build(board, site)
    costs = {"cold": _run(command), "again": _run(command)}
    made = total(contents(site))
    folders = sum(1 for _ in os.walk(site))
    path, before = change_one(board)
    costs["one"] = _run(command)
    costs["next day"] = _run(_build(board, site, (DAY + timedelta(days=1)).isoformat()))
    path.write_bytes(before)
    return Size(listings, costs, made.files, folders, made.bytes)


def _saving(folder: Path, whole: Size, setting: str, gives_up: str) -> Saving:
    """Build the board with one more setting."""
    board, site = folder / "board", folder / "other"
    settings = board / "mkdocs.yml"
    before = settings.read_text("utf-8")
    settings.write_text(before.replace("  board:\n", f"  board:\n    {setting}\n", 1), "utf-8")
    _run(_build(board, site))
    settings.write_text(before, encoding="utf-8")
    made = total(contents(site))
    shutil.rmtree(site)
    return Saving(setting, gives_up, whole.files - made.files, whole.bytes - made.bytes)


def _parts(folder: Path, listings: int, count: int) -> Parts:
    """Build the board in parts, each as on a machine of its own."""
    board, published = folder / "board", folder / "none"
    costs, parts = [], []
    for number in range(1, count + 1):
        shutil.rmtree(board / ".cache", ignore_errors=True)
        parts.append(folder / f"part-{number}")
        shard = ["--shard", f"{number}/{count}", "--out", str(parts[-1])]
        costs.append(_run([*_build(board, published), *shard]))
    shutil.rmtree(board / ".cache", ignore_errors=True)
    where = ["--root", str(board), "--site-dir", str(folder / "joined")]
    join = _run([*_BOARD, "join", *map(str, parts), *where])
    most = Cost(
        max(cost.wall for cost in costs),
        max(cost.cpu for cost in costs),
        max(cost.peak for cost in costs),
    )
    return Parts(listings, count, most, join)


def _build(board: Path, site: Path, day: str = DAY.isoformat()) -> list[str]:
    return [*_BOARD, "build", "--root", str(board), "--site-dir", str(site), "--today", day]


def _run(command: list[str]) -> Cost:
    return run(command, ROOT)


if __name__ == "__main__":
    main()
