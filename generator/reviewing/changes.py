"""The files that differ between two trees."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from generator.reading.tree import FOLDER, Blob, Entry, EntryKind

# Modes of Git's tree entries.
REGULAR_FILE = "100644"
EXECUTABLE = "100755"
SYMBOLIC_LINK = "120000"
SUBMODULE = "160000"
_KINDS = {SYMBOLIC_LINK: EntryKind.LINK, SUBMODULE: EntryKind.OTHER}
Files = Mapping[str, Blob]  # By path.


@dataclass(frozen=True, slots=True)
class FileChange:
    """One file that differs. `old` is None if it was added, `new` is None if it was deleted."""

    path: str
    old: Blob | None
    new: Blob | None

    @property
    def employer(self) -> str:
        """The employer whose folder has the file, or an empty text."""
        return employer_of(self.path)


def employer_of(path: str) -> str:
    """`acme` for `listings/acme/survey.yml`; empty for a file in no employer's folder."""
    parts = PurePosixPath(path).parts
    return parts[1] if len(parts) > 2 and parts[0] == FOLDER else ""


def differences(before: Files, after: Files) -> tuple[FileChange, ...]:
    """The files that differ, sorted by path. A rename is a deleted file and an added one."""
    paths = sorted(before.keys() | after.keys())
    changes = (FileChange(path, before.get(path), after.get(path)) for path in paths)
    return tuple(change for change in changes if change.old != change.new)


def entries(files: Files) -> Iterator[Entry]:
    """The files below listings/ and their folders, which Git's trees only imply."""
    folders: set[str] = set()
    for path, blob in files.items():
        if not path.startswith(f"{FOLDER}/"):
            continue
        yield Entry(path, _KINDS.get(blob.mode, EntryKind.FILE))
        while (path := path.rpartition("/")[0]) != FOLDER and path not in folders:
            folders.add(path)
            yield Entry(path, EntryKind.FOLDER)
