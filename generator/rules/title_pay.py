"""The title must not have the pay in it.

Why: pay has a field of its own, which is shown, searched and compared. In a title it is bait.

Wrong::

    title: Market survey of bookshops, $400

Right::

    title: Market survey of bookshops
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.listing import Listing
from generator.problem import Severity
from generator.rules.base import Context, Finding, Rule

_PATTERN = re.compile(
    r"[$€£¥₹]\s?[0-9]|[0-9]\s?[$€£¥₹]|\b(?:USD|EUR|GBP|INR|CAD)\s?[0-9]"
    r"|[0-9]\s?(?:USD|EUR|GBP|INR|CAD)\b|\b(?:well[ -])?paid\b",
    re.IGNORECASE,
)


def check(listing: Listing, context: Context) -> Iterator[Finding]:
    """Amounts of money, and `paid`: every project here is."""
    if match := _PATTERN.search(listing.title):
        message = f"the title has the pay in it (`{match.group()}`)."
        yield Finding(("title",), message, "Take it out: the pay is shown beside the title.")


RULE = Rule("title/pay", Severity.ERROR, listing=check)
