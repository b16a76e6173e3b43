"""`board review` and `board comment`: the answer to a pull request, and handing it over."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.common import board_root, day_of, exit_on_error, fail, root_option, today_option

if TYPE_CHECKING:
    from generator.checking.check import CheckContext
    from generator.github.calls import Call
    from generator.reviewing.comment import Links
    from generator.reviewing.pull_request import PullRequest
    from generator.reviewing.verdict import Review


@click.command()
@click.option("--base", required=True, metavar="REF", help="The branch it is to become part of.")
@click.option("--head", required=True, metavar="REF", help="The pull request's newest commit.")
@click.option("--author", metavar="LOGIN", help="Who opened it: a GitHub name.")
@click.option(
    "--pull-request",
    "described",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="GitHub's own description of it (a workflow's event, or the API's), instead of --author.",
)
@click.option(
    "--format", "output_format", type=click.Choice(["comment", "json"]), default="comment",
    show_default=True, help="Markdown for people, JSON for programs.",
)  # fmt: skip
@click.option(
    "--output", type=click.Path(file_okay=False, path_type=Path),
    help="Leave both in this folder instead, for `board comment`.",
)  # fmt: skip
@click.option(
    "--annotate", is_flag=True, help="Also print each problem for GitHub to show on its line."
)
@today_option
@root_option
def review(
    base: str,
    head: str,
    author: str | None,
    described: Path | None,
    output_format: str,
    output: Path | None,
    annotate: bool,
    today: datetime | None,
    root: Path | None,
) -> None:
    """Judge a pull request without running or checking out any of it.

    Exit code 0: it may go on the board, or a maintainer decides. 1: something has to be mended.
    """
    from generator.reporting.github import commands
    from generator.reviewing.comment import verdict_line
    from generator.reviewing.review import review as judge
    from generator.reviewing.verdict import Verdict

    if (author is None) == (described is None):
        raise click.UsageError("give one of --author and --pull-request.")
    with exit_on_error():
        pull = _described(described)
        found = judge(
            board_root(root), base, head, pull.author if pull else author or "", day_of(today)
        )
        if pull and pull.head != found.review.head:
            fail("a newer version has come meanwhile; its own answer is on its way.")
        texts = _texts(found.review, found.context, pull)
        if output:
            _hand_over(output, pull, found.review.head, texts)
    for line in commands(found.review.problems) if annotate else ():
        click.echo(line)
    # A workflow's log acts on what strangers wrote in it: there, one line in our own words.
    click.echo(verdict_line(found.review) + "\n" if output else texts[output_format], nl=False)
    sys.exit(found.review.verdict is Verdict.MEND)


def _described(path: Path | None) -> PullRequest | None:
    from generator.reviewing.pull_request import pull_request

    return pull_request(path.read_text(encoding="utf-8")) if path else None


def _texts(found: Review, context: CheckContext, pull: PullRequest | None) -> dict[str, str]:
    from generator.reviewing.comment import comment
    from generator.reviewing.review_json import report

    return {"comment": comment(found, context, _links(context, pull)), "json": report(found)}


def _links(context: CheckContext, pull: PullRequest | None) -> Links:
    from generator.reviewing.comment import Links

    address = context.settings.repo_url
    repository = address if address.startswith("https://github.com/") else ""
    return Links(repository, pull.fork, pull.branch) if pull else Links(repository)


def _hand_over(folder: Path, pull: PullRequest | None, head: str, texts: dict[str, str]) -> None:
    from generator.reviewing.workflow_handoff import write

    if pull is None:
        raise click.UsageError("--output needs --pull-request.")
    write(folder, pull.number, head, texts["comment"], texts["json"])


@click.group()
def comment() -> None:
    """Hand a review from one workflow to another, and show it."""


_FOLDER = click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
_HEAD = click.option("--head", required=True, metavar="SHA", help="The commit that was checked.")


@comment.command()
@_FOLDER
@_HEAD
def validate(folder: Path, head: str) -> None:
    """Print the number of the pull request that FOLDER is about, if FOLDER is sound.

    Nothing else in it is to be believed: it may have been made by the pull request itself.
    """
    from generator.reviewing.workflow_handoff import pointed_to

    with exit_on_error():
        click.echo(pointed_to(folder, head))


@comment.command()
@_FOLDER
@_HEAD
@click.option("--dry-run", is_flag=True, help="Print what would be sent to GitHub.")
def post(folder: Path, head: str, dry_run: bool) -> None:
    """Write or renew the one comment of the pull request in FOLDER, and set its labels."""
    from generator.github import client
    from generator.reviewing.comment import MARKER
    from generator.reviewing.pull_request import answer
    from generator.reviewing.workflow_handoff import answer_in, pointed_to

    with exit_on_error():
        number = pointed_to(folder, head)
        text, labels = answer_in(folder, head)
        existing = client.listed(f"issues/{number}/comments?per_page=100")
        send(tuple(answer(number, text, labels, MARKER, existing)), dry_run)


def send(calls: tuple[Call, ...], dry_run: bool) -> None:
    """Carry the calls out, or show them."""
    from generator.github import client

    if dry_run:
        for call in calls:
            click.echo(f"{call.method} {call.path}")
        return
    for warning in client.carry_out(calls):
        click.echo(f"board: {warning}", err=True)
