"""Addresses must lead to a public page.

Why: only you can open a page on your own computer or network.

Wrong::

    apply: {url: "https://192.168.1.20/apply"}

Right::

    apply: {url: "https://acme.example/apply"}
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checking.rule import Finding, Rule, RuleContext, Text
from generator.checking.rule_kit.hosts import host_of
from generator.model.listing import Listing
from generator.model.problem import Severity

# Each character of a number belongs to one part only, so that no host takes long.
_NUMBERS = re.compile(r"(?:[0-9.]|0x(?:[0-9]*[a-f])*)+|[^:\n]*:.*|.*\.(?:0x[0-9a-f]*|[0-9]+)")
# RFC 2606, RFC 6761, RFC 6762 and RFC 8375; `.example` is left to boards of samples.
_PRIVATE = (
    "localhost", "localdomain", "local", "internal", "intranet", "corp", "home", "lan", "home.arpa",
    "test", "invalid", "alt", "onion",
)  # fmt: skip

_TEXT = Text("`{host}` is no public address.", "Give the address of a page that anybody can open.")


def check(listing: Listing, context: RuleContext) -> Iterator[Finding]:
    """The address to apply at."""
    host = host_of(listing.apply.url)
    if host and is_private(host):
        yield _TEXT.at(("apply", "url"), host=host)


def is_private(host: str) -> bool:
    """Whether a host is an IP address or a name that is not on the public internet."""
    suffixes = tuple(f".{name}" for name in _PRIVATE)
    return bool(_NUMBERS.fullmatch(host)) or host in _PRIVATE or host.endswith(suffixes)


RULE = Rule(
    "url/not-public",
    Severity.ERROR,
    listing=check,
    texts=(_TEXT,),
    data={"numbers": _NUMBERS, "private": _PRIVATE},
)
