"""What the commands share: options, the board's folder, terminal output and exit codes."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from generator.model.dates import FIRST_DAY, LAST_DAY, is_in_range
from generator.model.errors import BoardError, ProblemsError
from generator.model.problem import Problem

if TYPE_CHECKING:
    from generator.reporting.text import Paint

_MOST_PROBLEMS = 50  # that are printed of the settings
_DATE = click.DateTime(["%Y-%m-%d"])
today_option = click.option(
    "--today",
    type=_DATE,
    help="Act as if it were this day (2026-11-23).",
    metavar="DATE",
)
root_option = click.option(
    "--root",
    type=click.Path(file_okay=False, path_type=Path),
    help="The board's folder, the one with mkdocs.yml. Default: here or above.",
)


def board_root(option: Path | None) -> Path:
    """The board's folder: the option's value, or the nearest folder upwards with mkdocs.yml.

    The current folder if there is none.
    """
    if option is not None:
        return Path(os.path.realpath(option))
    current = Path.cwd()
    for folder in (current, *current.parents):
        if (folder / "mkdocs.yml").exists():
            return folder
    return current


def option_date(option: datetime | None) -> date | None:
    """The value of `--today` as a date: click knows only dates with a time.

    Exits with code 2 if it is none of the days that the board takes.
    """
    if option is None:
        return None
    if not is_in_range(option.date()):
        fail(f"--today is {option.date()}: give a day from {FIRST_DAY} to {LAST_DAY}.")
    return option.date()


def terminal_paint() -> Paint:
    """Colours if standard output is a terminal and NO_COLOR is not set (no-color.org)."""
    if not sys.stdout.isatty() or os.environ.get("NO_COLOR"):
        return lambda text, colour: text
    return lambda text, colour: (
        click.style(text, bold=True)
        if colour == "bold"
        else click.style(text, fg=colour, bold=True)
    )


def display_path(path: Path) -> str:
    """`path` relative to the current folder if it is inside, without control characters."""
    from generator.reporting.text import printable

    current = Path.cwd()
    name = path.relative_to(current) if path.is_relative_to(current) else path
    return printable(click.format_filename(name))


@contextmanager
def exit_on_error() -> Iterator[None]:
    """Exit with code 2 if a BoardError or OSError is raised, and say why on standard error.

    That is one line. Problems in a file that can be shown are listed as `board check` does.
    """
    try:
        yield
    except ProblemsError as error:
        if not error.lines:
            fail(str(error))
        report_on_stderr(error.problems, error.lines)
        sys.exit(2)
    except (BoardError, OSError) as error:
        fail(str(error))


def fail(message: str) -> NoReturn:
    """Print one line on standard error and exit with code 2."""
    from generator.reporting.text import printable

    click.echo(f"board: {printable(message)}", err=True)
    sys.exit(2)


def report_on_stderr(problems: Sequence[Problem], lines: Sequence[str]) -> None:
    """Print the first problems of one file, whose `lines` these are, and how many there are."""
    from generator.reporting.text import report

    shown = [*report(problems[:_MOST_PROBLEMS], lambda file: [*lines], 1)]
    if more := len(problems) - _MOST_PROBLEMS:
        shown[-1] += f" There are {more:,} more." if more > 0 else ""
    click.echo("\n".join(shown), err=True)
