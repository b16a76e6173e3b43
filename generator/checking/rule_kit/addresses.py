"""Finds the web addresses in the texts of a listing or an employer, and reads each once.

In a description those are the links on its page and the addresses in its text; code has none. The
other texts are plain: programs that show them make links of the addresses in them. The link of an
outcome is one of the addresses: it too can lead anywhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from html import unescape
from urllib.parse import unquote

from generator.checking.field_texts import PARTS
from generator.checking.rule import Finding, Text
from generator.checking.rule_kit.prose import prose, quoted
from generator.model.listing import Listing
from generator.model.markdown import to_plain
from generator.model.problem import Path
from generator.model.web_address import AddressError, public_address

# In a text: up to a space or a sign that ends addresses in texts.
_WRITTEN = re.compile(
    r"(?<!\w)(?:[Hh][Tt][Tt][Pp][Ss]?:[/\\]{2}|[Ww]{3}\.(?=\w))[^\s<>\"“”„«»]{0,300}"
)
_MARKS_AFTER = ".,;:!?)]}'’*_…"
_LIKELY = ("://", ":\\", "www.", "WWW.", "Www.")
_CODE = re.compile(r"<code[^<>]*>[^<]*</code>")
NO_ADDRESS = "url-none"
# For the form on the board's site; see `checking.exported_checks`.
DATA = {"written": _WRITTEN, "marks_after": _MARKS_AFTER}


@dataclass(frozen=True, slots=True)
class Mention:
    """A web address in the text at `path`.

    `text` is the address as it is on the page; empty for a link without one that browsers may
    open. `scheme` and `host` are empty if it can't be used; `refusal` is the sentence that says
    why. The host has no `www.`.
    """

    path: Path
    text: str
    scheme: str = ""
    host: str = ""
    refusal: str = ""

    @property
    def shown(self) -> str:
        """The address for a message."""
        return quoted(self.text)

    def finding(self, text: Text, **values: object) -> Finding:
        """What `text` says about this address, with its place in the file."""
        looks = (self.text, unescape(unquote(self.text)), self.host)
        return replace(text.at(self.path, **values), near=tuple(filter(None, looks)))


def mentions(listing: Listing) -> tuple[Mention, ...]:
    """Each address in the texts of `listing` once a text. The latest result is cached."""
    if not _latest or _latest[0][0] is not listing:
        _latest[:] = [(listing, tuple(dict.fromkeys(_of_listing(listing))))]
    return _latest[0][1]


_latest: list[tuple[Listing, tuple[Mention, ...]]] = []


def mentions_in(text: str, path: Path) -> Iterator[Mention]:
    """The addresses in plain text."""
    if any(sign in text for sign in _LIKELY):
        for match in _WRITTEN.finditer(text):
            yield _read(path, match.group().rstrip(_MARKS_AFTER))


def _of_listing(listing: Listing) -> Iterator[Mention]:
    html = listing.description.html
    for link in listing.description.links:
        yield _read(("description",), link)
    if listing.outcome and listing.outcome.link:
        yield _read(("outcome", "link"), listing.outcome.link)
    for path, text in prose(listing).texts:
        if path == ("description",) and "<code" in html and any(sign in text for sign in _LIKELY):
            text = to_plain(_CODE.sub(" ", html))
        yield from mentions_in(text, path)


def _read(path: Path, text: str) -> Mention:
    whole = f"https://{text}" if text[:4].lower() == "www." else text
    try:
        if not whole:
            raise AddressError(NO_ADDRESS)
        address = public_address(whole)
    except AddressError as error:
        return Mention(path, text, refusal=PARTS[error.reason].format_map(error.values))
    return Mention(path, text, address.scheme, address.host.removeprefix("www."))
