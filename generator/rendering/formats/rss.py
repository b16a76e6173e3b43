"""`feed.xml`: RSS 2.0 (rssboard.org/rss-specification), which every feed reader understands.

The employer is `dc:creator`, because RSS's own `author` must be an email address. A `guid` is the
entry's permanent id, not its address. `dc:language` says the language of an entry whose text is
not in the feed's language: RSS has `language` for the channel only.

Readers of RSS take one page. So the board's has the newest listings only, and leads to the complete
set in Atom.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from email.utils import format_datetime
from functools import lru_cache

from feedgen.feed import FeedGenerator  # type: ignore[import-untyped]

from generator.model.safe_text import escape
from generator.rendering.artifact import Artifact
from generator.rendering.feed import Detail, Entry, Publication
from generator.rendering.feed_xml_templates import Dialect, documents


def rss(publication: Publication) -> Iterator[Artifact]:
    """`feed.xml` of every feed."""
    return documents(publication, _RSS)


def _write(generator: FeedGenerator) -> bytes:
    written: bytes = generator.rss_str()
    return written


def _values(entry: Entry, detail: Detail) -> dict[str, str]:
    """RSS always reads a description as HTML, so plain text is escaped twice."""
    pattern = "{summary}<br>{line}" if detail is Detail.SHORT else "{summary}"
    summary = pattern.format_map(entry.escaped)
    return {"summary": escape(summary), "published": _date(entry.published)}


def _date(moment: datetime) -> str:
    return _rfc_822(moment.replace(microsecond=0))


@lru_cache(maxsize=1024)
def _rfc_822(moment: datetime) -> str:
    return format_datetime(moment)


_RSS = Dialect(
    name="rss",
    stem="feed",
    media_type="application/rss+xml",
    item="item",
    write=_write,
    date=_date,
    values=_values,
    has_later_pages=False,
)
