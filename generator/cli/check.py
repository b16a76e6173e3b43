"""`board check`."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path

import click

from generator.cli.common import (
    board_root,
    day_of,
    or_exit_2,
    paint,
    root_option,
    today_option,
)
from generator.problem import has_errors


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@today_option
@root_option
def check(paths: tuple[Path, ...], today: datetime | None, root: Path | None) -> None:
    """Check the listings: all, or those in PATHS (files or folders)."""
    from generator.reporters.text import report
    from generator.workspace import WorkspaceError, check_paths

    with or_exit_2(WorkspaceError):
        results = check_paths(board_root(root), paths, day_of(today))
    for result in results:
        for line in report(result.problems, result.lines, result.files, paint()):
            click.echo(line)
    sys.exit(any(has_errors(result.problems) for result in results))
