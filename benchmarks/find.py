"""How fast one finds: `python -m benchmarks.find [DIR] [--listings 100 1000 10000]`.

Boards are made below DIR, and built, where they are not there yet. Chromium, as a phone, opens
/browse/ on each with an empty cache, types a word, then ticks a filter; the host is this machine,
once as it is and once compressing text as hosts do. A line a word; medians of several runs:

- `first`: ms from the last key to cards on the screen, nothing of the search loaded before.
- `link`: ms from opening `/browse/?q=...` to cards on the screen, the page itself included.
- `KB`: what the search had transferred by then, headers included; `page` is all the rest.
- `tap`: ms from a tick to the new counts on the screen, and to the new cards.
"""

from __future__ import annotations

import argparse
import gzip
import os
import statistics
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, Request, sync_playwright

from benchmarks.make_board import DAY, ROOT, write_board
from tests.support.browser import ARGUMENTS, ensure

WORDS = ("excel", "spreadsheet", "translation", "museum archive")
_SEARCH = ("/pagefind/", "/find/columns.bin")
_ZIPPED = (".html", ".css", ".js", ".json", ".svg", ".xml")
# The board is true on its own day; the clock that measures is left alone.
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
                with _served(site, zips) as address:
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


@contextmanager
def _served(folder: Path, zips: bool) -> Iterator[str]:
    """A host like those the site is made for: it keeps connections, and may compress text."""

    @cache
    def packed(path: str) -> bytes:
        return gzip.compress(Path(path).read_bytes())

    class Handler(SimpleHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True  # or each answer waits 40 ms for the one before

        def __init__(self, *arguments: Any) -> None:
            super().__init__(*arguments, directory=str(folder))

        def do_GET(self) -> None:
            path = self.translate_path(self.path)
            path = f"{path}index.html" if path.endswith("/") else path
            if not zips or not path.endswith(_ZIPPED) or not os.path.isfile(path):
                super().do_GET()
                return
            body = packed(path)
            self.send_response(200)
            self.send_header("Content-Type", self.guess_type(path))
            self.send_header("Content-Encoding", "gzip")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


def _report(browser: Browser, address: str, name: str, runs: int) -> None:
    for word in WORDS:
        typed = [_typed(browser, address, word) for _ in range(runs)]
        linked = [_linked(browser, address, word) for _ in range(runs)]
        middle = [statistics.median(values) for values in zip(*typed, strict=True)]
        first, search, page, counted, shown = middle
        print(
            f"{name:>16} listings, {word!r:17}{first:6.0f}{statistics.median(linked):7.0f}"
            f"{search:6.0f}{page:6.0f}{counted:6.0f}{shown:7.0f}"
        )


def _typed(browser: Browser, address: str, word: str) -> tuple[float, ...]:
    """Milliseconds to first results, KB of the search and of the page, milliseconds of a tap."""
    page, asked = _phone(browser)
    page.goto(f"{address}browse/", wait_until="networkidle")
    took = float(page.evaluate(_TYPE, word))
    search, rest = _kilobytes(asked)
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
    """A page of a browser that has seen nothing yet, on the day the board is true."""
    context = browser.new_context(viewport={"width": 390, "height": 844})
    context.add_init_script(_READY)
    page, asked = context.new_page(), list[Request]()
    page.on("requestfinished", lambda request: asked.append(request))  # noqa: PLW0108
    return page, asked


def _kilobytes(asked: list[Request]) -> tuple[float, float]:
    """Of the search, and of all the rest."""
    total = {True: 0, False: 0}
    for request in asked.copy():
        sizes = request.sizes()
        part = any(name in request.url for name in _SEARCH)
        total[part] += sizes["responseBodySize"] + sizes["responseHeadersSize"]
    return total[True] / 1024, total[False] / 1024


if __name__ == "__main__":
    main()
