"""`board review-all`: review the open pull requests, and answer them on the host."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path

import click

from generator.cli.common import board_root, exit_on_error, option_date, root_option, today_option
from generator.cli.review import hosted, send_answer


@click.command("review-all", epilog="Exit code 1: the host refused something, or a review failed.")
@click.option("--post", "posts", is_flag=True, help="Write each comment on its pull request.")
@click.option("--dry-run", is_flag=True, help="With --post: print what would be sent.")
@click.option(
    "--head", metavar="SHA", default="",
    help="Only pull requests with this newest commit, even if they were reviewed before.",
)  # fmt: skip
@click.option(
    "--output", type=click.Path(file_okay=False, path_type=Path),
    help="Save each review in a folder below this one, named after the pull request's number.",
)  # fmt: skip
@today_option
@root_option
def review_all(
    posts: bool,
    dry_run: bool,
    head: str,
    output: Path | None,
    today: datetime | None,
    root: Path | None,
) -> None:
    """Review every open pull request (on GitLab: merge request) without running any of it.

    Run it on the board's own branch, which is what they are compared with. Without --post, the
    answers are printed, and a public repository needs no token. A review that fails is an answer
    too, and stops no other.
    """
    from generator.checking.workspace import open_workspace
    from generator.hosts.rest import HostError
    from generator.reporting.text import log_lines, printable
    from generator.upkeep.open_pull_requests import OpenPullRequests

    if dry_run and not posts:
        raise click.UsageError("--dry-run goes with --post.")
    fails, found = False, 0
    with exit_on_error():
        folder = board_root(root)
        work = open_workspace(folder)
        host = hosted(root, writes=posts)
        day = work.today(option_date(today))
        pulls = OpenPullRequests(folder, host, work.settings, day, posts, head, output)
        for outcome in pulls.review():
            found += bool(outcome.line)
            fails = fails or outcome.is_failure
            if outcome.line:
                click.echo(f"{outcome.number}: {printable(outcome.line)}")
            for line in () if posts else log_lines(outcome.text):
                click.echo(line)
            try:
                send_answer(host, outcome.pull, outcome.actions if posts else (), dry_run)
            except HostError as error:
                click.echo(f"board: {printable(str(error))}", err=True)
                fails = True
    if not found:
        click.echo("No pull request is open.")
    sys.exit(fails)
