"""`board build` and `board serve`."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

import click

from generator.cli.common import (
    board_root,
    display_path,
    exit_on_error,
    option_date,
    report_on_stderr,
    root_option,
    today_option,
)

if TYPE_CHECKING:
    from generator.building import BuildOptions, BuildSummary, Engine
    from generator.building.unchanged import LastBuild
    from generator.checking.workspace import Workspace

_SHARD = re.compile(r"([1-9][0-9]{0,3})/([1-9][0-9]{0,3})")

engine_option = click.option(
    "--engine",
    type=click.Choice(["mkdocs", "zensical"]),
    default="mkdocs",
    show_default=True,
    help="The program that builds the hand-written pages.",
)


class ShardType(click.ParamType[tuple[int, int]]):
    """`2/5`: the second of five parts."""

    name = "shard"

    def convert(
        self, value: str, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[int, int]:
        """The number of the part and of all parts."""
        match = _SHARD.fullmatch(value)
        if not match or int(match[1]) > int(match[2]):
            self.fail(f"{value!r} is no part: write the second of five parts as 2/5.", param, ctx)
        return int(match[1]), int(match[2])


@click.command()
@click.option("--site-dir", type=click.Path(path_type=Path), help="Where to write. Default: site.")
@click.option(
    "--keep-going",
    is_flag=True,
    help="Build even if files have errors: they stay as last built, or are left out.",
)
@click.option("--no-search", is_flag=True, help="Leave out the search, to try something quickly.")
@engine_option
@click.option(
    "--shard",
    type=ShardType(),
    metavar="NUMBER/COUNT",
    help="Make only one part of a large site: 2/5 is the second of five. Needs --out.",
)
@click.option("--out", type=click.Path(path_type=Path), help="The folder for the part.")
@today_option
@root_option
def build(
    site_dir: Path | None,
    keep_going: bool,
    no_search: bool,
    engine: Engine,
    shard: tuple[int, int] | None,
    out: Path | None,
    today: datetime | None,
    root: Path | None,
) -> None:
    """Build the whole site. A build that fails leaves the old site as it was."""
    from generator.building import BuildOptions
    from generator.building.unchanged import LastBuild
    from generator.model.numbers import count

    options = BuildOptions(
        today=option_date(today), keep_going=keep_going, search=not no_search, site_dir=site_dir
    )
    start = perf_counter()
    if (shard is None) != (out is None):
        raise click.UsageError("--shard and --out go together: --shard 2/5 --out part-2")
    if shard and out:
        with exit_on_error():
            done = _build_part(board_root(root), options, shard, out, engine)
        what = f"Made part {shard[0]} of {shard[1]}: {count(done.pages, 'page')}"
        click.echo(f"{what} in {display_path(out)}, {perf_counter() - start:.1f} seconds.")
        return
    with exit_on_error():
        last = LastBuild(board_root(root), options, engine)
        done = last.summary() or _build(board_root(root), options, engine, last)
    click.echo(_last_line(done, perf_counter() - start))


def _build_part(
    root: Path, options: BuildOptions, shard: tuple[int, int], out: Path, engine: Engine
) -> BuildSummary:
    from generator.building import Shard
    from generator.building.board_folders import board_folders
    from generator.building.part import FILES, require_free
    from generator.building.site import build as build_site

    require_free(out)
    published = options.site_dir or board_folders(root).site
    made = Shard(*shard, part=out, published=published, engine=engine)
    options = replace(options, site_dir=out / FILES, shard=made)
    return build_site(_checked_workspace(root), options, engine)


@click.command()
@click.argument(
    "parts", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True, file_okay=False)
)
@click.option("--site-dir", type=click.Path(path_type=Path), help="Where to write. Default: site.")
@root_option
def join(parts: tuple[Path, ...], site_dir: Path | None, root: Path | None) -> None:
    """Put the parts of a large site together; `board build --shard` makes them.

    The site is the same as one `board build` makes, and no listing is read again.
    """
    from generator.building.join import join as join_parts

    start = perf_counter()
    with exit_on_error():
        done = join_parts(_checked_workspace(board_root(root)), parts, site_dir)
    click.echo(_last_line(done, perf_counter() - start))


def _build(root: Path, options: BuildOptions, engine: str, last: LastBuild) -> BuildSummary:
    from generator.building.site import build as build_site

    last.begin()
    work = _checked_workspace(root)
    done = build_site(work, options, engine)
    last.keep(done)
    return done


def _last_line(done: BuildSummary, seconds: float) -> str:
    """What was built, where, and how long it took: `Built 412 pages in site: …`."""
    from generator.model.numbers import count
    from generator.reporting.text import HOW_TO_SEE_HINTS

    parts = [
        count(done.open, "open listing") if done.open else "no open listing",
        count(done.hints, "hint") if done.hints else "no hints",
        f"{seconds:.1f} seconds",
    ]
    if done.left_out:
        parts.insert(1, f"{count(done.left_out, 'file')} with errors")
    line = f"Built {count(done.pages, 'page')} in {display_path(done.site)}: {', '.join(parts)}."
    return f"{line} {HOW_TO_SEE_HINTS}" if done.hints else line


@click.command()
@click.option("--address", default="127.0.0.1:8000", show_default=True, help="Where to listen.")
@engine_option
@today_option
@root_option
def serve(address: str, engine: str, today: datetime | None, root: Path | None) -> None:
    """Show the site on this machine; it reloads when a listing changes."""
    from generator.building.preview import Preview
    from generator.building.serve import serve as serve_preview

    with exit_on_error():
        _checked_workspace(board_root(root))
        serve_preview(Preview(board_root(root), option_date(today), engine), address)


def _checked_workspace(root: Path) -> Workspace:
    """Open the board in `root`. Raises `WorkspaceError` if mkdocs.yml has errors; prints its hints.

    The engine reads mkdocs.yml before the board's plugin does, and says less about it.
    """
    from generator.checking.workspace import open_workspace

    work = open_workspace(root)
    work.today()  # the engine reads SOURCE_DATE_EPOCH too
    if work.hints:
        report_on_stderr(work.hints, work.settings_lines)
    return work
