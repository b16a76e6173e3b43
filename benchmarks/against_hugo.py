"""A cold build beside Hugo's, on the same texts: `python -m benchmarks.against_hugo DIR`.

DIR is made by benchmarks.make_board if it is not there. Hugo is the program on the PATH (or
`--hugo`); it gets every listing as a page with the same fields, and bare templates: a page a
listing; for the whole and for each employer, skill and category, pages of 50 and an RSS feed.
`--bare` leaves out the employers, skills and categories. It checks nothing, and has no theme,
no calendar, no API and no other feed.

The two run in turns, `--runs` times each, so that both meet the same machine; of each the least
is taken, for what else the machine does can only add. CPU seconds (user and system, children
included) stand beside the wall's, because they move less.
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
    """What one build took."""

    wall: float  # seconds
    cpu: float  # seconds, of all processes
    peak: int  # megabytes of the largest process

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
        other = Path(name)
        pages = write_hugo(folder, other, with_slices=not arguments.bare)
        print(f"{pages:,} listings")
        ours, theirs = [], []
        for _ in range(arguments.runs):
            theirs.append(_hugo(hugo, other))
            ours.append(_board(folder, other / "board"))
    _report("Hugo", theirs)
    _report("board", ours)
    for what in ("wall", "cpu"):
        ratio = min(getattr(x, what) for x in ours) / min(getattr(x, what) for x in theirs)
        print(f"board / Hugo, {what}: {ratio:.2f}")


def write_hugo(board: Path, folder: Path, *, with_slices: bool) -> int:
    """Write the listings of `board` as a site for Hugo; how many there are."""
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
    began = perf_counter()
    process = os.posix_spawn(command[0], command, {**os.environ, "PYTHONPATH": str(ROOT)})
    _, status, used = os.wait4(process, 0)
    if status:
        raise SystemExit(f"{command[0]} failed.")
    took = perf_counter() - began
    return Run(took, used.ru_utime + used.ru_stime, used.ru_maxrss // 1024)


def _report(name: str, runs: list[Run]) -> None:
    for run in runs:
        print(f"{name:8}{run}")


if __name__ == "__main__":
    main()
