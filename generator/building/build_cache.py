"""The build cache: what the last build wrote, so that the next one writes only what changed.

Each site folder has its own JSON file in .cache/board/, which counts also after the whole board was
moved. It has the cache key of each batch, and the size and modification time of each file that the
batch wrote. A file of the old site is reused only if both are unchanged; the time may have lost its
fraction of a second, as in a ZIP archive. If the cache is missing, damaged or of another site,
everything is written again.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from generator.building.workers import WrittenFile
from generator.reading.store import FOLDER, read_json, write_json

LIST = ".board-files"  # in a site: the files that a board made (own_files.py)
_FORMAT = 1  # of the JSON file
_NANOSECONDS = 10**9  # in a second
SiteFiles = dict[str, tuple[int, int]]  # size and modification time (ns) of each file, by path


class BuildCache:
    """The batches of the last build of `site`."""

    def __init__(self, root: Path, site: Path) -> None:
        place = site.relative_to(root) if site.is_relative_to(root) else site
        name = hashlib.blake2b(os.fsencode(place), digest_size=8).hexdigest()
        self._file = root / FOLDER / f"site-{name}.json"
        self._batches = self._load()

    def reusable(self, key: str, old_files: SiteFiles) -> list[WrittenFile] | None:
        """The files of the batch `key`; None unless all are unchanged in the old site."""
        entry = self._batches.get(key)
        if entry is None:
            return None
        try:
            files = [WrittenFile(*item) for item in entry]
            is_unchanged = all(
                old_files.get(f.path)
                in ((f.size, f.time), (f.size, f.time - f.time % _NANOSECONDS))  # of a ZIP archive
                for f in files
            )
            return files if is_unchanged else None
        except TypeError:
            return None

    def store(self, batches: Mapping[str, list[WrittenFile]]) -> None:
        """Replace the cache with the files of `batches`, by key."""
        write_json(self._file, {"format": _FORMAT, "batches": batches})

    def _load(self) -> dict[str, Any]:
        found = read_json(self._file)
        try:
            return dict(found["batches"]) if found["format"] == _FORMAT else {}
        except (ValueError, TypeError, KeyError):
            return {}


def site_files(site: Path) -> SiteFiles:
    """Every file in the folder `site`, except those with hidden names at its top.

    What is neither a file nor a folder, such as a symbolic link, has the size -1.
    """
    found: SiteFiles = {}
    pending = [("", os.fspath(site))]
    while pending:
        prefix, folder = pending.pop()
        for entry in _entries(folder):
            path = f"{prefix}{entry.name}"
            if not prefix and entry.name.startswith("."):
                continue
            if entry.is_dir(follow_symlinks=False):
                pending.append((f"{path}/", entry.path))
            else:
                stat = entry.stat(follow_symlinks=False)
                is_file = entry.is_file(follow_symlinks=False)
                found[path] = (stat.st_size, stat.st_mtime_ns) if is_file else (-1, -1)
    return found


def _entries(folder: str) -> Iterator[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            yield from entries
    except (FileNotFoundError, NotADirectoryError):
        return
