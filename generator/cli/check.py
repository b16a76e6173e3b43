"""`board check`."""

from __future__ import annotations

import os
import sys
from collections.abc import Collection, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.common import (
    board_root,
    day_of,
    exit_on_error,
    paint,
    root_option,
    shown,
    today_option,
)
from generator.model.problem import Problem, has_errors

if TYPE_CHECKING:
    from generator.checking.run import Report

FORMATS = ("text", "github", "json", "sarif")


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option(
    "--changed-since",
    metavar="REF",
    help="Report only files changed since this branch or commit; they are compared with all.",
)
@click.option(
    "--format",
    "output_format",
    type=click.Choice(FORMATS),
    default="text",
    show_default=True,
    help="Text for people, annotations for GitHub, JSON or SARIF for programs.",
)
@click.option("--fix", is_flag=True, help="First mend what is safe to mend, as `board fmt` does.")
@today_option
@root_option
def check(
    paths: tuple[Path, ...],
    changed_since: str | None,
    output_format: str,
    fix: bool,
    today: datetime | None,
    root: Path | None,
) -> None:
    """Check the listings: all, or those in PATHS (files or folders)."""
    from generator.checking.run import check_changed, check_paths

    if paths and changed_since is not None:
        raise click.UsageError("give PATHS or --changed-since, not both.")
    folder, day = board_root(root), day_of(today)
    with exit_on_error():
        if fix:
            # Only here: it writes YAML, which a check alone does not need.
            from generator.authoring.format_files import mend

            for path in mend(folder, paths, changed_since).changed:
                click.echo(f"mended {shown(path)}", err=True)
        if changed_since is None:
            results = check_paths(folder, paths, day)
        else:
            results = [check_changed(folder, changed_since, day)]
    _print(results, output_format, folder)
    sys.exit(any(has_errors(result.problems) for result in results))


def _print(results: Sequence[Report], output_format: str, folder: Path) -> None:
    problems = tuple(problem for result in results for problem in result.problems)
    files = sum(result.files for result in results)
    if output_format == "text":
        _print_text(results)
    elif output_format == "github":
        changed = {file for result in results for file in result.changed}
        _print_github(problems, files, changed)
    elif output_format == "json":
        from generator.reporting.json import report

        click.echo(report(problems, files), nl=False)
    else:
        _print_sarif(problems, folder)


def _print_text(results: Sequence[Report]) -> None:
    from generator.reporting.text import report

    for result in results:
        for line in report(result.problems, result.lines, result.files, paint()):
            click.echo(line)


def _print_github(problems: Sequence[Problem], files: int, changed: Collection[str]) -> None:
    from generator.reporting.github import commands, job_summary
    from generator.reporting.text import summary

    for line in commands(problems, changed):
        click.echo(line)
    click.echo(summary(problems, files))
    if path := os.environ.get("GITHUB_STEP_SUMMARY"):
        with open(path, "a", encoding="utf-8") as file:
            file.write(job_summary(problems, files))


def _print_sarif(problems: Sequence[Problem], folder: Path) -> None:
    from generator import __version__
    from generator.checking.rule_index import every_rule
    from generator.checking.workspace import open_workspace
    from generator.reporting.sarif import report

    address = f"{open_workspace(folder).settings.url}reference/rules/"
    click.echo(report(problems, every_rule(), __version__, address), nl=False)
