"""A skill should be either needed or gained, not both.

Why: students without the skill need to know whether they can apply.

Wrong::

    skills: [excel, market-research]
    gains: [excel]

Right::

    skills: [market-research]
    gains: [excel]
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checking.rule import Finding, Rule, RuleContext, Text
from generator.model.listing import Listing
from generator.model.problem import Severity

_TEXT = Text("`{skill}` is both needed and gained.", "Keep it in one of the two lists.")


def check(listing: Listing, context: RuleContext) -> Iterator[Finding]:
    """Skills in both lists."""
    for index, skill in enumerate(listing.gains):
        if skill in listing.skills:
            yield _TEXT.at(("gains", index), skill=skill)


RULE = Rule("skills/needed-and-gained", Severity.HINT, listing=check, texts=(_TEXT,))
