"""Measures how soon a page is seen on a bad network: `python -m benchmarks.first_paint [SITE]`.

SITE is a built site; without it, the sample board is built. This machine serves it compressed, as
hosts do, and Chromium has the window of a phone, an empty cache and slow 3G: 400 kbit/s, and
400 ms for each answer. There is a line for each kind of page. The figures are medians:

- `FCP`, `LCP`: ms from the request to the first paint, and to that of the largest element.
- `CLS`: how far things moved by themselves, from 0; more than 0.1 is felt.
- `before`: the KB and the number of files that had come when the page was first painted.
- `all`: the same once the page is at rest.

With `--cpu 4` the processor is four times slower, as in a cheap phone.
"""

from __future__ import annotations

import argparse
import re
import statistics
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from playwright.sync_api import Browser, sync_playwright

from benchmarks.hosting import served
from tests.support.browser import ARGUMENTS, ensure
from tests.support.command import board_process
from tests.support.paths import ROOT, TODAY

_SLOW_3G = {
    "offline": False,
    "latency": 400,  # ms
    "downloadThroughput": 400_000 / 8,  # bytes a second
    "uploadThroughput": 400_000 / 8,
}
_PHONE = {"width": 390, "height": 844}
# Pages see the day of the samples as today. `performance.now`, which measures, is not changed.
_WATCH = f"""window.Date = class extends Date {{
  constructor(...given) {{
    super(...(given.length ? given : ["{TODAY}T18:00:00Z"]));
  }}
}};
"""
_WATCH += """window.seen = {fcp: 0, lcp: 0, cls: 0};
const on = (type, use) => new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) use(entry);
}).observe({ type, buffered: true });
on("paint", (entry) => {
  if (entry.name === "first-contentful-paint") seen.fcp = entry.startTime;
});
on("largest-contentful-paint", (entry) => { seen.lcp = entry.startTime; });
on("layout-shift", (entry) => { if (!entry.hadRecentInput) seen.cls += entry.value; });
"""


class Visit(NamedTuple):
    """What one visit showed. Times in milliseconds, sizes in bytes."""

    fcp: float
    lcp: float
    cls: float
    bytes_before: float
    files_before: float
    bytes_all: float
    files_all: float


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("site", type=Path, nargs="?")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--cpu", type=float, default=1)
    arguments = parser.parse_args()
    program = ensure()
    with (
        _site(arguments.site) as site,
        served(site, zips=True) as address,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        print(f"{'':12}{'FCP':>6}{'LCP':>6}{'CLS':>7}{'before':>16}{'all':>16}")
        for name, path in _pages(site).items():
            visits = [_visit(browser, address + path, arguments.cpu) for _ in range(arguments.runs)]
            seen = Visit(*map(statistics.median, zip(*visits, strict=True)))
            print(
                f"{name:12}{seen.fcp:6.0f}{seen.lcp:6.0f}{seen.cls:7.3f}"
                f"{seen.bytes_before / 1024:8.1f} KB{seen.files_before:5.0f}"
                f"{seen.bytes_all / 1024:8.1f} KB{seen.files_all:5.0f}"
            )
        browser.close()


@contextmanager
def _site(given: Path | None) -> Iterator[Path]:
    if given:
        yield given.resolve()
        return
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder) / "site"
        done = board_process("build", "--site-dir", site, "--today", TODAY, cwd=ROOT)
        if done.returncode:
            sys.exit(done.stderr)
        yield site


def _pages(site: Path) -> dict[str, str]:
    """One page of each kind. The listing is the newest."""
    browse = (site / "browse/index.html").read_text("utf-8")
    newest = re.search(r'href="\.\./(listings/[^"]+)"', browse)
    skill = next(path for path in sorted((site / "skills").iterdir()) if path.is_dir())
    return {
        "home": "",
        "browse": "browse/",
        "listing": newest[1] if newest else "",
        "skill": f"skills/{'excel' if (site / 'skills/excel').is_dir() else skill.name}/",
        "post": "post/",
        "match": "match/",
        "shortlist": "shortlist/",
        "help": "help/",
    }


def _visit(browser: Browser, url: str, cpu: float) -> Visit:
    context = browser.new_context(viewport=_PHONE, device_scale_factor=2)  # type: ignore[arg-type]
    context.add_init_script(_WATCH)
    page = context.new_page()
    session = context.new_cdp_session(page)
    arrived: list[tuple[float, float]] = []  # when, in seconds of the browser's clock, and bytes
    began: list[float] = []
    session.on("Network.requestWillBeSent", lambda event: began.append(event["timestamp"]))
    session.on("Network.loadingFinished", lambda event: arrived.append(_arrival(event)))
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", _SLOW_3G)
    session.send("Emulation.setCPUThrottlingRate", {"rate": cpu})
    page.goto(url, wait_until="networkidle", timeout=120_000)
    page.wait_for_timeout(300)
    seen: dict[str, float] = page.evaluate("seen")
    context.close()
    painted = began[0] + seen["fcp"] / 1000
    before = [size for when, size in arrived if when <= painted]
    sizes = [size for _, size in arrived]
    return Visit(
        seen["fcp"], seen["lcp"], seen["cls"], sum(before), len(before), sum(sizes), len(sizes)
    )


def _arrival(event: dict[str, Any]) -> tuple[float, float]:
    return event["timestamp"], event["encodedDataLength"]


if __name__ == "__main__":
    main()
