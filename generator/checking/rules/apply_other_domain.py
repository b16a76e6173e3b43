"""Applications should go to the employer's own domain, or to a well-known application service.

Why: a fraudster who collects applications in another employer's name would use a different domain.

Wrong::

    apply: {url: "https://acme-careers.test-hiring.com/apply"}

Right::

    apply: {url: "https://jobs.acme.example/apply"}
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checking.rule import Finding, Parts, Rule, RuleContext, Text
from generator.checking.rule_kit.hosts import (
    host_of,
    is_application_service,
    is_free_mail,
    registered,
)
from generator.model.problem import Severity

_TEXT = Text(
    "`{host}` is not the employer's own domain ({own}).",
    "Use an address at your own domain. Otherwise, a maintainer will ask you about it.",
)


def check(parts: Parts, context: RuleContext) -> Iterator[tuple[str, Finding]]:
    """Each listing's `apply` against its employer's website."""
    employers = {employer.id: employer for employer in parts.employers.values()}
    for file, listing in parts.listings.items():
        employer = employers.get(listing.employer_id)
        if employer is None:
            continue
        field = "url" if listing.apply.url else "email"
        host = host_of(listing.apply.url) or listing.apply.email.rpartition("@")[2].lower()
        if registered(host) == registered(host_of(employer.website)):
            continue
        if is_application_service(host) or (field == "email" and is_free_mail(host)):
            continue
        yield file, _TEXT.at(("apply", field), host=host, own=host_of(employer.website))


RULE = Rule("apply/other-domain", Severity.HINT, board=check, texts=(_TEXT,))
