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
    display_path,
    exit_on_error,
    option_date,
    root_option,
    terminal_paint,
    today_option,
)
from generator.model.errors import ProblemsError
from generator.model.problem import Problem, has_errors

if TYPE_CHECKING:
    from generator.checking.run import Report

FORMATS = ("text", "github", "gitlab", "json", "sarif")


@click.command(epilog="Exit code 1: there are errors. Hints change nothing.")
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option(
    "--changed-since",
    metavar="REF",
    help="Report only files changed since this branch or commit, compared with all others.",
)
@click.option(
    "--format",
    "output_format",
    type=click.Choice(FORMATS),
    default="text",
    show_default=True,
    help="`text` for people, `github` and `gitlab` to show problems on these hosts, `json` and "
    "`sarif` for programs.",
)
@click.option("--fix", is_flag=True, help="First fix what is safe to fix, as `board fmt` does.")
@click.option(
    "--no-cache",
    is_flag=True,
    help="Check every file again and keep no results. Use it for files that you don't trust.",
)
@click.option(
    "-v",
    "--verbose",
    is_flag=True,
    help="Show hints too. Without it, a check of the whole board only counts them.",
)
@today_option
@root_option
def check(
    paths: tuple[Path, ...],
    changed_since: str | None,
    output_format: str,
    fix: bool,
    no_cache: bool,
    verbose: bool,
    today: datetime | None,
    root: Path | None,
) -> None:
    """Check the listings: all, or those in PATHS (files or folders)."""
    from generator.checking.run import check_changed, check_paths

    if paths and changed_since is not None:
        raise click.UsageError("give PATHS or --changed-since, not both.")
    folder, day = board_root(root), option_date(today)
    with exit_on_error():
        if fix:
            # Imported only here: ruamel.yaml is slow to load, and a check does not need it.
            from generator.authoring.format_files import format_files

            result = format_files(folder, paths, changed_since)
            for path in result.changed:
                click.echo(f"fixed {display_path(path)}", err=True)
            for path, note in result.notes.items():
                click.echo(f"{display_path(path)}: {note}", err=True)
        try:
            if changed_since is None:
                reports = check_paths(folder, paths, day, cache=not no_cache)
            else:
                reports = [check_changed(folder, changed_since, day, cache=not no_cache)]
        except ProblemsError as error:
            if output_format in {"github", "gitlab", "json"}:  # for programs, in what they read
                _print([_of_the_settings(error)], output_format, show_hints=True)
            raise
    show_hints = verbose or bool(paths) or changed_since is not None
    _print(reports, output_format, show_hints)
    sys.exit(any(has_errors(report.problems) for report in reports))


def _of_the_settings(error: ProblemsError) -> Report:
    from generator.checking.run import Report

    changed = frozenset(problem.place.file for problem in error.problems)
    return Report(error.problems, 1, lambda file: [*error.lines], changed)


def _print(reports: Sequence[Report], output_format: str, show_hints: bool) -> None:
    problems = tuple(problem for report in reports for problem in report.problems)
    files = sum(report.files for report in reports)
    rules_url = reports[0].rules_url if reports else ""
    if output_format == "text":
        _print_text(reports, show_hints)
    elif output_format == "github":
        changed = {file for report in reports for file in report.changed}
        _print_github(problems, files, changed, rules_url)
    elif output_format == "gitlab":
        from generator.reporting import gitlab

        click.echo(gitlab.report(problems), nl=False)
    elif output_format == "json":
        from generator.reporting import json

        click.echo(json.report(problems, files, rules_url), nl=False)
    else:
        _print_sarif(problems, rules_url)


def _print_text(reports: Sequence[Report], show_hints: bool) -> None:
    from generator.reporting import text

    for report in reports:
        if report.files or report.problems or not report.is_empty:
            for line in text.report(
                report.problems,
                report.lines,
                report.files,
                terminal_paint(),
                show_hints=show_hints,
                rules_url=report.rules_url,
            ):
                click.echo(line)
        if report.is_empty:
            click.echo(text.NO_LISTING)


def _print_github(
    problems: Sequence[Problem], files: int, changed: Collection[str], rules_url: str
) -> None:
    from generator.reporting import github, text

    for line in github.annotation_commands(problems, changed):
        click.echo(line)
    click.echo(text.summary(problems, files))
    if path := os.environ.get("GITHUB_STEP_SUMMARY"):
        with open(path, "a", encoding="utf-8") as file:
            file.write(github.job_summary(problems, files, rules_url))


def _print_sarif(problems: Sequence[Problem], rules_url: str) -> None:
    from generator import __version__
    from generator.checking.rule_index import every_rule
    from generator.reporting import sarif

    click.echo(sarif.report(problems, every_rule(), __version__, rules_url), nl=False)
