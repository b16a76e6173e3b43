"""Addresses must be your own, not ones reserved for examples.

This applies to the address to apply at and to links in texts. Names that end in `.example`, and
example.com, example.net and example.org, belong to nobody. Only a board of samples, with `demo_day`
in its settings, may use them.

Why: an application sent to such an address reaches nobody. It is left over when an example was
pasted and not changed.

Wrong (on a board without `demo_day`)::

    apply: {url: "https://harbour-books.example/jobs/survey"}

Right::

    apply: {url: "https://www.your-company.com/jobs/survey"}
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checking.rule import Finding, Rule, RuleContext, Text
from generator.checking.rule_kit.addresses import mentions
from generator.checking.rule_kit.hosts import email_host, host_of, is_sample
from generator.model.listing import Listing
from generator.model.problem import Severity

_REACHES_NOBODY = "`{host}` comes from the example and reaches nobody."
_EMAIL = Text(_REACHES_NOBODY, "Write the email address where students apply to you.")
_URL = Text(_REACHES_NOBODY, "Write the address of the page where students apply to you.")
_LINK = Text(
    "`{host}` comes from the example and belongs to nobody.",
    "Write the address of a page of your own, or remove it.",
)


def check(listing: Listing, context: RuleContext) -> Iterator[Finding]:
    """The host of the web or email address to apply at, and those in texts."""
    if context.settings.demo_day is not None:
        return
    email = listing.apply.email
    host = email_host(email) if email else host_of(listing.apply.url)
    if is_sample(host):
        text, field = (_EMAIL, "email") if email else (_URL, "url")
        yield text.at(("apply", field), host=host)
    for mention in mentions(listing):
        if is_sample(mention.host):
            yield mention.finding(_LINK, host=mention.host)


RULE = Rule("url/sample", Severity.ERROR, listing=check, texts=(_EMAIL, _URL, _LINK))
