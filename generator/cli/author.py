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
    day_of,
    exit_on_error,
    fail,
    paint,
    root_option,
    shown,
    today_option,
)
from generator.model.problem import has_errors

if TYPE_CHECKING:
    from generator.authoring.add_and_close import Written
    from generator.checking.workspace import Workspace


@click.command()
@click.argument("identifier", metavar="EMPLOYER/NAME")
@click.option(
    "--set",
    "given",
    multiple=True,
    metavar="FIELD=VALUE",
    help="Answer beforehand: `title=Market survey`, `pay.amount=400`, `skills=excel, python`.",
)
@today_option
@root_option
def new(identifier: str, given: tuple[str, ...], today: datetime | None, root: Path | None) -> None:
    """Write a new listing, listings/EMPLOYER/NAME.yml.

    Asks for what a listing needs. Fields of a new employer are set with `employer.` in front:
    `--set employer.name=Acme`.
    """
    from generator.authoring.add_and_close import add_employer, add_listing, name_problem
    from generator.authoring.new_file import NotPossibleError
    from generator.checking.workspace import open_workspace

    identifier = identifier.removeprefix("listings/").removesuffix(".yml")
    file = f"listings/{identifier}.yml"
    if problem := name_problem(file):
        fail(problem)
    answers, about = _given(given)
    employer = identifier.partition("/")[0]
    with exit_on_error():
        work = open_workspace(board_root(root))
        day = work.today(day_of(today))
        if work.real(file).exists():
            raise NotPossibleError(f"{file} exists already.")
        written = []
        listing = _complete(work, "listing", answers, _defaults(day))
        if not work.real(f"listings/{employer}/employer.yml").exists():
            known = _complete(work, "employer", about, {})
            written.append(add_employer(work, employer, known, day))
        written.append(add_listing(work, identifier, listing, day))
    sys.exit(max(_told(work, item) for item in written))


@click.command()
@click.argument("identifier", metavar="EMPLOYER/NAME")
@click.option("--status", type=click.Choice(["filled", "withdrawn"]), required=True)
@root_option
def close(identifier: str, status: str, root: Path | None) -> None:
    """Close a listing: you found somebody, or changed your mind."""
    from generator.authoring.add_and_close import close_listing
    from generator.checking.workspace import open_workspace

    identifier = identifier.removeprefix("listings/").removesuffix(".yml")
    with exit_on_error():
        path = close_listing(open_workspace(board_root(root)), identifier, status)
    click.echo(f"{shown(path)}: {status}.")


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--name", default="Microinternships", show_default=True, help="The board's name.")
@click.option(
    "--url", default="https://board.example/", show_default=True, help="Where it will stand."
)
def init(folder: Path, name: str, url: str) -> None:
    """Set up a fresh board in DIR, with no listing in it."""
    from generator.authoring.init_board import init as set_up

    with exit_on_error():
        set_up(folder, name, url)
    click.echo(f"{shown(folder)}: a fresh board. Next: `board new acme/survey`.")


def _given(pairs: tuple[str, ...]) -> tuple[dict[str, str], dict[str, str]]:
    """What was set of the listing, and of the employer."""
    listing: dict[str, str] = {}
    employer: dict[str, str] = {}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        if not equals:
            raise click.UsageError(f"--set {pair}: write FIELD=VALUE.")
        if name.startswith("employer."):
            employer[name.removeprefix("employer.")] = value
        else:
            listing[name] = value
    return listing, employer


def _defaults(day: date) -> dict[str, str]:
    return {"posted": day.isoformat(), "deadline": (day + timedelta(days=21)).isoformat()}


def _complete(
    work: Workspace, kind: str, given: Mapping[str, str], defaults: Mapping[str, str]
) -> dict[str, Any]:
    from generator.authoring.interview import Interview

    schema = (work.listing_schema if kind == "listing" else work.employer_schema).definition
    interview = Interview(schema, work.vocabularies, sys.stdin.isatty())
    return interview.answers(given, defaults)


def _told(work: Workspace, written: Written) -> int:
    from generator.reporting.text import report

    lines = written.path.read_text(encoding="utf-8").split("\n")
    click.echo(f"wrote {shown(written.path)}")
    if written.problems:
        for line in report(written.problems, lambda file: lines, 1, paint()):
            click.echo(line)
    return int(has_errors(written.problems))
