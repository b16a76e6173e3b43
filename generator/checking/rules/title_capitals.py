"""The title must not be written in capitals.

Why: capitals are hard to read, and draw attention away from other listings.

Wrong::

    title: MARKET SURVEY OF BOOKSHOPS

Right::

    title: Market survey of bookshops
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checking.rule import Finding, Rule, RuleContext, Text
from generator.model.listing import Listing
from generator.model.problem import Severity

_FEW, _MUCH = 12, 0.7  # letters, and how many of them are capitals
_SHORT = 5  # EPUB, GTFS and UNHCR are no capitals for effect

_TEXT = Text("the title is written in capitals.", "Write `{title}`.")


def check(listing: Listing, context: RuleContext) -> Iterator[Finding]:
    """Two or more long words in capitals."""
    words = [word.strip(".,:;!?()") for word in listing.title.split()]
    loud = [word for word in words if len(word) > _SHORT and word.isupper() and word.isalpha()]
    letters = [letter for letter in listing.title if letter.isalpha()]
    cased = sum(letter.isupper() for letter in letters)
    if len(loud) > 1 or (len(letters) > _FEW and cased > len(letters) * _MUCH):
        yield _TEXT.at(("title",), title=listing.title.capitalize())


RULE = Rule(
    "title/capitals",
    Severity.ERROR,
    listing=check,
    texts=(_TEXT,),
    data={"short": _SHORT, "few": _FEW, "much": _MUCH},
)
