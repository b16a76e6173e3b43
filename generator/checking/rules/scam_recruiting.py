"""A listing must not pay for recruiting other people.

Why: in a pyramid scheme, the pay comes from the people you recruit, and the last to join lose. Such
schemes target students.

Wrong::

    summary: Join our network marketing team, be your own boss and earn for every friend you bring.

Right::

    summary: Recruit twelve shops for an interview study about how they count their stock.
"""

from __future__ import annotations

from generator.checking.rule import Text
from generator.checking.rule_kit.prose import phrase_rule
from generator.model.problem import Severity

_TEXT = Text(
    "`{found}` sounds like a scheme that pays for recruiting people.",
    "Pay for work, and remove these words.",
)

RULE = phrase_rule("scam/recruiting", Severity.ERROR, _TEXT)
