"""Nobody may be asked for bank data in a listing or to apply.

Why: account numbers, cards and passwords are needed after an agreement, if ever, and never by a
form or an email.

Wrong::

    apply: {email: jobs@acme.example, instructions: Send your CV and your bank account number.}

Right::

    apply: {email: jobs@acme.example, instructions: Send two sentences on why.}
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.listing import Listing
from generator.problem import Severity
from generator.rules.base import Context, Finding, Rule
from generator.rules.words import find

_TRIGGERS = frozenset({"bank", "iban", "card", "pin", "password", "passwords", "cvv", "account"})
_PATTERN = re.compile(
    r"\b(?:your|their|his|her|send|share|provide|include|with)\s+(?:\w+\s+){0,3}"
    r"(?:bank(?:ing)? (?:account|details|data|information|statement|login)|iban"
    r"|(?:credit|debit) card|account number|card number|cvv|pin code|online banking"
    r"|(?:email|bank|account) passwords?)\b",
    re.IGNORECASE,
)


def check(listing: Listing, context: Context) -> Iterator[Finding]:
    """Requests for accounts, cards and passwords."""
    for path, found in find(listing, _TRIGGERS, _PATTERN):
        message = f"`{found}` asks for bank data."
        yield Finding(
            path, message, "Take it out; agree on payment once you have agreed on the work."
        )


RULE = Rule("scam/bank-data", Severity.ERROR, listing=check)
