"""`robots.txt` (RFC 9309): crawlers may read everything, and find the sitemap."""

from __future__ import annotations

from collections.abc import Iterator

from generator.rendering.artifact import Artifact
from generator.rendering.feed import Publication


def robots(publication: Publication) -> Iterator[Artifact]:
    """One file. Crawlers read it only if the board is at its host's root."""
    text = f"User-agent: *\nAllow: /\n\nSitemap: {publication.board.settings.url}sitemap.xml\n"
    yield Artifact("robots.txt", text.encode())
