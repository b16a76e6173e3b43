"""What a maintainer of the board should check, because no program can. Pure.

No list of phrases is complete, and there is none for most languages.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from generator.checking.rule_kit.judged import is_judged
from generator.model.employer import Employer
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
    events = tuple(events)
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
    for event in events:
        if isinstance(event.after, Listing) and _is_told_anew(event.before, event.after):
            yield (
                f"Does what became of `{event.id}` name or describe a person, or lead to one? "
                "No rule knows all names."
            )
    if new:
        yield from _QUESTIONS


def _is_told_anew(before: Listing | Employer | None, after: Listing) -> bool:
    """Whether the outcome has another text or another link."""
    old = before.outcome if isinstance(before, Listing) else None
    new = after.outcome
    if new is None or old is None:
        return new is not None
    return (old.summary, old.link) != (new.summary, new.link)
