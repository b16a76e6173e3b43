"""Reading the board's tree and writing files. Policy is elsewhere: this only touches the disk."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from generator.reading.tree import Entry, EntryKind


def scan(folder: Path, prefix: str) -> Iterator[Entry]:
    """Every name below `folder`, links not followed, each path beginning with `prefix`.

    Nothing if there is no such folder. A name that is not UTF-8 comes with U+FFFD in it.
    """
    pending = [(folder, prefix)]
    while pending:
        real, shown = pending.pop()
        try:
            with os.scandir(real) as found:
                entries = sorted(found, key=lambda entry: entry.name)
        except (FileNotFoundError, NotADirectoryError):
            continue
        for entry in entries:
            path = f"{shown}/{os.fsencode(entry.name).decode('utf-8', 'replace')}"
            kind = _kind(entry)
            if kind is EntryKind.FOLDER:
                pending.append((Path(entry.path), path))
            yield Entry(path, kind)


def _kind(entry: os.DirEntry[str]) -> EntryKind:
    if entry.is_symlink():
        return EntryKind.LINK
    if entry.is_dir(follow_symlinks=False):
        return EntryKind.FOLDER
    return EntryKind.FILE if entry.is_file(follow_symlinks=False) else EntryKind.OTHER


def read(path: Path | str, most: int) -> bytes:
    """The first `most` + 1 bytes of a file: enough to see that it is too large."""
    with open(path, "rb") as file:
        return file.read(most + 1)


def now_ns() -> int:
    """The clock that files' times are written by, in nanoseconds."""
    return time.time_ns()


def replace(path: Path, content: bytes) -> None:
    """Write a file that exists anew, whole or not at all, with the rights it had."""
    mode = path.stat().st_mode & 0o777
    handle, name = tempfile.mkstemp(prefix=".", suffix=".new", dir=path.parent)
    try:
        with open(handle, "wb") as file:
            file.write(content)
        os.chmod(name, mode)
        os.replace(name, path)
    except BaseException:
        os.unlink(name)
        raise
