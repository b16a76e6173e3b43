"""Nobody may be asked for bank data in a listing or to apply.

Why: account numbers, cards and passwords are needed after an agreement, if ever, and never by a
form or an email.

Wrong::

    apply: {email: jobs@acme.example, instructions: Send your CV and your bank account number.}

Right::

    apply: {email: jobs@acme.example, instructions: Send two sentences on why.}
"""

from __future__ import annotations

from generator.checking.rule import Text
from generator.checking.rule_kit.prose import phrase_rule
from generator.model.problem import Severity

_TEXT = Text(
    "`{found}` asks for bank data.",
    "Take it out; agree on payment once you have agreed on the work.",
)

RULE = phrase_rule("scam/bank-data", Severity.ERROR, _TEXT)
