"""`board review` and `board comment`: review a pull request, and post the result on it."""

from __future__ import annotations

import os
import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import click

from generator.cli.common import (
    board_root,
    exit_on_error,
    fail,
    option_date,
    root_option,
    today_option,
)

if TYPE_CHECKING:
    from generator.hosts.actions import Action
    from generator.hosts.host import Host
    from generator.hosts.pull_request import PullRequest
    from generator.reviewing.review import ReviewResult

_MOST_BYTES = 4 * 1024 * 1024  # of an event, which has much more in it than the pull request


@click.command(epilog="Exit code 1: the author has to fix something.")
@click.option(
    "--base", required=True, metavar="REF", help="The branch that it should be merged into."
)
@click.option("--head", required=True, metavar="REF", help="The pull request's newest commit.")
@click.option("--author", metavar="LOGIN", help="The account that opened it.")
@click.option(
    "--pull-request",
    "pull_request_json",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="GitHub's or Forgejo's own description of it (a workflow's event, or the API's), "
    "instead of --author.",
)
@click.option(
    "--format", "output_format", type=click.Choice(["comment", "json", "log"]),
    default="comment", show_default=True,
    help="`comment` for people, in Markdown; `json` for programs; `log` is the Markdown made safe "
    "for a job's log.",
)  # fmt: skip
@click.option(
    "--output", type=click.Path(file_okay=False, path_type=Path),
    help="Save the comment and the JSON in this folder instead, for `board comment`.",
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
    pull_request_json: Path | None,
    output_format: str,
    output: Path | None,
    annotate: bool,
    today: datetime | None,
    root: Path | None,
) -> None:
    """Review a pull request, without running or checking out any of it.

    Git must have both commits. Nothing is posted: see `board comment`.
    """
    from generator.reporting.github import annotation_commands
    from generator.reviewing.comment import verdict_line
    from generator.reviewing.review import review_pull_request
    from generator.reviewing.verdict import Verdict

    if (author is None) == (pull_request_json is None):
        raise click.UsageError("give one of --author and --pull-request.")
    with exit_on_error():
        pull_request = _read_pull_request(pull_request_json)
        login = pull_request.author if pull_request else author or ""
        result = review_pull_request(board_root(root), base, head, login, option_date(today))
        if pull_request and pull_request.head != result.review.head:
            fail("there is a newer version in the meantime; it gets its own comment soon.")
        texts = _texts(result, pull_request)
        if output:
            _write_handoff(output, pull_request, result.review.head, texts)
    for line in annotation_commands(result.review.problems) if annotate else ():
        click.echo(line)
    # With --output, standard output is a workflow's log. GitHub runs commands that it finds in a
    # log, so nothing that a stranger wrote is printed there.
    click.echo(verdict_line(result.review) + "\n" if output else texts[output_format], nl=False)
    sys.exit(result.review.verdict is Verdict.NEEDS_FIXES)


def _read_pull_request(path: Path | None) -> PullRequest | None:
    from generator.hosts.pull_request import parse_pull_request
    from generator.reading.files import read

    if path is None:
        return None
    return parse_pull_request(read(path, _MOST_BYTES, of_any_kind=True))


def _texts(result: ReviewResult, pull_request: PullRequest | None) -> dict[str, str]:
    """The review in each output format, by the format's name."""
    from generator.hosts.links import file_links
    from generator.reporting.text import log_lines
    from generator.reviewing import review_json
    from generator.reviewing.comment import comment

    fork, branch = (pull_request.fork, pull_request.branch) if pull_request else ("", "")
    links = file_links(result.context.settings, fork, branch)
    text = comment(result.review, result.context, links)
    return {
        "comment": text,
        "json": review_json.report(result.review, result.context.settings.rules_url),
        "log": "".join(f"{line}\n" for line in log_lines(text)),
    }


def _write_handoff(
    folder: Path, pull_request: PullRequest | None, head: str, texts: dict[str, str]
) -> None:
    from generator.reviewing.workflow_handoff import write_handoff

    if pull_request is None:
        raise click.UsageError("--output needs --pull-request.")
    write_handoff(folder, pull_request.number, head, texts["comment"], texts["json"])


@click.group()
def comment() -> None:
    """Post a review that another workflow made. These are for workflows."""


