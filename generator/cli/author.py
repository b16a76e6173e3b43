"""`board new`."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from generator.cli.common import (
    board_root,
    exit_on_error,
    fail,
    option_date,
    root_option,
    today_option,
)
from generator.cli.written import EXIT_CODE, listing_id, report_refused, report_written

if TYPE_CHECKING:
    from generator.checking.workspace import Workspace


@click.command(epilog=EXIT_CODE)
@click.argument("identifier", metavar="[EMPLOYER/NAME]", default="")
@click.option(
    "--from",
    "given",
    metavar="FILE",
    help="Make the listing from a YAML or JSON file; `-` is standard input.",
)
@click.option(
    "--set",
    "assignments",
    multiple=True,
    metavar="FIELD=VALUE",
    help="Answer beforehand: `title=Market survey`, `pay=€400`, `skills=excel, python`.",
)
@today_option
@root_option
def new(
    identifier: str,
    given: str | None,
    assignments: tuple[str, ...],
    today: datetime | None,
    root: Path | None,
) -> None:
    """Write a new listing, listings/EMPLOYER/NAME.yml.

    It asks for everything that a listing needs. Set the fields of a new employer with `employer.`
    in front: `--set employer.name=Acme`. With --from, it asks nothing. Such a file may describe
    the employer under `employer`. If its first comment is its path, you can leave out
    EMPLOYER/NAME.
    """
    if given is not None and assignments:
        raise click.UsageError("give --from or --set, not both.")
    if given is not None:
        _new_from(given, listing_id(identifier), option_date(today), root)
    if not identifier:
        raise click.UsageError("name the new listing: board new EMPLOYER/NAME.")
    from generator.authoring.listing_files import (
        add_employer,
        add_listing,
        has_employer,
        name_problem,
    )
    from generator.authoring.new_file import AuthoringError
    from generator.checking.workspace import open_workspace

    identifier = listing_id(identifier)
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
        listing = _ask_for_missing(work, "listing", listing_answers, _default_dates(day), day)
        if not has_employer(work, employer):
            if sys.stdin.isatty():
                click.echo(
                    f"\n`{employer}` is new on the board. Please answer a few questions about it."
                )
            about_employer = _ask_for_missing(work, "employer", employer_answers, {}, day)
            new_files.append(add_employer(work, employer, about_employer, day))
        new_files.append(add_listing(work, identifier, listing, day))
    report_written(*new_files)


def _new_from(name: str, identifier: str, today: date | None, root: Path | None) -> NoReturn:
    """`board new --from NAME`."""
    from generator.authoring.given_file import read_given
    from generator.authoring.listing_files import add_given, name_problem
    from generator.checking.workspace import open_workspace
    from generator.reading import files
    from generator.reading.source import MAX_BYTES

    shown = "standard input" if name == "-" else name
    with exit_on_error():
        if name == "-":
            content = sys.stdin.buffer.read(MAX_BYTES + 1)
        else:
            content = files.read(Path(name), MAX_BYTES, of_any_kind=True)
        work = open_workspace(board_root(root))
        given, problems = read_given(content, shown)
        if given is None:
            report_refused(problems, content, exit_code=2)
        identifier = identifier or given.identifier
        if not identifier:
            raise click.UsageError("name the new listing: board new EMPLOYER/NAME --from FILE.")
        if problem := name_problem(f"listings/{identifier}.yml"):
            fail(problem)
        written, problems = add_given(work, identifier, given, work.today(today))
    if problems:
        report_refused(problems, content, exit_code=1)
    report_written(*written)


Answers = list[tuple[str, str]]  # names of fields and what was typed for them


def _answers_by_file(assignments: tuple[str, ...]) -> tuple[Answers, Answers]:
    """The values of `--set` for the listing, and those for its employer."""
    listing: Answers = []
    employer: Answers = []
    for assignment in assignments:
        name, equals, value = assignment.partition("=")
        if not equals:
            raise click.UsageError(f"--set {assignment}: write FIELD=VALUE.")
        name = name.strip()
        if name.startswith("employer."):
            employer.append((name.removeprefix("employer."), value))
        else:
            listing.append((name, value))
    return listing, employer


def _default_dates(day: date) -> dict[str, str]:
    return {"posted": day.isoformat(), "deadline": (day + timedelta(days=21)).isoformat()}


def _ask_for_missing(
    work: Workspace, kind: str, answers: Answers, defaults: Mapping[str, str], day: date
) -> dict[str, Any]:
    """A new file's data. `kind` is `listing` or `employer`."""
    from generator.authoring.interview import Interview

    schema = (work.listing_schema if kind == "listing" else work.employer_schema).definition
    interview = Interview(schema, work.context(day), sys.stdin.isatty())
    return interview.complete(answers, defaults)
