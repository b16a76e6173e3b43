"""A listing should speak to people of every gender.

Why: "he", "salesman" or "girls only" keep people away, and selecting by gender is against the law
in most places.

Wrong::

    summary: We look for a salesman who asks forty shops how they count their stock all day long.

Right::

    summary: Ask forty shops how they count stock; count how many chairmen the trade had in 1920.
"""

from __future__ import annotations

from generator.checking.rule import Text
from generator.checking.rule_kit.prose import phrase_rule
from generator.model.problem import Severity

_TEXT = Text(
    "`{found}` addresses one gender only.",
    "Choose words for everyone, such as `salesperson` or `they`.",
)

RULE = phrase_rule("fairness/gender", Severity.HINT, _TEXT)
