"""Makes text of strangers safe to put into any format.

Removes characters that XML 1.0 forbids, lone surrogates and bidirectional overrides. The checker
refuses them already; this keeps a feed valid even if one gets through. Escaping is left to each
format.
"""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import urljoin

_UNSAFE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef"
    "\ufffe\uffff\U000e0000-\U000e007f]"
)
_SPACE = re.compile(r"\s+")
_ANGLES = str.maketrans("<>", "‹›")
_RELATIVE = re.compile(r'href="(?!https?://|mailto:)([^"]*)"', re.IGNORECASE)
_ABSOLUTE = re.compile(r"(?:https?://|mailto:)", re.IGNORECASE)


def clean(text: str) -> str:
    """`text` without unsafe characters."""
    if text.replace("\n", "").isprintable():
        return text  # a fast path: most texts are printable, and no unsafe character is
    return _UNSAFE.sub("", text)


def visible(text: str) -> str:
    """`text` with U+FFFD in place of each character that can't be printed, line breaks too."""
    return "".join(character if character.isprintable() else "\ufffd" for character in text)


def first_line(output: bytes) -> str:
    """The first line that a program printed, made `visible`; empty if it printed nothing."""
    return visible(output.decode("utf-8", "replace").strip().partition("\n")[0])


def escape(text: str) -> str:
    """Escape for an element's text or an attribute's value, in XML and in HTML."""
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text.replace('"', "&quot;").replace("\r", "&#13;")


def text_or_html(text: str) -> str:
    """Plain `text` that reads the same in a program that takes it for HTML.

    A `<` becomes `‹`, its `>` becomes `›`, and an `&` that begins a character reference `＆`.
    """
    if "<" in text:
        text = text.translate(_ANGLES)
    return text.replace("&", "\N{FULLWIDTH AMPERSAND}") if unescape(text) != text else text


def one_line(text: str) -> str:
    """`text` without unsafe characters, on one line, with single spaces."""
    if text.isprintable() and "  " not in text and text == text.strip():
        return text  # a fast path for most texts
    return _SPACE.sub(" ", clean(text)).strip()


def absolute(html: str, base: str) -> str:
    """Safe `html` with links relative to `base` made absolute, so that they work in a feed."""
    html = clean(html)
    if 'href="' not in html:
        return html

    def resolve(match: re.Match[str]) -> str:
        href = unescape(match[1])
        if _ABSOLUTE.match(href):
            return match[0]
        try:
            href = urljoin(base, href)
        except ValueError:  # for example an unclosed bracket of an IPv6 address
            href = base
        return f'href="{escape(href)}"'

    return _RELATIVE.sub(resolve, html)
