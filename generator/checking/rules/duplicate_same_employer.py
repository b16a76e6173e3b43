"""An employer must post each project only once.

Why: a second copy pushes other projects down and splits the applications. To hire more than one
person, use `openings`. Projects with different skills or places count as different, even if their
texts are the same. So do two listings from one template, if each title names something that only
its own text is about, such as "for Azure" and "for AWS".

Wrong::

    openings: 1
    ---
    id: acme/again
    posted: 2026-11-21

Right::

    openings: 2
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checking.rule import Finding, Parts, Rule, RuleContext
from generator.checking.rule_kit.near_copies import twins
from generator.model.listing import Listing
from generator.model.problem import Severity

_SAME = 0.9
_WORD = re.compile(r"\w+")


def check(parts: Parts, context: RuleContext) -> Iterator[tuple[str, Finding]]:
    """Open listings of one employer with the same text, skills and place; the later one fails."""
    for twin in twins(parts, context.today):
        listing = parts.listings[twin.file]
        if listing.employer_id != twin.other.employer_id or twin.resemblance < _SAME:
            continue
        if _kind(listing) == _kind(twin.other) and not _differ(listing, twin.other):
            message = f"this is the same project as `{twin.other.id}`, which is open too."
            fix = "Keep one of them, and set `openings` to the number of people you want."
            yield twin.file, Finding(("description",), message, fix)


def _differ(one: Listing, other: Listing) -> bool:
    """Whether the title of each has a word that is in its own text and nowhere in the other."""
    (mine, theirs), (my_text, their_text) = (
        [_words(item.title) for item in (one, other)],
        [_words(f"{item.summary} {item.description.plain}") for item in (one, other)],
    )
    return bool((mine & my_text) - theirs - their_text and (theirs & their_text) - mine - my_text)


def _words(text: str) -> set[str]:
    return set(_WORD.findall(text.casefold()))


def _kind(listing: Listing) -> tuple[frozenset[str], str, str]:
    return frozenset(listing.skills), listing.place.city.casefold(), listing.place.country


RULE = Rule("duplicate/same-employer", Severity.ERROR, board=check)
