"""The site that `board serve` shows: built again after each change, as fast as can be.

A change of a listing needs no engine, and its pages are shown before the search index is made: that
follows in a process of its own, which the next change stops. The last good site stays while a file
is broken.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Collection
from contextlib import suppress
from dataclasses import replace
from datetime import date
from importlib import import_module
from pathlib import Path

from generator import PACKAGE
from generator.building import BuildError, BuildOptions
from generator.building.board_folders import SETTINGS, board_folders
from generator.building.build import PreparedBuild, prepare_build
from generator.building.frame import FrameFiles, KeptFrame
from generator.building.inputs import Stats, UnknownInputs, stats
from generator.building.saved_listing import pages_of_saved
from generator.building.site import write_around
from generator.checking.workspace import open_workspace
from generator.model.errors import BoardError, ProblemsError
from generator.reading import bundled, files
from generator.reading.store import FOLDER
from generator.reading.tree import FOLDER as LISTINGS
from generator.reporting.text import report

_SITE = "serve/site"  # below the folder of caches: the next `board serve` begins with it
_SLOW = 1.0  # seconds: after a longer build, the next saved page is shown before the rest follows
_STAYS = "The site stays as it was."


class Preview:
    """A board's site in .cache/board/, as it is while somebody works on the board."""

    def __init__(self, root: Path, today: date | None = None, engine: str = "mkdocs") -> None:
        self.site = root / FOLDER / _SITE
        self.root = root
        self._engine = engine
        self._options = BuildOptions(today, keep_going=True, site_dir=self.site)
        self._known_errors: frozenset[str] | None = None  # files with errors in the last good build
        self._last: tuple[PreparedBuild, FrameFiles] | None = None  # the last good build, if slow
        self._index: subprocess.Popen[bytes] | None = None  # makes the search index

    def watched(self) -> Stats:
        """All files that the site is made from, and what the file system says of them."""
        try:
            folders = [*board_folders(self.root).all_read]
        except UnknownInputs:  # what a hook reads is not known: these are
            names = (SETTINGS, "listings", "schema", "overrides", "docs")
            folders = [self.root / name for name in names]
        parts = (PACKAGE / name for name in ("templates", "assets"))
        return stats((*folders, *parts, bundled.THEME, bundled.SCHEMAS), follow=False)

    def build(self) -> None:
        """Build the site anew. Raises `BoardError` if that is not possible, and it then stays.

        Files that have errors from the start are left out. A new error must not make the page
        vanish that somebody is writing at this moment.
        """
        self.stop()
        self._last, start = None, time.perf_counter()
        work = open_workspace(self.root)
        prepared = prepare_build(self.root, replace(self._options, later_search=True), work)
        with_errors, known = prepared.files_with_errors, self._known_errors
        if known is not None and not with_errors <= known:
            raise BuildError(prepared.report())
        if with_errors and known is None:
            say(f"left out, because of errors:\n{prepared.report()}")
        frame = KeptFrame(work, self._options, self._engine).files()
        if frame is not None:
            write_around(frame, prepared)
        else:
            engine = import_module(f"generator.building.with_{self._engine}")
            engine.build(self.root, prepared.options)
        self._known_errors = with_errors
        if frame is not None and time.perf_counter() - start > _SLOW:
            self._last = prepared, frame

    def show_saved(self, changed: Collection[str]) -> bool:
        """Whether the one file in `changed` is a listing whose page is now shown as it was saved.

        Only where the last build was slow: the rest of the site follows with the next one.
        """
        if self._last is None or len(changed) != 1:
            return False
        (file,) = changed
        listings = f"{self.root / LISTINGS}/"
        if not (file.startswith(listings) and file.endswith(".yml")):
            return False
        path = f"{LISTINGS}/{file.removeprefix(listings)}"
        self.stop()  # it would put another site in place
        try:
            made = [*pages_of_saved(path, *self._last)]
            for artifact in made:
                # Only a build adds files: it takes no other file for its own.
                if (self.site / artifact.path).exists():
                    files.write_whole(self.site / artifact.path, artifact.content)
        except (BoardError, OSError):
            return False  # the build will say it
        return bool(made)

    def rebuild(self, changed: Collection[str] = ()) -> bool:
        """Whether the site could be built anew, after `changed` were changed. If not, says why."""
        if any(file.startswith(f"{PACKAGE}/") for file in changed):
            bundled.digest.cache_clear()
        try:
            self.build()
        except ProblemsError as error:
            lines = error.lines
            say("\n".join([*report(error.problems, lambda file: lines, 1), _STAYS]))
        except (BoardError, OSError) as error:
            say(f"{error}\n{_STAYS}")
        else:
            return True
        return False

    def make_index(self) -> None:
        """Begin to make the search index, in the background."""
        day = self._options.today
        command = [
            sys.executable, "-m", "generator", "build", "--keep-going",
            "--root", str(self.root), "--site-dir", str(self.site), "--engine", self._engine,
            *(["--today", str(day)] if day else []),
        ]  # fmt: skip
        self._index = subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL
        )

    def stop(self) -> None:
        """Stop making the search index. A build can be stopped at any moment."""
        if self._index is not None:
            with suppress(ProcessLookupError):
                self._index.terminate()
            self._index.wait()
            self._index = None


def say(text: str) -> None:
    """Print `text` for the person at the terminal."""
    sys.stderr.write(f"{text}\n")
    sys.stderr.flush()
