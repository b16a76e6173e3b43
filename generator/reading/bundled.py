"""What comes with the program for every board: words and schemas, pages, templates and styles.

A board's own files of the same names count more. Who puts them together: `checking/workspace.py`
words and schemas, `rendering/` templates and styles, `building/` pages and the theme.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from generator import PACKAGE

# In the repository, two folders are links to schema/ and docs/; where Git makes no links, those
# are beside the package.
SCHEMAS, PAGES = (
    next((path for path in places if path.is_dir()), places[0])
    for places in (
        (PACKAGE / "schemas", PACKAGE.parent / "schema"),
        (PACKAGE / "pages", PACKAGE.parent / "docs"),
    )
)
THEME = PACKAGE / "theme"
DEFAULTS = THEME / "defaults.yml"  # settings of every board, and no part of the theme
# `package-data` in pyproject.toml says the same.
_PAGE_FILES = (
    "*.md", "explanation/*.md", "for-students/*.md", "reference/*.md", "run/*.md", "assets/guide/*",
    "assets/performance.svg",
)  # fmt: skip
_OF_THE_REPOSITORY = {"architecture.md"}  # for those who change the program
_IN_NO_SITE = {"scaffold"}  # what a new board starts with
_INDEX = re.compile(r"(?:^|(?<=/))(?:index|README)$")


def pages() -> dict[str, Path]:
    """The hand-written pages and their pictures: `reference/rules.md` and where it is on disk."""
    found = (path for pattern in _PAGE_FILES for path in PAGES.glob(pattern) if path.is_file())
    named = {path.relative_to(PAGES).as_posix(): path for path in found}
    return {name: named[name] for name in sorted(named.keys() - _OF_THE_REPOSITORY)}


def pages_beside(own: Iterable[str]) -> dict[str, Path]:
    """Those of `pages()` that a board with the files `own` in docs/ does not replace."""
    taken = set(map(_address, own))
    return {name: path for name, path in pages().items() if _address(name) not in taken}


def _address(name: str) -> str:
    """The address of a page: `help` of both `help.md` and `help/index.md`."""
    if not name.endswith(".md"):
        return name
    return _INDEX.sub("", name.removesuffix(".md")).strip("/")


def replaceable() -> dict[str, Path]:
    """What a file in overrides/ can replace: `templates/listing.html` and where it is on disk."""
    found = {
        path.relative_to(PACKAGE).as_posix(): path
        for folder in ("assets", "templates", "theme")
        for path in _written(PACKAGE / folder)
        if path != DEFAULTS
    }
    return {name: found[name] for name in sorted(found)}


@cache
def digest(*folders: str) -> str:
    """A digest of the program's own files in `folders`, or of all that a site is made with.

    They are read once: while it runs, a program stays as it was loaded. `pages()` and the schemas
    are links in the repository, which are not followed: a build looks at those itself.
    """
    parts = [PACKAGE / name for name in folders] or [
        path for path in PACKAGE.iterdir() if path.name not in _IN_NO_SITE and not path.is_symlink()
    ]
    text = hashlib.blake2b(digest_size=16)
    for path in sorted(path for part in parts for path in _written(part)):
        text.update(path.name.encode() + b"\0" + path.read_bytes())
    return text.hexdigest()


def _written(place: Path) -> Iterator[Path]:
    """The file `place`, or the files below it, without what Python, Jinja and a Mac leave there."""
    for path in (place, *place.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts and path.name != ".DS_Store":
            yield path
