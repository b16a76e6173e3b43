"""Nobody may be asked to buy something, or to pass on money or parcels.

Why: gift cards, equipment "to be refunded", and forwarding are scams, some of them crimes.

Wrong::

    summary: Buy gift cards for our shops and send us the codes. You will be refunded by Friday.

Right::

    summary: Ask forty shops how they count their stock, and tell us what to build next.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.listing import Listing
from generator.problem import Severity
from generator.rules.base import Context, Finding, Rule
from generator.rules.words import find

_TRIGGERS = frozenset(
    {"buy", "purchase", "gift", "forward", "reship", "crypto", "bitcoin", "check", "cheque"}
)
_PATTERN = re.compile(
    r"\b(?:buy|purchase)\s+(?:\w+\s+){0,3}(?:gift ?cards?|vouchers?|crypto\w*|bitcoin)\b"
    r"|\b(?:buy|purchase) (?:your|the) (?:own )?(?:equipment|starter kit|laptop)"
    r"|\b(?:forward|reship|re-ship)\w*\s+(?:\w+\s+){0,2}(?:parcels?|packages?|payments?|money)\b"
    r"|\bcash (?:a|the|our) che(?:ck|que)\b",
    re.IGNORECASE,
)


def check(listing: Listing, context: Context) -> Iterator[Finding]:
    """Purchases, parcels and money that is passed on."""
    for path, found in find(listing, _TRIGGERS, _PATTERN):
        message = f"`{found}` asks students to buy or to pass on something."
        yield Finding(path, message, "Take it out: buy it yourself, and give it to them.")


RULE = Rule("scam/purchase", Severity.ERROR, listing=check)
