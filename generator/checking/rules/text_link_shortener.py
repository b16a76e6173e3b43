"""Links must show where they lead, without link shorteners.

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
from generator.checking.rule_kit.addresses import mentions
from generator.checking.rule_kit.hosts import host_of, shortener
from generator.checking.rule_kit.prose import prose
from generator.model.listing import Listing
from generator.model.problem import Path, Severity

# What may be before a slash: `go.bit.ly`, also with a final dot or a port.
_APART = re.compile(r"(?<![\w@.-])([a-z0-9-]{1,20}(?:\.[a-z0-9-]{1,20}){1,3})\.?(?::[0-9]{1,5})?$")
_LONGEST = 60  # characters

_TEXT = Text("`{host}` hides where the link leads.", "Write the full address of the page.")


def check(listing: Listing, context: RuleContext) -> Iterator[Finding]:
    """The address to apply at, links in texts, and short ones that are written without https."""
    seen: set[Path] = set()
    if host := shortener(host_of(listing.apply.url)):
        yield _TEXT.at(("apply", "url"), host=host)
    for mention in mentions(listing):
        if mention.path not in seen and (host := shortener(mention.host)):
            seen.add(mention.path)
            yield mention.finding(_TEXT, host=host)
    for path, text in prose(listing).texts:
        if path not in seen and (host := _without_scheme(text)):
            yield _TEXT.at(path, host=host)


def _without_scheme(text: str) -> str:
    """The first of the services whose name a slash follows."""
    at = text.find("/")
    while at >= 0:
        before = text[max(0, at - _LONGEST) : at].lower()
        if before[-1:].isalnum() or before.endswith("."):
            if (match := _APART.search(before)) and (host := shortener(match[1])):
                return host
        at = text.find("/", at + 1)
    return ""


RULE = Rule(
    "text/link-shortener",
    Severity.ERROR,
    listing=check,
    texts=(_TEXT,),
    data={"apart": _APART, "longest": _LONGEST},
)
