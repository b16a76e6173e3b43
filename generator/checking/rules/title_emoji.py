"""The title must not have emoji or decoration in it.

Why: they are noise in a screen reader, and draw attention away from other listings.

Wrong::

    title: Market survey of bookshops 🚀

Right::

    title: Market survey of bookshops
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checking.rule import Finding, Rule, RuleContext, Text
from generator.model.listing import Listing
from generator.model.problem import Severity

_PATTERN = re.compile("[\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff★☆•►]")

_TEXT = Text("the title has a decoration in it (`{found}`).", "Remove it.")


def check(listing: Listing, context: RuleContext) -> Iterator[Finding]:
    """Pictures and stars; an arrow may be part of a sentence."""
    if match := _PATTERN.search(listing.title):
        yield _TEXT.at(("title",), found=match.group())


RULE = Rule("title/emoji", Severity.ERROR, listing=check, texts=(_TEXT,), data={"found": _PATTERN})
