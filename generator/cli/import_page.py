"""`board import`."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.common import (
    board_root,
    display_path,
    exit_on_error,
    fail,
    option_date,
    root_option,
    today_option,
)
from generator.cli.upkeep import TESTING_SERVER, web

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.authoring.importing.draft_text import Draft
    from generator.authoring.importing.posting import Posting
    from generator.authoring.listing_files import WrittenFile

_MOST_SHOWN = 50
_MOST_TITLE = 80


@click.command("import", epilog="Exit code 1: the draft has something to decide, or several "
               "postings were found and none was picked. The output lists them.")  # fmt: skip
@click.argument("url")
@click.option(
    "--pick", metavar="NUMBER", type=int, help="Which one, if there are several postings."
)
@click.option(
    "--employer",
    metavar="NAME",
    default="",
    help="The employer's folder. Default: found by the employer's website or name.",
)
@click.option(
    "--name", metavar="NAME", default="", help="The listing's name. Default: made from its title."
)
@TESTING_SERVER
@today_option
@root_option
def import_page(
    url: str,
    pick: int | None,
    employer: str,
    name: str,
    testing_server: str | None,
    today: datetime | None,
    root: Path | None,
) -> None:
    """Draft a listing from a job posting that is on the web already.

    URL is the posting's page: on Greenhouse, Lever or Ashby, on another board like this one, or any
    page with a JobPosting for search engines (JSON-LD or microdata of schema.org).

    The draft has what the page says. What a person has to decide is a question in the draft, and
    is never guessed.
    """
    from generator.authoring.importing.draft_file import write_draft
    from generator.authoring.importing.read_postings import read_postings
    from generator.checking.workspace import open_workspace

    with exit_on_error():
        work = open_workspace(board_root(root))
        day = work.today(option_date(today))
        schema = work.listing_schema.definition
        postings = read_postings(url, web(testing_server), schema)
        posting = _picked(postings, pick)
        written, draft = write_draft(work, posting, employer, name, day)
    _report(posting, written, draft)


def _picked(postings: Sequence[Posting], number: int | None) -> Posting:
    """The posting with this number, counted from 1. Exits if it is not clear which one."""
    from generator.reporting.text import printable

    if number is not None and not 1 <= number <= len(postings):
        fail(f"--pick is {number}, and there are {len(postings)} postings.")
    if number is not None or len(postings) == 1:
        return postings[(number or 1) - 1]
    click.echo(f"There are {len(postings)} postings:\n")
    for at, posting in enumerate(postings[:_MOST_SHOWN], 1):
        where = f" ({posting.place.said[:_MOST_TITLE]})" if posting.place.said else ""
        click.echo(printable(f"{at:4}  {posting.title[:_MOST_TITLE]}{where}"))
    if more := len(postings) - _MOST_SHOWN:
        click.echo(f"      and {more:,} more" if more > 0 else "", nl=more > 0)
    click.echo("\nNext: run the command again with --pick NUMBER.")
    sys.exit(1)


def _report(posting: Posting, written: WrittenFile, draft: Draft) -> None:
    """Print where the draft is, what it has and what is left to decide. Exits."""
    from generator.reporting.text import printable

    name = display_path(written.path)
    click.echo(f"wrote {name}")
    for note in written.notes:
        click.echo(printable(note))
    click.echo(printable(f"From {posting.source}: {', '.join(draft.taken)}."))
    if draft.decisions:
        click.echo("\nTo decide:")
        for decision in draft.decisions:
            click.echo(f"  line {decision.line:>3}  {decision.field}: {decision.title}")
    first = "answer these questions in the file" if draft.decisions else "read the draft"
    click.echo(f"\nNext: {first}, then check it, commit it, and send it as a pull request:")
    click.echo(f"  board check {name}")
    sys.exit(1 if draft.decisions else 0)
