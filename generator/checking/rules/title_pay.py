"""The title must not have the pay in it.

Why: the pay is checked and shown next to every title, in the same form for all listings. In a title
it is bait, and soon out of date.

Wrong::

    title: Earn 400 USD with a survey of bookshops

Right::

    title: How paid work changed in 1950
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checking.rule import Finding, Rule, RuleContext, Text
from generator.model.listing import Listing
from generator.model.problem import Severity

_LIKELY = re.compile(r"[0-9]|[Pp][Aa][Ii][Dd]")
_UNIT = (
    r"(?:usd|eur|gbp|inr|cad|aud|chf|nok|sek|dkk|pln|dollars?|euros?|pounds|rupees|francs|bucks"
    r"|zł|kr)"
)
_PATTERN = re.compile(
    r"[$€£¥₹₦₩₪₺₴₫₱₵₽]\s?[0-9][0-9.,]*|\b[0-9][0-9.,]*\s?[$€£¥₹₦₩₪₺₴₫₱₵₽]"
    rf"|\b{_UNIT}\s?[0-9][0-9.,]*|\b[0-9][0-9.,]*\s?{_UNIT}(?:\b|$)(?! (?:coins?|notes?|bills?))"
    r"|\bwell[- ]paid\b|\bget paid\b",
    re.IGNORECASE,
)

_TEXT = Text(
    "the title has the pay in it (`{found}`).",
    "Remove it: the pay is shown next to the title.",
)


def check(listing: Listing, context: RuleContext) -> Iterator[Finding]:
    """Amounts of money, and "get paid"; "(paid internship)" says no amount."""
    if not _LIKELY.search(listing.title):
        return
    if match := _PATTERN.search(listing.title):
        yield _TEXT.at(("title",), found=match.group())


RULE = Rule(
    "title/pay",
    Severity.ERROR,
    listing=check,
    texts=(_TEXT,),
    data={"likely": _LIKELY, "found": _PATTERN},
)
