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
from generator.problem import Severity
from generator.rules.base import Context, Finding, Rule
from generator.rules.words import prose

_HOSTS = (
    "bit.ly", "tinyurl.com", "t.co", "goo.gl", "ow.ly", "is.gd", "buff.ly", "rebrand.ly",
    "cutt.ly", "shorturl.at", "lnkd.in", "rb.gy", "tiny.cc", "t.ly", "s.id", "linktr.ee",
)  # fmt: skip
_PATTERN = re.compile(
    r"(?<![\w.-])(?:" + "|".join(re.escape(host) for host in _HOSTS) + r")/\w", re.IGNORECASE
)
_FIX = "Write the whole address of the page."


def check(listing: Listing, context: Context) -> Iterator[Finding]:
    """The address to apply at, and every text."""
    for path, text in ((("apply", "url"), listing.apply.url), *prose(listing).texts):
        if "/" in text and (match := _PATTERN.search(text)):
            host = match.group().split("/")[0]
            yield Finding(path, f"`{host}` hides where the link leads.", _FIX)


RULE = Rule("text/link-shortener", Severity.ERROR, listing=check)
