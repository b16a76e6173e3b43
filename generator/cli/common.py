"""What the commands share: options, the board's folder, and how to give up."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from generator.model.errors import BoardError

if TYPE_CHECKING:
    from generator.reporting.text import Paint

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


def board_root(given: Path | None) -> Path:
    """The board's folder: as given, else the nearest one upwards that has mkdocs.yml."""
    if given is not None:
        return given.resolve()
    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / "mkdocs.yml").exists():
            return folder
    return here


def day_of(given: datetime | None) -> date | None:
    """The option's day, without its time."""
    return given.date() if given else None


def paint() -> Paint:
    """Colour on a terminal only, and not where NO_COLOR asks for none (no-color.org)."""
    if not sys.stdout.isatty() or os.environ.get("NO_COLOR"):
        return lambda text, colour: text
    return lambda text, colour: (
        click.style(text, bold=True)
        if colour == "bold"
        else click.style(text, fg=colour, bold=True)
    )


def shown(path: Path) -> str:
    """A path as a person would type it here, without anything a terminal would act on."""
    from generator.reporting.text import printable

    here = Path.cwd()
    name = path.relative_to(here) if path.is_relative_to(here) else path
    return printable(click.format_filename(name))


@contextmanager
def exit_on_error() -> Iterator[None]:
    """Turn an error that says why the command can't run into one line and exit code 2."""
    try:
        yield
    except (BoardError, OSError) as error:
        fail(str(error))


def fail(message: str) -> NoReturn:
    """One line on standard error, exit code 2."""
    from generator.reporting.text import printable

    click.echo(f"board: {printable(message)}", err=True)
    sys.exit(2)
