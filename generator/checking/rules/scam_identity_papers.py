"""A listing must not ask for identity documents with the application.

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
    "`{found}` asks for identity documents.",
    "Remove it. Anything the law requires can wait until you have agreed on the work.",
)

RULE = phrase_rule("scam/identity-papers", Severity.ERROR, _TEXT)
