"""What happens to each listing and employer, in words people use: new, changed, closed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Any

from generator.board.board import State, state_of
from generator.model.employer import Employer
from generator.model.listing import Listing
from generator.reading.tree import EMPLOYER_FILE, identifier
from generator.reviewing.changes import FileChange

# Comparing texts takes time; two pull requests' worth of listings are compared by title alone.
_MOST_COMPARED = 400
_ALIKE = 0.8


class What(StrEnum):
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
    """`id` is the listing's or employer's; `former` the old id of what was renamed.

    `before` and `after` are None where there is none or it can't be read.
    """

    what: What
    id: str
    path: str
    before: Listing | Employer | None = None
    after: Listing | Employer | None = None
    fields: tuple[str, ...] = ()
    former: str = ""

    @property
    def is_listing(self) -> bool:
        """Whether it is about a listing, not an employer."""
        return "/" in self.id


Items = Mapping[str, Listing | Employer]  # by path
Data = Mapping[str, Mapping[str, Any]]  # a file's plain data, by path


def events(
    changes: tuple[FileChange, ...], before: Items, after: Items, data: tuple[Data, Data], day: date
) -> tuple[Event, ...]:
    """One event a file of an employer's folder; the two files of a rename make one."""
    files = [change for change in changes if change.employer and change.path.endswith(".yml")]
    former = _renames(files, before, after)
    gone = set(former.values())
    found = []
    for change in files:
        if change.path in gone:
            continue
        old_path = former.get(change.path, change.path)
        fields = _fields(data[0].get(old_path, {}), data[1].get(change.path, {}))
        found.append(_event(change, old_path, (before, after), fields, day))
    return tuple(found)


def _event(
    change: FileChange,
    old_path: str,
    items: tuple[Items, Items],
    fields: tuple[str, ...],
    day: date,
) -> Event:
    name = identifier(change.path)
    before, after = items[0].get(old_path), items[1].get(change.path)
    if change.new is None:
        return Event(What.DELETED, name, change.path, before)
    if old_path != change.path:
        return Event(What.RENAMED, name, change.path, before, after, fields, identifier(old_path))
    if after is None:
        return Event(What.UNREADABLE, name, change.path, before)
    if change.old is None:
        return Event(What.NEW, name, change.path, None, after)
    return Event(_what(before, after, day), name, change.path, before, after, fields)


def _what(before: Listing | Employer | None, after: Listing | Employer, day: date) -> What:
    if isinstance(before, Listing) and isinstance(after, Listing):
        was_open = state_of(before, day) is State.OPEN
        is_open = state_of(after, day) is State.OPEN
        if was_open != is_open:
            return What.REOPENED if is_open else What.CLOSED
    return What.CHANGED


def _fields(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[str, ...]:
    names = dict.fromkeys((*before, *after))
    return tuple(name for name in names if before.get(name) != after.get(name))


def _renames(files: list[FileChange], before: Items, after: Items) -> dict[str, str]:
    """New path -> the path it had, for listings that moved."""
    gone = [change for change in files if change.new is None and _is_listing(change)]
    come = [change for change in files if change.old is None and _is_listing(change)]
    found: dict[str, str] = {}
    for new in come:
        for old in gone:
            if old.path not in found.values() and _same(new, old, before, after):
                found[new.path] = old.path
                break
    if len(gone) * len(come) > _MOST_COMPARED:
        return found
    return found | dict(_alike(gone, come, found, before, after))


def _is_listing(change: FileChange) -> bool:
    return not change.path.endswith(f"/{EMPLOYER_FILE}")


def _same(new: FileChange, old: FileChange, before: Items, after: Items) -> bool:
    if new.new == old.old:
        return True
    one, other = before.get(old.path), after.get(new.path)
    if not (isinstance(one, Listing) and isinstance(other, Listing)):
        return False
    return one.id in other.aliases or one.title == other.title


def _alike(
    gone: list[FileChange],
    come: list[FileChange],
    found: Mapping[str, str],
    before: Items,
    after: Items,
) -> Iterator[tuple[str, str]]:
    for new in (change for change in come if change.path not in found):
        for old in (change for change in gone if change.path not in found.values()):
            one, other = before.get(old.path), after.get(new.path)
            if isinstance(one, Listing) and isinstance(other, Listing) and texts_alike(one, other):
                yield new.path, old.path
                break


def texts_alike(one: Listing, other: Listing) -> bool:
    """Whether the two descriptions are nearly the same."""
    matcher = SequenceMatcher(None, one.description.plain, other.description.plain, autojunk=False)
    return matcher.real_quick_ratio() > _ALIKE and matcher.ratio() > _ALIKE
