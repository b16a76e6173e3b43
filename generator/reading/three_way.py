"""Merges two versions of a file that began as one, with Git.

Nothing of a repository is read or changed: Git works on three files in a temporary folder.
"""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path

from generator.reading.conflicts import conflict_line
from generator.reading.git import GitError, run

_MOST_CONFLICTS = 127  # Git's exit code is the number of conflicts, up to this one


@dataclass(frozen=True, slots=True)
class Merged:
    """The merged content. `conflict` is the line of the first marker, from 1; 0 if it is clean."""

    content: bytes
    conflict: int = 0


@dataclass(frozen=True, slots=True)
class Labels:
    """What is written behind the markers of a conflict: whose lines these are."""

    ours: str
    base: str
    theirs: str


def three_way(base: bytes, ours: bytes, theirs: bytes, labels: Labels) -> Merged | None:
    """`ours` with what changed from `base` to `theirs`; None if it is no text.

    The result has the line ends of `ours`. Where both changed the same lines, all three versions
    are there, between markers. Raises GitError if Git is missing.
    """
    if b"\0" in base + ours + theirs:
        return None
    ends = line_end(ours)
    with tempfile.TemporaryDirectory() as folder:
        for name, content in (("ours", ours), ("base", base), ("theirs", theirs)):
            (Path(folder) / name).write_bytes(with_line_end(content, b"\n"))
        names = (labels.ours, labels.base, labels.theirs)
        options = [option for name in names for option in ("-L", name)]
        done = run(
            Path(folder), "merge-file", "-p", "--diff3", *options, "ours", "base", "theirs",
            check=False,
        )  # fmt: skip
    if not 0 <= done.returncode <= _MOST_CONFLICTS:
        raise GitError("git merge-file failed.")
    merged = with_line_end(done.stdout, ends)
    return Merged(merged, conflict_line(merged) if done.returncode else 0)


def line_end(content: bytes) -> bytes:
    """The line end that a file's first line has; that of Unix if it has none."""
    first = content.partition(b"\n")[0]
    return b"\r\n" if first.endswith(b"\r") and b"\n" in content else b"\n"


def with_line_end(content: bytes, end: bytes) -> bytes:
    """`content` with `end` at the end of every line."""
    unix = content.replace(b"\r\n", b"\n")
    return unix if end == b"\n" else unix.replace(b"\n", end)
