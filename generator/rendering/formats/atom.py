"""`atom.xml`: Atom 1.0 (RFC 4287). The board's has every open listing, in pages (RFC 5005)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from feedgen.feed import FeedGenerator  # type: ignore[import-untyped]

from generator.rendering.artifact import Artifact
from generator.rendering.feed import Detail, Entry, Publication
from generator.rendering.feed_xml_templates import Dialect, documents


def atom(publication: Publication) -> Iterator[Artifact]:
    """`atom.xml` of every feed, and the later pages of the board's, `atom-2.xml`."""
    return documents(publication, _ATOM)


def _write(generator: FeedGenerator) -> bytes:
    written: bytes = generator.atom_str()
    return written


def _values(entry: Entry, detail: Detail) -> dict[str, str]:
    if detail is not Detail.SHORT:
        return {}
    return {"summary": "{summary}\n{line}".format_map(entry.escaped)}


def _with_language(template: str) -> str:
    """RFC 4287, section 2: `xml:lang` says the language of all texts in the element."""
    return template.replace("<entry>", '<entry xml:lang="%(language)s">', 1)


_ATOM = Dialect(
    name="atom",
    stem="atom",
    media_type="application/atom+xml",
    item="entry",
    write=_write,
    date=datetime.isoformat,
    values=_values,
    has_later_pages=True,
    with_language=_with_language,
)
