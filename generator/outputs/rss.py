"""`feed.xml`: RSS 2.0, for readers of every age.

The employer is `dc:creator`: RSS's own `author` must be an email address, and a listing's is
not the writer's. A `guid` is the permanent id, not an address.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from email.utils import format_datetime
from functools import lru_cache
from html import escape

from feedgen.feed import FeedGenerator  # type: ignore[import-untyped]

from generator.artifact import Artifact
from generator.feed import Entry, Form, Publication
from generator.feed_xml import Dialect, documents


def rss(publication: Publication) -> Iterator[Artifact]:
    """`feed.xml` of every slice, and the pages after it."""
    return documents(publication, _RSS)


def _write(generator: FeedGenerator) -> bytes:
    written: bytes = generator.rss_str()
    return written


def _summary(entry: Entry, form: Form) -> str:
    """RSS reads a description as HTML, whatever stands in it."""
    if form is not Form.SHORT:
        return escape(entry.summary, quote=False)
    return escape(f"{entry.summary}\n{entry.line}", quote=False).replace("\n", "<br>")


def _date(moment: datetime) -> str:
    return _second(moment.replace(microsecond=0))


@lru_cache(maxsize=1024)
def _second(moment: datetime) -> str:
    return format_datetime(moment)


_RSS = Dialect("feed", "application/rss+xml", "item", _write, _date, _summary)
