"""Links that open a new mail: `mailto:` with a subject and prompts to answer in its text."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote

# Mail programs on Windows get no more than 2,083 characters of an address.
MAX_LENGTH = 1_800
_BREAK = "\r\n"  # RFC 6068, 5: line breaks in a body are %0D%0A


def mail_link(address: str, subject: str, prompts: Sequence[str] = ()) -> str:
    """A `mailto:` address (RFC 6068) of at most `MAX_LENGTH` characters.

    Each of `prompts` becomes a paragraph of the text, with a line below to answer it. A subject
    that is too long when encoded is cut at its end, between two characters.
    """
    start = f"mailto:{quote(address, safe='@+')}?subject="
    body = "".join(f"{prompt}{_BREAK}{_BREAK}{_BREAK}" for prompt in prompts)
    end = f"&body={_encoded(body)}" if body else ""
    return f"{start}{_shortened(subject, MAX_LENGTH - len(start) - len(end))}{end}"


def _shortened(text: str, most: int) -> str:
    """`text`, percent-encoded, in at most `most` characters."""
    whole = _encoded(text)
    if len(whole) <= most:
        return whole
    kept, rest = "", most - len(_encoded("…"))
    for character in text:
        encoded = _encoded(character)
        rest -= len(encoded)
        if rest < 0:
            break
        kept += encoded
    return kept + _encoded("…")


def _encoded(text: str) -> str:
    """`text` with everything escaped that RFC 6068 does not allow as it is."""
    return quote(text, safe="", errors="replace")
