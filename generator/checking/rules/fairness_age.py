"""A listing should not choose by age.

Why: in most places it is unlawful to choose by age, and "young" or "digital native" tells career
changers to stay away. `eligibility.min_age` is for an age that the law requires.

Wrong::

    summary: We look for a young and energetic digital native who asks shops how they count stock.

Right::

    summary: Interview people aged 18 to 25 about their first bookshop, and young readers too.
"""

from __future__ import annotations

from generator.checking.rule import Text
from generator.checking.rule_kit.prose import phrase_rule
from generator.model.problem import Severity

_TEXT = Text(
    "`{found}` chooses by age, which keeps good people away and may be unlawful.",
    "Say what the work needs instead.",
)

RULE = phrase_rule("fairness/age", Severity.HINT, _TEXT)
