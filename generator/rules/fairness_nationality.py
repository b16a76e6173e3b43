"""A listing should not choose by nationality or mother tongue.

Why: choosing by nationality is unlawful in most places, and a "native speaker" is no better at
the work than somebody who learned the language well.

Wrong::

    summary: A native English speaker asks forty shops how they count their stock, and tells us.

Right::

    summary: Ask forty shops in fluent English how they count their stock, and tell us.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.listing import Listing
from generator.problem import Severity
from generator.rules.base import Context, Finding, Rule
from generator.rules.words import find

_TRIGGERS = frozenset({"native", "citizens", "nationals", "nationality", "tongue", "locals"})
_PATTERN = re.compile(
    r"\bnative(?:[ -]level)? (?:\w+ )?speakers?\b|\bmother tongue\b"
    r"|\b(?:citizens|nationals|locals) only\b|\bnationality (?:is )?required\b"
    r"|\bonly \w+ (?:citizens|nationals)\b",
    re.IGNORECASE,
)


def check(listing: Listing, context: Context) -> Iterator[Finding]:
    """Words that mean where somebody was born."""
    for path, found in find(listing, _TRIGGERS, _PATTERN):
        message = f"`{found}` chooses by origin, which keeps good people away."
        fix = (
            "Ask for `fluent` if it must be; use `place.applicant_countries` for where people live."
        )
        yield Finding(path, message, fix)


RULE = Rule("fairness/nationality", Severity.HINT, listing=check)
