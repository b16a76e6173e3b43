"""`board prove`, `board links` and `board reminders`: what has to be looked at from time to time.

The first two ask other people's servers.
"""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.common import board_root, day_of, exit_on_error, fail, root_option, today_option
from generator.cli.review import send

if TYPE_CHECKING:
    from generator.reading.web import Web
    from generator.reviewing.owner import Owner

_POST = click.option("--post", "posts", is_flag=True, help="Keep GitHub's issue up to date.")
_DRY = click.option("--dry-run", is_flag=True, help="With --post: print what would be sent.")
_TESTING = click.option(
    "--testing-server",
    metavar="HOST:PORT",
    hidden=True,
    help="Plain HTTP on this machine that plays every website. For tests only.",
)


@click.command()
@click.argument("employer")
@click.option("--at", "ref", metavar="REF", help="Read employer.yml from this branch or commit.")
@click.option("--testing-dns", metavar="HOST:PORT", hidden=True, help="For tests only.")
@_TESTING
@root_option
def prove(
    employer: str,
    ref: str | None,
    testing_dns: str | None,
    testing_server: str | None,
    root: Path | None,
) -> None:
    """Look whether EMPLOYER's website says that it speaks for the folder on this board.

    Exit code 0: it does. 1: it does not; the output says what to put where.
    """
    from generator.checking.workspace import open_workspace
    from generator.reviewing.ownership_token import address, token
    from generator.upkeep.ownership_check import prove as look
    from generator.upkeep.ownership_check import record

    with exit_on_error():
        folder = board_root(root)
        website, host = _website(_owner(folder, employer, ref))
        wanted = token(open_workspace(folder).settings.url, employer)
        found = look(website, wanted, _web(testing_server), _local(testing_dns))
    if found.where:
        click.echo(f"{employer}: proven by {found.where}")
        return
    click.echo(f"{employer}: not proven.\n")
    for line in found.tried:
        click.echo(f"  {line}")
    click.echo(f"\nPut this line into {address(host)}")
    click.echo(f"or into a TXT record of {record(host)}:\n\n  {wanted}")
    sys.exit(1)


@click.command()
@click.option(
    "--state", type=click.Path(dir_okay=False, path_type=Path), required=True,
    help="Where it is kept which addresses failed before; made if it is not there.",
)  # fmt: skip
@_POST
@_DRY
@_TESTING
@today_option
@root_option
def links(
    state: Path,
    posts: bool,
    dry_run: bool,
    testing_server: str | None,
    today: datetime | None,
    root: Path | None,
) -> None:
    """Ask every address in open listings; report those that failed on two days.

    Exit code 0, whatever was found: other people's servers are no fault of the board.
    """
    from generator.board.board import board_of
    from generator.checking.run import check_all
    from generator.checking.workspace import open_workspace
    from generator.github import client
    from generator.github.calls import OURS, kept
    from generator.reading.store import write_whole
    from generator.upkeep import dead_links as pure
    from generator.upkeep.link_checker import PAUSE, ask_all

    with exit_on_error():
        work = open_workspace(board_root(root))
        day = work.today(day_of(today))
        files = pure.addresses(board_of(check_all(work, day).checked, work.context(day)))
        known = pure.read(state.read_text(encoding="utf-8")) if state.exists() else {}
        asked = ask_all(files, _web(testing_server), 0.0 if testing_server else PAUSE)
        failures = pure.renewed(known, asked, day)
        write_whole(state, pure.write(failures).encode())
        dead = sum(failure.is_dead for failure in failures.values())
        click.echo(
            f"{len(asked):,} addresses asked: {len(failures):,} failed, {dead:,} of them dead."
        )
        if posts:
            body = pure.issue(failures, files)
            send(tuple(kept(client.listed(OURS), pure.MARKER, pure.TITLE, body)), dry_run)


@click.command()
@_POST
@_DRY
@today_option
@root_option
def reminders(posts: bool, dry_run: bool, today: datetime | None, root: Path | None) -> None:
    """Remind employers of listings that close within three days or closed unfilled."""
    from generator.checking.run import check_all
    from generator.checking.workspace import open_workspace
    from generator.github import client
    from generator.github.calls import OURS
    from generator.upkeep import reminders as pure

    with exit_on_error():
        work = open_workspace(board_root(root))
        if work.settings.demo_day:
            click.echo("This is a board of samples (`demo_day` is set): nobody is reminded.")
            return
        day = work.today(day_of(today))
        sound = check_all(work, day).checked.sound()
        found = pure.reminders(sound.employers, sound.listings, day)
        for item in found:
            for key in item.keys:
                click.echo(key.replace(":", " "))
        if posts:
            address = work.settings.repo_url
            edit = f"{address}/edit/{work.settings.branch}/" if address else ""
            send(pure.calls(found, client.listed(OURS), edit, day), dry_run)


def _owner(root: Path, employer: str, ref: str | None) -> Owner | None:
    from generator.reading import files, git, git_tree
    from generator.reading.source import MAX_BYTES
    from generator.reading.tree import EMPLOYER_FILE, FOLDER
    from generator.reviewing.owner import owner_from

    path = f"{FOLDER}/{employer}/{EMPLOYER_FILE}"
    if ref is None:
        real = root / FOLDER / employer / EMPLOYER_FILE
        content = files.read(real, MAX_BYTES) if real.is_file() else b""
    else:
        tree = git_tree.tree(root, git.commit(root, ref))
        wanted = {path: tree[path]} if path in tree else {}
        content = git_tree.contents(root, wanted, MAX_BYTES).get(path, b"")
    return owner_from(content, path)


def _website(owner: Owner | None) -> tuple[str, str]:
    from urllib.parse import urlsplit

    try:
        host = urlsplit(owner.website).hostname if owner else None
    except ValueError:
        host = None
    if owner is None or not host:
        fail("there is no such employer here, or its employer.yml has no website.")
    return owner.website, host


def _web(testing_server: str | None) -> Web:
    from generator.reading.web import Web

    return Web(testing=_local(testing_server))


def _local(address: str | None) -> tuple[str, int] | None:
    """Never another machine: the option must not become a way round the checks."""
    if address is None:
        return None
    host, _, port = address.rpartition(":")
    if host not in {"127.0.0.1", "localhost"} or not port.isdigit():
        fail("a testing server is on 127.0.0.1.")
    return host, int(port)
