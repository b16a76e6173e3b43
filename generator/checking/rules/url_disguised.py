"""Web addresses must not imitate others with letters of a different alphabet.

This applies to the address to apply at and to links in texts.

Why: `аcme.example` with a Cyrillic `а` reads like `acme.example`, and leads to another site.

Wrong::

    apply: {url: "https://аcme.example/apply"}

Right::

    apply: {url: "https://bücher.example/apply"}
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checking.rule import Finding, Rule, RuleContext, Text
from generator.checking.rule_kit.addresses import mentions
from generator.checking.rule_kit.hosts import disguise, email_host, host_of
from generator.model.listing import Listing
from generator.model.problem import Severity

_TEXT = Text(
    "`{label}` has letters of another alphabet that look like Latin ones.",
    "Type the address again by hand.",
)


def check(listing: Listing, context: RuleContext) -> Iterator[Finding]:
    """Each label of the host, punycode decoded."""
    if label := disguise(host_of(listing.apply.url)):
        yield _TEXT.at(("apply", "url"), label=label)
    if label := disguise(email_host(listing.apply.email)):
        yield _TEXT.at(("apply", "email"), label=label)
    for mention in mentions(listing):
        if label := disguise(mention.host):
            yield mention.finding(_TEXT, label=label)


RULE = Rule("url/disguised", Severity.ERROR, listing=check, texts=(_TEXT,))
