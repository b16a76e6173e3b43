"""Raw HTML in Markdown, found in linear time.

markdown-it-py takes spaces of all scripts for what separates attributes, and for a part of a value
without quotes as well: `<a b=!` and thirty times `␣␣b=[` (with U+2003 for `␣`) would take it hours.
Here a space of any kind only separates. The rules are markdown-it-py's own; they read a text in
which each such space is a form feed, which it takes for a space in both places.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_block.html_block import html_block
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.html_inline import html_inline

# Python's `\s` outside ASCII.
_SPACES = "\x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))
_FORM_FEEDS = str.maketrans(_SPACES, "\f" * len(_SPACES))


def find_html_in_linear_time(parser: MarkdownIt) -> MarkdownIt:
    """`parser` with both rules that find HTML replaced."""
    parser.block.ruler.at("html_block", _block, {"alt": ["paragraph", "reference", "blockquote"]})
    parser.inline.ruler.at("html_inline", _inline)
    return parser


def _block(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    with _plain_spaces(state):
        found = html_block(state, start, end, silent)
    if found and not silent:
        state.tokens[-1].content = state.getLines(start, state.line, state.blkIndent, True)
    return found


def _inline(state: StateInline, silent: bool) -> bool:
    start = state.pos
    with _plain_spaces(state):
        found = html_inline(state, silent)
    if found and not silent:
        state.tokens[-1].content = state.src[start : state.pos]
    return found


@contextmanager
def _plain_spaces(state: StateBlock | StateInline) -> Iterator[None]:
    written = state.src
    state.src = written if written.isascii() else _plain(written)
    try:
        yield
    finally:
        state.src = written


@lru_cache(2)
def _plain(text: str) -> str:
    return text.translate(_FORM_FEEDS)
