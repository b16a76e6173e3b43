"""Markdown that strangers wrote -> HTML that is safe to publish, and plain text.

CommonMark by markdown-it-py with raw HTML and images off, then nh3 as a second lock: it lets
through only the few elements named here. Links keep `http`, `https` and `mailto` addresses
and get `rel="nofollow ugc noopener"`. A link with another address becomes its text, and one
without a text is left out, so no link is empty.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from html import unescape
from typing import TYPE_CHECKING

import nh3

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

REL = "nofollow ugc noopener"
TAGS = {
    "a", "blockquote", "br", "code", "em", "h2", "h3", "h4", "hr", "li", "ol", "p", "pre",
    "s", "strong", "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip
_ATTRIBUTES = {"a": {"href"}, "ol": {"start"}, "*": set[str]()}  # `*`: nh3 would keep titles
_SCHEMES = {"http", "https", "mailto"}
# What nh3 leaves of a link with another address, and of one without a text. No link is in another.
# No link is in another one: what is read again is at most one link's text.
_NO_ADDRESS = re.compile(r'<a rel="[^"<]*">([^<]*(?:<(?!/?a[ >])[^<]*)*)</a>')
_NO_TEXT = re.compile(
    r'<a href="[^"]*" rel="[^"]*">((?:[ \t\n\r\f\v]|&nbsp;|<br>|</?(?:em|strong|s|code)>)*)</a>'
)
_LINK = re.compile(r'<a(?: href="([^"]*)")?')
_BLOCK_END = re.compile(r"</(?:p|li|h[2-4]|pre|blockquote|tr)>|<br ?/?>|<hr ?/?>")
_TAG = re.compile(r"<[^>]*>?")  # of our own HTML, where each one ends
_SPACES = re.compile(r"[ \t]+")
_BLANK_LINES = re.compile(r"(?<!\s)\s*\n\s*")


@dataclass(frozen=True, slots=True)
class RichText:
    """One text in three forms: Markdown as typed, safe HTML, and plain text.

    `links` has the address of each link as typed, also of those that `html` leaves out. It is empty
    for an address that no link may have.
    """

    markdown: str
    html: str
    plain: str
    links: tuple[str, ...] = ()


def rich_text(markdown: str) -> RichText:
    """Convert `markdown` to safe HTML and plain text."""
    cleaned = _cleaned_html(markdown)
    html = _without_empty_links(cleaned)
    links = tuple(unescape(address or "") for address in _LINK.findall(cleaned))
    return RichText(markdown, html, to_plain(html), links)


def to_html(markdown: str) -> str:
    """Convert to safe HTML, with no elements or attributes but the allowed ones. Never raises."""
    return _without_empty_links(_cleaned_html(markdown))


def _cleaned_html(markdown: str) -> str:
    """What nh3 lets through. A link whose address it refused has none."""
    # A lone surrogate would make nh3 raise. The address of a link can hide one.
    html = _whole_characters(_parser().render(_whole_characters(markdown)))
    return nh3.clean(
        html,
        tags=TAGS,
        attributes=_ATTRIBUTES,
        url_schemes=_SCHEMES,
        link_rel=REL,
    ).strip()


def _without_empty_links(html: str) -> str:
    """`html` with a link's text in place of each link that has no address or no text."""
    if "<a" not in html:
        return html
    return _NO_TEXT.sub(r"\1", _NO_ADDRESS.sub(r"\1", html)).strip()


def _whole_characters(text: str) -> str:
    return text.encode("utf-8", "replace").decode()


def to_plain(html: str) -> str:
    """The text of our own HTML, one line for each block, for feeds, previews and search."""
    text = _TAG.sub("", _BLOCK_END.sub("\n", html))
    return _BLANK_LINES.sub("\n", _SPACES.sub(" ", unescape(text))).strip()


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt  # slow to load, and no text may have changed

    parser = MarkdownIt("commonmark", {"html": False, "linkify": False, "typographer": False})
    return parser.enable(["table", "strikethrough"]).disable("image")
