"""The stylesheet and scripts of the board's own pages, as they stand in the package."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from generator.artifact import Artifact

_FOLDER = Path(__file__).resolve().parent.parent / "assets"


def assets() -> Iterator[Artifact]:
    """Every file of generator/assets/, in `assets/board/` of the site."""
    for path in sorted(_FOLDER.rglob("*")):
        if path.is_file() and not path.name.startswith("."):
            name = path.relative_to(_FOLDER).as_posix()
            yield Artifact(f"assets/board/{name}", path.read_bytes())


def modules(folder: str) -> tuple[str, ...]:
    """The scripts in a folder of generator/assets/, relative to that."""
    return tuple(f"{folder}/{path.name}" for path in sorted((_FOLDER / folder).glob("*.js")))
