"""The pay must be in a currency that the board has a minimum for.

Why: without a minimum, the board has not decided what is fair in that currency, and people could
post work for almost no pay.

Wrong::

    pay: {amount: 4000, currency: XAF, per: project}

Right::

    pay: {amount: 400, currency: USD, per: project}
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checking.rule import Finding, Rule, RuleContext, Text
from generator.model.listing import Listing
from generator.model.problem import Severity

_MOST = 40  # that a message lists
_TEXT = Text(
    "this board has no minimum hourly pay in `{currency}` yet.",
    "Ask the board's maintainers to add one, or use one of {known}.",
)


def check(listing: Listing, context: RuleContext) -> Iterator[Finding]:
    """The currency is one of those with a floor."""
    floors = context.settings.floors
    if listing.pay.currency in floors:
        return
    known = ", ".join(sorted(floors)[:_MOST])
    yield _TEXT.at(("pay", "currency"), currency=listing.pay.currency, known=known)


RULE = Rule("pay/currency", Severity.ERROR, listing=check, texts=(_TEXT,), data={"most": _MOST})
