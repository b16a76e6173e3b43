"""The staging folder: a new site is written beside the old one and swapped in when it is complete.

Unchanged files of the old site are not written again. A folder in which nothing changed is moved
from the old site to the new one as a whole; other unchanged files are hard links. If the swap is
interrupted, the old site is restored: at once, or by the next build.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from pathlib import Path

from generator.board import history
from generator.building import BuildError
from generator.building.build_cache import (
    BuildCache,
    SiteFiles,
    site_files,
    unchanged_folders,
)
from generator.building.workers import WrittenFile, make_batches
from generator.rendering.artifact import Artifact, Batch


class StagingFolder:
    """A new folder next to `site`. `commit` puts it in the site's place; `discard` removes it.

    It is on the same file system as the site, so that the swap is two renames.
    """

    def __init__(self, site: Path, root: Path) -> None:
        """`root` is the board's folder. Raises `BuildError` if `site` has other files than a site.

        Also cleans up after builds of the same site that were killed.
        """
        self.site = Path(os.path.realpath(site))
        _require_replaceable(self.site, root)
        self._remove_leftovers()
        self.folder = self._sibling("new")
        self.folder.mkdir(parents=True)
        self._folders_to_move: list[str] = []  # from the old site, on `commit`
        self._existing_folders = {""}  # in the staging folder

    def write(self, artifacts: Iterable[Artifact]) -> None:
        """Write each of `artifacts`, over a file of the engine if it has the same path.

        Raises `BuildError` for a path outside the site, or one that occurs twice.
        """
        _require_unique([self._write_file(artifact) for artifact in artifacts])

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
        reused_paths = {file.path for files in reused.values() for file in files or ()}
        self._reuse(reused_paths, old_files, {file.path for files in made for file in files})
        new = {batch.key: files for batch, files in zip(to_make, made, strict=True)}
        return {key: files if files is not None else new[key] for key, files in reused.items()}

    def commit(self) -> None:
        """Replace the old site with the new one. Hidden names (`.git`, `.nojekyll`) are kept.

        If that fails, the old site is restored and the exception is raised again.
        """
        self.folder.chmod(0o755)
        old, plan = self._sibling("old"), self._sibling("plan")
        for folder in self._folders_to_move:
            (self.folder / folder).parent.mkdir(parents=True, exist_ok=True)
        plan.write_text("\n".join(self._folders_to_move), encoding="utf-8")
        try:
            if self.site.exists():
                self.site.rename(old)
            for folder in self._folders_to_move:
                (old / folder).rename(self.folder / folder)
            self.folder.rename(self.site)
        except BaseException:
            _restore(self.site, old, self.folder, self._folders_to_move)
            raise
        finally:
            plan.unlink()
        _keep_hidden(old, self.site)
        shutil.rmtree(old, ignore_errors=True)

    def discard(self) -> None:
        """Remove the staging folder. The old site stays as it was."""
        shutil.rmtree(self.folder, ignore_errors=True)

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

    def _reuse(self, reused: set[str], old_files: SiteFiles, new_paths: set[str]) -> None:
        """Link the reused files into the staging folder, or note the folders to move on commit."""
        # A reused file replaces one of the engine with the same path, so that one is not counted.
        engine_paths = site_files(self.folder).keys() - reused
        self._folders_to_move, single_files = unchanged_folders(
            reused, old_files, new_paths | engine_paths
        )
        for path in sorted(single_files):
            self._make_folder(path.rpartition("/")[0])
            new = self.folder / path
            new.unlink(missing_ok=True)
            _link(self.site / path, new)

    def _sibling(self, kind: str, process: str = "") -> Path:
        """The path `.site.1234.new` beside the site: `kind` is `new`, `old` or `plan`."""
        return self.site.parent / f".{self.site.name}.{process or os.getpid()}.{kind}"

    def _remove_leftovers(self) -> None:
        """Clean up after builds that were killed."""
        pattern = re.compile(rf"\.{re.escape(self.site.name)}\.([0-9]+)\.(new|old|plan)")
        if not self.site.parent.is_dir():
            return
        found = [pattern.fullmatch(path.name) for path in self.site.parent.iterdir()]
        for process in {match[1] for match in found if match}:
            if int(process) == os.getpid() or not _is_running(int(process)):
                self._clean_up(process)

    def _clean_up(self, process: str) -> None:
        """Remove the files of a killed build. Restore the old site if it was being swapped."""
        new, old, plan = (self._sibling(kind, process) for kind in ("new", "old", "plan"))
        if old.exists() and not self.site.exists():
            folders = plan.read_text(encoding="utf-8").split("\n") if plan.exists() else []
            _restore(self.site, old, new, [folder for folder in folders if folder])
        shutil.rmtree(old, ignore_errors=True)
        shutil.rmtree(new, ignore_errors=True)
        plan.unlink(missing_ok=True)


def _restore(site: Path, old: Path, new: Path, folders: Iterable[str]) -> None:
    """Undo a swap that was interrupted: put the old site back, with the folders that moved."""
    if not old.exists():
        return
    for folder in folders:
        if (new / folder).exists() and not (old / folder).exists():
            (new / folder).rename(old / folder)
    old.rename(site)


def _require_unique(files: Iterable[WrittenFile]) -> None:
    paths: set[str] = set()
    for file in files:
        if file.path in paths:
            raise BuildError(f"two pages or files want to be `{file.path}`.")
        paths.add(file.path)


def _link(old: Path, new: Path) -> None:
    """Make a hard link, or a copy where the file system has no hard links."""
    try:
        new.hardlink_to(old)
    except OSError:
        shutil.copy2(old, new)


def _require_replaceable(site: Path, root: Path) -> None:
    if root.resolve().is_relative_to(site):
        raise BuildError(f"{site} holds the board itself: choose another folder for the site.")
    if site.exists() and not site.is_dir():
        raise BuildError(f"{site} is not a folder: choose another one for the site.")
    names = [name for name in os.listdir(site) if name[0] != "."] if site.exists() else []
    if names and "index.html" not in names and not _has_at_most_a_history(site):
        raise BuildError(f"{site} holds files, but no site: empty it or choose another folder.")


def _has_at_most_a_history(site: Path) -> bool:
    """Whether `site` has no file but the history; empty folders don't count.

    A machine that does not have the old site downloads the history, so that the board keeps it.
    A download that failed leaves the folders that were made for it.
    """
    return all(path == site / history.PATH for path in site.rglob("*") if not path.is_dir())


def _keep_hidden(old: Path, new: Path) -> None:
    """Move hidden names to the new site. MkDocs keeps them too when it cleans a folder."""
    for path in old.glob(".*") if old.exists() else ():
        if not (new / path.name).exists():
            path.rename(new / path.name)


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
