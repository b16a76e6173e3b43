"""An employer's domain must not imitate a verified employer's.

Why: a fraudster would choose a domain that is one letter away from a name that students trust. The
board's maintainers set `verified` for the real employer.

Wrong::

    website: https://acrne.example
    ---
    id: zed
    name: Zed
    website: https://acme.example
    verified: true

Right::

    website: https://acme.example
    ---
    id: zed
    name: Zed
    website: https://zedworks.example
    verified: true
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checking.rule import Finding, Parts, Rule, RuleContext
from generator.checking.rule_kit.domains import domain_of, look_alikes
from generator.model.problem import Severity


def check(parts: Parts, context: RuleContext) -> Iterator[tuple[str, Finding]]:
    """Employers that are not verified against those that are."""
    for pair in look_alikes(parts.employers.values()):
        for employer, other in (pair, pair[::-1]):
            if other.verified and not employer.verified:
                message = (
                    f"`{domain_of(employer)}` looks like `{domain_of(other)}` of `{other.id}`."
                )
                fix = "Check the spelling. If it is right, a maintainer has to confirm who you are."
                yield employer.file, Finding((*employer.place, "website"), message, fix)


RULE = Rule("domain/look-alike", Severity.ERROR, board=check)
