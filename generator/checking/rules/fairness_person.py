"""A listing should not select people by looks, body, family or religion.

Why: none of these shows how well a person works, and in most places selecting by them is against
the law.

Wrong::

    summary: We look for an attractive and able-bodied person without children for forty visits.

Right::

    summary: Design an attractive leaflet about able-bodied and other visitors' ways to our shop.
"""

from __future__ import annotations

from generator.checking.rule import Text
from generator.checking.rule_kit.prose import phrase_rule
from generator.model.problem import Severity

_TEXT = Text(
    "`{found}` selects people by something that does not matter for the work.",
    "Write what the work needs instead.",
)

RULE = phrase_rule("fairness/person", Severity.HINT, _TEXT)
