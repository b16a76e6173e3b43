"""Work under a confidentiality agreement should not be promised for a portfolio.

Why: a student cannot both show the work and keep it secret.

Wrong::

    terms: {nda: true, portfolio: "yes"}

Right::

    terms: {nda: true, portfolio: ask}
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checking.rule import Finding, Rule, RuleContext, Text
from generator.model.listing import Listing
from generator.model.problem import Severity

_TEXT = Text(
    "the student may show the work, but there is a confidentiality agreement.",
    "Write `ask`, or explain in `ip` what the student may show.",
)


def check(listing: Listing, context: RuleContext) -> Iterator[Finding]:
    """Both at once."""
    if listing.terms.nda and listing.terms.portfolio == "yes":
        yield _TEXT.at(("terms", "portfolio"))


RULE = Rule("terms/nda-and-portfolio", Severity.HINT, listing=check, texts=(_TEXT,))
