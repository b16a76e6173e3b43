"""Nobody may be asked for identity papers to apply.

Why: copies of passports and identity cards are what identities are stolen with.

Wrong::

    apply: {email: jobs@acme.example, instructions: Attach a scan of your passport.}

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

_TRIGGERS = frozenset(
    {"passport", "ssn", "identity", "id", "licence", "license", "aadhaar", "selfie", "social"}
)
_PATTERN = re.compile(
    r"\b(?:your|send|attach|upload|provide|a (?:copy|scan|photo|selfie)(?: of| with))\s+"
    r"(?:\w+\s+){0,4}(?:passports?\b(?! design)|identity (?:card|papers|documents?)|id card"
    r"|national id|social security|ssn|driv(?:er'?s|ing) licen[cs]e|aadhaar|selfie with)",
    re.IGNORECASE,
)


def check(listing: Listing, context: Context) -> Iterator[Finding]:
    """Requests for copies of papers and numbers of persons."""
    for path, found in find(listing, _TRIGGERS, _PATTERN):
        message = f"`{found}` asks for identity papers."
        yield Finding(path, message, "Take it out; what the law needs can follow the agreement.")


RULE = Rule("scam/identity-papers", Severity.ERROR, listing=check)
