"""`board hide`, `board unhide` and `board moderate`: listings off the site while under review."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path

import click

from generator.cli.common import board_root, exit_on_error, option_date, root_option, today_option
from generator.cli.written import listing_id, report_written

_MOST_BYTES = 4 * 1024 * 1024  # An event of GitHub's has much more in it than the issue's text.
_id_argument = click.argument("identifier", metavar="EMPLOYER/NAME")


@click.command()
@_id_argument
@click.option(
    "--reason",
    required=True,
    metavar="TEXT",
    help="Why, in a sentence. Everyone can read it: no names, nothing told in confidence.",
)
@click.option(
    "--issue", "number", type=click.IntRange(1), metavar="NUMBER", help="Where it was reported."
)
@today_option
@root_option
def hide(
    identifier: str, reason: str, number: int | None, today: datetime | None, root: Path | None
) -> None:
    """Take a listing off the site while you check it.

    Its page says that it is under review, and why. Its file stays as it is. Only the board's
    maintainers may do this.
    """
    from generator.authoring.hide_listing import hide_listing
    from generator.checking.workspace import open_workspace
    from generator.reviewing.moderation import owners_of

    identifier = listing_id(identifier)
    with exit_on_error():
        work = open_workspace(board_root(root))
        day = work.today(option_date(today))
        written = hide_listing(work, identifier, reason, day, number)
        owners = owners_of(work, identifier.partition("/")[0])
    who = f" Their accounts: {', '.join(owners)}." if owners else ""
    click.echo(f"Tell the employer why, and how they can answer.{who}")
    report_written(written, done=f"{identifier} is off the site with the next build")


@click.command()
@_id_argument
@root_option
def unhide(identifier: str, root: Path | None) -> None:
    """Put a hidden listing back on the site."""
    from generator.authoring.hide_listing import unhide_listing
    from generator.checking.workspace import open_workspace

    identifier = listing_id(identifier)
    with exit_on_error():
        work = open_workspace(board_root(root))
        written = unhide_listing(work, identifier)
    report_written(written, done=f"{identifier} is on the site again with the next build")


@click.command(epilog="Exit code 1: the answer says why nothing was changed.")
@click.option(
    "--event", required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="GitHub's description of the label `hide` that was set on an issue, or taken off.",
)  # fmt: skip
@click.option(
    "--output", required=True, type=click.Path(file_okay=False, path_type=Path),
    help="Save the comment and the pull request's text in this folder.",
)  # fmt: skip
@today_option
@root_option
def moderate(event: Path, output: Path, today: datetime | None, root: Path | None) -> None:
    """Hide the listing that an issue reports, or show it again. For a workflow.

    The issue was made with the form "Report a listing". Nothing of what people wrote in it is
    repeated.
    """
    from generator.authoring.hide_listing import hide_listing, unhide_listing
    from generator.checking.workspace import open_workspace
    from generator.reading.files import read
    from generator.reviewing import moderation
    from generator.reviewing.reported_issue import parse_reported_issue

    with exit_on_error():
        issue = parse_reported_issue(read(event, _MOST_BYTES, of_any_kind=True))
        work = open_workspace(board_root(root))
        day = work.today(option_date(today))
        result = moderation.moderate(
            issue,
            work,
            lambda name, reason: hide_listing(work, name, reason, day, issue.number),
            lambda name: unhide_listing(work, name),
        )
        output.mkdir(parents=True, exist_ok=True)
        texts = {"answer.md": moderation.answer(result), "report.json": moderation.report(result)}
        if result.is_fine:
            texts["pull-request.md"] = moderation.pull_request(result)
        for name, text in texts.items():
            (output / name).write_text(text, encoding="utf-8", newline="\n")
    # Standard output is a workflow's log here, so nothing from the issue is printed.
    click.echo(moderation.headline(result))
    sys.exit(not result.is_fine)
