"""Markdown that strangers wrote -> HTML that is safe to publish, and plain text.

CommonMark by markdown-it-py with raw HTML and images off, then nh3 as a second lock: it lets
through only the few elements named here. Links keep `http`, `https` and `mailto` addresses
and get `rel="nofollow ugc noopener"`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from html import unescape

import nh3
from markdown_it import MarkdownIt

from generator.text_quick import quick_html

REL = "nofollow ugc noopener"
_TAGS = {
    "a", "blockquote", "br", "code", "em", "h2", "h3", "h4", "hr", "li", "ol", "p", "pre",
    "s", "strong", "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip
_ATTRIBUTES = {"a": {"href"}, "ol": {"start"}}
_SCHEMES = {"http", "https", "mailto"}
_BLOCK_END = re.compile(r"</(?:p|li|h[2-4]|pre|blockquote|tr)>|<br ?/?>|<hr ?/?>")
_TAG = re.compile(r"<[^>]*>")
_SPACES = re.compile(r"[ \t]+")
_BLANK_LINES = re.compile(r"\s*\n\s*")


@dataclass(frozen=True, slots=True)
class RichText:
    """The same text three ways: as typed, as safe HTML, and as plain text."""

    markdown: str
    html: str
    plain: str


def rich_text(markdown: str) -> RichText:
    """`markdown` with its safe HTML and plain text."""
    html = to_html(markdown)
    return RichText(markdown, html, to_plain(html))


def to_html(markdown: str) -> str:
    """Safe HTML. Never raises; never lets an element or an attribute through that is not listed."""
    found = quick_html(markdown)
    return parsed_html(markdown) if found is None else found


def parsed_html(markdown: str) -> str:
    """The same by the parser, whatever `markdown` is."""
    text = markdown.encode("utf-8", "replace").decode()  # a lone surrogate would make nh3 raise
    return nh3.clean(
        _parser().render(text),
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        url_schemes=_SCHEMES,
        link_rel=REL,
    ).strip()


def to_plain(html: str) -> str:
    """The words of our own HTML, a line a block, for feeds, previews and search."""
    text = _TAG.sub("", _BLOCK_END.sub("\n", html))
    return _BLANK_LINES.sub("\n", _SPACES.sub(" ", unescape(text))).strip()


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False, "linkify": False, "typographer": False})
    return parser.enable(["table", "strikethrough"]).disable("image")
