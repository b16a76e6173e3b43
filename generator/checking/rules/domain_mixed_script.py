"""An employer's domain must not imitate another one with letters of a different alphabet.

Why: `аcme.example` with a Cyrillic `а` reads like `acme.example`. A domain written entirely in your
own alphabet is fine.

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
    "`{label}` has letters of another alphabet that look like Latin ones.",
    "Type the address of your website again by hand.",
)


def check(employer: Employer, context: RuleContext) -> Iterator[Finding]:
    """Each label of the website's host, punycode decoded."""
    if label := disguise(host_of(employer.website)):
        yield _TEXT.at(("website",), label=label)


RULE = Rule("domain/mixed-script", Severity.ERROR, employer=check, texts=(_TEXT,))
