"""Finds what a merge leaves in a file where both sides changed the same lines."""

from __future__ import annotations

import re

from generator.model.problem import Place, Problem

OURS = "this board"  # what `board upgrade` writes behind the first marker
_MARKERS = re.compile(rb"^<<<<<<< (.*)$.*?^=======\r?$.*?^>>>>>>> .*$", re.MULTILINE | re.DOTALL)
_FIX = (
    "Keep the lines that are right, and delete the others and the lines that begin with "
    "`<<<<<<<`, `|||||||`, `=======` and `>>>>>>>`."
)


def conflict_line(content: bytes) -> int:
    """The line on which the first conflict begins, from 1; 0 if there is none."""
    found = _first(content)
    return content.count(b"\n", 0, found.start()) + 1 if found else 0


def conflict_problem(content: bytes, file: str) -> Problem | None:
    """The first conflict as a problem of `file`."""
    found = _first(content)
    if found is None:
        return None
    what = "an upgrade" if found[1].strip() == OURS.encode() else "a merge"
    message = f"a conflict of {what} is left here."
    return Problem(Place(file, conflict_line(content)), "file/conflict", message, _FIX)


def _first(content: bytes) -> re.Match[bytes] | None:
    has_end = b"\n>>>>>>> " in content  # nearly no file has one, and this is fast
    return _MARKERS.search(content) if has_end else None
