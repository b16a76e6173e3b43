"""`robots.txt` (RFC 9309): everything may be read, and the sitemap is here."""

from __future__ import annotations

from collections.abc import Iterator

from generator.rendering.artifact import Artifact
from generator.rendering.feed import Publication


def robots(publication: Publication) -> Iterator[Artifact]:
    """One file. It counts only where the board stands at its host's root."""
    text = f"User-agent: *\nAllow: /\n\nSitemap: {publication.board.settings.url}sitemap.xml\n"
    yield Artifact("robots.txt", text.encode())
