"""A listing must not ask students to buy something, or to pass on money or parcels.

Why: buying gift cards or equipment "to be refunded" and forwarding money or parcels are scams, and
some of them are crimes.

Wrong::

    summary: Buy gift cards for our shops and send us the codes. You will be refunded by Friday.

Right::

    summary: Ask forty shops how they count their stock, and tell us what to build next.
"""

from __future__ import annotations

from generator.checking.rule import Text
from generator.checking.rule_kit.prose import phrase_rule
from generator.model.problem import Severity

_TEXT = Text(
    "`{found}` asks students to buy something or pass it on.",
    "Remove it: buy what is needed yourself, and give it to them.",
)

RULE = phrase_rule("scam/purchase", Severity.ERROR, _TEXT)
