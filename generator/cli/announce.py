"""`board announce`: tell chats and mailing lists what is new on the board."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.common import (
    board_root,
    exit_on_error,
    option_date,
    root_option,
    today_option,
)
from generator.cli.upkeep import TESTING_SERVER, web

if TYPE_CHECKING:
    from datetime import date

    from generator.checking.workspace import Workspace
    from generator.model.announce_place import AnnouncePlace
    from generator.upkeep.announce.channel import Channel
    from generator.upkeep.announce.keepers import Keeper
    from generator.upkeep.announce.run import Occasion

_SECONDS = 120.0  # for all files of the site's history


@click.command(epilog="Exit code 1: a message could not be sent, or a place has no good address.")
@click.option("--dry-run", is_flag=True, help="Print each message and send none.")
@click.option(
    "--site-dir", type=click.Path(file_okay=False, path_type=Path),
    help="The site as it was published, in a folder. Default: the one at the board's address.",
)  # fmt: skip
@click.option(
    "--record", "record_file", type=click.Path(dir_okay=False, path_type=Path),
    help="Keep what was announced in this file. Default: on the branch board-announced of the "
    "remote repository `origin`.",
)  # fmt: skip
@TESTING_SERVER
@today_option
@root_option
def announce(
    dry_run: bool,
    site_dir: Path | None,
    record_file: Path | None,
    testing_server: str | None,
    today: datetime | None,
    root: Path | None,
) -> None:
    """Tell chats and mailing lists what opened, closes soon or was filled since the last time.

    The places are in `extra.board.announce` of mkdocs.yml. Their addresses are in the variable
    BOARD_ANNOUNCE, a line each: the place's id, a colon and the address. Nothing is announced
    twice.
    """
    from generator.checking.workspace import open_workspace
    from generator.upkeep.announce.keepers import BranchKeeper, FileKeeper
    from generator.upkeep.announce.run import Run

    with exit_on_error():
        folder = board_root(root)
        work = open_workspace(folder)
        places = work.settings.announce
        if not places:
            click.echo("This board announces nothing: mkdocs.yml has no `extra.board.announce`.")
            return
        if work.settings.demo_day and not dry_run:
            click.echo("This is a board of samples (`demo_day` is set), so nothing is announced.")
            return
        occasion = _occasion(work, site_dir, testing_server, option_date(today))
        keeper = FileKeeper(record_file) if record_file else BranchKeeper(folder)
        channels, mistakes = _channels(places, work)
        if dry_run:
            _show(places, channels, keeper, occasion)
        else:
            outcome = Run(occasion, keeper, channels, _say).announce(places)
            click.echo(_closing_line(outcome.sent))
    for line in mistakes:
        click.echo(f"board: {line}", err=True)
    _leave(0 if dry_run or (outcome.is_well and not mistakes) else 1)


def _occasion(
    work: Workspace, site_dir: Path | None, testing_server: str | None, day: date | None
) -> Occasion:
    """What is new on the board, as the published site and the repository have it."""
    from generator.board.board import board_of
    from generator.board.history import NO_HISTORY, read_history
    from generator.checking.run import check_all
    from generator.model.errors import BoardError
    from generator.upkeep.announce.news import news_of
    from generator.upkeep.announce.run import Occasion

    on = work.today(day)
    board = board_of(check_all(work, on).checked, work.context(on))
    read = _site_reader(work.settings.url, site_dir, testing_server)
    history = read_history(read, board.today)
    if history is NO_HISTORY:
        raise BoardError(
            f"{site_dir or work.settings.url} has no history that can be read (api/v1/record.json)."
            " Nothing is announced before the site is published."
        )
    return Occasion(board, news_of(board, history), work.overrides, lambda: datetime.now(UTC))


def _site_reader(
    url: str, site_dir: Path | None, testing_server: str | None
) -> Callable[[str], bytes]:
    """Reads a file of the site by its path; empty if it has none. May raise BoardError."""
    from generator.board.history import MAX_BYTES
    from generator.model.errors import BoardError
    from generator.reading import files
    from generator.reading.web import WebError

    if site_dir is not None:

        def read_file(path: str) -> bytes:
            try:
                return files.read(site_dir / path, MAX_BYTES)
            except OSError:
                return b""

        return read_file
    client = web(testing_server)
    until = client.deadline(_SECONDS)
    fresh = int(time.time())  # what stands between may have an older site under the address alone

    def fetch(path: str) -> bytes:
        try:
            answer = client.ask(f"{url}{path}?at={fresh}", MAX_BYTES, until=until)
            if answer.location:
                raise WebError(f"it leads to {answer.location}: is `site_url` right?")
            if answer.status not in {200, 404}:
                raise WebError(f"the answer was {answer.status}.")
        except WebError as error:
            raise BoardError(f"{url}{path} can't be read: {error} Nothing is announced.") from None
        return answer.body if answer.status == 200 else b""

    return fetch


def _channels(
    places: tuple[AnnouncePlace, ...], work: Workspace
) -> tuple[Mapping[str, Channel], list[str]]:
    """The channel of each place that has a good address, and what is wrong with the others."""
    from generator.upkeep.announce.addresses import VARIABLE, parse_addresses
    from generator.upkeep.announce.channel import AddressError, open_channel

    given = parse_addresses(os.environ.get(VARIABLE, ""), [place.id for place in places])
    found: dict[str, Channel] = {}
    mistakes = [*given.mistakes]
    for place in places:
        address = given.by_place.get(place.id)
        if address is None:
            mistakes.append(
                f"{place.id} has no address. Add the line `{place.id}: ADDRESS` to the secret "
                f"{VARIABLE}."
            )
            continue
        try:
            found[place.id] = open_channel(address, work.settings.name, work.settings.url)
        except AddressError as error:
            mistakes.append(f"{place.id}: {error}.")
    return found, mistakes


def _show(
    places: tuple[AnnouncePlace, ...],
    channels: Mapping[str, Channel],
    keeper: Keeper,
    occasion: Occasion,
) -> None:
    """Print what each place would get. The bar keeps a host from taking a line for a command."""
    from generator.model.errors import BoardError
    from generator.upkeep.announce.record import Record
    from generator.upkeep.announce.run import PLAIN_LENGTH, shown_messages

    try:
        record = keeper.read().record
    except BoardError as error:
        _say(f"Shown as if nothing was announced before: {error}")
        record = None
    for place in places:
        channel = channels.get(place.id)
        said = (record or Record()).places.get(place.id)
        messages = shown_messages(place, said, occasion)
        _say(f"{place.id} ({channel.name if channel else 'no address'}):")
        if said is None:
            _say("  is new here: a run sends it none of these, and what happens from then on.")
        if not messages:
            _say("  nothing now.")
        for message in messages:
            is_mail = channel.is_mail if channel else place.is_digest
            texts = occasion.texts(message, is_mail, channel.most if channel else PLAIN_LENGTH)
            _say(f"  Subject: {texts.subject}" if is_mail else "  Message:")
            for line in texts.text.rstrip("\n").split("\n"):
                _say(f"  | {line}".rstrip())


def _closing_line(sent: int) -> str:
    from generator.model.numbers import count

    return f"{count(sent, 'message')} sent." if sent else "Nothing was sent."


def _say(line: str) -> None:
    from generator.reporting.text import printable

    click.echo(printable(line))


def _leave(code: int) -> None:
    """Exit, even if a service that never answered still holds a thread."""
    from generator.upkeep.announce.channel import still_sending

    if still_sending():
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)
    if code:
        sys.exit(code)
