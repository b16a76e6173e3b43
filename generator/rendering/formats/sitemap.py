"""`sitemap.xml` (sitemaps.org, protocol 0.9): every indexed page, and when it last changed.

It is not one of `formats.BOARD_OUTPUTS`, because only the build knows all pages.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from xml.sax.saxutils import escape

from generator.board.ids_and_dates import NO_ENTRY_YET
from generator.rendering.artifact import Artifact
from generator.rendering.feed import Publication
from generator.rendering.pagination import chunks

MAX_URLS = 50_000  # in one file, by the protocol
_XMLNS = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
_HEAD = '<?xml version="1.0" encoding="utf-8"?>\n'


def sitemap(
    publication: Publication, paths: Iterable[str], max_urls: int = MAX_URLS
) -> Iterator[Artifact]:
    """The sitemap of the pages at `paths`, relative to the root.

    More than `max_urls` are split into numbered files with a sitemap index.
    """
    url, modified = publication.board.settings.url, _modified(publication)
    contents = [_urls(url, part, modified) for part in chunks(sorted(set(paths)), max_urls)]
    if len(contents) == 1:
        yield Artifact("sitemap.xml", contents[0])
        return
    names = [f"sitemap-{number}.xml" for number in range(1, len(contents) + 1)]
    for name, content in zip(names, contents, strict=True):
        yield Artifact(name, content)
    items = "".join(f"<sitemap><loc>{escape(url + name)}</loc></sitemap>\n" for name in names)
    index = f"{_HEAD}<sitemapindex {_XMLNS}>\n{items}</sitemapindex>\n"
    yield Artifact("sitemap.xml", index.encode())


def _modified(publication: Publication) -> dict[str, datetime]:
    """When pages of listings last changed, by path.

    It is known for listings, slices, and the list of all. No other page has a date: that of a file
    would change with every copy of the board.
    """
    found = {feed.path: feed.updated for feed in publication.feeds if feed.updated != NO_ENTRY_YET}
    if "" in found:
        found["browse/"] = found[""]
    for listing in publication.board.listings:
        found[listing.url] = publication.modified[listing.id]
    return found


def _urls(url: str, paths: Iterable[str], modified: dict[str, datetime]) -> bytes:
    items = "".join(_url(url + path, modified.get(path)) for path in paths)
    return f"{_HEAD}<urlset {_XMLNS}>\n{items}</urlset>\n".encode()


def _url(address: str, modified: datetime | None) -> str:
    when = f"<lastmod>{modified.isoformat(timespec='seconds')}</lastmod>" if modified else ""
    return f"<url><loc>{escape(address)}</loc>{when}</url>\n"
