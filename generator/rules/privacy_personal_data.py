"""A listing should not ask for personal data that the work does not need.

Why: date of birth, family, health and photos invite discrimination, and may not be asked for in
many places.

Wrong::

    apply: {email: jobs@acme.example, instructions: Send a CV with a photo and your date of birth.}

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

_TRIGGERS = frozenset({"birth", "photo", "marital", "religion", "pregnant", "health", "photograph"})
_PATTERN = re.compile(
    r"\bdate of birth\b|\bmarital status\b|\byour religion\b|\bhealth (?:record|condition|history)"
    r"|\b(?:cv|resume|résumé|application) with (?:a |your )?photo(?:graph)?\b"
    r"|\b(?:send|attach|include) (?:a |your )(?:recent )?photo(?:graph)? of yourself\b",
    re.IGNORECASE,
)


def check(listing: Listing, context: Context) -> Iterator[Finding]:
    """Birth, family, religion, health and portraits."""
    for path, found in find(listing, _TRIGGERS, _PATTERN):
        message = f"`{found}` asks for personal data that the work does not need."
        yield Finding(path, message, "Take it out.")


RULE = Rule("privacy/personal-data", Severity.HINT, listing=check)
