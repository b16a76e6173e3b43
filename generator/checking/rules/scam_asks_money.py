"""Nobody may be asked to pay for work.

Why: job scams live on deposits and on fees for training, registration or equipment.

Wrong::

    summary: Ask forty shops what they need. A small registration fee is paid before you start.

Right::

    summary: Ask forty shops how they count their stock, and tell us what to build next.
"""

from __future__ import annotations

from generator.checking.rule import Text
from generator.checking.rule_kit.prose import phrase_rule
from generator.model.problem import Severity

_TEXT = Text("`{found}` reads as if students had to pay.", "Take it out: nobody pays to work here.")

RULE = phrase_rule("scam/asks-money", Severity.ERROR, _TEXT)
