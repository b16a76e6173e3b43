"""The staging folder: a new site is written beside the old one and put in its place when complete.

Unchanged files of the old site are not written again: they are hard links. Where the site before
that is still there, only what differs is linked (building/spare.py). The old site is whole until
the new one takes its place, in one step (building/swap.py).
"""

from __future__ import annotations

import filecmp
import os
import re
import shutil
import sys
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from itertools import chain
from pathlib import Path

from generator.building import BuildError
from generator.building.build_cache import LIST, BuildCache, site_files
from generator.building.own_files import (
    keep_others,
    link,
    listed,
    require_replaceable,
    write_list,
)
from generator.building.spare import SpareSite, bring_up_to_date
from generator.building.swap import BuildLock, put_in_place
from generator.building.workers import WrittenFile, make_batches
from generator.rendering.artifact import Artifact, Batch

# The old site is kept if no more than a quarter of the files is new: else it would take much room.
_MOST_CHANGED = 4
_LEFTOVER = re.compile(r"([0-9]+)\.(?:new|spare|old)")  # the end of a name that `_sibling` gives


class StagingFolder:
    """A new folder next to `site`. `commit` puts it in the site's place; `discard` removes it.

    It is on the same file system as the site, so that it only has to be renamed. Until one of the
    two is called, other builds of the same site wait.
    """

    def __init__(self, site: Path, root: Path) -> None:
        """`root` is the board's folder. Raises `BuildError` if `site` has other files than a site.

        Also cleans up after builds of the same site that were killed.
        """
        self.site = Path(os.path.realpath(site))
        self.site.parent.mkdir(parents=True, exist_ok=True)
        self._spare = SpareSite(root, self.site)
        self._lock = BuildLock(self.site, _say)
        try:
            self._remove_leftovers()
            require_replaceable(self.site, root)
            self.folder = self._sibling("new")
            self.folder.mkdir()
        except BaseException:
            self._lock.release()
            raise
        self._existing_folders = {""}  # in the staging folder
        self._unchanged: set[str] = set()  # paths of files that the old site has already
        self._has_new_batches = False

    def write(self, artifacts: Iterable[Artifact]) -> None:
        """Write each of `artifacts`, over a file of the engine if it has the same path.

        Raises `BuildError` for a path outside the site, or one that occurs twice.
        """
        written = [self._write_file(artifact) for artifact in artifacts]
        _require_unique([*written, *(file for file in written if file.path in self._unchanged)])

    def empty(self) -> None:
        """Remove what was written: only what is written from now on is in the site."""
        shutil.rmtree(self.folder)
        self.folder.mkdir()
        self._existing_folders = {""}

    def write_batches(
        self, batches: Sequence[Batch], cache: BuildCache
    ) -> Mapping[str, list[WrittenFile]]:
        """Write the files of `batches`, or reuse those that the old site has already.

        Returns the files of each batch, by its key. Raises `BuildError` if one fails.
        """
        old_files = site_files(self.site)
        reused = {batch.key: cache.reusable(batch.key, old_files) for batch in batches}
        to_make = [batch for batch in batches if reused[batch.key] is None]
        made = make_batches(to_make, self._write_file)
        _require_unique([*chain(*(files for files in reused.values() if files), *made)])
        self._unchanged.update(file.path for files in reused.values() for file in files or ())
        self._has_new_batches |= bool(to_make)
        new = {batch.key: files for batch, files in zip(to_make, made, strict=True)}
        return {key: files if files is not None else new[key] for key, files in reused.items()}

    def commit(self) -> None:
        """Replace the old site with the new one. What no board made is kept in it.

        If nothing changed, the old site stays. If it fails, too, and the exception is raised again.
        """
        if self._is_as_before():
            self.discard()
            return
        made = site_files(self.folder).keys() - self._unchanged
        new = self._put_together()
        new.chmod(0o755)
        write_list(new, made | self._unchanged)
        keep_others(self.site, new)
        old = put_in_place(new, self.site, self._sibling("old"))
        if old is not None and len(made) * _MOST_CHANGED < len(self._unchanged):
            self._spare.keep(old)
        elif old is not None:
            shutil.rmtree(old, ignore_errors=True)
        self.discard()

    def discard(self) -> None:
        """Remove the staging folder. The old site stays as it was."""
        shutil.rmtree(self.folder, ignore_errors=True)
        shutil.rmtree(self._sibling("spare"), ignore_errors=True)
        self._lock.release()

    def _write_file(self, artifact: Artifact) -> WrittenFile:
        folder, _, name = artifact.path.rpartition("/")
        if not name or artifact.path.startswith("/") or ".." in folder.split("/"):
            raise BuildError(f"`{artifact.path}` is no path inside the site.")
        self._make_folder(folder)
        with open(f"{self.folder}/{artifact.path}", "wb") as file:
            file.write(artifact.content)
            file.flush()
            time = os.fstat(file.fileno()).st_mtime_ns
        return WrittenFile(artifact.path, len(artifact.content), time, artifact.is_listed)

    def _make_folder(self, folder: str) -> None:
        if folder not in self._existing_folders:
            self._existing_folders.add(folder)
            os.makedirs(self.folder / folder, exist_ok=True)

    def _is_as_before(self) -> bool:
        """Whether the old site has the very files that the new one would have.

        Linking and removing every file takes most of the time of a build that changes nothing.
        """
        if self._has_new_batches or not (self.site / LIST).is_file():
            return False
        new = site_files(self.folder).keys() - self._unchanged
        return listed(self.site) == new | self._unchanged and all(
            (self.site / path).is_file()
            and filecmp.cmp(self.folder / path, self.site / path, shallow=False)
            for path in new
        )

    def _put_together(self) -> Path:
        """Add the unchanged files of the old site. Returns the folder that has the new one then."""
        folder = self._sibling("spare")
        if self.site.is_dir() and self._spare.take(folder):
            bring_up_to_date(folder, self.site, self._unchanged, self.folder)
            return folder
        self._link_unchanged()
        return self.folder

    def _link_unchanged(self) -> None:
        """Link files of the old site into the staging folder, in place of the engine's."""
        for path in self._unchanged:
            self._make_folder(path.rpartition("/")[0])
            new = f"{self.folder}/{path}"
            with suppress(FileNotFoundError):
                os.unlink(new)
            link(f"{self.site}/{path}", new)

    def _sibling(self, kind: str, process: str = "") -> Path:
        """The path `.site.1234.new` beside the site: `kind` is `new`, `spare` or `old`."""
        return self.site.parent / f".{self.site.name}.{process or os.getpid()}.{kind}"

    def _remove_leftovers(self) -> None:
        """Clean up after builds that were killed. Restore the site if one stopped in a swap."""
        begin = f".{self.site.name}."
        names = (path.name for path in self.site.parent.iterdir() if path.name.startswith(begin))
        found = [_LEFTOVER.fullmatch(name.removeprefix(begin)) for name in names]
        for process in {match[1] for match in found if match}:
            may_run = not self._lock.is_held and int(process) != os.getpid()
            if may_run and _is_running(int(process)):
                continue
            old = self._sibling("old", process)
            if old.exists() and not self.site.exists():
                old.rename(self.site)
            for kind in ("old", "spare", "new"):
                shutil.rmtree(self._sibling(kind, process), ignore_errors=True)


def _require_unique(files: Iterable[WrittenFile]) -> None:
    paths: set[str] = set()
    for file in files:
        if file.path in paths:
            raise BuildError(f"two pages or files want to be `{file.path}`.")
        paths.add(file.path)


def _say(text: str) -> None:
    sys.stderr.write(f"board: {text}\n")
    sys.stderr.flush()


def _is_running(process: int) -> bool:
    if os.name == "nt":  # Windows takes signal 0 as Ctrl-C
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
