"""What a maintainer of the board should look at, because no program can. Pure.

No list of phrases is complete, and there is none for most languages.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from generator.checking.rule_kit.judged import is_judged
from generator.model.listing import Listing
from generator.reviewing.events import Event, EventKind

_WITH_NEW_TEXT = (EventKind.NEW, EventKind.CHANGED, EventKind.REOPENED, EventKind.RENAMED)
_QUESTIONS = (
    "Does the employer's website exist, and does it fit what is written here?",
    "Is it clear what the student hands over, and does the pay fit the hours?",
    "Does anything ask students for money, papers or bank data, or lead them to a messenger?",
    "Does anything choose people by gender, age, origin or faith?",
    "Is it real work for this employer: no coursework, no made-up reviews, no recruiting?",
)


def by_hand(events: Iterable[Event], unproven: Collection[str]) -> Iterator[str]:
    """Sentences with ids in backticks; none if there is no new text to be looked at.

    `unproven` are the ids of the employers that nobody has verified.
    """
    changed = [
        event.after
        for event in events
        if event.kind in _WITH_NEW_TEXT and isinstance(event.after, Listing)
    ]
    new = list(dict.fromkeys(item.employer_id for item in changed if item.employer_id in unproven))
    for listing in changed:
        if not is_judged(listing):
            yield (
                f"The texts of `{listing.id}` are in a language that the rules have no phrases "
                "for, so nothing has judged them. Read them, or ask somebody who can."
            )
    if new:
        yield from _QUESTIONS
