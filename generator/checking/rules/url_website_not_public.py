"""An employer's website must be a public page.

Why: students visit it to see which organisation offers the work.

Wrong::

    website: https://intranet.local

Right::

    website: https://acme.example
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checking.rule import Finding, Rule, RuleContext, Text
from generator.checking.rule_kit.hosts import host_of, is_private
from generator.model.employer import Employer
from generator.model.problem import Severity

_TEXT = Text("`{host}` is not a public address.", "Give the address of your own website.")


def check(employer: Employer, context: RuleContext) -> Iterator[Finding]:
    """The website's host."""
    host = host_of(employer.website)
    if is_private(host):
        yield _TEXT.at(("website",), host=host)


RULE = Rule("url/website-not-public", Severity.ERROR, employer=check, texts=(_TEXT,))
