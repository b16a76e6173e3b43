"""What our built site consists of, so that another generator can be asked for the same.

All of it is found in the built files. So it stays true when the site changes.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path

from generator.rendering.pagination import PAGE_SIZE

_LISTING = re.compile(r'href="?(?:\.\./)+listings/([a-z0-9-]+/[a-z0-9-]+)/["\s>]')
_MAIN = re.compile(r"(<main\b[^>]*>)(.*)(</main>)", re.DOTALL)
_NUMBERED = re.compile(r"/\d+$")
_DATA = re.compile(r'<script type="application/ld\+json">.*?</script>\n?', re.DOTALL)


@dataclass(frozen=True)
class ListPages:
    """The pages of one list: its first, and those with older entries."""

    path: str  # skills/excel, or skills
    pages: int
    members: frozenset[str]  # ids of the listings it links to
    feeds: frozenset[str]  # names of the first feeds beside it: feed.xml, deadlines.ics
    more_feeds: int  # how many pages the longest feed has, or 1

    def page_size(self, entries: int) -> int:
        """Entries on a page, so that `entries` fill as many pages as ours."""
        if math.ceil(entries / PAGE_SIZE) == self.pages or self.pages == 1:
            return max(PAGE_SIZE, entries) if self.pages == 1 else PAGE_SIZE
        return math.ceil(entries / self.pages)


@dataclass(frozen=True)
class OurSite:
    """The parts of a built site."""

    shell: str  # a listing's page without what is its own
    home: ListPages
    folders: dict[str, ListPages]  # the first page of each folder that has lists: skills
    lists: tuple[ListPages, ...]  # skills/excel
    others: dict[str, tuple[ListPages, str]]  # all other pages, and what is in <main>


def look_at(site: Path) -> OurSite:
    """Read the site in folder `site`."""
    found: defaultdict[str, list[Path]] = defaultdict(list)
    seen = 0
    sample = ""  # the largest of a few pages: the small ones only lead to another
    for page in sorted(site.rglob("index.html")):
        path = page.parent.relative_to(site).as_posix()
        if path.startswith("listings/"):
            seen += 1
            sample = max(sample, page.read_text("utf-8") if seen < 20 else "", key=len)
        else:
            found[_NUMBERED.sub("", path)].append(page)
    lists = {path: _list(site, path, pages) for path, pages in found.items()}
    tops = {
        path.partition("/")[0]
        for path, pages in lists.items()
        if path.count("/") == 1 and (pages.members or pages.feeds)
    }
    inner = {path for path in lists if path.count("/") == 1 and path.partition("/")[0] in tops}
    others = lists.keys() - inner - tops - {"."}
    return OurSite(
        _shell(sample),
        lists["."],
        {top: lists[top] for top in sorted(tops)},
        tuple(lists[path] for path in sorted(inner)),
        dict(chain.from_iterable(_others(lists[path], found[path]) for path in sorted(others))),
    )


def _others(part: ListPages, pages: list[Path]) -> Iterator[tuple[str, tuple[ListPages, str]]]:
    """Each page by its path. Later pages of listings are not there: Hugo makes them of the first.

    Those of other lists, such as of feeds, are pages as any others.
    """
    if part.members or part.pages == 1:
        yield part.path, (part, _main(pages[0]))
        return
    for page in pages:
        number = page.parent.name
        path = f"{part.path}/{number}" if number.isdecimal() else part.path
        yield path, (replace(part, path=path, pages=1), _main(page))


def _list(site: Path, path: str, pages: Iterable[Path]) -> ListPages:
    pages = list(pages)
    texts = (_MAIN.search(page.read_text("utf-8")) for page in pages)
    members = {name for text in texts if text for name in _LISTING.findall(text[2])}
    files = [file.name for file in (site / path).iterdir() if file.is_file()]
    first = {name for name in files if name in {"feed.xml", "atom.xml", "feed.json"}}
    more = [int(name) for name in re.findall(r"feed-(\d+)\.xml", " ".join(files))]
    calendar = {name for name in files if name == "deadlines.ics"}
    return ListPages(
        path, len(pages), frozenset(members), frozenset(first | calendar), max(more, default=1)
    )


def _main(page: Path) -> str:
    match = _MAIN.search(page.read_text("utf-8"))
    return match[2] if match else ""


def _shell(page: str) -> str:
    """The page as one of Hugo's templates, with blocks for what is a page's own."""
    if not _MAIN.search(page):
        raise SystemExit("the built site has no page of a listing with a <main>.")
    text = _DATA.sub("", page).replace("{{", "{ {")
    text = _MAIN.sub(r'\1{{ block "main" . }}{{ end }}\3', text)
    text = re.sub(r"(<title>).*?(</title>)", r"\1{{ .Title }} - {{ site.Title }}\2", text)
    for pattern, value in (
        (r'<meta name="description" content=', "{{ .Params.summary }}"),
        (r'<meta property="og:title" content=', "{{ .Title }}"),
        (r'<meta property="og:description" content=', "{{ .Params.summary }}"),
        (r'<meta property="og:url" content=', "{{ .Permalink }}"),
        (r'<link rel="canonical" href=', "{{ .Permalink }}"),
    ):
        text = re.sub(rf'({pattern})(?:"[^"]*"|[^\s>]+)', rf'\1"{value}"', text)
    return text.replace("</head>", '{{ block "head" . }}{{ end }}</head>', 1)
