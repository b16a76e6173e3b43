"""The pay must not depend on winning, on luck, or on whether you like the result.

Why: in a contest, many people work and one is paid. Pay everyone who delivers what you agreed.
Agree on rounds of feedback in advance, in case the work is not good enough yet.

Wrong::

    pay:
      amount: 400
      currency: USD
      per: project
      note: Only the winner is paid.

Right::

    pay:
      amount: 400
      currency: USD
      per: project
      note: Half at the start, half when you deliver.
"""

from __future__ import annotations

from generator.checking.rule import Text
from generator.checking.rule_kit.prose import phrase_rule
from generator.model.problem import Severity

_TEXT = Text(
    "`{found}` makes the pay depend on luck or taste.",
    "Pay everyone who does the work. Agree on drafts and feedback instead.",
)

RULE = phrase_rule("pay/conditional", Severity.ERROR, _TEXT)
