"""What a command costs: time, CPU, and the memory of all its processes."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter

_FIRST_LOOK, _SLOWEST_LOOK = 0.01, 0.25  # seconds between two looks at the memory


@dataclass(frozen=True)
class Cost:
    """What one run of a command took."""

    wall: float  # seconds
    cpu: float  # seconds, user and system, of the command and all processes it waited for
    peak: float  # MB, see `_memory`; of the largest process where there is no /proc


@dataclass(frozen=True)
class Amount:
    """Some files of a site."""

    files: int
    bytes: int


def middle(costs: Sequence[Cost]) -> Cost:
    """The median of each figure."""
    return Cost(
        median(cost.wall for cost in costs),
        median(cost.cpu for cost in costs),
        median(cost.peak for cost in costs),
    )


def run(command: Sequence[str], folder: Path, more: Mapping[str, str] | None = None) -> Cost:
    """Run `command` in `folder` with the variables `more`. Raises SystemExit if it fails."""
    with tempfile.TemporaryFile() as output:
        start = perf_counter()
        process = subprocess.Popen(
            command, cwd=folder, env={**os.environ, **(more or {})}, stdout=output, stderr=output
        )
        peak, done = [0.0], threading.Event()
        watcher = threading.Thread(target=_watch, args=(process.pid, peak, done))
        watcher.start()
        _, status, used = os.wait4(process.pid, 0)
        wall = perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        done.set()
        watcher.join()
        if process.returncode:
            output.seek(0)
            said = output.read().decode("utf-8", "replace")[-2000:]
            raise SystemExit(f"{' '.join(command)} failed with {process.returncode}:\n{said}")
    largest = used.ru_maxrss / (1024 if sys.platform == "darwin" else 1)  # KB, see getrusage(2)
    return Cost(wall, used.ru_utime + used.ru_stime, (peak[0] or largest) / 1024)


def _watch(pid: int, peak: list[float], done: threading.Event) -> None:
    """Keep the highest memory in `peak`. Looks often at first, as some builds are short."""
    pause = _FIRST_LOOK
    while not done.wait(pause):
        peak[0] = max(peak[0], sum(map(_memory, _tree(pid))))
        pause = min(pause * 1.2, _SLOWEST_LOOK)


def _tree(pid: int) -> Iterator[int]:
    """The process and all below it."""
    yield pid
    for children in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            found = children.read_text().split()
        except OSError:  # the process has ended
            continue
        for child in found:
            yield from _tree(int(child))


def _memory(pid: int) -> int:
    """The process's PSS in KB: what several processes share is divided among them."""
    try:
        text = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except OSError:  # it has ended
        return 0
    return next((int(line.split()[1]) for line in text.splitlines() if line[:4] == "Pss:"), 0)


KINDS = {
    "pages of listings": "pages",
    "other pages": "pages",
    "JSON of each listing": "JSON files",
    "feeds": "feeds",
    "calendars": "calendars",
    "other files": "other files",
}


def contents(site: Path) -> dict[str, Amount]:
    """The files of a site and their bytes, by the kinds in `KINDS`."""
    found = dict.fromkeys(KINDS, (0, 0))
    for path in _files(site):
        kind = _kind(os.path.relpath(path, site))
        files, size = found[kind]
        found[kind] = (files + 1, size + path.stat().st_size)
    return {kind: Amount(*amount) for kind, amount in found.items()}


def _files(folder: Path) -> Iterator[Path]:
    for parent, _, names in os.walk(folder):
        yield from (Path(parent, name) for name in names)


def _kind(name: str) -> str:
    parts = name.split("/")
    stem = parts[-1].partition(".")[0].partition("-")[0]
    of_listing = parts[0] == "listings" and len(parts) == 4
    if name.endswith(".html"):
        return "pages of listings" if of_listing else "other pages"
    if name.endswith(".ics"):
        return "calendars"
    if name.endswith(".json") and (of_listing or name.startswith("api/v1/listings/")):
        return "JSON of each listing"
    if stem in {"feed", "atom"} and name.endswith((".xml", ".json")):
        return "feeds"
    return "other files"
