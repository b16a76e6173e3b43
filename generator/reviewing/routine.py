"""Changes that need nobody's judgement: an employer closes listings, or extends their deadlines.

Both are what an employer may decide alone, and neither brings a new text to the board. Whatever
else is in the same pull request makes it an ordinary one. So does what became of a project: it is
the employer's to say, but no rule knows all names, so a person reads it. Pure.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from generator.board.board import State, state_of
from generator.checking.check import CheckContext
from generator.model.listing import Listing
from generator.reviewing.changes import REGULAR_FILE, FileChange
from generator.reviewing.events import Event, EventKind

_CLOSED = ("filled", "withdrawn")


class Routine(StrEnum):
    """What a pull request does, if it is routine. The values are stable: they are in the JSON."""

    NO = ""
    CLOSE = "close"
    EXTEND = "extend"
    CLOSE_AND_EXTEND = "close-and-extend"


@dataclass(frozen=True, slots=True)
class Edits:
    """The data of the changed files before and after, by path; without what can't be parsed."""

    before: Mapping[str, Mapping[str, Any]]
    after: Mapping[str, Mapping[str, Any]]


def routine(
    events: Iterable[Event],
    changes: Iterable[FileChange],
    edits: Edits,
    own_folders: Collection[str],
    context: CheckContext,
) -> Routine:
    """What the whole pull request does, or `Routine.NO` if anything else is in it.

    `own_folders` are those of which the author is a maintainer on the base branch.
    """
    events, changes = tuple(events), tuple(changes)
    if not all(event.is_listing for event in events):
        return Routine.NO
    by_path = {event.path: event for event in events}
    kinds = set()
    for change in changes:
        event = by_path.get(change.path)
        if event is None or change.employer not in own_folders or not _is_plain_edit(change):
            return Routine.NO
        if event.kind not in (EventKind.CHANGED, EventKind.CLOSED):
            return Routine.NO
        before, after = edits.before.get(change.path), edits.after.get(change.path)
        if before is None or after is None:
            return Routine.NO
        kinds.add(_kind(event, before, after, context))
    if not kinds or Routine.NO in kinds:
        return Routine.NO
    return kinds.pop() if len(kinds) == 1 else Routine.CLOSE_AND_EXTEND


def _is_plain_edit(change: FileChange) -> bool:
    """Whether an ordinary file stays where it is: not new, deleted, renamed, or made a program."""
    return bool(change.old and change.new and change.old.mode == change.new.mode == REGULAR_FILE)


def _kind(
    event: Event, before: Mapping[str, Any], after: Mapping[str, Any], context: CheckContext
) -> Routine:
    one, other = event.before, event.after
    if not isinstance(one, Listing) or not isinstance(other, Listing):
        return Routine.NO
    changed = _changed(before, after)
    if changed == {"status"} and before.get("status", "open") == "open":
        return Routine.CLOSE if after.get("status") in _CLOSED else Routine.NO
    if changed == {"deadline"} and _is_extension(one, other, context):
        return Routine.EXTEND
    return Routine.NO


def _is_extension(before: Listing, after: Listing, context: CheckContext) -> bool:
    """Whether a listing that is open is open for longer, and not longer than the board allows."""
    is_open = all(state_of(item, context.today) is State.OPEN for item in (before, after))
    days = (after.deadline - after.posted).days
    return (
        is_open and after.deadline > before.deadline and days <= context.settings.deadline_max_days
    )


def _changed(before: Mapping[str, Any], after: Mapping[str, Any]) -> set[str]:
    """The names of the top-level fields whose values differ, also in their types alone."""
    names = before.keys() | after.keys()
    return {name for name in names if _exact(before.get(name)) != _exact(after.get(name))}


def _exact(value: Any) -> Any:
    """`value` with the types of its scalars: for Python `True` is 1, and 17.50 is 17.5."""
    if isinstance(value, Mapping):
        return {name: _exact(item) for name, item in value.items()}
    if isinstance(value, list):
        return [_exact(item) for item in value]
    return type(value).__name__, str(value)
