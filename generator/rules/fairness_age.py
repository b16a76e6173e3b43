"""A listing should not choose by age.

Why: in most places it is unlawful to choose by age, and "young" or "digital native" tells those
who change their career to stay away. `eligibility.min_age` is for what the law asks.

Wrong::

    summary: A young and energetic digital native asks forty shops how they count their stock.

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

_TRIGGERS = frozenset({"young", "youthful", "digital", "recent", "years", "under", "aged"})
_PATTERN = re.compile(
    r"\byoung (?:and|,|team member|person|man|woman|graduate|professional|talent)"
    r"|\byouthful\b|\bdigital natives?\b"
    r"|\b(?:under|below|younger than) [2-4][0-9] years\b|\baged? (?:between )?1[0-9]\b"
    r"|\b(?:maximum|max\.?) age\b",
    re.IGNORECASE,
)


def check(listing: Listing, context: Context) -> Iterator[Finding]:
    """Words that choose by age."""
    for path, found in find(listing, _TRIGGERS, _PATTERN):
        message = f"`{found}` chooses by age, which keeps good people away and may be unlawful."
        yield Finding(path, message, "Say what the work needs instead.")


RULE = Rule("fairness/age", Severity.HINT, listing=check)
