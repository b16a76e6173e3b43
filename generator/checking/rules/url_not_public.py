"""Web addresses must be public.

This applies to the address to apply at and to links in texts.

Why: only you can open a page on your own computer or network.

Wrong::

    apply: {url: "https://192.168.1.20/apply"}

Right::

    apply: {url: "https://acme.example/apply"}
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checking.rule import Finding, Rule, RuleContext, Text
from generator.checking.rule_kit.addresses import mentions
from generator.checking.rule_kit.hosts import email_host, host_of, is_private
from generator.model.listing import Listing
from generator.model.problem import Severity

_TEXT = Text(
    "`{host}` is not a public address.", "Give the address of a page that anyone can open."
)


def check(listing: Listing, context: RuleContext) -> Iterator[Finding]:
    """The address to apply at, and those in texts."""
    for field, host in (
        ("url", host_of(listing.apply.url)),
        ("email", email_host(listing.apply.email)),
    ):
        if is_private(host):
            yield _TEXT.at(("apply", field), host=host)
    for mention in mentions(listing):
        if is_private(mention.host):
            yield mention.finding(_TEXT, host=mention.host)


RULE = Rule("url/not-public", Severity.ERROR, listing=check, texts=(_TEXT,))
