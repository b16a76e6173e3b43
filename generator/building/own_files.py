"""Which files of a site's folder a board made: nobody else's are deleted.

Each site has a list of its own files, in a hidden file at its top. A folder without the list is no
site of a board, and is not touched.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Set
from pathlib import Path

from generator.board import history
from generator.building import BuildError
from generator.building.build_cache import LIST, site_files

_ABOUT = "# The files of this site that a board made, one a line. Others are left alone.\n"


def write_list(folder: Path, paths: Iterable[str]) -> None:
    """Write the list of the files in `folder` that the board made."""
    text = _ABOUT + "".join(f"{path}\n" for path in sorted(paths))
    (folder / LIST).write_bytes(text.encode("utf-8", "surrogateescape"))


def require_replaceable(site: Path, root: Path) -> None:
    """Raise `BuildError` unless `site` is free, or a site that a board made.

    `root` is the folder of the board.
    """
    if root.resolve().is_relative_to(site):
        raise BuildError(f"{site} contains the board itself: choose another folder for the site.")
    if site.exists() and not site.is_dir():
        raise BuildError(f"{site} is not a folder: choose another one for the site.")
    if (site / LIST).is_file():
        return
    if not all(map(history.is_history, site_files(site))):
        raise BuildError(
            f"{site} has files that no board made: empty it or choose another folder for the site."
        )


def keep_others(site: Path, new: Path) -> None:
    """Link what is in `site`, but was not made by a board, into the folder `new`.

    That is hidden names at its top (`.git`, `.nojekyll`, `.well-known`), and files that the list
    does not have (`CNAME`). Raises `BuildError` if the board has made a file of such a name now.
    """
    for path in sorted(site_files(site).keys() - listed(site)):
        if history.is_history(path):
            continue
        if _is_taken(path, new):
            raise BuildError(
                f"{site / path} was not made by the board, which has a file of that name now: move "
                "it to another place."
            )
        (new / path).parent.mkdir(parents=True, exist_ok=True)
        link(site / path, new / path)
    for entry in site.glob(".*"):
        target = new / entry.name
        if entry.name == LIST or os.path.lexists(target):
            continue
        _link_all(entry, target)


def listed(site: Path) -> Set[str]:
    """The paths in the list of `site`; none if it has no list."""
    file = site / LIST
    if not file.is_file():
        return frozenset()
    text = file.read_bytes().decode("utf-8", "surrogateescape")
    return frozenset(text.split("\n")[1:-1])


def _is_taken(path: str, new: Path) -> bool:
    """Whether the file, or one of the folders that it is in, is a file of `new`."""
    if os.path.lexists(new / path):
        return True
    return any((new / folder).is_file() for folder in Path(path).parents)


def _link_all(old: Path, new: Path) -> None:
    """Link a file, or all files of a folder. `shutil.copytree` would go on after an error."""
    if not old.is_dir() or old.is_symlink():
        link(old, new)
        return
    new.mkdir()
    for entry in old.iterdir():
        _link_all(entry, new / entry.name)
    shutil.copystat(old, new)


def link(old: str | Path, new: str | Path) -> None:
    """Make a hard link, or a copy where the file system has no hard links."""
    try:
        os.link(old, new, follow_symlinks=False)
    except OSError:
        shutil.copy2(old, new, follow_symlinks=False)
