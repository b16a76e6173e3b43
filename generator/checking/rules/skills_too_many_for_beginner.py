"""A project for beginners should ask for few skills.

Why: every extra required skill costs you applicants, beginners first.

Wrong::

    level: beginner
    skills: [excel, writing, editing, interviewing, market-research, data-entry, photography]

Right::

    level: beginner
    skills: [excel, market-research]
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checking.rule import Finding, Rule, RuleContext, Text
from generator.model.listing import Listing
from generator.model.problem import Severity

_MOST = 5

_TEXT = Text(
    "{count} skills are a lot for a beginner.",
    "Move skills that people can learn during the project to `gains`.",
)


def check(listing: Listing, context: RuleContext) -> Iterator[Finding]:
    """The number of skills of a beginner."""
    if listing.level == "beginner" and len(listing.skills) > _MOST:
        yield _TEXT.at(("skills",), count=len(listing.skills))


RULE = Rule(
    "skills/too-many-for-beginner",
    Severity.HINT,
    listing=check,
    texts=(_TEXT,),
    data={"most": _MOST},
)
