"""The engines that build the hand-written pages and the shell. Only they know MkDocs.

This module imports no engine, so that the command line can import it at once.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from generator.model.errors import BoardError


class BuildError(BoardError):
    """The site was not built, and the old one is untouched. The message says why, in one line."""


@dataclass(frozen=True, slots=True)
class BuildOptions:
    """What a build may be told. `site_dir` is relative to the current folder."""

    today: date | None = None  # None: the day of SOURCE_DATE_EPOCH, else of the clock
    keep_going: bool = False  # leave broken listings out instead of stopping
    search: bool = True  # make the search index too
    site_dir: Path | None = None  # None: as mkdocs.yml says, `site` if it does not
