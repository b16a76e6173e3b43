"""An employer should name the people who may change its listings.

Why: without `maintainers`, every change to your listings waits for the board's maintainers, even
closing one.

Wrong::

    name: Acme
    maintainers: []

Right::

    name: Acme
    maintainers: [ana-acme]
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checking.rule import Finding, Rule, RuleContext, Text
from generator.model.employer import Employer
from generator.model.problem import Severity

_TEXT = Text(
    "no one is listed who may change these listings.",
    "Add `maintainers` with your account name on the board's host, such as GitHub.",
)


def check(employer: Employer, context: RuleContext) -> Iterator[Finding]:
    """`maintainers`."""
    if not employer.maintainers:
        yield _TEXT.at(("maintainers",))


RULE = Rule("employer/no-maintainers", Severity.HINT, employer=check, texts=(_TEXT,))
