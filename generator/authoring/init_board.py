"""Sets up a new board: all files at once, or none."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from generator.authoring import board_record
from generator.authoring.board_answers import BoardAnswers
from generator.authoring.new_file import AuthoringError
from generator.authoring.program_wheel import Program
from generator.authoring.scaffold import example_listing, sample_listings, scaffold
from generator.checking.workspace import Workspace, WorkspaceError, open_workspace
from generator.reading import git

# What a host puts into a new repository. It stays as it is.
_KEPT = {"README.md", "LICENSE", "LICENSE.md", "LICENSE.txt"}
_GIT = ".git"


@dataclass(frozen=True, slots=True)
class NewBoard:
    """What was made: the paths of the files, and those that were there and stayed."""

    written: tuple[str, ...]
    kept: tuple[str, ...]
    is_clone: bool


def require_free(folder: Path) -> None:
    """Raises AuthoringError if a board can't be put into `folder`."""
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        raise AuthoringError(f"{folder} is no folder. Name one that is empty, or a new one.")
    there = sorted(path.name for path in folder.iterdir()) if folder.exists() else []
    others = [name for name in there if name not in {_GIT, *_KEPT}]
    if others:
        first = f"`{others[0]}`" + (f" and {len(others) - 1} more" if others[1:] else "")
        raise AuthoringError(
            f"{folder} is not empty: it has {first}. Name an empty folder, or a new one."
        )


def origin_of(folder: Path) -> str:
    """The address that a clone in `folder` came from; empty if it is none."""
    if not (folder / _GIT).exists():
        return ""
    asked = git.run(folder, "config", "--get", "remote.origin.url", check=False)
    return asked.stdout.decode("utf-8", "replace").strip() if asked.returncode == 0 else ""


def init_board(
    folder: Path, answers: BoardAnswers, program: Program, today: date, *, samples: bool
) -> NewBoard:
    """Write a board into `folder`, which is new, empty or a fresh clone.

    Raises AuthoringError if it is something else or if the settings are wrong, or OSError. Then
    nothing was written.
    """
    require_free(folder)
    is_clone = (folder / _GIT).exists()
    content = scaffold(answers, program)
    kept = sorted(name for name in _KEPT & {*content} if (folder / name).exists())
    content = {path: text for path, text in content.items() if path not in kept}
    record = board_record.new_record(answers, program, content)
    content[board_record.FILE] = board_record.record_text(record)
    content |= sample_listings() if samples else {}
    with _beside(folder) as draft:
        _write(draft, content)
        example = example_listing(answers, _checked(draft), today)
        _write(draft, example)
        _move(draft, folder)
    left = sorted(path.name for path in folder.iterdir() if path.name in _KEPT - {*content})
    return NewBoard((*content, *example), tuple(left), is_clone)


@contextmanager
def _beside(folder: Path) -> Iterator[Path]:
    """A new folder on the same disk as `folder`, removed in the end."""
    parent = folder if folder.exists() else folder.parent
    parent.mkdir(parents=True, exist_ok=True)
    draft = parent / f".{folder.resolve().name}.{os.getpid()}.new"
    draft.mkdir()
    try:
        yield draft
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _write(folder: Path, content: Mapping[str, bytes]) -> None:
    for name, text in content.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text)


def _checked(folder: Path) -> Workspace:
    """The new board. What no single answer shows, the check of its settings does."""
    try:
        return open_workspace(folder, cache=False)
    except WorkspaceError as error:
        said = " ".join(f"{problem.message} {problem.fix}" for problem in error.problems)
        raise AuthoringError(f"the settings would be wrong: {said}") from None


def _move(draft: Path, folder: Path) -> None:
    """Put all that is in `draft` into `folder`, or nothing."""
    if not folder.exists():
        os.rename(draft, folder)
        return
    moved = []
    try:
        for path in sorted(draft.iterdir()):
            os.rename(path, folder / path.name)
            moved.append(path.name)
    except OSError:
        for name in moved:
            os.rename(folder / name, draft / name)
        raise
