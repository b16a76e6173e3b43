"""A listing must not ask for bank details, and neither must its application form.

Why: account numbers are needed after you have agreed on the work, if ever. Card numbers and
passwords never are.

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
    "`{found}` asks for bank details.",
    "Remove it. Arrange the payment after you have agreed on the work.",
)

RULE = phrase_rule("scam/bank-data", Severity.ERROR, _TEXT)
