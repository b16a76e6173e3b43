"""A description as Markdown sees it: code is code, whatever it looks like."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

from generator.model.listing import Listing


def tokens(listing: Listing, telling: str) -> Iterator[Token]:
    """Everything in the description, with raw HTML and images known as such.

    Nothing, where the text has none of the characters in `telling`: most texts have no `<`.
    """
    text = listing.description.markdown
    if any(character in text for character in telling):
        for token in _parsed(text):
            yield token
            yield from token.children or ()


def _parsed(text: str) -> list[Token]:
    if not _latest or _latest[0][0] is not text:
        _latest[:] = [(text, _parser().parse(text))]
    return _latest[0][1]


_latest: list[tuple[str, list[Token]]] = []


@cache
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": True})
