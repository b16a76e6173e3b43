"""`llms.txt` (llmstxt.org): the board as a page of Markdown, for language models."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.model.safe_text import one_line
from generator.rendering.artifact import Artifact
from generator.rendering.feed import Publication

_NEWEST = 50
_MARKUP = re.compile(r"([\\\[\]()*_`<>#!|])")

_DATA = (
    ("Open listings as JSON", "api/v1/listings.json", "what to choose by, no key needed"),
    ("Changes", "api/v1/changes.json", "what opened, changed and closed in the last 30 days"),
    ("Open listings as CSV", "api/v1/listings.csv", "the same as a table"),
    ("Skills", "api/v1/skills.json", "the words that listings use, and how often"),
    ("JSON Feed", "feed.json", "the newest 50 in full, and pages with the others"),
    ("Atom", "atom.xml", "the same"),
    ("RSS", "feed.xml", "the newest 50"),
    ("Deadlines", "deadlines.ics", "a calendar of the nearest"),
)


def llms(publication: Publication) -> Iterator[Artifact]:
    """One file: what this is, where the data is, and the newest open listings."""
    board, feed = publication.board, publication.feeds[0]
    url = board.settings.url
    lines = [
        f"# {_text(board.settings.name)}",
        "",
        f"> {_text(feed.description)}",
        "",
        "A microinternship is a short, paid project. Every listing has its pay, its hourly pay,",
        "its hours and the last day to apply. All its fields are in",
        "`api/v1/listings/<employer>/<name>.json`; `listings/<employer>/<name>/` is its page.",
        "",
        "## Data",
        "",
        *(f"- [{name}]({url}{path}): {note}" for name, path, note in _DATA),
        "",
        "## Newest open listings",
        "",
    ]
    lines += [
        f"- [{_text(entry.title)}]({entry.url}): {_text(entry.author)}. {_text(entry.line)}"
        for entry in feed.entries[:_NEWEST]
    ]
    if not feed.entries:
        lines.append("None is open today.")
    yield Artifact("llms.txt", ("\n".join(lines) + "\n").encode("utf-8", "replace"))


def _text(text: str) -> str:
    """`text` escaped, so that Markdown shows it as it is."""
    return _MARKUP.sub(r"\\\1", one_line(text))
