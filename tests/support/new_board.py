"""A board as `board init` makes it, with answers for all that it asks."""

from __future__ import annotations

from pathlib import Path

from tests.support.command import Done, board

URL = "https://projects.northgate-college.org/"
REPOSITORY = "https://github.com/northgate/projects"
ANSWERS = {
    "--name": "Projects at Northgate",
    "--url": URL,
    "--repository": "northgate/projects",
    "--contact": "careers@northgate-college.org",
    "--time-zone": "Europe/Dublin",
    "--currency": "EUR=12",
    "--maintainer": "northgate-careers",
}


def options(changes: dict[str, str | None] | None = None) -> list[str]:
    """The answers as options, with `changes`; None leaves one out."""
    answers = {**ANSWERS, **(changes or {})}
    return [word for name, value in answers.items() if value is not None for word in (name, value)]


def init(
    folder: Path, wheel: Path, changes: dict[str, str | None] | None = None, *more: str
) -> Done:
    """Run `board init` for `folder`."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    return board(
        *("init", folder.name, *options(changes), "--wheel", wheel, *more), cwd=folder.parent
    )


def new_board(
    folder: Path, wheel: Path, changes: dict[str, str | None] | None = None, *more: str
) -> Path:
    """A new board in `folder`."""
    done = init(folder, wheel, changes, *more)
    assert done.returncode == 0, done.stderr
    return folder
