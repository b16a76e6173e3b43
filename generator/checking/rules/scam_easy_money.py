"""A listing must not promise easy money or claim that places are running out.

Why: "earn 500 a day from home" and "only three places left" are how job scams begin. The pay
belongs in `pay` and the last day in `deadline`.

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
    "Remove these words, and write what the work is.",
)

RULE = phrase_rule("scam/easy-money", Severity.ERROR, _TEXT)
