"""The stylesheet and scripts of the board's own pages, as they stand in the package."""

from __future__ import annotations

from collections.abc import Iterator

from generator import PACKAGE
from generator.rendering.artifact import Artifact

_FOLDER = PACKAGE / "assets"


def assets() -> Iterator[Artifact]:
    """Every file of generator/assets/, in `assets/board/` of the site."""
    for path in sorted(_FOLDER.rglob("*")):
        if path.is_file() and not path.name.startswith("."):
            name = path.relative_to(_FOLDER).as_posix()
            yield Artifact(f"assets/board/{name}", path.read_bytes())


def enhancement(folder: str, *others: str) -> str:
    """What loads the scripts in a folder of generator/assets/, once the page is drawn.

    It stands in the head of a page one level below the root. `others` are scripts elsewhere that
    those import.
    """
    own = (f"{folder}/{path.name}" for path in sorted((_FOLDER / folder).glob("*.js")))
    return (
        f'<meta name="board-modules" content="{" ".join((*others, *own))}">\n'
        '<script type="module" src="../assets/board/later.js" fetchpriority="low"></script>\n'
    )
