"""`feeds.opml`: every feed of the board in one file that feed readers import (OPML 2.0, opml.org).

Each feed is listed in RSS only: a reader that imported three formats would show everything thrice.
"""

from __future__ import annotations

from collections.abc import Iterator
from email.utils import format_datetime

from lxml import etree  # type: ignore[import-untyped]

from generator.board.slices import SliceKind
from generator.rendering.artifact import Artifact
from generator.rendering.feed import Feed, Publication, file_name

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
    _outline(body, whole, settings.url)
    for kind, label in _GROUPS.items():
        feeds = [feed for feed in publication.feeds if feed.slice.kind is kind]
        group = etree.SubElement(body, "outline", text=label) if feeds else body
        for feed in feeds:
            _outline(group, feed, settings.url)
    content = etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    yield Artifact("feeds.opml", content)


def _outline(parent: etree._Element, feed: Feed, base: str) -> None:
    etree.SubElement(
        parent,
        "outline",
        type="rss",
        version="RSS2",
        text=feed.slice.label,
        title=feed.title,
        description=feed.description,
        language=feed.language,
        htmlUrl=feed.home,
        xmlUrl=base + feed.path + file_name("feed", "xml", 1),
    )
