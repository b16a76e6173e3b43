"""An outcome must belong to a project that was filled.

Why: it says what became of the work. While a project is open, nobody has done it yet.

Wrong::

    status: withdrawn
    outcome: {summary: "The forty pages are online, and fewer shops call us about returns."}

Right::

    status: filled
    outcome: {summary: "The forty pages are online, and fewer shops call us about returns."}
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checking.rule import Finding, Rule, RuleContext, Text
from generator.model.listing import Listing
from generator.model.problem import Severity

_TEXT = Text(
    "there is an `outcome`, but the project is not filled: its status is `{status}`.",
    "If someone did the work, set `status: filled`. If no one did, remove `outcome`.",
)


def check(listing: Listing, context: RuleContext) -> Iterator[Finding]:
    """The status beside an outcome."""
    if listing.outcome and listing.status != "filled":
        yield _TEXT.at(("outcome",), status=listing.status)


RULE = Rule("outcome/not-filled", Severity.ERROR, listing=check, texts=(_TEXT,))
