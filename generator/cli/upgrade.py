"""`board upgrade`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from generator.cli.common import board_root, exit_on_error, root_option


@click.command()
@click.option("--dry-run", is_flag=True, help="Show what would change, and write nothing.")
@click.option("--force", is_flag=True, help="Go on where Git has not got the files as they are.")
@click.option(
    "--wheel",
    type=click.Path(path_type=Path),
    help="The program's wheel, if the one it was installed from is gone.",
)
@root_option
def upgrade(dry_run: bool, force: bool, wheel: Path | None, root: Path | None) -> None:
    """Bring this board's files to the version of the program that runs.

    Files that `board init` wrote and that nobody edited are taken over. Where you edited them, your
    edits and the new version's are merged. Where both changed the same lines, both are left in the
    file between markers, and the exit code is 1. Listings and settings get the form that the new
    version expects.
    """
    from generator.authoring.program_wheel import find_program
    from generator.authoring.upgrade_board import (
        carry_out,
        plan_upgrade,
        require_committed,
        require_record,
    )
    from generator.authoring.upgrade_text import differences, summary
    from generator.reporting.text import printable

    with exit_on_error():
        folder = board_root(root)
        record = require_record(folder)
        plan = plan_upgrade(folder, record, find_program(wheel))
        may_go_on = force or dry_run or plan.is_current
        in_git = require_committed(folder, plan, force=may_go_on)
        lines = [*summary(plan, dry_run=dry_run, in_git=in_git)]
        if dry_run:
            lines += ["", *differences(plan)] if not plan.is_current else []
        else:
            carry_out(folder, plan)
    click.echo("\n".join(map(printable, lines)))
    sys.exit(1 if plan.conflicts else 0)
