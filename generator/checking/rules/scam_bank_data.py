"""Nobody may be asked for bank data in a listing or to apply.

Why: account numbers, cards and passwords are needed after an agreement, if ever, and never by a
form or an email.

Wrong::

    apply: {email: jobs@acme.example, instructions: Send your CV and your bank account number.}

Right::

    apply: {email: jobs@acme.example, instructions: Send two sentences on why.}
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checking.rule import Finding, Rule, RuleContext
from generator.checking.rule_kit.prose import ASKED, Phrases
from generator.model.listing import Listing
from generator.model.problem import Severity

_BANK = Phrases(
    "bank banking iban card cvv pin password passwords account",
    ASKED + r"(?:bank (?:account|details|data|information|statements?|login|card)"
    r"|banking (?:details|data|information|login)|iban\b|(?:credit|debit) card|account number"
    r"|card (?:number|details)|cvv\b|pin(?: code)?\b|online banking"
    r"|(?:e-?mail|bank|account|paypal) passwords?\b)",
)


def check(listing: Listing, context: RuleContext) -> Iterator[Finding]:
    """Requests for accounts, cards and passwords."""
    for path, found in _BANK.found(listing):
        message = f"`{found}` asks for bank data."
        yield Finding(
            path, message, "Take it out; agree on payment once you have agreed on the work."
        )


RULE = Rule("scam/bank-data", Severity.ERROR, listing=check)
