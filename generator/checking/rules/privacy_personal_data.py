"""A listing should not ask for personal data that the work does not need.

Why: date of birth, family, health and photos invite discrimination, and in many places the law
forbids asking for them.

Wrong::

    apply: {email: jobs@acme.example, instructions: Send a CV with a photo and your date of birth.}

Right::

    apply: {email: jobs@acme.example, instructions: Send two sentences on why.}
"""

from __future__ import annotations

from generator.checking.rule import Text
from generator.checking.rule_kit.prose import phrase_rule
from generator.model.problem import Severity

_TEXT = Text("`{found}` asks for personal data that the work does not need.", "Remove it.")

RULE = phrase_rule("privacy/personal-data", Severity.HINT, _TEXT)
