"""Measures `board check --changed-since`: `python -m benchmarks.changed_since DIR`.

DIR is a board. If it does not exist, benchmarks.make_board makes it. One listing is changed, and
the cache is filled. The figures are seconds of wall time for the whole command, with `git status`
on the same files for comparison.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

from benchmarks.make_board import ROOT, write_board

_AUTHOR = ("-c", "user.name=Board", "-c", "user.email=board@board.example")


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--listings", type=int, default=10_000)
    parser.add_argument("--runs", type=int, default=5)
    arguments = parser.parse_args()
    folder: Path = arguments.folder.resolve()
    if not folder.exists():
        _prepare(folder, arguments.listings)
    listing = max((folder / "listings").glob("*/project-*.yml"))
    text = listing.read_text(encoding="utf-8")
    listing.write_text(text.replace("level: ", "level: x"), encoding="utf-8")
    try:
        _measure(folder, arguments.runs)
    finally:
        listing.write_text(text, encoding="utf-8")


def _prepare(folder: Path, listings: int) -> None:
    write_board(folder, listings)
    (folder / ".gitignore").write_text(".cache/\n", encoding="utf-8")
    for command in (["init", "--quiet", "-b", "main"], ["add", "--all"]):
        subprocess.run(["git", *command], cwd=folder, check=True)
    subprocess.run(["git", *_AUTHOR, "commit", "--quiet", "-m", "A board"], cwd=folder, check=True)


def _measure(folder: Path, runs: int) -> None:
    check = [sys.executable, "-m", "generator", "check", "--changed-since", "main"]
    print(f"{'cold cache':28} {_seconds(check, folder):6.2f} s")
    time.sleep(2.5)  # the cache is not used for files written less than 2 s ago
    _seconds(check, folder)
    for name, command in (
        ("check, one file changed", check),
        ("git status", ["git", "status", "--porcelain"]),
        ("board --help", [sys.executable, "-m", "generator", "--help"]),
    ):
        times = [_seconds(command, folder) for _ in range(runs)]
        print(f"{name:28} {statistics.median(times):6.2f} s  (of {runs}: max {max(times):.2f})")


def _seconds(command: list[str], folder: Path) -> float:
    # With this variable Python would compile the code in each run; installed code is compiled once.
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    begin = time.perf_counter()
    done = subprocess.run(
        command,
        cwd=folder,
        env={**environment, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.stderr:  # it failed, so its time means nothing
        raise SystemExit(done.stderr)
    return time.perf_counter() - begin


if __name__ == "__main__":
    main()
