"""Untrusted text inside Markdown that GitHub renders: shown as typed, without any effect.

Every character with a meaning in Markdown or HTML becomes a character reference. CommonMark 0.31
reads references as text (section 2.5), so they can't form a link, an image, a table cell or an
element.
"""

from __future__ import annotations

import re

from generator.reporting.text import printable

ZERO_WIDTH_SPACE = "&#8203;"
_SPECIAL = re.compile(r"[^\w\s,;%]|_", re.ASCII)


def escape_markdown(text: str) -> str:
    """One line of Markdown that renders as exactly `text`."""
    return _SPECIAL.sub(_reference, printable(text))


def message_markdown(message: str) -> str:
    """A problem's message or fix, with the parts between backticks as code."""
    parts = message.split("`")
    if len(parts) % 2 == 0:  # An odd backtick comes from text that the message quotes.
        return escape_markdown(message)
    return "".join(
        f"<code>{escape_markdown(part)}</code>" if number % 2 and part else escape_markdown(part)
        for number, part in enumerate(parts)
    )


def _reference(match: re.Match[str]) -> str:
    character = match.group()
    if ord(character) > 127:
        return character
    # GitHub looks for mentions in rendered text, where the reference is an @ again.
    suffix = ZERO_WIDTH_SPACE if character == "@" else ""
    return f"&#{ord(character)};{suffix}"
