"""`llms.txt` (llmstxt.org): the board in a page of Markdown, for programs that read text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.artifact import Artifact
from generator.feed import Publication
from generator.feed_text import one_line

_NEWEST = 50
_MARKUP = re.compile(r"([\\\[\]()*_`<>#!|])")


def llms(publication: Publication) -> Iterator[Artifact]:
    """One file: what this is, where the data is, and the newest open listings."""
    board, feed = publication.board, publication.feeds[0]
    url = board.settings.url
    lines = [
        f"# {_text(board.settings.name)}",
        "",
        f"> {_text(feed.description)}",
        "",
        "A microinternship is a short, paid project. Every listing says what it pays, what an hour",
        "comes to, how many hours it takes and until when to apply.",
        "",
        "## Data",
        "",
        f"- [Open listings as JSON]({url}api/v1/listings.json): all fields, no key needed",
        f"- [The API's description]({url}api/v1/openapi.json): OpenAPI 3.1",
        f"- [Open listings as CSV]({url}api/v1/listings.csv)",
        f"- [JSON Feed]({url}feed.json), [Atom]({url}atom.xml), [RSS]({url}feed.xml)",
        f"- [Deadlines as a calendar]({url}deadlines.ics)",
        "",
        "## Newest open listings",
        "",
    ]
    lines += [
        f"- [{_text(entry.title)}]({entry.url}): {_text(entry.author)}. {_text(entry.line)}"
        for entry in feed.entries[:_NEWEST]
    ]
    yield Artifact("llms.txt", ("\n".join(lines) + "\n").encode("utf-8", "replace"))


def _text(text: str) -> str:
    """Plain text that stays plain in Markdown."""
    return _MARKUP.sub(r"\\\1", one_line(text))
