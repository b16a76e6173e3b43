"""The title should not have the place in it.

Why: the place has its own field, and students filter by it.

Wrong::

    title: Remote market survey of bookshops
    place: {mode: remote, applicant_countries: [US]}

Right::

    title: Market survey of bookshops
    place: {mode: remote, applicant_countries: [US]}
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checking.rule import Finding, Rule, RuleContext, Text
from generator.model.listing import Listing
from generator.model.problem import Severity

_MODE = re.compile(
    r"^(?:remote|hybrid|on-?site)\b(?! sensing| control)"
    r"|[(\[,–-]\s*(?:remote|hybrid|on-?site|work from home)\s*[)\]]?$",
    re.IGNORECASE,
)

_TEXT = Text(
    "the title has the place in it (`{found}`).",
    "Remove it: `place` is shown next to the title.",
)


def check(listing: Listing, context: RuleContext) -> Iterator[Finding]:
    """How the work is done, at the title's start or end."""
    if match := _MODE.search(listing.title):
        yield _TEXT.at(("title",), found=match.group().strip("([])–-, "))


RULE = Rule("title/place", Severity.HINT, listing=check, texts=(_TEXT,), data={"found": _MODE})
