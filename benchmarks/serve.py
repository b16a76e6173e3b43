"""Measures `board serve`: `python -m benchmarks.serve DIR [--times 5]`, on any board.

Prints, for each time that a listing is saved, the seconds until a browser has painted its new
title, and the CPU seconds that the server took for it. It is an open listing, and the next save
comes once the lists show it too; the search index is not waited for. DIR is changed and put back.
"""

from __future__ import annotations

import argparse
import os
import re
import socket
import statistics
import subprocess
import sys
import time
from pathlib import Path

from playwright.sync_api import sync_playwright

from generator.building import BuildOptions
from generator.building.build import prepare_build
from tests.support.browser import ARGUMENTS, ensure

_TITLE = re.compile(r"^title: .*$", re.MULTILINE)
# Two frames later, what a script saw in the page is on the screen.
_PAINTED = """(title) => new Promise((resolve) => {
    const look = () => {
        if (document.querySelector("h1")?.textContent.trim() !== title) return setTimeout(look, 5);
        requestAnimationFrame(() => requestAnimationFrame(() => resolve(true)));
    };
    look();
})"""


def cpu_of(process: int) -> float:
    """The CPU seconds of a process so far, without its children's (Linux, proc(5))."""
    fields = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def serve(root: Path) -> tuple[subprocess.Popen[str], str]:
    """Start `board serve`, and wait until it serves. Returns it with its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    process = subprocess.Popen(
        [sys.executable, "-m", "generator", "serve", "--root", str(root), "--address", address],
        stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    return process, _wait_for(process, "Serving on ")


def _wait_for(process: subprocess.Popen[str], words: str) -> str:
    """What the server says after `words`, in the line that begins with them."""
    assert process.stderr
    for line in process.stderr:
        if line.startswith(words):
            return line.removeprefix(words).strip()
    raise SystemExit(f"`board serve` ended without saying {words!r}.")


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--times", type=int, default=5)
    arguments = parser.parse_args()
    root = arguments.folder.resolve()
    is_open = min(item.id for item in prepare_build(root, BuildOptions()).board.open)
    path = root / f"listings/{is_open}.yml"
    text = path.read_text(encoding="utf-8")
    program = ensure()
    process, address = serve(root)
    found: list[float] = []
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
            page = browser.new_page()
            page.goto(f"{address}listings/{path.parent.name}/{path.stem}/")
            for number in range(arguments.times):
                time.sleep(3)
                title = f"Draw chart number {number} of forty"
                start, before = time.perf_counter(), cpu_of(process.pid)
                path.write_text(_TITLE.sub(f"title: {title}", text, count=1), encoding="utf-8")
                page.wait_for_function(_PAINTED, arg=title, timeout=300_000)
                found.append(time.perf_counter() - start)
                cpu = cpu_of(process.pid) - before
                _wait_for(process, "Built again ")
                whole = time.perf_counter() - start
                print(
                    f"{found[-1]:8.2f} s {cpu:8.2f} s CPU; {whole:8.2f} s until all pages show it"
                )
            browser.close()
    finally:
        path.write_text(text, encoding="utf-8")
        process.terminate()
        process.wait()
    print(f"{statistics.median(found):8.2f} s is the median")


if __name__ == "__main__":
    main()
