"""`board upgrade`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from generator.cli.common import board_root, display_path, exit_on_error, root_option


@click.command()
@click.option("--dry-run", is_flag=True, help="Show what would change, and write nothing.")
@click.option(
    "--force", is_flag=True, help="Continue even if there are changes that are not committed."
)
@click.option(
    "--wheel",
    type=click.Path(path_type=Path),
    help="The program's wheel, if the one it was installed from is gone.",
)
@click.option(
    "--adopt",
    metavar="OLD",
    type=click.Path(path_type=Path),
    help="Instead, copy the listings and settings of a board that is a copy of the repository.",
)
@root_option
def upgrade(
    dry_run: bool, force: bool, wheel: Path | None, adopt: Path | None, root: Path | None
) -> None:
    """Update this board's files to the installed version of the program.

    Files that `board init` wrote and that nobody edited are replaced. If you edited a file, your
    edits and the new version's are merged. If both changed the same lines, both are left in the
    file between markers, and the exit code is 1. Listings and settings get the format that the new
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

    with exit_on_error():
        folder = board_root(root)
        record = require_record(folder)
        if adopt is not None:
            _adopt(folder, adopt, dry_run, force)
            return
        plan = plan_upgrade(folder, record, find_program(wheel))
        touched = (*plan.writes, *plan.removals)
        in_git = require_committed(folder, touched, force=force or dry_run)
        lines = [*summary(plan, dry_run=dry_run, in_git=in_git)]
        if dry_run:
            lines += ["", *differences(plan)] if not plan.is_current else []
        else:
            carry_out(folder, plan)
    _print(lines)
    sys.exit(1 if plan.conflicts else 0)


def _adopt(folder: Path, source: Path, dry_run: bool, force: bool) -> None:
    """`board upgrade --adopt SOURCE`."""
    from generator.authoring.adopt_board import carry_out_adoption, plan_adoption
    from generator.authoring.upgrade_board import require_committed
    from generator.authoring.upgrade_text import adopted

    plan = plan_adoption(folder, source)
    require_committed(folder, plan.writes, force=force or dry_run)
    if not dry_run:
        carry_out_adoption(folder, plan)
    _print([*adopted(plan, display_path(source), dry_run=dry_run)])


def _print(lines: list[str]) -> None:
    from generator.reporting.text import printable

    click.echo("\n".join(map(printable, lines)))
