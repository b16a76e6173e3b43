"""What a maintainer of the board should check, because no program can. Pure.

No list of phrases is complete, and there is none for most languages.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from generator.checking.rule_kit.judged import is_judged
from generator.model.listing import Listing
from generator.reviewing.events import Event, EventKind

_WITH_NEW_TEXT = (EventKind.NEW, EventKind.CHANGED, EventKind.REOPENED, EventKind.RENAMED)
_QUESTIONS = (
    "Does the employer's website exist, and does it match this listing?",
    "Is it clear what the student delivers, and does the pay fit the hours?",
    "Does anything ask students for money, documents or bank details, or send them to a chat app?",
    "Does anything select people by gender, age, origin or religion?",
    "Is it real work for this employer, not coursework, fake reviews or recruiting?",
)


def by_hand(events: Iterable[Event], unproven: Collection[str]) -> Iterator[str]:
    """Sentences with ids in backticks; none if there is no new text to check.

    `unproven` are the ids of the employers that nobody has verified.
    """
    changed = {
        event.after: event
        for event in events
        if event.kind in _WITH_NEW_TEXT and isinstance(event.after, Listing)
    }
    new = any(
        item.employer_id in unproven and event.changed_fields != ("outcome",)
        for item, event in changed.items()
    )
    for listing in changed:
        if not is_judged(listing):
            yield (
                f"The texts of `{listing.id}` are in a language that our rules don't cover, so no "
                "rule has checked their wording. Please read them, or ask a person who can."
            )
    if new:
        yield from _QUESTIONS
