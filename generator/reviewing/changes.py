"""Two trees -> the files that differ, and what the board would be if they were merged."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from generator.reading.tree import FOLDER, Blob, Entry, EntryKind

ORDINARY = "100644"
_KINDS = {"120000": EntryKind.LINK, "160000": EntryKind.OTHER}
Files = Mapping[str, Blob]


@dataclass(frozen=True, slots=True)
class FileChange:
    """One file that differs. `old` is None where it is new, `new` where it is deleted."""

    path: str
    old: Blob | None
    new: Blob | None

    @property
    def employer(self) -> str:
        """The employer's folder it is in; empty for a file that is in none."""
        parts = PurePosixPath(self.path).parts
        return parts[1] if len(parts) > 2 and parts[0] == FOLDER else ""


def differences(before: Files, after: Files) -> tuple[FileChange, ...]:
    """What differs, by path. A rename is one file gone and another come."""
    paths = sorted(path for path in before.keys() | after.keys() if _differs(path, before, after))
    return tuple(FileChange(path, before.get(path), after.get(path)) for path in paths)


def merged(base: Files, changes: Iterable[FileChange]) -> dict[str, Blob]:
    """The base with `changes`: what the board would be, however old the pull request is."""
    files = dict(base)
    for change in changes:
        if change.new is None:
            files.pop(change.path, None)
        else:
            files[change.path] = change.new
    return files


def stale(base: Files, changes: Iterable[FileChange]) -> tuple[str, ...]:
    """Files that the base changed too since the pull request left it, in another way."""
    return tuple(
        change.path for change in changes if base.get(change.path) not in (change.old, change.new)
    )


def entries(files: Files) -> Iterator[Entry]:
    """What stands in listings/, as the checker knows it, with the folders Git does not name."""
    folders: set[str] = set()
    for path, blob in files.items():
        if not path.startswith(f"{FOLDER}/"):
            continue
        yield Entry(path, _KINDS.get(blob.mode, EntryKind.FILE))
        while (path := path.rpartition("/")[0]) != FOLDER and path not in folders:
            folders.add(path)
            yield Entry(path, EntryKind.FOLDER)


def _differs(path: str, before: Files, after: Files) -> bool:
    return before.get(path) != after.get(path)
