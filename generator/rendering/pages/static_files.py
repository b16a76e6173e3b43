"""The stylesheet and scripts of the board's own pages, as they stand in the package."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from posixpath import normpath

from generator import PACKAGE
from generator.rendering.artifact import Artifact

_FOLDER = PACKAGE / "assets"
_IMPORT = re.compile(r'^import\b[^"]*"(\.\.?/[^"]+)";$', re.MULTILINE)


def assets() -> Iterator[Artifact]:
    """Every file of generator/assets/, in `assets/board/` of the site."""
    for path in sorted(_FOLDER.rglob("*")):
        if path.is_file() and not path.name.startswith("."):
            name = path.relative_to(_FOLDER).as_posix()
            yield Artifact(f"assets/board/{name}", path.read_bytes())


def enhancement(entry: str) -> str:
    """What loads a script of generator/assets/, and all that it imports, once the page is drawn.

    It goes into the head of a page one level below the root.
    """
    return (
        f'<meta name="board-modules" content="{" ".join(_modules(entry))}">\n'
        '<script type="module" src="../assets/board/defer.js" fetchpriority="low"></script>\n'
    )


def _modules(entry: str) -> list[str]:
    """`entry` and what it imports, directly or not, in alphabetical order."""
    found, waiting = set[str](), [entry]
    while waiting:
        name = waiting.pop()
        if name in found:
            continue
        found.add(name)
        text = (_FOLDER / name).read_text(encoding="utf-8")
        folder = PurePosixPath(name).parent
        waiting += [normpath(folder / target) for target in _IMPORT.findall(text)]
    return sorted(found)
