"""An employer's domain must not look like another one.

Why: `аcme.example` with a Cyrillic `а` reads like `acme.example`. A domain in one script of your
own is fine.

Wrong::

    website: https://аcme.example

Right::

    website: https://acme.example
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checking.rule import Finding, Rule, RuleContext, Text
from generator.checking.rule_kit.hosts import disguise, host_of
from generator.model.employer import Employer
from generator.model.problem import Severity

_TEXT = Text(
    "`{label}` has letters of another script that look like Latin ones.",
    "Write the address of your website anew, by hand.",
)


def check(employer: Employer, context: RuleContext) -> Iterator[Finding]:
    """Each label of the website's host, punycode decoded."""
    if label := disguise(host_of(employer.website)):
        yield _TEXT.at(("website",), label=label)


RULE = Rule("domain/mixed-script", Severity.ERROR, employer=check, texts=(_TEXT,))
