"""Parses a description as Markdown, so that rules can tell code from HTML and images."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

from generator.checking.rule_kit.html_tokens import find_html_in_linear_time
from generator.model.listing import Listing


def tokens(listing: Listing, required: str) -> Iterator[Token]:
    """All tokens of the description, those inside others included; raw HTML and images are tokens.

    Yields nothing if the text has none of the characters in `required`. That saves parsing: most
    texts have no `<`.
    """
    text = listing.description.markdown
    if any(character in text for character in required):
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
    return find_html_in_linear_time(MarkdownIt("commonmark", {"html": True}))
