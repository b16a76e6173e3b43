"""`feed.xml`: RSS 2.0, for readers of every age.

The employer is `dc:creator`: RSS's own `author` must be an email address, and a listing's is
not the writer's. A `guid` is the permanent id, not an address.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from email.utils import format_datetime
from functools import lru_cache

from feedgen.feed import FeedGenerator  # type: ignore[import-untyped]

from generator.model.safe_text import escape
from generator.rendering.artifact import Artifact
from generator.rendering.feed import Entry, Form, Publication
from generator.rendering.feed_xml_templates import Dialect, documents


def rss(publication: Publication) -> Iterator[Artifact]:
    """`feed.xml` of every slice, and the pages after it."""
    return documents(publication, _RSS)


def _write(generator: FeedGenerator) -> bytes:
    written: bytes = generator.rss_str()
    return written


def _values(entry: Entry, form: Form) -> dict[str, str]:
    """RSS reads a description as HTML, whatever stands in it: text is escaped twice."""
    pattern = "{summary}<br>{line}" if form is Form.SHORT else "{summary}"
    summary = pattern.format_map(entry.escaped)
    return {"summary": escape(summary), "published": _date(entry.published)}


def _date(moment: datetime) -> str:
    return _second(moment.replace(microsecond=0))


@lru_cache(maxsize=1024)
def _second(moment: datetime) -> str:
    return format_datetime(moment)


_RSS = Dialect("feed", "application/rss+xml", "item", _write, _date, _values)
