"""`anyone` should be the only entry of its list.

Why: a reader of "students, anyone" wonders which of the two you mean.

Wrong::

    eligibility: {audience: [students, anyone]}

Right::

    eligibility: {audience: [students, career-changers]}
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checking.rule import Finding, Rule, RuleContext, Text
from generator.model.listing import Listing
from generator.model.problem import Severity

_TEXT = Text("`anyone` includes the others.", "Keep only `anyone`, or remove it.")


def check(listing: Listing, context: RuleContext) -> Iterator[Finding]:
    """`anyone` beside others."""
    audience = listing.eligibility.audience
    if "anyone" in audience and len(audience) > 1:
        yield _TEXT.at(("eligibility", "audience"))


RULE = Rule("eligibility/anyone-and-others", Severity.HINT, listing=check, texts=(_TEXT,))
