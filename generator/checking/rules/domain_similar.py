"""The domains of two employers should not look alike.

Both employers get this hint and both stay on the board, because the board can't know which came
first. Once one of them is `verified`, the other gets an error (`domain/look-alike`).

Why: students read a name in a hurry. The board's maintainers can ask which employer is which.

Wrong::

    website: https://acrne.example
    ---
    id: zed
    name: Zed
    website: https://acme.example

Right::

    website: https://acme.example
    ---
    id: zed
    name: Zed
    website: https://zedworks.example
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checking.rule import Finding, Parts, Rule, RuleContext
from generator.checking.rule_kit.domains import domain_of, look_alikes
from generator.model.problem import Severity


def check(parts: Parts, context: RuleContext) -> Iterator[tuple[str, Finding]]:
    """Pairs of employers that are both verified, or both not."""
    for pair in look_alikes(parts.employers.values()):
        if pair[0].verified == pair[1].verified:
            for employer, other in (pair, pair[::-1]):
                message = (
                    f"`{domain_of(employer)}` and `{domain_of(other)}` of `{other.id}` look alike."
                )
                fix = "Check the spelling. If the other employer copies you, tell the maintainers."
                yield employer.file, Finding((*employer.place, "website"), message, fix)


RULE = Rule("domain/similar", Severity.HINT, board=check)
