"""`board prove`, `board links` and `board reminders`: what maintainers run from time to time.

The first two send requests to employers' websites.
"""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.common import (
    board_root,
    exit_on_error,
    fail,
    option_date,
    root_option,
    today_option,
)
from generator.cli.review import hosted, send

if TYPE_CHECKING:
    from generator.reading.web import Web
    from generator.reviewing.owner import Owner

_MOST_BYTES = 16 * 1024 * 1024  # of the file that remembers failures; a larger one is damaged
_POST = click.option(
    "--post", "update_issue", is_flag=True, help="Also update the issue on the board's host."
)
_DRY_RUN = click.option("--dry-run", is_flag=True, help="With --post: print what would be sent.")
TESTING_SERVER = click.option(
    "--testing-server",
    metavar="HOST:PORT",
    hidden=True,
    help="Plain HTTP on this machine that plays every website. For tests only.",
)


@click.command(epilog="Exit code 1: it does not. The output has the line to put there.")
@click.argument("employer")
@click.option("--at", "ref", metavar="REF", help="Read the employer from this branch or commit.")
@click.option("--testing-dns", metavar="HOST:PORT", hidden=True, help="For tests only.")
@TESTING_SERVER
@root_option
def prove(
    employer: str,
    ref: str | None,
    testing_dns: str | None,
    testing_server: str | None,
    root: Path | None,
) -> None:
    """Check that EMPLOYER's website confirms the employer's folder on this board.

    EMPLOYER is the folder's name. The website has to show one line, in a file or in its DNS.
    """
    from generator.checking.workspace import open_workspace
    from generator.reviewing.ownership_token import ownership_token, token_url
    from generator.upkeep.ownership_check import check_ownership, dns_name

    with exit_on_error():
        folder = board_root(root)
        website, host = _website_and_host(_read_owner(folder, employer, ref))
        token = ownership_token(open_workspace(folder).settings.url, employer)
        result = check_ownership(website, token, web(testing_server), local_address(testing_dns))
    if result.found_at:
        click.echo(f"{employer}: proven by {result.found_at}")
        return
    click.echo(f"{employer}: not proven.\n")
    for line in result.failures:
        click.echo(f"  {line}")
    click.echo(f"\nPut this line into {token_url(host)}")
    click.echo(f"or into a TXT record of {dns_name(host)}:\n\n  {token}")
    sys.exit(1)


@click.command()
@click.option(
    "--state", type=click.Path(dir_okay=False, path_type=Path), required=True,
    help="The file that remembers which addresses failed before. It is made if it is missing.",
)  # fmt: skip
@_POST
@_DRY_RUN
@TESTING_SERVER
@today_option
@root_option
def links(
    state: Path,
    update_issue: bool,
    dry_run: bool,
    testing_server: str | None,
    today: datetime | None,
    root: Path | None,
) -> None:
    """Request every address in open listings; report those that failed on two days.

    Dead links are no error: the exit code is 0 even if there are some.
    """
    from generator.board.board import board_of
    from generator.checking.run import check_all
    from generator.checking.workspace import open_workspace
    from generator.hosts.actions import issue_actions
    from generator.reading.files import read, write_whole
    from generator.upkeep import dead_links
    from generator.upkeep.link_checker import PAUSE_SECONDS, check_links

    with exit_on_error():
        work = open_workspace(board_root(root))
        day = work.today(option_date(today))
        board = board_of(check_all(work, day).checked, work.context(day))
        files_by_url = dead_links.external_links(board)
        kept = read(state, _MOST_BYTES).decode("utf-8", "replace") if state.exists() else ""
        urls = dead_links.in_turn(files_by_url, dead_links.not_asked_in(kept))
        pause = 0.0 if testing_server else PAUSE_SECONDS
        results = check_links(urls, web(testing_server), pause)
        not_asked = files_by_url.keys() - results.keys()
        earlier = dead_links.from_json(kept)
        failures = dead_links.update_failures(earlier, results, day, not_asked)
        write_whole(state, dead_links.to_json(failures, not_asked).encode())
        click.echo(dead_links.summary(results, failures, not_asked))
        if update_issue:
            body = dead_links.issue_body(failures, files_by_url)
            host = hosted(root)
            actions = issue_actions(host.issues(), dead_links.MARKER, dead_links.TITLE, body)
            send(host, tuple(actions), dry_run)


@click.command()
@_POST
@_DRY_RUN
@today_option
@root_option
def reminders(update_issue: bool, dry_run: bool, today: datetime | None, root: Path | None) -> None:
    """Remind employers of listings that close within three days, closed unfilled, or are done."""
    from generator.checking.run import check_all
    from generator.checking.workspace import open_workspace
    from generator.upkeep.reminders import due_reminders, reminder_actions

    with exit_on_error():
        work = open_workspace(board_root(root))
        day = work.today(option_date(today))
        if work.settings.demo_day:
            click.echo("This is a board of samples (`demo_day` is set), so no reminders are sent.")
            return
        sound = check_all(work, day).checked.sound()
        due = due_reminders(sound.employers, sound.listings, day)
        for reminder in due:
            for key in reminder.keys:
                click.echo(key.replace(":", " "))
        if update_issue:
            host = hosted(root)
            send(host, reminder_actions(due, host.issues(), work.settings, day), dry_run)


def _read_owner(root: Path, employer: str, ref: str | None) -> Owner | None:
    """The employer's owner, from the working tree or from the commit `ref`."""
    from generator.reading import files, git, git_tree
    from generator.reading.source import MAX_BYTES
    from generator.reading.tree import FOLDER, tree_of
    from generator.reviewing.changes import employer_of, entries
    from generator.reviewing.owner import folder_owner

    if ref is None:
        folder = f"{FOLDER}/{employer}"
        tree = tree_of(files.scan(root / folder, folder))
        paths = (*tree.employers, *tree.listings)
        contents = {path: files.read(root / path, MAX_BYTES) for path in paths}
    else:
        every = git_tree.tree(root, git.commit(root, ref)).items()
        blobs = {path: blob for path, blob in every if employer_of(path) == employer}
        tree = tree_of(entries(blobs))
        plain = {path: blobs[path] for path in (*tree.employers, *tree.listings)}
        contents = git_tree.contents(root, plain, MAX_BYTES)
    return folder_owner(employer, contents).owner


def _website_and_host(owner: Owner | None) -> tuple[str, str]:
    """The employer's website and its host. Exits if there is none."""
    from urllib.parse import urlsplit

    try:
        host = urlsplit(owner.website).hostname if owner else None
    except ValueError:
        host = None
    if owner is None or not host:
        fail("there is no such employer here, or it names no website.")
    return owner.website, host


def web(testing_server: str | None) -> Web:
    """The client for requests to websites."""
    from generator.reading.web import Web

    return Web(testing=local_address(testing_server))


def local_address(option: str | None) -> tuple[str, int] | None:
    """The host and port of a testing server.

    Only this machine is allowed: otherwise the hidden options would bypass the checks of `Web`.
    """
    if option is None:
        return None
    host, _, port = option.rpartition(":")
    if host not in {"127.0.0.1", "localhost"} or not port.isdigit():
        fail("a testing server is on 127.0.0.1.")
    return host, int(port)
