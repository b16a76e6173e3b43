"""Nobody may be asked for identity papers to apply.

Why: copies of passports and identity cards are used for identity theft.

Wrong::

    apply: {email: jobs@acme.example, instructions: Attach a scan of your passport.}

Right::

    apply: {email: jobs@acme.example, instructions: Send two sentences on why.}
"""

from __future__ import annotations

from generator.checking.rule import Text
from generator.checking.rule_kit.prose import phrase_rule
from generator.model.problem import Severity

_TEXT = Text(
    "`{found}` asks for identity papers.",
    "Take it out; what the law needs can follow the agreement.",
)

RULE = phrase_rule("scam/identity-papers", Severity.ERROR, _TEXT)
