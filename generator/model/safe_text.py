"""Text that strangers wrote, made safe for every format once.

Characters that XML 1.0 forbids, lone surrogates and bidirectional overrides go. (The checker
refuses them before; a feed must not break if they come all the same.) Escaping is each
format's own work.
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
_RELATIVE = re.compile(r'href="(?!https?://|mailto:)([^"]*)"', re.IGNORECASE)
_ABSOLUTE = re.compile(r"(?:https?://|mailto:)", re.IGNORECASE)


def clean(text: str) -> str:
    """`text` without what no format can carry."""
    if text.replace("\n", "").isprintable():
        return text  # nothing unsafe is printable, and most texts are: a quick look
    return _UNSAFE.sub("", text)


def escape(text: str) -> str:
    """Safe as an element's text and as an attribute's value, in XML and in HTML."""
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text.replace('"', "&quot;").replace("\r", "&#13;")


def one_line(text: str) -> str:
    """`text`, clean and on one line."""
    if text.isprintable() and "  " not in text and text == text.strip():
        return text  # most are: three quick looks instead of two searches
    return _SPACE.sub(" ", clean(text)).strip()


def absolute(html: str, base: str) -> str:
    """Safe `html`, its links absolute: one like `page.html` would mean another page elsewhere."""
    html = clean(html)
    if 'href="' not in html:
        return html

    def mend(match: re.Match[str]) -> str:
        href = unescape(match[1])
        if _ABSOLUTE.match(href):
            return match[0]
        try:
            href = urljoin(base, href)
        except ValueError:  # for example an unclosed bracket of an IPv6 address
            href = base
        return f'href="{escape(href)}"'

    return _RELATIVE.sub(mend, html)
