"""A listing should speak to everybody.

Why: "he", "salesman" or "girls only" keep people away, and choosing by gender is unlawful in
most places.

Wrong::

    summary: The ideal candidate is a salesman who asks forty shops how they count their stock.

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

_TRIGGERS = frozenset(
    {"salesman", "saleswoman", "chairman", "guys", "rockstar", "male", "female", "girls", "boys",
     "gentleman", "ladies", "manpower", "cameraman", "handyman", "ninja"}
)  # fmt: skip
_PATTERN = re.compile(
    r"\b(?:salesm[ae]n|saleswom[ae]n|chairman|cameraman|handyman|manpower)\b"
    r"|\b(?:males?|females?|girls|boys|ladies|gentlem[ae]n) (?:only|preferred|candidates?)\b"
    r"|\b(?:hey|hi|you) guys\b|\b(?:code|marketing|coding) (?:ninja|rockstar)\b",
    re.IGNORECASE,
)


def check(listing: Listing, context: Context) -> Iterator[Finding]:
    """Words that mean one gender."""
    for path, found in find(listing, _TRIGGERS, _PATTERN):
        message = f"`{found}` speaks to one gender only."
        yield Finding(path, message, "Choose a word for everybody, such as `salesperson`.")


RULE = Rule("fairness/gender", Severity.HINT, listing=check)
