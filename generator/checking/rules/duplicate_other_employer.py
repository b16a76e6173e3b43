"""Two employers should not have nearly the same text on the board.

Both employers get this hint and both listings stay on the board. Dates can be made up, so the board
can't know which of the two is the copy. Its maintainers can ask.

Why: a copy under another name may be an attempt to collect applications for the other employer's
project.

Wrong::

    openings: 1
    ---
    id: zed/copied

Right::

    openings: 1
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checking.rule import Finding, Parts, Rule, RuleContext
from generator.checking.rule_kit.near_copies import twins
from generator.model.listing import Listing
from generator.model.problem import Severity


def check(parts: Parts, context: RuleContext) -> Iterator[tuple[str, Finding]]:
    """Open listings of two employers with nearly the same text, each of the two."""
    for twin in twins(parts, context.today):
        listing = parts.listings[twin.file]
        if listing.employer_id != twin.other.employer_id:
            yield twin.file, _finding(twin.other)
            yield twin.other.file, _finding(listing)


def _finding(other: Listing) -> Finding:
    return Finding(
        ("description",),
        f"`{other.id}`, from another employer, has nearly the same text.",
        "Use your own words. If the other employer copied yours, tell the board's maintainers.",
    )


RULE = Rule("duplicate/other-employer", Severity.HINT, board=check)
