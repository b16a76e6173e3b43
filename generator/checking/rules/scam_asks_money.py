"""A listing must not ask students to pay for anything.

Why: job scams rely on deposits and on fees for training, registration or equipment.

Wrong::

    summary: Ask forty shops what they need. A small registration fee is paid before you start.

Right::

    summary: Ask forty shops how they count their stock, and tell us what to build next.
"""

from __future__ import annotations

from generator.checking.rule import Text
from generator.checking.rule_kit.prose import phrase_rule
from generator.model.problem import Severity

_TEXT = Text("`{found}` sounds as if students had to pay.", "Remove it: nobody pays to work here.")

RULE = phrase_rule("scam/asks-money", Severity.ERROR, _TEXT)