_FOLDER = click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
_HEAD = click.option("--head", required=True, metavar="SHA", help="The commit that was checked.")
_DRY_RUN = click.option("--dry-run", is_flag=True, help="Print what would be sent to the host.")


@comment.command()
@_FOLDER
@_HEAD
@_DRY_RUN
@root_option
def post(folder: Path, head: str, dry_run: bool, root: Path | None) -> None:
    """Write or update the one comment of the pull request in FOLDER.

    Also sets its labels, and the status of its newest commit.
    """
    from generator.hosts.pull_request import PullRequest
    from generator.reviewing.pull_request import comment_actions, status
    from generator.reviewing.verdict import Verdict
    from generator.reviewing.workflow_handoff import (
        comment_and_labels,
        handed_review,
        pull_request_number,
    )

    with exit_on_error():
        pull = PullRequest(pull_request_number(folder, head), "", head)
        text, labels = comment_and_labels(folder, head)
        data = handed_review(folder, head)
        try:
            said = status(head, Verdict(str(data.get("verdict"))), str(data.get("message")))
        except ValueError:
            fail("review.json is not a review.")
        host = hosted(root)
        actions = comment_actions(pull.number, text, labels, host.comments(pull.number))
        send_answer(host, pull, (*actions, said), dry_run)


@comment.command("may-merge")
@_FOLDER
@_HEAD
@root_option
def may_merge(folder: Path, head: str, root: Path | None) -> None:
    """Print `true` if this board merges the pull request in FOLDER by itself, else `false`."""
    from generator.checking.workspace import open_workspace
    from generator.reviewing.auto_merge import is_candidate
    from generator.reviewing.workflow_handoff import handed_review

    with exit_on_error():
        settings = open_workspace(board_root(root)).settings
        is_safe = is_candidate(handed_review(folder, head), settings)
    click.echo("true" if is_safe else "false")


@comment.command()
@_FOLDER
@_HEAD
@root_option
@_DRY_RUN
def merge(folder: Path, head: str, root: Path | None, dry_run: bool) -> None:
    """Merge the pull request in FOLDER if it only closes or extends its author's listings.

    On GitHub, and only with `auto_merge: true` in mkdocs.yml. Prints `merged`, or why it was not.
    """
    from generator.checking.workspace import open_workspace
    from generator.hosts import github
    from generator.hosts.actions import Merge
    from generator.reviewing.auto_merge import is_candidate, obstacle
    from generator.reviewing.workflow_handoff import handed_review, pull_request_number

    with exit_on_error():
        settings = open_workspace(board_root(root)).settings
        review_data = handed_review(folder, head)
        number = pull_request_number(folder, head)
        why = "it is not one that this board merges by itself."
        if is_candidate(review_data, settings):
            pull = github.fetched(f"pulls/{number}")
            tip = github.fetched(f"commits/{quote(settings.branch, safe='')}")
            why = obstacle(review_data, pull, tip, settings)
        done = not why and send(github.GitHub(), (Merge(number, head),), dry_run)
    click.echo("merged" if done else f"not merged: {why or 'GitHub refused.'}")


def hosted(root: Path | None, *, writes: bool = True) -> Host:
    """The host of the board's repository."""
    from generator.checking.workspace import open_workspace
    from generator.hosts.open_host import open_host

    return open_host(open_workspace(board_root(root)).settings, os.environ, writes=writes)


def send_answer(host: Host, pull: PullRequest, actions: tuple[Action, ...], dry_run: bool) -> None:
    """Perform the actions. If another commit came meanwhile, take the labels off again.

    It is asked after they were set: a commit that comes later is seen by what it starts itself.
    """
    from generator.reviewing.pull_request import no_labels

    send(host, actions, dry_run)
    if actions and not dry_run and host.head(pull.number) != pull.head:
        click.echo(f"board: {pull.number} has a newer commit: its labels are taken off.", err=True)
        send(host, (no_labels(pull.number),), dry_run)


def send(host: Host, actions: tuple[Action, ...], dry_run: bool) -> bool:
    """Perform the actions, or only print them if `dry_run`. Whether all were accepted."""
    from generator.hosts.actions import in_words
    from generator.hosts.host import carry_out

    if dry_run:
        for action in actions:
            click.echo(in_words(action))
        return False
    warnings = carry_out(host, actions)
    for warning in warnings:
        click.echo(f"board: {warning}", err=True)
    return not warnings
