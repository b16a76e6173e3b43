"""Links must show where they lead: no shorteners.

Why: behind a short link anything can be, and it can change after the review.

Wrong::

    apply: {url: "https://bit.ly/3abcDEF"}

Right::

    apply: {url: "https://acme.example/apply"}
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.listing import Listing
from generator.problem import Path, Severity
from generator.rules.base import Context, Finding, Rule
from generator.rules.words import prose

_HOSTS = (
    "bit.ly", "tinyurl.com", "t.co", "goo.gl", "ow.ly", "is.gd", "buff.ly", "rebrand.ly",
    "cutt.ly", "shorturl.at", "lnkd.in", "rb.gy", "tiny.cc", "t.ly", "s.id", "linktr.ee",
    "short.io", "bl.ink", "v.gd", "urlz.fr", "shorturl.gg", "adf.ly",
)  # fmt: skip
_PATTERN = re.compile(
    r"(?<![\w.-])(?:" + "|".join(re.escape(host) for host in _HOSTS) + r")(?:/\w|/?$)",
    re.IGNORECASE,
)
_FIX = "Write the whole address of the page."


def check(listing: Listing, context: Context) -> Iterator[Finding]:
    """The address to apply at, and every text, with the addresses behind its links."""
    if _PATTERN.search(listing.apply.url):
        yield _finding(("apply", "url"), listing.apply.url)
    said = prose(listing)
    if "/" not in said.whole and "/" not in listing.description.markdown:
        return
    for path, text in said.texts:
        text = listing.description.markdown if path == ("description",) else text
        if "/" in text and _PATTERN.search(text):
            yield _finding(path, text)


def _finding(path: Path, text: str) -> Finding:
    match = _PATTERN.search(text)
    host = match.group().split("/")[0] if match else ""
    return Finding(path, f"`{host}` hides where the link leads.", _FIX)


RULE = Rule("text/link-shortener", Severity.ERROR, listing=check)
