"""`sitemap.xml` (sitemaps.org 0.9): every page that may be found, and when it last changed.

Not one of `OUTPUTS`: it lists pages, which only the build knows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import NamedTuple
from xml.sax.saxutils import escape

from generator.artifact import Artifact
from generator.board import Board
from generator.feed_time import modified_at

MOST = 50_000  # addresses a file, by the protocol
_XMLNS = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
_HEAD = '<?xml version="1.0" encoding="utf-8"?>\n'


class Entry(NamedTuple):
    """A page: its path below the site, and when its content last changed, if that is known."""

    path: str
    modified: datetime | None = None


def entries(board: Board, paths: Iterable[str]) -> Iterator[Entry]:
    """`paths` of pages, with the moment a listing's content last changed."""
    zone = board.settings.zone
    for path in paths:
        listing = board.by_id.get(path.removeprefix("listings/").rstrip("/"))
        if listing is not None and path == listing.url:
            yield Entry(path, modified_at(listing, board.state(listing), zone, {}))
        else:
            yield Entry(path)


def sitemap(url: str, found: Iterable[Entry], most: int = MOST) -> Iterator[Artifact]:
    """One file; above `most` addresses, an index and numbered files."""
    ordered = sorted(found, key=lambda entry: entry.path)
    if len(ordered) <= most:
        yield Artifact("sitemap.xml", _urls(url, ordered))
        return
    parts = [ordered[start : start + most] for start in range(0, len(ordered), most)]
    names = [f"sitemap-{number}.xml" for number in range(1, len(parts) + 1)]
    for name, part in zip(names, parts, strict=True):
        yield Artifact(name, _urls(url, part))
    items = "".join(f"<sitemap><loc>{escape(url + name)}</loc></sitemap>\n" for name in names)
    index = f"{_HEAD}<sitemapindex {_XMLNS}>\n{items}</sitemapindex>\n"
    yield Artifact("sitemap.xml", index.encode())


def _urls(url: str, entries: list[Entry]) -> bytes:
    items = "".join(_url(url, entry) for entry in entries)
    return f"{_HEAD}<urlset {_XMLNS}>\n{items}</urlset>\n".encode()


def _url(url: str, entry: Entry) -> str:
    modified = entry.modified
    when = f"<lastmod>{modified.isoformat(timespec='seconds')}</lastmod>" if modified else ""
    return f"<url><loc>{escape(url + entry.path)}</loc>{when}</url>\n"
