"""`board`: the command line. Thin: it reads options, calls, prints and chooses the exit code.

Exit codes: 0 clean, 1 problems in listings, 2 cannot run. Heavy modules are imported inside
the commands that need them, so that `board --help` answers at once.
"""

from __future__ import annotations

import os
import sys
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from generator import __version__
from generator.problem import has_errors

if TYPE_CHECKING:
    from generator.reporters.text import Paint

_DATE = click.DateTime(["%Y-%m-%d"])
_today_option = click.option(
    "--today", type=_DATE, help="Act as if it were this day (2026-11-23).", metavar="DATE"
)
_root_option = click.option(
    "--root",
    type=click.Path(file_okay=False, path_type=Path),
    help="The board's folder, the one with mkdocs.yml. Default: here or above.",
)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="board")
def main() -> None:
    """Run a board of microinternships from one Git repository."""


@main.command()
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@_today_option
@_root_option
def check(paths: tuple[Path, ...], today: datetime | None, root: Path | None) -> None:
    """Check the listings: all, or those in PATHS (files or folders)."""
    from generator.reporters.text import report
    from generator.workspace import WorkspaceError, check_paths

    try:
        results = check_paths(_root(root), paths, _day(today))
    except WorkspaceError as error:
        _cannot(str(error))
    for result in results:
        for line in report(result.problems, result.lines, result.files, _paint()):
            click.echo(line)
    sys.exit(any(has_errors(result.problems) for result in results))


@main.command()
@click.option("--site-dir", type=click.Path(path_type=Path), help="Where to write. Default: site.")
@click.option("--keep-going", is_flag=True, help="Leave broken listings out instead of stopping.")
@_today_option
@_root_option
def build(
    site_dir: Path | None, keep_going: bool, today: datetime | None, root: Path | None
) -> None:
    """Build the whole site. A build that fails leaves the old site as it was."""
    from generator.engine import BuildError, BuildOptions
    from generator.engine.mkdocs import build as build_with_mkdocs

    options = BuildOptions(today=_day(today), keep_going=keep_going, site_dir=site_dir)
    try:
        build_with_mkdocs(_root(root), options)
    except BuildError as error:
        _cannot(str(error))


@main.command()
@click.option("--address", default="127.0.0.1:8000", show_default=True, help="Where to listen.")
@_today_option
@_root_option
def serve(address: str, today: datetime | None, root: Path | None) -> None:
    """Show the site on this machine; it reloads when a listing changes."""
    from generator.engine import BuildError, BuildOptions
    from generator.engine.mkdocs import serve as serve_with_mkdocs

    try:
        serve_with_mkdocs(_root(root), address, BuildOptions(today=_day(today), keep_going=True))
    except BuildError as error:
        _cannot(str(error))


def _root(given: Path | None) -> Path:
    """The board's folder: as given, else the nearest one upwards that has mkdocs.yml."""
    if given is not None:
        return given.resolve()
    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / "mkdocs.yml").exists():
            return folder
    return here


def _day(given: datetime | None) -> date | None:
    return given.date() if given else None


def _paint() -> Paint:
    """Colour on a terminal only, and not where NO_COLOR asks for none (no-color.org)."""
    if not sys.stdout.isatty() or os.environ.get("NO_COLOR"):
        return lambda text, colour: text
    return lambda text, colour: (
        click.style(text, bold=True)
        if colour == "bold"
        else click.style(text, fg=colour, bold=True)
    )


def _cannot(message: str) -> NoReturn:
    click.echo(f"board: {message}", err=True)
    sys.exit(2)
