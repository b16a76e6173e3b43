"""`feeds.opml`: every feed of the board in one file that feed readers import (OPML 2.0, opml.org).

Each feed is listed in one format only: a reader that imported three would show everything thrice.
Of the employers it has the 500 with the latest news: nobody imports more, and `/follow/` has all.
"""

from __future__ import annotations

from collections.abc import Iterator
from email.utils import format_datetime

from lxml import etree  # type: ignore[import-untyped]

from generator.board.feed_names import FeedFormat, formats_of
from generator.board.slices import SliceKind
from generator.rendering.artifact import Artifact
from generator.rendering.feed import Feed, Publication

_MAX_EMPLOYERS = 500
_GROUPS = {
    SliceKind.EMPLOYER: "Employers",
    SliceKind.CATEGORY: "Categories",
    SliceKind.INDUSTRY: "Industries",
    SliceKind.SKILL: "Skills",
    SliceKind.COLLECTION: "Collections",
}


def opml(publication: Publication) -> Iterator[Artifact]:
    """`feeds.opml`, at the site's root."""
    settings = publication.board.settings
    root = etree.Element("opml", version="2.0")
    head = etree.SubElement(root, "head")
    whole = publication.feeds[0]
    etree.SubElement(head, "title").text = whole.title
    etree.SubElement(head, "dateModified").text = format_datetime(
        whole.updated.replace(microsecond=0)
    )
    body = etree.SubElement(root, "body")
    formats = formats_of(settings, SliceKind.BOARD)
    _outline(body, whole, formats[0], settings.url)
    for kind, label in _GROUPS.items():
        feeds = _feeds(publication, kind)
        formats = formats_of(settings, kind)
        if feeds and formats and formats[0].name != "calendar":
            group = etree.SubElement(body, "outline", text=label)
            for feed in feeds:
                _outline(group, feed, formats[0], settings.url)
    content = etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    yield Artifact("feeds.opml", content)


def _feeds(publication: Publication, kind: SliceKind) -> list[Feed]:
    """The feeds of one kind, in the order of the board's slices."""
    feeds = [feed for feed in publication.feeds if feed.slice.kind is kind]
    if kind is SliceKind.EMPLOYER and len(feeds) > _MAX_EMPLOYERS:
        latest = sorted(feeds, key=lambda feed: feed.updated, reverse=True)[:_MAX_EMPLOYERS]
        chosen = {feed.path for feed in latest}
        feeds = [feed for feed in feeds if feed.path in chosen]
    return feeds


def _outline(parent: etree._Element, feed: Feed, file: FeedFormat, base: str) -> None:
    etree.SubElement(
        parent,
        "outline",
        type="rss",
        version="RSS2" if file.name == "rss" else file.label,
        text=feed.slice.label,
        title=feed.title,
        description=feed.description,
        language=feed.language,
        htmlUrl=feed.home,
        xmlUrl=base + feed.path + file.file,
    )
