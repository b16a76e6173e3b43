"""Reads overrides/: a board's own files instead of the program's templates, assets and theme."""

from __future__ import annotations

from pathlib import Path

from generator.reading import files
from generator.reading.tree import EntryKind

FOLDER = "overrides"
MAX_BYTES = 1024 * 1024


def read_overrides(root: Path) -> dict[str, bytes | None]:
    """The files in the overrides/ of the board in `root`, by path: `templates/listing.html`.

    Each up to one byte beyond `MAX_BYTES`; None for what is no file, such as a symbolic link.
    Notes (README.md) and hidden files are left out; the theme has icons in a hidden folder.
    """
    found: dict[str, bytes | None] = {}
    for entry in files.scan(root / FOLDER, FOLDER):
        path = entry.path.removeprefix(f"{FOLDER}/")
        name = path.rpartition("/")[2]
        if entry.kind is EntryKind.FOLDER or name.startswith(".") or path == "README.md":
            continue
        is_file = entry.kind is EntryKind.FILE
        found[path] = files.read(root / FOLDER / path, MAX_BYTES) if is_file else None
    return {path: found[path] for path in sorted(found)}
