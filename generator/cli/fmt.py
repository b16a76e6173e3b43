"""`board fmt`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from generator.cli.common import board_root, display_path, exit_on_error, root_option


@click.command(epilog="Exit code 1: with --check, a file would change.")
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option("--check", is_flag=True, help="Change nothing, and only list what would change.")
@root_option
def fmt(paths: tuple[Path, ...], check: bool, root: Path | None) -> None:
    """Format listings: the order of fields, quotes, dates, the spelling of known words.

    All of them, or those in PATHS (files or folders). Comments stay, and so does the meaning of a
    file. A file that can't be read is left alone. An employer inside a listing moves into an
    employer.yml.
    """
    from generator.authoring.format_files import format_files

    with exit_on_error():
        result = format_files(board_root(root), paths, write=not check)
    verb = "would change" if check else "changed"
    for path in result.changed:
        click.echo(f"{verb} {display_path(path)}")
    for path, note in result.notes.items():
        click.echo(f"{display_path(path)}: {note}", err=True)
    click.echo(f"{result.files:,} files: {len(result.changed):,} {verb}.")
    sys.exit(1 if check and result.changed else 0)
