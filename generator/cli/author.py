"""`board new`, `board close` and `board init`."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from generator.cli.common import (
    board_root,
    display_path,
    exit_on_error,
    fail,
    option_date,
    root_option,
    terminal_paint,
    today_option,
)
from generator.model.problem import has_errors

if TYPE_CHECKING:
    from generator.authoring.listing_files import NewFile
    from generator.checking.workspace import Workspace


@click.command()
@click.argument("identifier", metavar="EMPLOYER/NAME")
@click.option(
    "--set",
    "assignments",
    multiple=True,
    metavar="FIELD=VALUE",
    help="Answer beforehand: `title=Market survey`, `pay.amount=400`, `skills=excel, python`.",
)
@today_option
@root_option
def new(
    identifier: str, assignments: tuple[str, ...], today: datetime | None, root: Path | None
) -> None:
    """Write a new listing, listings/EMPLOYER/NAME.yml.

    Asks for what a listing needs. Fields of a new employer are set with `employer.` in front:
    `--set employer.name=Acme`.
    """
    from generator.authoring.listing_files import (
        add_employer,
        add_listing,
        has_employer,
        name_problem,
    )
    from generator.authoring.new_file import AuthoringError
    from generator.checking.workspace import open_workspace

    identifier = _listing_id(identifier)
    file = f"listings/{identifier}.yml"
    if problem := name_problem(file):
        fail(problem)
    listing_answers, employer_answers = _answers_by_file(assignments)
    employer = identifier.partition("/")[0]
    with exit_on_error():
        work = open_workspace(board_root(root))
        day = work.today(option_date(today))
        if work.real(file).exists():
            raise AuthoringError(f"{file} exists already.")
        new_files = []
        # Both files are complete before the first one is written.
        listing = _ask_for_missing(work, "listing", listing_answers, _default_dates(day))
        if not has_employer(work, employer):
            about_employer = _ask_for_missing(work, "employer", employer_answers, {})
            new_files.append(add_employer(work, employer, about_employer, day))
        new_files.append(add_listing(work, identifier, listing, day))
    sys.exit(max(_report(new_file) for new_file in new_files))


@click.command()
@click.argument("identifier", metavar="EMPLOYER/NAME")
@click.option("--status", type=click.Choice(["filled", "withdrawn"]), required=True)
@root_option
def close(identifier: str, status: str, root: Path | None) -> None:
    """Close a listing: you found somebody, or changed your mind."""
    from generator.authoring.listing_files import close_listing
    from generator.checking.workspace import open_workspace

    with exit_on_error():
        path = close_listing(open_workspace(board_root(root)), _listing_id(identifier), status)
    click.echo(f"{display_path(path)}: {status}.")


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--name", default="Microinternships", show_default=True, help="The board's name.")
@click.option(
    "--url", default="https://board.example/", show_default=True, help="Where it will stand."
)
def init(folder: Path, name: str, url: str) -> None:
    """Set up a fresh board in DIR, with no listing in it."""
    from generator.authoring.init_board import init_board

    with exit_on_error():
        init_board(folder, name, url)
    click.echo(f"{display_path(folder)}: a fresh board. Next: `board new acme/survey`.")


def _listing_id(argument: str) -> str:
    """`acme/survey`, also from the path of its file: `listings/acme/survey.yml`."""
    return argument.removeprefix("listings/").removesuffix(".yml")


def _answers_by_file(assignments: tuple[str, ...]) -> tuple[dict[str, str], dict[str, str]]:
    """The values of `--set` for the listing, and those for its employer, by field."""
    listing: dict[str, str] = {}
    employer: dict[str, str] = {}
    for assignment in assignments:
        name, equals, value = assignment.partition("=")
        if not equals:
            raise click.UsageError(f"--set {assignment}: write FIELD=VALUE.")
        if name.startswith("employer."):
            employer[name.removeprefix("employer.")] = value
        else:
            listing[name] = value
    return listing, employer


def _default_dates(day: date) -> dict[str, str]:
    return {"posted": day.isoformat(), "deadline": (day + timedelta(days=21)).isoformat()}


def _ask_for_missing(
    work: Workspace, kind: str, answers: Mapping[str, str], defaults: Mapping[str, str]
) -> dict[str, Any]:
    """A new file's data. `kind` is `listing` or `employer`."""
    from generator.authoring.interview import Interview

    schema = (work.listing_schema if kind == "listing" else work.employer_schema).definition
    interview = Interview(schema, work.vocabularies, sys.stdin.isatty())
    return interview.complete(answers, defaults)


def _report(new_file: NewFile) -> int:
    """Print what was written and its problems. Returns the exit code."""
    from generator.reporting import text

    lines = new_file.path.read_text(encoding="utf-8").split("\n")
    click.echo(f"wrote {display_path(new_file.path)}")
    if new_file.problems:
        for line in text.report(new_file.problems, lambda file: lines, 1, terminal_paint()):
            click.echo(line)
    return int(has_errors(new_file.problems))
