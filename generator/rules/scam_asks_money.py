"""Nobody may be asked to pay for work.

Why: fees for training, registration or equipment, and deposits, are what job scams live on.

Wrong::

    summary: Ask forty shops what they need. A small registration fee is paid before you start.

Right::

    summary: Ask forty shops how they count their stock, and tell us what to build next.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.listing import Listing
from generator.problem import Severity
from generator.rules.base import Context, Finding, Rule
from generator.rules.words import find

_TRIGGERS = frozenset({"fee", "fees", "deposit", "upfront", "pay", "advance"})
_PATTERN = re.compile(
    r"\b(?:registration|training|application|processing|onboarding|starter|joining|admin\w*"
    r"|security|enrol?ment)[ -](?:fee|fees|deposit)\b"
    r"|\b(?:pay|send|transfer) (?:us |me )?(?:a |an |the |your )?(?:small |refundable )?"
    r"(?:fee|deposit)\b|\brefundable (?:fee|deposit)\b|\bpay(?:ment)? (?:us )?upfront to\b"
    r"|\b(?:deposit|fee) (?:is|will be) (?:required|charged|refunded)\b",
    re.IGNORECASE,
)
_NOT = re.compile(r"\b(?:no|never|without|any)\s+(?:\w+[ -]){0,2}$", re.IGNORECASE)


def check(listing: Listing, context: Context) -> Iterator[Finding]:
    """Fees and deposits that a student is to pay."""
    for path, found in find(listing, _TRIGGERS, _PATTERN):
        text = str(_text_at(listing, found))
        if _NOT.search(text[: max(0, text.find(found))]):
            continue
        message = f"`{found}` reads as if students had to pay."
        yield Finding(path, message, "Take it out: nobody pays to work here.")


def _text_at(listing: Listing, found: str) -> str:
    texts = (listing.summary, listing.description.markdown, listing.apply.instructions)
    return next((text for text in texts if found in text), found)


RULE = Rule("scam/asks-money", Severity.ERROR, listing=check)
