"""A listing does not promise easy money, and does not press with places that run out.

Why: "earn 500 a day from home" and "only three places left" are how job scams begin. A project has
its pay in `pay` and its last day in `deadline`.

Wrong::

    summary: Earn 500 USD a day from home with our app, there is only a limited number of places!

Right::

    summary: Find out in ten interviews what people earn who make toys at home, and for whom.
"""

from __future__ import annotations

from generator.checking.rule import Text
from generator.checking.rule_kit.prose import phrase_rule
from generator.model.problem import Severity

_TEXT = Text(
    "`{found}` sounds like a promise of easy money.",
    "Say what the work is, and take these words out.",
)

RULE = phrase_rule("scam/easy-money", Severity.ERROR, _TEXT)
