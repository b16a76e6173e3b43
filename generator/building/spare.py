"""The site before the last one, kept so that the next need not be put together file by file.

Nearly all of its files are those of the site, as hard links, so it takes little room. But it has
all the folders, and making those is what takes the time: 2.4 of 2.6 s for 10,000 listings. It is in
.cache/ and may be deleted at any time.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Collection, Iterator, Set
from contextlib import suppress
from pathlib import Path

from generator.building.own_files import link

_FOLDER = ".cache"  # below the board's root; .cache/board/ has what makes another machine fast too


class SpareSite:
    """The folder in which the last site but one of `site` is kept."""

    def __init__(self, root: Path, site: Path) -> None:
        name = hashlib.blake2b(os.fsencode(site), digest_size=8).hexdigest()
        self._folder = root / _FOLDER / f"spare-{name}"

    def take(self, to: Path) -> bool:
        """Move it to the free name `to`. False if there is none, or it is on another disk."""
        try:
            self._folder.rename(to)
        except OSError:
            return False
        return True

    def keep(self, old: Path) -> None:
        """Move the site `old` here, or remove it if that is not possible."""
        shutil.rmtree(self._folder, ignore_errors=True)
        try:
            self._folder.parent.mkdir(exist_ok=True)
            old.rename(self._folder)
        except OSError:
            shutil.rmtree(old, ignore_errors=True)


def bring_up_to_date(spare: Path, site: Path, unchanged: Set[str], new: Path) -> None:
    """Make `spare` the next site: the `unchanged` files of `site`, and all files of `new`.

    Nothing in `site` is touched, and no file is written: other sites have links to the same ones.
    The files of `new` are moved.
    """
    there, site_inodes = inodes(spare), inodes(site)
    moved = inodes(new).keys() - unchanged
    kept = {path for path in unchanged if there.get(path, 0) == site_inodes.get(path)}
    _remove(spare, there.keys() - kept - moved)

    def place(path: str) -> str:
        if path not in there or path not in moved:  # its folder is not there, or no more
            os.makedirs(spare / path.rpartition("/")[0], exist_ok=True)
        return f"{spare}/{path}"

    for path in unchanged - kept:
        link(f"{site}/{path}", place(path))
    for path in moved:
        os.replace(f"{new}/{path}", place(path))


def inodes(folder: Path) -> dict[str, int]:
    """The inode of every file in `folder`, by path."""
    return dict(_inodes(os.fspath(folder), ""))


def _inodes(folder: str, prefix: str) -> Iterator[tuple[str, int]]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from _inodes(entry.path, f"{prefix}{entry.name}/")
            else:
                yield f"{prefix}{entry.name}", entry.inode()


def _remove(folder: Path, paths: Collection[str]) -> None:
    """Remove files of `folder`, and the folders that are empty then."""
    for path in paths:
        os.unlink(f"{folder}/{path}")
    parents = {parent for path in paths for parent in Path(path).parents[:-1]}
    for parent in sorted(parents, key=lambda path: -len(path.parts)):
        with suppress(OSError):  # it has other files
            os.rmdir(folder / parent)
