"""Measures the search in a browser: `python -m benchmarks.find [DIR] [--listings 100 1000 10000]`.

Boards that do not exist yet are made and built below DIR. Chromium, with the window of a phone,
opens /browse/ of each board with an empty cache, types a word, and then ticks a filter. The server
is this machine, once without and once with compression, as hosts have it. There is a line for each
word. The figures are medians of several runs:

- `first`: ms from the last key to cards on the screen, with nothing of the search loaded before.
- `link`: ms from opening `/browse/?q=...` to cards on the screen, loading the page included.
- `KB`: what the search had transferred by then, headers included; `page` is everything else.
- `tap`: ms from a tick to the new counts on the screen; `cards`: ms to the new cards.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, Page, Request, sync_playwright

from benchmarks.hosting import served
from benchmarks.make_board import DAY, ROOT, write_board
from tests.support.browser import ARGUMENTS, ensure

WORDS = ("excel", "spreadsheet", "translation", "museum archive")
_SEARCH = ("/pagefind/", "/find/columns.bin")
# Pages see the board's own day as today. `performance.now`, which measures, is not changed.
_READY = f"""window.Date = class extends Date {{
  constructor(...given) {{
    super(...(given.length ? given : ["{DAY}T18:00:00Z"]));
  }}
}};
"""
_READY += """window.until = async (ready) => {
  while (!ready()) await new Promise((done) => setTimeout(done));
  await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  return performance.now();
};
window.isDone = () => !document.documentElement.classList.contains("f-busy");
window.hasFound = () => isDone() && document.querySelector(".f-results > *") !== null;"""
_TYPE = """async (word) => {
  const input = document.getElementById("finder-q");
  const start = performance.now();
  input.focus();
  input.value = word;
  input.dispatchEvent(new Event("input"));
  return (await until(hasFound)) - start;
}"""
_TAP = """async () => {
  const chips = document.getElementById("find-chips");
  const remote = () => document.querySelector("input[name=mode][value=remote]");
  document.getElementById("find-open").click();
  await until(remote);
  const start = performance.now();
  remote().click();
  const counted = await until(() => chips.textContent.includes("Remote"));
  return [counted - start, (await until(isDone)) - start];
}"""


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--listings", type=int, nargs="+", default=[100, 1_000, 10_000])
    parser.add_argument("--runs", type=int, default=5)
    arguments = parser.parse_args()
    print(f"{'':44}{'first':>6}{'link':>7}{'KB':>6}{'page':>6}{'tap':>6}{'cards':>7}")
    program = ensure()
    with tempfile.TemporaryDirectory() as temporary, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        for listings in arguments.listings:
            site = _site((arguments.folder or Path(temporary)).resolve(), listings)
            for zips in (False, True):
                with served(site, zips) as address:
                    _report(browser, address, f"{listings:,}{' zipped' * zips}", arguments.runs)
        browser.close()


def _site(below: Path, listings: int) -> Path:
    board = below / f"board-{listings}"
    if not board.exists():
        write_board(board, listings)
    if not (board / "site").exists():
        command = [sys.executable, "-m", "generator", "build", "--today", DAY.isoformat()]
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        subprocess.run(command, cwd=board, env=environment, check=True)
    return board / "site"


def _report(browser: Browser, address: str, name: str, runs: int) -> None:
    for word in WORDS:
        typed = [_typed(browser, address, word) for _ in range(runs)]
        linked = [_linked(browser, address, word) for _ in range(runs)]
        medians = [statistics.median(values) for values in zip(*typed, strict=True)]
        first, search, page, counted, shown = medians
        print(
            f"{name:>16} listings, {word!r:17}{first:6.0f}{statistics.median(linked):7.0f}"
            f"{search:6.0f}{page:6.0f}{counted:6.0f}{shown:7.0f}"
        )


def _typed(browser: Browser, address: str, word: str) -> tuple[float, ...]:
    """Milliseconds to first results, KB of the search and of the page, milliseconds of a tap."""
    page, requests = _phone(browser)
    page.goto(f"{address}browse/", wait_until="networkidle")
    took = float(page.evaluate(_TYPE, word))
    search, rest = _kilobytes(requests)
    counted, shown = page.evaluate(_TAP)
    page.context.close()
    return took, search, rest, counted, shown


def _linked(browser: Browser, address: str, word: str) -> float:
    page, _ = _phone(browser)
    page.goto(f"{address}browse/?q={word}", wait_until="commit")
    took = float(page.evaluate("until(hasFound)"))
    page.context.close()
    return took


def _phone(browser: Browser) -> tuple[Page, list[Request]]:
    """A page with an empty cache on the board's own day, and the list of its requests."""
    context = browser.new_context(viewport={"width": 390, "height": 844})
    context.add_init_script(_READY)
    page, requests = context.new_page(), list[Request]()
    page.on("requestfinished", lambda request: requests.append(request))  # noqa: PLW0108
    return page, requests


def _kilobytes(requests: list[Request]) -> tuple[float, float]:
    """What was transferred for the search, and for everything else."""
    total = {True: 0, False: 0}
    for request in requests.copy():
        sizes = request.sizes()
        is_search = any(name in request.url for name in _SEARCH)
        total[is_search] += sizes["responseBodySize"] + sizes["responseHeadersSize"]
    return total[True] / 1024, total[False] / 1024


if __name__ == "__main__":
    main()
