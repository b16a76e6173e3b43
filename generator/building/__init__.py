"""Builds a board into a folder of files. Only this package knows MkDocs and Zensical.

This module imports neither engine, so that the command line can import it quickly.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal, Protocol

from generator.model.errors import BoardError
from generator.rendering.artifact import Batch

Engine = Literal["mkdocs", "zensical"]  # what makes the hand-written pages


class BuildError(BoardError):
    """The site was not built, and the old one is untouched. The message says why, in one line."""


@dataclass(frozen=True, slots=True)
class Shard:
    """One of `count` parts of a board, to be made in the folder `part`.

    The first has the `number` 1. `published` is the site that was published last.
    """

    number: int
    count: int
    part: Path
    published: Path
    engine: Engine


class Parts(Protocol):
    """The parts of a board that are joined."""

    def made(self, batch: Batch) -> Batch:
        """`batch`, or one that takes the same files from a part."""
        ...

    @property
    def published(self) -> Iterable[Path]:
        """The databases with the files that the parts show (last_published.py)."""
        ...


@dataclass(frozen=True, slots=True)
class BuildOptions:
    """The options of a build. `site_dir` is relative to the current folder."""

    today: date | None = None  # None: the day of SOURCE_DATE_EPOCH, else of the clock
    keep_going: bool = False  # leave broken listings out instead of stopping
    search: bool = True  # make the search index
    later_search: bool = False  # if there is an older index, leave it: another build follows
    site_dir: Path | None = None  # None: `site_dir` of mkdocs.yml, or else `site`
    shard: Shard | None = None  # make only this part of the site
    parts: Parts | None = None  # what was made already


@dataclass(frozen=True, slots=True)
class BuildSummary:
    """What a build made: numbers for the one line that it ends with."""

    site: Path  # the folder
    pages: int  # HTML files
    open: int  # listings that are open on the day of the build
    hints: int
    left_out: int  # files with errors: an older version is published, or nothing
    begins: float = 0  # the first moment of the day of the build, in seconds since 1970
    ends: float = 0  # the first moment of the next day
    is_quiet: bool = False  # nothing else was said: no warning, no hint about the settings
