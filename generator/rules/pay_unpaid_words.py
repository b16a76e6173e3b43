"""A listing must not offer exposure, volunteering or equity in place of pay.

Why: every project on the board is paid in money. Words like these mean that somebody hopes
otherwise, or that the text was copied from an unpaid posting.

Wrong::

    summary: This is an unpaid project, but you will get great exposure and learn a lot from us.

Right::

    summary: A short paid project, in which you will learn how a small archive sorts its letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.listing import Listing
from generator.problem import Severity
from generator.rules.base import Context, Finding, Rule
from generator.rules.words import find

_TRIGGERS = frozenset({"unpaid", "volunteer", "exposure", "equity", "unremunerated"})
_PATTERN = re.compile(
    r"\bunpaid (?:project|internship|position|work|role|trial)"
    r"|\bis unpaid\b|\bunremunerated\b"
    r"|\b(?:volunteer|voluntary) (?:position|role|project|basis|internship)"
    r"|\b(?:great|for|get|gain) exposure\b|\bequity[ -]only\b|\bpaid in (?:equity|exposure)\b",
    re.IGNORECASE,
)


def check(listing: Listing, context: Context) -> Iterator[Finding]:
    """Words of unpaid work in any text."""
    for path, found in find(listing, _TRIGGERS, _PATTERN):
        yield Finding(
            path,
            f"`{found}` reads as if the work were not paid.",
            "Say what it pays in `pay` alone, and take these words out.",
        )


RULE = Rule("pay/unpaid-words", Severity.ERROR, listing=check)
