"""`board pull`: the listings of other boards, for a hub."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from generator.cli.common import board_root, exit_on_error, option_date, root_option, today_option
from generator.cli.upkeep import local_address

_SECONDS = 30.0  # of one request: a page of a large board has 1 MB


@click.command(epilog="A board that does not answer is no error: the exit code is 0.")
@click.option(
    "--testing-server",
    "servers",
    metavar="HOST=ADDRESS:PORT",
    multiple=True,
    hidden=True,
    help="Plain HTTP on this machine that plays one website. For tests only.",
)
@today_option
@root_option
def pull(servers: tuple[str, ...], today: datetime | None, root: Path | None) -> None:
    """Fetch the listings of the boards in `network` that have `pull: true`.

    The next build shows them. If a board does not answer, what it said before is shown for seven
    days.
    """
    from generator.checking.foreign_listing import ForeignListings
    from generator.checking.incremental import code_version
    from generator.checking.workspace import open_workspace, read_schema
    from generator.reading.web import Web
    from generator.reporting.text import printable
    from generator.upkeep.pull import PullContext
    from generator.upkeep.pull import pull as pull_boards

    named = (server.rpartition("=") for server in servers)
    testing = {host: address for host, _, text in named if (address := local_address(text))}
    with exit_on_error():
        work = open_workspace(board_root(root))
        day = work.today(option_date(today))
        boards = [item for item in work.settings.network if item.pull]
        if not boards:
            click.echo("No board in `network` has `pull: true`, so there is nothing to fetch.")
            return
        read = ForeignListings(read_schema("listing"), read_schema("employer"), work.vocabularies)
        context = PullContext(work.root, read, work.context(day), code_version(work))
        for report in pull_boards(boards, Web(testing or None, _SECONDS), context):
            for line in report.lines:
                text = printable(f"{report.board.name}: {line}")
                click.echo(text, err=not report.is_fresh)
