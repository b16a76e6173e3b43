"""Applications should go to an email address at the employer's own domain.

Why: anyone can get an address at a free mail service, under any name.

Wrong::

    apply: {email: acme.jobs@gmail.com}

Right::

    apply: {email: jobs@acme.example}
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checking.rule import Finding, Rule, RuleContext, Text
from generator.checking.rule_kit.hosts import is_free_mail
from generator.model.listing import Listing
from generator.model.problem import Severity

_TEXT = Text(
    "`{host}` is a free mail service, where anyone can use any name.",
    "Use an address at your own domain, if you have one.",
)


def check(listing: Listing, context: RuleContext) -> Iterator[Finding]:
    """The domain of `apply.email`."""
    host = listing.apply.email.rpartition("@")[2].lower()
    if is_free_mail(host):
        yield _TEXT.at(("apply", "email"), host=host)


RULE = Rule("apply/free-mail", Severity.HINT, listing=check, texts=(_TEXT,))
