"""The summary should not repeat the start of the description.

Why: a card shows the summary, and the page shows both, one below the other. Write what the student
does and what comes out of it, instead of cutting off the description's first sentence.

Wrong::

    summary: We build a stock system for bookshops. You will talk to shops, sort what you hear

Right::

    summary: Find out what 40 independent bookshops need from a stock system.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checking.rule import Finding, Rule, RuleContext, Text
from generator.model.listing import Listing
from generator.model.problem import Severity

_START = 8  # characters
_LONGEST = 400  # characters
_MUCH = 0.8  # of the summary's words

_TEXT = Text(
    "the summary repeats the start of the description.",
    "Write in one sentence what the student does and what comes out of it.",
)


def check(listing: Listing, context: RuleContext) -> Iterator[Finding]:
    """The summary against as much of the description."""
    text = listing.description.plain
    if listing.summary[:_START].casefold() != text[:_START].casefold():
        return
    summary = listing.summary.casefold().split()
    start = text[:_LONGEST].casefold().split()[: len(summary)]
    same = sum(one == other for one, other in zip(summary, start, strict=False))
    if same >= _MUCH * len(summary):
        yield _TEXT.at(("summary",))


RULE = Rule(
    "summary/repeats-description",
    Severity.HINT,
    listing=check,
    texts=(_TEXT,),
    data={"start": _START, "longest": _LONGEST, "much": _MUCH},
)
