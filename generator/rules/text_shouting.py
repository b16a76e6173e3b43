"""A description should not shout.

Why: capitals and rows of exclamation marks are hard to read, and make an offer look doubtful.

Wrong::

    summary: THIS IS THE BEST PROJECT YOU WILL EVER FIND ANYWHERE!!! Ask forty shops what they need.

Right::

    summary: Ask forty shops how they count their stock, and tell us what to build next.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.listing import Listing
from generator.problem import Severity
from generator.rules.base import Context, Finding, Rule
from generator.rules.words import prose, quoted

_LOUD = re.compile(r"!{3,}|(?:\b[A-Z]{2,}\b[ ,]{1,2}){4,}")


def check(listing: Listing, context: Context) -> Iterator[Finding]:
    """Five words of capitals in a row, or three exclamation marks."""
    for path, text in prose(listing).texts:
        if path != ("title",) and (match := _LOUD.search(text)):
            message = f"`{quoted(match.group())}` shouts."
            yield Finding(path, message, "Write it in ordinary letters.")


RULE = Rule("text/shouting", Severity.HINT, listing=check)
