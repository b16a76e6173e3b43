"""Lists, reads and replaces files on disk. What the files mean is decided elsewhere."""

from __future__ import annotations

import errno
import os
import stat
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from generator.reading.tree import Entry, EntryKind

_NEW_FILE_MODE = 0o644  # `mkstemp` alone would make it unreadable for others


def scan(folder: Path, prefix: str) -> Iterator[Entry]:
    """Every file and folder below `folder`, without following links.

    Paths start with `prefix` instead of `folder`. Yields nothing if there is no such folder. In a
    name that is not UTF-8, U+FFFD replaces the bytes that are not.
    """
    pending = [(folder, prefix)]
    while pending:
        real, shown = pending.pop()
        try:
            with os.scandir(real) as scanned:
                entries = sorted(scanned, key=lambda entry: entry.name)
        except (FileNotFoundError, NotADirectoryError):
            continue
        for entry in entries:
            path = f"{shown}/{os.fsencode(entry.name).decode('utf-8', 'replace')}"
            kind = _kind(entry)
            if kind is EntryKind.FOLDER:
                pending.append((Path(entry.path), path))
            yield Entry(path, kind, _stat(entry) if kind is EntryKind.FILE else "")


def _stat(entry: os.DirEntry[str]) -> str:
    """Changes whenever the file does; empty if the file is gone."""
    try:
        found = entry.stat(follow_symlinks=False)
    except OSError:
        return ""
    return f"{found.st_size}:{found.st_mtime_ns}:{found.st_ctime_ns}:{found.st_ino}"


def _kind(entry: os.DirEntry[str]) -> EntryKind:
    if entry.is_symlink():
        return EntryKind.LINK
    if entry.is_dir(follow_symlinks=False):
        return EntryKind.FOLDER
    return EntryKind.FILE if entry.is_file(follow_symlinks=False) else EntryKind.OTHER


def read(path: Path | str, most: int, *, of_any_kind: bool = False) -> bytes:
    """The first `most` + 1 bytes of a file: enough to tell whether it is larger than `most`.

    Raises OSError, also for what is no ordinary file: a named pipe would be waited for. With
    `of_any_kind`, which is for files that somebody names, that is read too: `<(command)` is a pipe.
    """
    if of_any_kind:
        with open(path, "rb") as file:
            return file.read(most + 1)
    with open(path, "rb", opener=_open_at_once) as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise OSError(errno.EINVAL, "This is no ordinary file", str(path))
        return file.read(most + 1)


def _open_at_once(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def now_ns() -> int:
    """The time now in nanoseconds since the epoch, like a file's `st_mtime_ns`."""
    return time.time_ns()


def write_whole(path: Path, content: bytes) -> None:
    """Write a file atomically, in a folder that is made if it is missing.

    A file that exists keeps its permissions. Raises OSError, and then leaves it as it was.
    """
    mode = path.stat().st_mode & 0o777 if path.exists() else _NEW_FILE_MODE
    with _written_beside(path, content, mode) as name:
        os.replace(name, path)


def write_new(path: Path, content: bytes) -> None:
    """Write a new file atomically. Raises FileExistsError if `path` exists, or another OSError."""
    with _written_beside(path, content, _NEW_FILE_MODE) as name:
        os.link(name, path)  # unlike a renaming, this never replaces a file
        os.unlink(name)


@contextmanager
def _written_beside(path: Path, content: bytes, mode: int) -> Iterator[str]:
    """A new file in the folder of `path`. If anything fails, it is removed."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=".", suffix=".new", dir=path.parent)
    try:
        with open(handle, "wb") as file:
            file.write(content)
        os.chmod(name, mode)
        yield name
    except BaseException:
        os.unlink(name)
        raise
