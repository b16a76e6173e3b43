"""The last build of a site, to see whether another one would change nothing.

Everything that a build reads and everything in the site is looked at, but no file is opened: that
takes a thirtieth of a build. Where anything is unknown, or too new to tell, a build does its work.
"""

from __future__ import annotations

import hashlib
import os
import time
from dataclasses import asdict, replace
from pathlib import Path

from generator.building import BuildOptions, BuildSummary
from generator.building.build_cache import LIST, site_files
from generator.building.inputs import (
    UnknownInputs,
    are_settled,
    digest_of,
    program_stats,
    stats,
    surroundings,
)
from generator.reading.store import FOLDER, read_json, write_json

_FORMAT = 1  # of the JSON file


class LastBuild:
    """What the last build of a site with the same options read, wrote and said.

    Make it before a build: a file that changes meanwhile is then another one for the next build.
    """

    def __init__(self, root: Path, options: BuildOptions, engine: str) -> None:
        site = options.site_dir and os.path.abspath(options.site_dir)
        name = hashlib.blake2b(os.fsencode(site or ""), digest_size=8).hexdigest()
        self._root, self._has_day = root, options.today is not None
        self._file = root / FOLDER / f"last-{name}.json"
        self._options = [
            _FORMAT, engine, str(options.today), options.keep_going, options.search, site,
            os.path.abspath(root),  # in a copy of the board, the folders below are the original's
        ]  # fmt: skip
        self._folders: list[str] = []
        self._inputs = ""  # a digest; empty if they are not known well enough

    def summary(self) -> BuildSummary | None:
        """What the last build said if another one would change nothing, else None."""
        kept = read_json(self._file)
        try:
            if kept["options"] != self._options:
                return None
            self._look_at(kept["folders"])
            found = BuildSummary(**{**kept["summary"], "site": Path(kept["summary"]["site"])})
            is_same = (
                self._inputs == kept["inputs"]
                and (self._has_day or found.begins <= _now() < found.ends)
                and _site_digest(found.site) == kept["files"]
            )
        except (KeyError, TypeError, ValueError, OSError):
            return None
        return found if is_same else None

    def begin(self) -> None:
        """Look at what the build is going to read, if `summary` has not done so."""
        from generator.building.board_folders import board_folders

        try:
            folders = [os.fspath(path) for path in board_folders(self._root).all_read]
        except UnknownInputs:
            self._inputs = ""
            return
        if folders != self._folders:
            self._look_at(folders)

    def keep(self, summary: BuildSummary) -> None:
        """Keep what the build read and wrote, unless it had more to say than its summary."""
        if self._inputs and summary.is_quiet:
            kept = {
                "options": self._options,
                "folders": self._folders,
                "inputs": self._inputs,
                "files": _site_digest(summary.site),
                "summary": asdict(replace(summary, site=os.fspath(summary.site))),  # type: ignore[arg-type]
            }
            write_json(self._file, kept)

    def _look_at(self, folders: list[str]) -> None:
        self._folders, self._inputs = folders, ""
        try:
            found = {**program_stats(), **stats(map(Path, folders))}
        except UnknownInputs:
            return
        if are_settled(found):
            self._inputs = digest_of(surroundings(), sorted(found.items()))


def _now() -> float:
    """The moment that decides which day it is: that of SOURCE_DATE_EPOCH, or now."""
    return float(os.environ.get("SOURCE_DATE_EPOCH") or time.time())


def _site_digest(site: Path) -> str:
    """A digest of what the file system says of the files of a site. Empty if a build was killed."""
    if any(name.startswith(f".{site.name}.") for name in os.listdir(site.parent)):
        return ""
    own = os.stat(site / LIST)
    return digest_of(own.st_size, own.st_mtime_ns, sorted(site_files(site).items()))
