"""`sitemap.xml` (sitemaps.org 0.9): every page that may be found, and when it last changed.

Not one of `OUTPUTS`: it lists pages, which only the build knows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from xml.sax.saxutils import escape

from generator.board.ids_and_dates import NO_ENTRY_YET
from generator.rendering.artifact import Artifact
from generator.rendering.feed import Publication

MOST = 50_000  # addresses a file, by the protocol
_XMLNS = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
_HEAD = '<?xml version="1.0" encoding="utf-8"?>\n'


def sitemap(publication: Publication, paths: Iterable[str], most: int = MOST) -> Iterator[Artifact]:
    """One file; above `most` addresses, an index and numbered files."""
    url, ordered, modified = (
        publication.board.settings.url,
        sorted(set(paths)),
        _modified(publication),
    )
    parts = [ordered[start : start + most] for start in range(0, len(ordered), most)]
    written = [_urls(url, part, modified) for part in parts]
    if len(written) == 1:
        yield Artifact("sitemap.xml", written[0])
        return
    names = [f"sitemap-{number}.xml" for number in range(1, len(parts) + 1)]
    for name, content in zip(names, written, strict=True):
        yield Artifact(name, content)
    items = "".join(f"<sitemap><loc>{escape(url + name)}</loc></sitemap>\n" for name in names)
    index = f"{_HEAD}<sitemapindex {_XMLNS}>\n{items}</sitemapindex>\n"
    yield Artifact("sitemap.xml", index.encode())


def _modified(publication: Publication) -> dict[str, datetime]:
    """When a page's content last changed, where that is known: listings, and what lists them."""
    found = {feed.path: feed.updated for feed in publication.feeds if feed.updated != NO_ENTRY_YET}
    for listing in publication.board.listings:
        found[listing.url] = publication.modified[listing.id]
    return found


def _urls(url: str, paths: list[str], modified: dict[str, datetime]) -> bytes:
    items = "".join(_url(url + path, modified.get(path)) for path in paths)
    return f"{_HEAD}<urlset {_XMLNS}>\n{items}</urlset>\n".encode()


def _url(address: str, modified: datetime | None) -> str:
    when = f"<lastmod>{modified.isoformat(timespec='seconds')}</lastmod>" if modified else ""
    return f"<url><loc>{escape(address)}</loc>{when}</url>\n"
