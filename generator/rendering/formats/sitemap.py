"""`sitemap.xml` (sitemaps.org, protocol 0.9): every indexed page, and when it last changed.

It is not one of `formats.BOARD_OUTPUTS`, because only the build knows all pages.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from xml.sax.saxutils import escape

from generator.board.ids_and_dates import NO_ENTRY_YET
from generator.rendering.artifact import Artifact
from generator.rendering.feed import Publication

MAX_URLS = 50_000  # in one file, by the protocol
MAX_BYTES = 52_428_800  # of one file, uncompressed, by the protocol
_XMLNS = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
_HEAD = '<?xml version="1.0" encoding="utf-8"?>\n'


def sitemap(
    publication: Publication,
    paths: Iterable[str],
    max_urls: int = MAX_URLS,
    max_bytes: int = MAX_BYTES,
) -> Iterator[Artifact]:
    """The sitemap of the pages at `paths`, relative to the root.

    What is more than `max_urls` addresses or `max_bytes` is split into numbered files with a
    sitemap index.
    """
    url, modified = publication.board.settings.url, _modified(publication)
    contents = [*_files(_urls(url, sorted(set(paths)), modified), max_urls, max_bytes)]
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


def _files(items: Iterable[bytes], max_urls: int, max_bytes: int) -> Iterator[bytes]:
    """`items` in as few files as the limits allow. An item alone is never too large."""
    start, end = f"{_HEAD}<urlset {_XMLNS}>\n".encode(), b"</urlset>\n"
    room = max_bytes - len(start) - len(end)
    part: list[bytes] = []
    size = 0
    for item in items:
        if part and (len(part) == max_urls or size + len(item) > room):
            yield b"".join((start, *part, end))
            part, size = [], 0
        part.append(item)
        size += len(item)
    yield b"".join((start, *part, end))


def _urls(url: str, paths: Iterable[str], modified: Mapping[str, datetime]) -> Iterator[bytes]:
    return (_url(url + path, modified.get(path)).encode() for path in paths)


def _url(address: str, modified: datetime | None) -> str:
    when = f"<lastmod>{modified.isoformat(timespec='seconds')}</lastmod>" if modified else ""
    return f"<url><loc>{escape(address)}</loc>{when}</url>\n"
