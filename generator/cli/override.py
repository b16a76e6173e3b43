"""`board override`: a board's own version of a page, a template, a style or a script."""

from __future__ import annotations

from pathlib import Path

import click

from generator.cli.common import board_root, exit_on_error, fail, root_option


@click.command()
@click.argument("name", required=False)
@root_option
def override(name: str | None, root: Path | None) -> None:
    """Copy the program's file NAME into the board, to change it there.

    NAME is a path such as templates/listing.html or docs/for-students.md. Without it, the
    command lists all names.
    """
    from generator.authoring.override_file import copy_to_override, overridable, place_of

    folder = board_root(root)
    if name is None:
        for known in overridable():
            own = place_of(known)
            click.echo(f"{known}  (the board has its own)" if (folder / own).exists() else known)
        return
    if not (folder / "mkdocs.yml").exists():
        fail("there is no mkdocs.yml here: run the command in a board's folder.")
    with exit_on_error():
        place = copy_to_override(folder, name)
    click.echo(f"{place} is now the board's own. Delete it to use the program's version again.")
