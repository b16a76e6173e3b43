"""`board close`, `board extend` and `board repost`."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from generator.cli.common import (
    board_root,
    exit_on_error,
    option_date,
    root_option,
    today_option,
)
from generator.cli.written import EXIT_CODE, listing_id, report_written

_id_argument = click.argument("identifier", metavar="EMPLOYER/NAME")


@click.command(epilog=EXIT_CODE)
@_id_argument
@click.option(
    "--status",
    type=click.Choice(["filled", "withdrawn"]),
    required=True,
    help="`filled` if you found someone, `withdrawn` if you changed your mind.",
)
@click.option(
    "--outcome",
    metavar="TEXT",
    help="What became of a filled project, in a sentence or two. It is shown on its page.",
)
@click.option("--link", metavar="URL", help="A page that shows the result. Only with `--outcome`.")
@click.option(
    "--hired", is_flag=True, help="It led to a job or an internship. Only with `--outcome`."
)
@today_option
@root_option
def close(
    identifier: str,
    status: str,
    outcome: str | None,
    link: str | None,
    hired: bool,
    today: datetime | None,
    root: Path | None,
) -> None:
    """Close a listing, so that no more people apply.

    A listing that is filled already can get an outcome later, once the work is done: type the
    command again with `--outcome`. It takes the place of an earlier one.
    """
    from generator.authoring.listing_files import close_listing
    from generator.checking.workspace import open_workspace

    with exit_on_error():
        became = _outcome(status, outcome, link, hired)
        work = open_workspace(board_root(root))
        day = work.today(option_date(today))
        written = close_listing(work, listing_id(identifier), status, day, became)
    report_written(written, done=status)


def _outcome(
    status: str, summary: str | None, link: str | None, hired: bool
) -> dict[str, str | bool] | None:
    """The outcome as a listing has it; None without one. Raises UsageError."""
    if summary is None:
        if link is not None or hired:
            raise click.UsageError("--link and --hired need --outcome, which says what was made.")
        return None
    if status != "filled":
        raise click.UsageError("--outcome is for filled projects: use --status filled.")
    return {
        "summary": summary,
        **({} if link is None else {"link": link}),
        **({"hired": True} if hired else {}),
    }


@click.command(epilog=EXIT_CODE)
@_id_argument
@click.option(
    "--deadline",
    required=True,
    metavar="DATE",
    help="The new last day to apply: `2026-12-14` or `14 December 2026`.",
)
@today_option
@root_option
def extend(identifier: str, deadline: str, today: datetime | None, root: Path | None) -> None:
    """Give a listing a later deadline.

    A listing whose deadline has passed is open again. One that was filled or withdrawn stays
    closed: see `board repost`.
    """
    from generator.authoring.change_listing import read_deadline
    from generator.authoring.listing_files import extend_listing
    from generator.checking.workspace import open_workspace

    with exit_on_error():
        last = read_deadline(deadline)
        work = open_workspace(board_root(root))
        day = work.today(option_date(today))
        written = extend_listing(work, listing_id(identifier), last, day)
    report_written(written, done=f"open until {last}")


@click.command(epilog=EXIT_CODE)
@_id_argument
@click.option("--name", default="", help="The new listing's name. Default: the old one and -2.")
@click.option(
    "--deadline",
    metavar="DATE",
    help="The last day to apply: `2026-12-14` or `14 December 2026`. Default: in three weeks.",
)
@today_option
@root_option
def repost(
    identifier: str, name: str, deadline: str | None, today: datetime | None, root: Path | None
) -> None:
    """Post a closed project again, as a new listing.

    The new file is a copy with new dates, in the same folder. The old listing keeps its page and
    stays closed.
    """
    from generator.authoring.change_listing import read_deadline
    from generator.authoring.listing_files import repost_listing
    from generator.checking.workspace import open_workspace

    identifier = listing_id(identifier)
    employer = identifier.partition("/")[0]
    name = listing_id(name).removeprefix(f"{employer}/")
    with exit_on_error():
        last = None if deadline is None else read_deadline(deadline)
        work = open_workspace(board_root(root))
        written = repost_listing(work, identifier, name, last, work.today(option_date(today)))
    report_written(written)
