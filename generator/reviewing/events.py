"""What a pull request does to each listing and employer: new, changed, closed and so on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Any

from generator.board.board import State, state_of
from generator.model.employer import Employer
from generator.model.listing import Listing
from generator.reading.tree import EMPLOYER_FILE, FOLDER, identifier
from generator.reviewing.changes import FileChange

# Comparing descriptions is slow. With more pairs of files than this, only titles are compared.
_MAX_COMPARED_PAIRS = 400
# Descriptions at least this similar (difflib's ratio) belong to the same listing.
_SAME_DESCRIPTION = 0.8


class EventKind(StrEnum):
    """What happens to one file of an employer's folder."""

    NEW = "new"
    CHANGED = "changed"
    CLOSED = "closed"
    REOPENED = "reopened"
    RENAMED = "renamed"
    DELETED = "deleted"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Event:
    """What happens to one listing or employer.

    `id` and `path` of a renamed listing are the new ones; `former_id` is the old id, otherwise
    empty. `before` and `after` are None if the file does not exist or can't be read.
    `changed_fields` are the names of top-level fields.
    """

    kind: EventKind
    id: str
    path: str
    before: Listing | Employer | None = None
    after: Listing | Employer | None = None
    changed_fields: tuple[str, ...] = ()
    former_id: str = ""

    @property
    def is_listing(self) -> bool:
        """Whether this is about a listing; otherwise it is about an employer."""
        return "/" in self.id


@dataclass(frozen=True, slots=True)
class Side:
    """The board before or after the changes, by path: what the files describe, and their data.

    `inline` are the employers that listings carry, by id.
    """

    items: Mapping[str, Listing | Employer]
    data: Mapping[str, Mapping[str, Any]]
    inline: Mapping[str, Employer]

    def employer(self, identifier: str) -> Employer | None:
        """The employer with this id, whichever file it is in."""
        own = self.items.get(f"{FOLDER}/{identifier}/{EMPLOYER_FILE}")
        return self.inline.get(identifier) or (own if isinstance(own, Employer) else None)


def events(
    changes: Iterable[FileChange], before: Side, after: Side, today: date
) -> tuple[Event, ...]:
    """One event for each changed listing and employer; a rename is one event."""
    files = [change for change in changes if change.employer and change.path.endswith(".yml")]
    inline = {
        folder: new
        for folder in sorted({change.employer for change in files})
        if (folder in before.inline or folder in after.inline) and (new := after.employer(folder))
    }
    old_paths = _renames(files, before, after)
    moved = set(old_paths.values())
    of_files = (
        _event(change, old_paths.get(change.path, change.path), before, after, today)
        for change in files
        if change.path not in moved and (_is_listing(change) or change.employer not in inline)
    )
    of_employers = (_inline_event(before.employer(new.id), new) for new in inline.values())
    return (*of_files, *filter(None, of_employers))


def _inline_event(before: Employer | None, after: Employer) -> Event | None:
    """What happens to an employer that is in a listing before or after; None if nothing does."""
    if before is None:
        return Event(EventKind.NEW, after.id, after.file, None, after)
    if before == after:
        return None
    names = (item.name for item in fields(Employer) if item.name != "inline_in")
    changed = tuple(name for name in names if getattr(before, name) != getattr(after, name))
    return Event(EventKind.CHANGED, after.id, after.file, before, after, changed)


def _event(change: FileChange, old_path: str, before: Side, after: Side, today: date) -> Event:
    path, name = change.path, identifier(change.path)
    old, new = before.items.get(old_path), after.items.get(path)
    if change.new is None:
        return Event(EventKind.DELETED, name, path, old)
    if old_path != path:
        changed = _changed_fields(before, old_path, after, path)
        return Event(EventKind.RENAMED, name, path, old, new, changed, identifier(old_path))
    if new is None:
        return Event(EventKind.UNREADABLE, name, path, old)
    if change.old is None:
        return Event(EventKind.NEW, name, path, None, new)
    changed = _changed_fields(before, path, after, path)
    return Event(_kind_of_change(old, new, today), name, path, old, new, changed)


def _kind_of_change(
    before: Listing | Employer | None, after: Listing | Employer, today: date
) -> EventKind:
    if isinstance(before, Listing) and isinstance(after, Listing):
        was_open = state_of(before, today) is State.OPEN
        is_open = state_of(after, today) is State.OPEN
        if was_open != is_open:
            return EventKind.REOPENED if is_open else EventKind.CLOSED
    return EventKind.CHANGED


def _changed_fields(before: Side, old_path: str, after: Side, path: str) -> tuple[str, ...]:
    old, new = before.data.get(old_path, {}), after.data.get(path, {})
    names = dict.fromkeys((*old, *new))
    return tuple(name for name in names if old.get(name) != new.get(name))


def _renames(files: list[FileChange], before: Side, after: Side) -> dict[str, str]:
    """The new path of each listing that moved -> its old path."""
    deleted = [change for change in files if change.new is None and _is_listing(change)]
    added = [change for change in files if change.old is None and _is_listing(change)]
    renames: dict[str, str] = {}
    moved: set[str] = set()
    comparisons = [_is_same_listing, _has_same_description]
    if len(deleted) * len(added) > _MAX_COMPARED_PAIRS:
        comparisons = [_is_same_listing]
    # All files are compared in the first way before any is compared in the second, vaguer one.
    for is_match in comparisons:
        for new in added:
            if new.path in renames:
                continue
            for old in deleted:
                if old.path not in moved and is_match(old, new, before, after):
                    renames[new.path] = old.path
                    moved.add(old.path)
                    break
    return renames


def _is_listing(change: FileChange) -> bool:
    return not change.path.endswith(f"/{EMPLOYER_FILE}")


def _is_same_listing(old: FileChange, new: FileChange, before: Side, after: Side) -> bool:
    """Whether the content or the title is the same, or an alias names the old listing."""
    if old.old == new.new:
        return True
    one, other = before.items.get(old.path), after.items.get(new.path)
    if not (isinstance(one, Listing) and isinstance(other, Listing)):
        return False
    return one.id in other.aliases or one.title == other.title


def _has_same_description(old: FileChange, new: FileChange, before: Side, after: Side) -> bool:
    one, other = before.items.get(old.path), after.items.get(new.path)
    if not (isinstance(one, Listing) and isinstance(other, Listing)):
        return False
    matcher = SequenceMatcher(None, one.description.plain, other.description.plain, autojunk=False)
    # `real_quick_ratio` is an upper bound of `ratio`, and much faster.
    return matcher.real_quick_ratio() > _SAME_DESCRIPTION and matcher.ratio() > _SAME_DESCRIPTION
