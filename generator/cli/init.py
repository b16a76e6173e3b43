"""`board init`."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import click

from generator.cli.common import display_path, exit_on_error

if TYPE_CHECKING:
    from generator.authoring.board_answers import BoardAnswers
    from generator.authoring.board_interview import Proposals, Typed
    from generator.authoring.init_board import NewBoard

_HOSTS = ("github", "gitlab", "forgejo")


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--name", help="The board's name.")
@click.option("--url", help="The site's whole address. Default: that of the repository's pages.")
@click.option(
    "--repository", metavar="OWNER/REPO", help="The repository, or its whole https address."
)
@click.option("--host", type=click.Choice(_HOSTS), help="Default: by the repository's address.")
@click.option("--contact", help="Where people report a listing: an email or https address.")
@click.option(
    "--time-zone", help="The time zone in which deadlines end. Default: anywhere on Earth."
)
@click.option(
    "--currency",
    "floors",
    multiple=True,
    metavar="EUR=14",
    help="A currency and its minimum hourly pay. EUR alone uses the usual amount.",
)
@click.option(
    "--maintainer", "maintainers", multiple=True, metavar="LOGIN", help="Who runs the board."
)
@click.option("--samples", is_flag=True, help="Add sample listings, to try everything.")
@click.option(
    "--wheel",
    type=click.Path(dir_okay=False, path_type=Path),
    help="The program's wheel. Default: the one that this program was installed from.",
)
@click.option("--no-input", is_flag=True, help="Ask nothing.")
def init(
    folder: Path, samples: bool, wheel: Path | None, no_input: bool, **options: Typed | None
) -> None:
    """Set up a new board in DIR: a new folder, an empty one or a fresh clone.

    On a terminal, it asks for everything that the options leave out. You can repeat --currency and
    --maintainer.
    """
    from generator.authoring.board_interview import BoardInterview
    from generator.authoring.init_board import init_board, require_free
    from generator.authoring.program_wheel import find_program

    can_ask = not no_input and sys.stdin.isatty()
    with exit_on_error():
        require_free(folder)
        program = find_program(wheel)
        given = {name: value for name, value in options.items() if value}
        answers = BoardInterview(given, _proposals(folder, can_ask), can_ask).complete()
        if samples:
            answers = _with_samples(answers)
        today = datetime.now(UTC).astimezone(ZoneInfo(answers.time_zone)).date()
        made = init_board(folder, answers, program, today, samples=samples)
    _report(folder, answers, made)


def _proposals(folder: Path, can_ask: bool) -> Proposals:
    from generator.authoring import this_machine, typed_board
    from generator.authoring.board_interview import Proposals
    from generator.authoring.init_board import origin_of
    from generator.authoring.scaffold import usual_floors

    try:
        repository = typed_board.repository(origin_of(folder))
    except typed_board.WrongAnswer:
        repository = ""
    zone = this_machine.time_zone() if can_ask else ""
    currency = this_machine.currency(zone) if zone else ""
    return Proposals(repository, zone, currency, usual_floors())


def _with_samples(answers: BoardAnswers) -> BoardAnswers:
    """Samples pay in currencies of many countries; the board's own floors count more."""
    from generator.authoring.scaffold import SAMPLES_DAY, usual_floors

    return replace(answers, demo_day=SAMPLES_DAY, floors={**usual_floors(), **answers.floors})


def _report(folder: Path, answers: BoardAnswers, made: NewBoard) -> None:
    """What was made, and what to do next."""
    name = display_path(folder)
    files = f"{len(made.written)} files for {answers.address}"
    click.echo(f"{name}: a new board, {files}")
    if made.kept:
        click.echo(f"{' and '.join(made.kept)} stayed as they were.")
    click.echo("\nNext:")
    steps = [
        *([] if name == "." else [(f"cd {name}", "")]),
        ("make serve", "shows the board; the first time, it installs the program into .venv"),
        *_first_push(answers, made),
        (".venv/bin/board doctor", "lists what you still have to set up, such as Pages"),
    ]
    width = max(len(command) for command, note in steps if note)
    for command, note in steps:
        click.echo(f"  {command:{width}}  # {note}" if note else f"  {command}")


def _first_push(answers: BoardAnswers, made: NewBoard) -> list[tuple[str, str]]:
    commit = ("git add --all && git commit -m 'A board'", "")
    if made.is_clone:
        return [commit, ("git push", "")]
    if not answers.repository:
        return [("git init -b main", ""), commit]
    remote = f"git remote add origin {answers.repository}.git"
    return [("git init -b main", ""), commit, (remote, ""), ("git push -u origin main", "")]
