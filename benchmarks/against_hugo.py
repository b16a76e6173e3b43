"""Compares a build without a cache with Hugo's: `python -m benchmarks.against_hugo DIR`.

DIR is a board. If it does not exist, benchmarks.make_board makes it. Hugo is the program on the
PATH, or at `--hugo`. It gets the same texts: every listing as a page with the same fields. Its
templates are minimal: a page for each listing; and for the whole site and for each employer, skill
and category, pages of 50 listings and an RSS feed. `--bare` leaves out employers, skills and
categories. Hugo checks nothing, and makes no theme, calendar, API or other feed.

The two builds run in turns, `--runs` times each, so that both have the same conditions. The lowest
time of each counts, because other work on the machine can only add to it. CPU seconds (user and
system, with child processes) are printed as well, because they vary less.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from pathlib import Path
from time import perf_counter
from typing import Any, NamedTuple

import yaml

from benchmarks.make_board import DAY, ROOT, write_board

_FRONT = (
    "title", "summary", "level", "hours", "duration_weeks", "pay", "place", "offers", "terms",
    "posted", "deadline", "apply", "deliverables",
)  # fmt: skip
_CONFIG = """\
baseURL = "https://board.example/"
title = "Board"
disableKinds = ["sitemap"]
[pagination]
pagerSize = 50
[services.rss]
limit = 50
[taxonomies]
"""
_TAXONOMIES = 'employer = "employers"\nskill = "skills"\ncategory = "categories"\n'
_HEAD = (
    '<!doctype html><html lang="en"><head><meta charset="utf-8">'
    "<title>{{ .Title }}</title></head><body>"
)
_SINGLE = (
    _HEAD
    + """<h1>{{ .Title }}</h1><p>{{ .Params.summary }}</p>
<dl><dt>Pay</dt><dd>{{ .Params.pay.amount }} {{ .Params.pay.currency }}</dd>
<dt>Hours</dt><dd>{{ .Params.hours.min }}-{{ .Params.hours.max }}</dd>
<dt>Level</dt><dd>{{ .Params.level }}</dd><dt>Place</dt><dd>{{ .Params.place.mode }}</dd>
<dt>Deadline</dt><dd>{{ .Params.deadline }}</dd></dl>
{{ .Content }}
<ul>{{ range .Params.deliverables }}<li>{{ . }}</li>{{ end }}</ul>
<ul>{{ range .GetTerms "skills" }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>
{{ end }}</ul>
<p><a href="{{ .Params.apply.url }}">Apply</a></p></body></html>
"""
)
_LIST = (
    _HEAD
    + """<h1>{{ .Title }}</h1>
<ul>{{ range .Paginator.Pages }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a>
<p>{{ .Params.summary }}</p><p>{{ .Params.pay.amount }} {{ .Params.pay.currency }},
{{ .Params.level }}, {{ .Params.deadline }}</p></li>{{ end }}</ul>
{{ with .Paginator.Prev }}<a href="{{ .URL }}">Newer</a>{{ end }}
{{ with .Paginator.Next }}<a href="{{ .URL }}">Older</a>{{ end }}</body></html>
"""
)
_TERMS = (
    _HEAD
    + """<h1>{{ .Title }}</h1>
<ul>{{ range .Pages }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ul>
</body></html>
"""
)


class Run(NamedTuple):
    """The time and memory of one build."""

    wall: float  # seconds
    cpu: float  # seconds, of all processes
    peak: int  # megabytes, of the largest process

    def __str__(self) -> str:
        return f"{self.wall:7.2f} s wall {self.cpu:7.2f} s CPU {self.peak:6,} MB"


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--listings", type=int, default=10_000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--hugo", default="hugo")
    parser.add_argument("--bare", action="store_true")
    arguments = parser.parse_args()
    folder: Path = arguments.folder.resolve()
    hugo = shutil.which(arguments.hugo)
    if hugo is None:
        raise SystemExit(f"there is no program `{arguments.hugo}`: install Hugo, or name it.")
    if not folder.exists():
        write_board(folder, arguments.listings)
    with tempfile.TemporaryDirectory(dir=folder.parent) as name:
        hugo_site = Path(name)
        pages = write_hugo(folder, hugo_site, with_slices=not arguments.bare)
        print(f"{pages:,} listings")
        board_runs, hugo_runs = [], []
        for _ in range(arguments.runs):
            hugo_runs.append(_hugo(hugo, hugo_site))
            board_runs.append(_board(folder, hugo_site / "board"))
    _report("Hugo", hugo_runs)
    _report("board", board_runs)
    for name in ("wall", "cpu"):
        lowest, of_hugo = (
            min(getattr(run, name) for run in runs) for runs in (board_runs, hugo_runs)
        )
        print(f"board / Hugo, {name}: {lowest / of_hugo:.2f}")


def write_hugo(board: Path, folder: Path, *, with_slices: bool) -> int:
    """Write the listings of `board` as a Hugo site to `folder`. Returns how many there are."""
    layouts = {"single.html": _SINGLE, "list.html": _LIST, "terms.html": _TERMS}
    (folder / "layouts/_default").mkdir(parents=True)
    (folder / "hugo.toml").write_text(_CONFIG + _TAXONOMIES * with_slices, encoding="utf-8")
    for name, text in layouts.items():
        (folder / "layouts/_default" / name).write_text(text, encoding="utf-8")
    paths = sorted((board / "listings").glob("*/project-*.yml"))
    for path in paths:
        listing = yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader)
        page = folder / "content/listings" / path.parent.name / f"{path.stem}.md"
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(_page(listing, path.parent.name), encoding="utf-8")
    return len(paths)


def _page(listing: dict[str, Any], employer: str) -> str:
    front = {name: listing[name] for name in _FRONT if name in listing}
    front |= {"date": listing["posted"], "skills": listing["skills"]}
    front |= {"categories": [listing["category"]], "employers": [employer]}
    text = yaml.dump(front, Dumper=yaml.CSafeDumper)
    return f"---\n{text}---\n{listing['description']}"


def _hugo(hugo: str, folder: Path) -> Run:
    shutil.rmtree(folder / "public", ignore_errors=True)
    return _run([hugo, "--quiet", "--source", str(folder)])


def _board(folder: Path, site: Path) -> Run:
    shutil.rmtree(folder / ".cache", ignore_errors=True)
    shutil.rmtree(site, ignore_errors=True)
    command = [sys.executable, "-m", "generator", "build", "--no-search", "--root", str(folder)]
    return _run([*command, "--site-dir", str(site), "--today", DAY.isoformat()])


def _run(command: list[str]) -> Run:
    start = perf_counter()
    process = os.posix_spawn(command[0], command, {**os.environ, "PYTHONPATH": str(ROOT)})
    _, status, used = os.wait4(process, 0)
    if status:
        raise SystemExit(f"{command[0]} failed.")
    return Run(perf_counter() - start, used.ru_utime + used.ru_stime, used.ru_maxrss // 1024)


def _report(name: str, runs: list[Run]) -> None:
    for run in runs:
        print(f"{name:8}{run}")


if __name__ == "__main__":
    main()
