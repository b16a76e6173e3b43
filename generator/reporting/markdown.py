"""Foreign text inside Markdown that GitHub shows: read as typed, never acted on.

Whatever means something in Markdown or HTML becomes a character reference, which CommonMark
(0.31, 6.2) reads as text: no link, no picture, no table cell, no element can come of it.
"""

from __future__ import annotations

import re

from generator.reporting.text import printable

_SPECIAL = re.compile(r"[^\w\s,;%]|_", re.ASCII)
_ZERO_WIDTH_SPACE = "&#8203;"


def escaped(text: str) -> str:
    """`text` as one line of Markdown that shows exactly that text."""
    return _SPECIAL.sub(_reference, printable(text))


def said(text: str) -> str:
    """A problem's sentence: what stands between backticks is shown as code."""
    parts = text.split("`")
    if len(parts) % 2 == 0:  # one backtick is part of what somebody wrote
        return escaped(text)
    return "".join(
        f"<code>{escaped(part)}</code>" if number % 2 and part else escaped(part)
        for number, part in enumerate(parts)
    )


def _reference(match: re.Match[str]) -> str:
    character = match.group()
    if ord(character) > 127:
        return character
    # GitHub looks for names to notify after it has read the Markdown.
    after = _ZERO_WIDTH_SPACE if character == "@" else ""
    return f"&#{ord(character)};{after}"
