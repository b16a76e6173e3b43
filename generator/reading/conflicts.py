"""Finds what a merge leaves in a file where both sides changed the same lines."""

from __future__ import annotations

import json
from pathlib import Path

from generator.model.problem import Place, Problem
from generator.reading import files

_RECORD, _SETTINGS = ".board.json", "mkdocs.yml"
_MOST_BYTES = 4 * 1024 * 1024
OURS = "this board"  # what `board upgrade` writes behind the first marker
_FIX = (
    "Keep the lines that are right, and delete the others and the lines that begin with "
    "`<<<<<<<`, `|||||||`, `=======` and `>>>>>>>`."
)


def conflict_line(content: bytes) -> int:
    """The line on which the first conflict begins, from 1; 0 if there is none."""
    return _first(content)[0]


def conflict_problem(content: bytes, file: str) -> Problem | None:
    """The first conflict as a problem of `file`."""
    line, label = _first(content)
    if not line:
        return None
    what = "an upgrade" if label == OURS.encode() else "a merge"
    message = f"a conflict of {what} is left here."
    return Problem(Place(file, line), "file/conflict", message, _FIX)


def _first(content: bytes) -> tuple[int, bytes]:
    """The line of the first conflict and the label on it; 0 and nothing if there is none.

    A line `=======` alone is no conflict: in Markdown it makes a heading.
    """
    begin, label, is_second = 0, b"", False
    if b"\n>>>>>>> " not in content:  # nearly no file has it, and this is fast
        return 0, b""
    for number, line in enumerate(content.split(b"\n"), 1):
        if line.startswith(b"<<<<<<< ") and not begin:
            begin, label = number, line[8:].strip()
        elif line.rstrip(b"\r") == b"=======":
            is_second = bool(begin)
        elif line.startswith(b">>>>>>> ") and is_second:
            return begin, label
    return 0, b""


def conflicts_left(root: Path) -> tuple[Problem, ...]:
    """The conflicts in the files that `board init` wrote into `root`, one a file.

    mkdocs.yml is left out: whoever reads it says so. A record that can't be read names no file.
    """
    return tuple(
        problem
        for name in sorted(_written(root))
        if (problem := conflict_problem(_content(root / name), name))
    )


def _written(root: Path) -> set[str]:
    try:
        data = json.loads(files.read(root / _RECORD, _MOST_BYTES))
    except (OSError, ValueError, RecursionError):
        return set()
    names = data.get("written") if isinstance(data, dict) else None
    return {name for name in names if _is_inside(name)} if isinstance(names, dict) else set()


def _is_inside(name: str) -> bool:
    """Whether the name of a file, which a stranger may have written, leads nowhere else."""
    parts = name.split("/")
    return name.isprintable() and not {"", ".", ".."}.intersection(parts) and name != _SETTINGS


def _content(path: Path) -> bytes:
    try:
        return files.read(path, _MOST_BYTES) if path.is_file() else b""
    except OSError:
        return b""
