"""Moves the listings and settings of a board that is a copy of the repository into a new one.

Such a board has the program's code in it, and no record of what was edited. So nothing else is
taken over: its people move their pages, words and templates by hand.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.authoring.migrations import SETTINGS_FILE, migrate, since
from generator.authoring.new_file import AuthoringError
from generator.authoring.upgrade_board import surroundings
from generator.model.errors import BoardError
from generator.reading import files
from generator.reading.source import MAX_BYTES
from generator.reading.tree import FOLDER, MAX_LOGO_BYTES, tree_of

_FORM = 1  # that of every copy
_MOST_BYTES = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Adoption:
    """Files to write into the new board, by path.

    `steps` say what is different in them, `left` which of them a person must change, and why.
    `there` are files that the new board has already, with another content: they stay.
    """

    writes: Mapping[str, bytes]
    steps: tuple[str, ...]
    left: Mapping[str, str]
    there: tuple[str, ...]


def plan_adoption(root: Path, source: Path) -> Adoption:
    """What to take from the board in `source` into the one in `root`. Writes nothing.

    Raises BoardError if `source` is no such board, or OSError.
    """
    if not (source / SETTINGS_FILE).is_file() or not (source / FOLDER).is_dir():
        raise BoardError(f"{source} is no board: it needs {SETTINGS_FILE} and {FOLDER}/.")
    if source.resolve() == root.resolve():
        raise BoardError("--adopt names the old board's folder; this is the new one's.")
    around = surroundings(root)
    contents = {SETTINGS_FILE: files.read(source / SETTINGS_FILE, _MOST_BYTES)}
    tree = tree_of(files.scan(source / FOLDER, FOLDER))
    for path in (*tree.employers, *tree.listings, *tree.logos):
        most = MAX_BYTES if path.endswith(".yml") else MAX_LOGO_BYTES
        contents[path] = files.read(source / path, most)
    left: dict[str, str] = {}
    for path, content in contents.items():
        try:
            contents[path] = migrate(content, path, _FORM, around)
        except AuthoringError as error:
            left[path] = str(error)
    there = tuple(
        path
        for path, content in contents.items()
        if path != SETTINGS_FILE
        and (root / path).exists()
        and files.read(root / path, _MOST_BYTES) != content
    )
    writes = {path: content for path, content in contents.items() if path not in there}
    return Adoption(writes, tuple(step.says for step in since(_FORM)), left, there)


def carry_out_adoption(root: Path, adoption: Adoption) -> None:
    """Write all files. Raises OSError."""
    for path, content in adoption.writes.items():
        files.write_whole(root / path, content)
