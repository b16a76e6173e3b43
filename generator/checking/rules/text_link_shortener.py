"""Links must show where they lead: no shorteners.

Why: a short link can lead anywhere, and its target can change after the review.

Wrong::

    apply: {url: "https://bit.ly/3abcDEF"}

Right::

    apply: {url: "https://acme.example/apply"}
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checking.rule import Finding, Rule, RuleContext, Text
from generator.checking.rule_kit.prose import prose
from generator.model.listing import Listing
from generator.model.problem import Severity

_HOSTS = (
    "bit.ly", "tinyurl.com", "t.co", "goo.gl", "ow.ly", "is.gd", "buff.ly", "rebrand.ly",
    "cutt.ly", "shorturl.at", "lnkd.in", "rb.gy", "tiny.cc", "t.ly", "s.id", "linktr.ee",
    "short.io", "bl.ink", "v.gd", "urlz.fr", "shorturl.gg", "adf.ly",
)  # fmt: skip
_APART = re.compile(r"(?<![\w.-])[a-z.]+$")
_LONGEST = 20  # characters

_TEXT = Text("`{host}` hides where the link leads.", "Write the whole address of the page.")


def check(listing: Listing, context: RuleContext) -> Iterator[Finding]:
    """The address to apply at, and every text, with the addresses behind its links."""
    for path, text in ((("apply", "url"), f"{listing.apply.url}/"), *prose(listing).texts):
        if path == ("description",):
            text = listing.description.markdown
        if host := _shortener(text):
            yield _TEXT.at(path, host=host)


def _shortener(text: str) -> str:
    """The first of the hosts that a slash follows."""
    at = text.find("/")
    while at >= 0:
        before = text[max(0, at - _LONGEST) : at].lower()
        if before.endswith(_HOSTS) and (match := _APART.search(before)) and match[0] in _HOSTS:
            return match[0]
        at = text.find("/", at + 1)
    return ""


RULE = Rule(
    "text/link-shortener",
    Severity.ERROR,
    listing=check,
    texts=(_TEXT,),
    data={"hosts": _HOSTS, "apart": _APART, "longest": _LONGEST},
)
