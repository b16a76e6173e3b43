"""The title must not put pressure on readers.

One exclamation mark is fine.

Why: "urgent" and "!!!" tell readers nothing about the work, and are common in bad listings.

Wrong::

    title: URGENT market survey of bookshops!!

Right::

    title: Market survey of bookshops
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checking.rule import Finding, Rule, RuleContext, Text
from generator.model.listing import Listing
from generator.model.problem import Severity

_PATTERN = re.compile(
    r"\b(?:urgent(?:ly)?(?! care)|asap|immediate(?:ly)? (?:start|hir\w+)|hiring now|apply now"
    r"|limited (?:spots|seats)|last chance|hurry)\b|!(?=[^!]*!)|\?\?",
    re.IGNORECASE,
)

_TEXT = Text(
    "the title puts pressure on readers (`{found}`).",
    "Remove it: the deadline is shown next to the title.",
)


def check(listing: Listing, context: RuleContext) -> Iterator[Finding]:
    """Words that put pressure on readers, and more than one exclamation mark."""
    if match := _PATTERN.search(listing.title):
        yield _TEXT.at(("title",), found=match.group())


RULE = Rule("title/urgent", Severity.ERROR, listing=check, texts=(_TEXT,), data={"found": _PATTERN})
