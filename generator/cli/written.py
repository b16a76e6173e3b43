"""What the commands that write listings share: ids as people type them, and the report."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from generator.cli.common import display_path, terminal_paint
from generator.model.problem import Problem, has_errors

if TYPE_CHECKING:
    from generator.authoring.listing_files import WrittenFile

EXIT_CODE = "Exit code 1: there are errors. The output lists them."


def listing_id(argument: str) -> str:
    """`acme/survey`, also from the path of its file: `listings/acme/survey.yml`."""
    return argument.removeprefix("./").removeprefix("listings/").removesuffix(".yml")


def report_written(*written: WrittenFile, done: str = "") -> NoReturn:
    """Print what was written, its problems and the next step. Exits with 1 for errors, else 0.

    `done` says what happened to the file, such as `filled`; without it, the file is new.
    """
    from generator.reporting import text

    for file in written:
        name = display_path(file.path)
        click.echo(f"{name}: {done}." if done else f"wrote {name}")
        for note in file.notes:
            click.echo(text.printable(note))
        if file.problems:
            report = text.report(file.problems, partial(_lines, file.path), 1, terminal_paint())
            click.echo("\n".join(report))
    names = " and ".join(display_path(file.path) for file in written)
    failed = any(has_errors(file.problems) for file in written)
    first = "fix the errors above, then commit" if failed else "commit"
    click.echo(f"Next: {first} {names}, and send it as a pull request.")
    sys.exit(int(failed))


def report_refused(problems: Sequence[Problem], content: bytes, exit_code: int) -> NoReturn:
    """Print the problems of a file that was given, whose bytes are `content`, and exit."""
    from generator.reporting import text

    lines = content.decode("utf-8-sig", "replace").replace("\r\n", "\n").split("\n")
    click.echo("\n".join(text.report(problems, lambda _: lines, 1, terminal_paint())))
    click.echo("Nothing was written.")
    sys.exit(exit_code)


def _lines(path: Path, _: str) -> list[str]:
    return path.read_text(encoding="utf-8-sig").split("\n")
