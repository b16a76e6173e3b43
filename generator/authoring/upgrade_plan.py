"""Decides what an upgrade does with each file that `board init` wrote.

Three versions of a file are compared: as the old program wrote it, as it is on the board now, and
as the new program writes it. Line ends alone are no difference: Git may change them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum

from generator.reading.three_way import Labels, line_end, three_way, with_line_end


class Outcome(Enum):
    """What becomes of a file. The value is what a table of the upgrade says."""

    TAKEN = "taken over"
    ADDED = "new"
    REMOVED = "removed"
    MERGED = "merged"
    KEPT = "kept as edited"
    DELETED = "stays deleted"
    CONFLICT = "needs you"


@dataclass(frozen=True, slots=True)
class FilePlan:
    """What an upgrade does with one file.

    `content` is what to write, None if the file stays or goes. `line` is that of a conflict.
    `note` says, in a few words, what a person may want to know beside the outcome.
    """

    path: str
    outcome: Outcome
    content: bytes | None = None
    line: int = 0
    note: str = ""


@dataclass(frozen=True, slots=True)
class Versions:
    """The three versions of all files, by path. `now` has None for what is no ordinary file."""

    old: Mapping[str, bytes]
    now: Mapping[str, bytes | None]
    new: Mapping[str, bytes]


def plan_files(versions: Versions, labels: Labels) -> Iterator[FilePlan]:
    """What to do with each file, by path. Files for which there is nothing to do are left out.

    Raises GitError if Git is missing.
    """
    for path in sorted({*versions.old, *versions.new}):
        old, new = versions.old.get(path), versions.new.get(path)
        if path not in versions.now:
            plan = _missing(path, old, new)
        elif (now := versions.now[path]) is None:
            note = "it is a link or a folder, where a file was written"
            plan = FilePlan(path, Outcome.KEPT, note=note)
        else:
            plan = _present(path, old, now, new, labels)
        if plan:
            yield plan


def _missing(path: str, old: bytes | None, new: bytes | None) -> FilePlan | None:
    if new is None:
        return None
    if old is None:
        return FilePlan(path, Outcome.ADDED, new)
    return FilePlan(path, Outcome.DELETED)


def _present(
    path: str, old: bytes | None, now: bytes, new: bytes | None, labels: Labels
) -> FilePlan | None:
    if new is None:
        if _same(now, old):
            return FilePlan(path, Outcome.REMOVED)
        note = "the new version does not have it: delete it if you do not need it"
        return FilePlan(path, Outcome.KEPT, note=note)
    if _same(now, new):
        return None
    if old is None:
        note = "the new version has a file of this name too, which is not used"
        return FilePlan(path, Outcome.KEPT, note=note)
    if _same(now, old):
        return FilePlan(path, Outcome.TAKEN, with_line_end(new, line_end(now)))
    if _same(old, new):
        return FilePlan(path, Outcome.KEPT)
    return _merge(path, old, now, new, labels)


def _merge(path: str, old: bytes, now: bytes, new: bytes, labels: Labels) -> FilePlan | None:
    merged = three_way(old, now, new, labels)
    if merged is None:
        note = "it is no longer text, so it could not be merged"
        return FilePlan(path, Outcome.KEPT, note=note)
    if merged.conflict:
        return FilePlan(path, Outcome.CONFLICT, merged.content, merged.conflict)
    if merged.content == now:  # the board had made the same changes already
        return FilePlan(path, Outcome.KEPT)
    return FilePlan(path, Outcome.MERGED, merged.content)


def _same(one: bytes, other: bytes | None) -> bool:
    return other is not None and (
        one == other or with_line_end(one, b"\n") == with_line_end(other, b"\n")
    )
