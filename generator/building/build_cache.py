"""What the last build made, so that the next one makes only what has changed.

A JSON file in .cache/board/ for every place a site is written to: the key of each batch, and of
each of its files the size and the time at which it was written. A file in the site is taken
over only if it is still as that build left it. The memory is a convenience: if it is missing,
damaged, or speaks of another site, everything is made anew.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from generator.building.workers import Made
from generator.reading.store import FOLDER, read_json, write_json

_FORMAT = 1
SiteFiles = dict[str, tuple[int, int]]  # size and time of every file of a site, by path


class BuildCache:
    """The batches of the last build of `site`."""

    def __init__(self, root: Path, site: Path) -> None:
        name = hashlib.blake2b(os.fsencode(site), digest_size=8).hexdigest()
        self._file = root / FOLDER / f"site-{name}.json"
        self._known = self._loaded()

    def kept(self, key: str, live: SiteFiles) -> list[Made] | None:
        """What the batch left, if all of it still stands in the site as it was."""
        found = self._known.get(key)
        if found is None:
            return None
        try:
            made = [Made(*item) for item in found]
            return made if all(live.get(m.path) == (m.size, m.time) for m in made) else None
        except TypeError:
            return None

    def store(self, batches: Mapping[str, list[Made]]) -> None:
        """Keep exactly these for the next build."""
        write_json(self._file, {"format": _FORMAT, "batches": batches})

    def _loaded(self) -> dict[str, Any]:
        found = read_json(self._file)
        try:
            return dict(found["batches"]) if found["format"] == _FORMAT else {}
        except (ValueError, TypeError, KeyError):
            return {}


def site_files(site: Path) -> SiteFiles:
    """Every file of the site. What is hidden at its top is not the board's."""
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
                seen = entry.stat(follow_symlinks=False)
                is_file = entry.is_file(follow_symlinks=False)
                found[path] = (seen.st_size, seen.st_mtime_ns) if is_file else (-1, -1)
    return found


def _entries(folder: str) -> Iterator[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            yield from entries
    except (FileNotFoundError, NotADirectoryError):
        return


def whole_folders(kept: set[str], live: SiteFiles, new: set[str]) -> tuple[list[str], set[str]]:
    """The topmost folders of which everything is kept and to which nothing comes; and the rest.

    The rest are the kept files that stand in no such folder.
    """
    changed = {folder for path in (*new, *(live.keys() - kept)) for folder in _above(path)}
    folders: set[str] = set()
    alone: set[str] = set()
    for path in kept:
        top = next((folder for folder in _above(path) if folder not in changed), None)
        if top is None:
            alone.add(path)
        else:
            folders.add(top)
    return sorted(folders), alone


def _above(path: str) -> Iterator[str]:
    """The folders that `path` stands in, from the top: `a`, `a/b` for `a/b/c.html`."""
    at = path.find("/")
    while at != -1:
        yield path[:at]
        at = path.find("/", at + 1)
