"""A listing should not select people by age.

Why: in most places that is against the law, and "young" or "digital native" tells career changers
to stay away. `eligibility.min_age` is for an age that the law requires.

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
    "`{found}` selects people by age, which keeps good people away and may be illegal.",
    "Write what the work needs instead.",
)

RULE = phrase_rule("fairness/age", Severity.HINT, _TEXT)
