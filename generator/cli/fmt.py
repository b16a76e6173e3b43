"""`board fmt`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from generator.cli.common import board_root, exit_on_error, root_option, shown


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option("--check", is_flag=True, help="Change nothing; exit 1 if a file would change.")
@root_option
def fmt(paths: tuple[Path, ...], check: bool, root: Path | None) -> None:
    """Put listings in order: fields, quotes, dates, spelling of known words.

    Comments stay, and so does what the file says. A file that can't be read is left alone.
    """
    from generator.authoring.format_files import mend

    with exit_on_error():
        done = mend(board_root(root), paths, write=not check)
    verb = "would change" if check else "changed"
    for path in done.changed:
        click.echo(f"{verb} {shown(path)}")
    click.echo(f"{done.files:,} files: {len(done.changed):,} {verb}.")
    sys.exit(1 if check and done.changed else 0)
