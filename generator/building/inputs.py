"""What the file system says of the files that a build reads: enough to see that nothing changed.

This module imports little, because a build that has nothing to do takes less time than imports.
"""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterable
from pathlib import Path

from generator import PACKAGE
from generator.reading import bundled, files

_SETTLED_NS = 2_000_000_000  # a file written this recently may change without its times changing
_ENVIRONMENT = ("BOARD_SITE_URL", "BOARD_DEBUG")

Stat = tuple[int, int, int, int]  # size, modification time, change time (ns), inode
Stats = dict[str, Stat]  # by path


class UnknownInputs(Exception):
    """Something is read that can't be looked at, such as what a folder's symbolic link leads to."""


def stats(paths: Iterable[Path], *, follow: bool = True) -> Stats:
    """What the file system says of each file in `paths`, and below those that are folders.

    Of a symbolic link, that is what it leads to. Raises `UnknownInputs` for one to a folder or to
    nothing, and for what is no file, such as a pipe. If `follow` is not set, they are left out.
    """
    found: Stats = {}
    pending = [os.fspath(path) for path in paths]
    while pending:
        path = pending.pop()
        try:
            with os.scandir(path) as entries:
                for entry in entries:
                    if entry.name == "__pycache__":
                        continue
                    if entry.is_dir(follow_symlinks=False):
                        pending.append(entry.path)
                    elif entry.is_file():
                        found[entry.path] = _stat(entry)
                    elif follow:  # reading it might never end, or nobody can say what is read
                        raise UnknownInputs(entry.path)
        except NotADirectoryError:
            found[path] = _stat(path)
        except FileNotFoundError:
            continue
    return found


def _stat(file: os.DirEntry[str] | str) -> Stat:
    try:
        of = os.stat(file) if isinstance(file, str) else file.stat()
    except OSError:  # a link to nothing
        return (-1, -1, -1, -1)
    return (of.st_size, of.st_mtime_ns, of.st_ctime_ns, of.st_ino)


def are_settled(found: Stats) -> bool:
    """Whether no file is so new that it may yet change without its times changing."""
    latest = max((of[2] for of in found.values()), default=0)
    return files.now_ns() - latest > _SETTLED_NS


def digest_of(*parts: object) -> str:
    """A digest of `parts`, each as `repr` writes it."""
    return hashlib.blake2b("\0".join(map(repr, parts)).encode(), digest_size=16).hexdigest()


def program_stats() -> Stats:
    """The files of the program itself."""
    return stats((PACKAGE, bundled.SCHEMAS, bundled.PAGES), follow=False)


def surroundings() -> list[str]:
    """Python, its libraries by name and version, and the environment variables that count."""
    libraries = (
        name
        for folder in sys.path
        for name in _names(folder)
        if name.endswith((".dist-info", ".egg-info"))
    )
    environment = (f"{name}={os.environ.get(name, '')}" for name in _ENVIRONMENT)
    return [sys.version, sys.executable, *sorted(libraries), *environment]


def _names(folder: str) -> list[str]:
    try:
        return os.listdir(folder or ".")
    except OSError:
        return []
