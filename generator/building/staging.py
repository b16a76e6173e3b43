"""Where a site is written: beside the old one, and swapped in when it is whole.

What the old site has already is not written again: at the end, folders of which nothing changed
move from the old site to the new one, whole, and other unchanged files stand in both. If that
is interrupted, the old site is put together again: at once, or by the next build.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from pathlib import Path

from generator.board.history import PATH
from generator.building import BuildError
from generator.building.build_cache import BuildCache, SiteFiles, site_files, whole_folders
from generator.building.workers import Made, make
from generator.rendering.artifact import Artifact, Batch


class Target:
    """A fresh folder next to `site`. `commit` puts it in its place; `discard` forgets it.

    It stands on the same file system, so that putting it in place is two renames.
    """

    def __init__(self, site: Path, root: Path) -> None:
        """Refuses a folder that holds something else than a site."""
        self.site = Path(os.path.realpath(site))
        _refuse_to_replace(self.site, root)
        self._remove_leftovers()
        self.folder = self._beside("new")
        self.folder.mkdir(parents=True)
        self._folders: list[str] = []  # of the old site, to be moved to the new one
        self._there = {""}

    def write(self, artifacts: Iterable[Artifact]) -> int:
        """Write each of them; the board's files replace the engine's. Returns how many."""
        made = [self._put(artifact) for artifact in artifacts]
        _refuse_twice(made)
        return len(made)

    def fill(self, batches: Sequence[Batch], memory: BuildCache) -> Mapping[str, list[Made]]:
        """Write what `batches` make; what `memory` knows to be in the old site is kept instead.

        Returns what each batch left, by its key.
        """
        live = site_files(self.site)
        found = {batch.key: memory.kept(batch.key, live) for batch in batches}
        left = [batch for batch in batches if found[batch.key] is None]
        made = make(left, self._put)
        _refuse_twice([*chain(*(item for item in found.values() if item), *made)])
        kept = {item.path for items in found.values() for item in items or ()}
        self._keep(kept, live, {item.path for items in made for item in items})
        fresh = {batch.key: items for batch, items in zip(left, made, strict=True)}
        return {key: items if items is not None else fresh[key] for key, items in found.items()}

    def commit(self) -> None:
        """The new site replaces the old one. Hidden names (`.git`, `.nojekyll`) are kept."""
        self.folder.chmod(0o755)
        old, plan = self._beside("old"), self._beside("plan")
        for folder in self._folders:
            (self.folder / folder).parent.mkdir(parents=True, exist_ok=True)
        plan.write_text("\n".join(self._folders), encoding="utf-8")
        try:
            if self.site.exists():
                self.site.rename(old)
            for folder in self._folders:
                (old / folder).rename(self.folder / folder)
            self.folder.rename(self.site)
        except BaseException:
            _put_back(self.site, old, self.folder, self._folders)
            raise
        finally:
            plan.unlink()
        _keep_hidden(old, self.site)
        shutil.rmtree(old, ignore_errors=True)

    def discard(self) -> None:
        """Remove what was written; the old site stays as it was."""
        shutil.rmtree(self.folder, ignore_errors=True)

    def _put(self, artifact: Artifact) -> Made:
        folder, _, name = artifact.path.rpartition("/")
        if not name or artifact.path.startswith("/") or ".." in folder.split("/"):
            raise BuildError(f"`{artifact.path}` is no path inside the site.")
        if folder not in self._there:
            self._there.add(folder)
            os.makedirs(self.folder / folder, exist_ok=True)
        with open(f"{self.folder}/{artifact.path}", "wb") as file:
            file.write(artifact.content)
            file.flush()
            time = os.fstat(file.fileno()).st_mtime_ns
        return Made(artifact.path, len(artifact.content), time, artifact.is_listed)

    def _keep(self, kept: set[str], live: SiteFiles, made: set[str]) -> None:
        """Decide how each file that is kept gets into the new site."""
        engines = site_files(self.folder).keys() - kept  # before: the board's replace them
        self._folders, alone = whole_folders(kept, live, made | engines)
        for path in sorted(alone):
            folder = path.rpartition("/")[0]
            if folder not in self._there:
                self._there.add(folder)
                os.makedirs(self.folder / folder, exist_ok=True)
            new = self.folder / path
            new.unlink(missing_ok=True)
            _link(self.site / path, new)

    def _beside(self, what: str, number: str = "") -> Path:
        return self.site.parent / f".{self.site.name}.{number or os.getpid()}.{what}"

    def _remove_leftovers(self) -> None:
        """Of builds that were killed: nobody else will."""
        pattern = re.compile(rf"\.{re.escape(self.site.name)}\.([0-9]+)\.(new|old|plan)")
        if not self.site.parent.is_dir():
            return
        found = [pattern.fullmatch(path.name) for path in self.site.parent.iterdir()]
        for number in {match[1] for match in found if match}:
            if int(number) == os.getpid() or not _is_running(int(number)):
                self._clear(number)

    def _clear(self, number: str) -> None:
        """Remove what the process `number` left; bring back the old site if it was moving it."""
        new, old, plan = (self._beside(what, number) for what in ("new", "old", "plan"))
        if old.exists() and not self.site.exists():
            folders = plan.read_text(encoding="utf-8").split("\n") if plan.exists() else []
            _put_back(self.site, old, new, [folder for folder in folders if folder])
        shutil.rmtree(old, ignore_errors=True)
        shutil.rmtree(new, ignore_errors=True)
        plan.unlink(missing_ok=True)


def _put_back(site: Path, old: Path, new: Path, folders: Iterable[str]) -> None:
    """Undo what `commit` began: the old site stands as it did before."""
    if not old.exists():
        return
    for folder in folders:
        if (new / folder).exists() and not (old / folder).exists():
            (new / folder).rename(old / folder)
    old.rename(site)


def _refuse_twice(made: Iterable[Made]) -> None:
    seen: set[str] = set()
    for item in made:
        if item.path in seen:
            raise BuildError(f"two pages or files want to be `{item.path}`.")
        seen.add(item.path)


def _link(old: Path, new: Path) -> None:
    """The same file under another name; a copy of it where the file system knows no such thing."""
    try:
        new.hardlink_to(old)
    except OSError:
        shutil.copy2(old, new)


def _refuse_to_replace(site: Path, root: Path) -> None:
    if root.resolve().is_relative_to(site):
        raise BuildError(f"{site} holds the board itself: choose another folder for the site.")
    if site.exists() and not site.is_dir():
        raise BuildError(f"{site} is not a folder: choose another one for the site.")
    seen = [name for name in os.listdir(site) if name[0] != "."] if site.exists() else []
    if seen and "index.html" not in seen and not _holds_only_a_record(site):
        raise BuildError(f"{site} holds files, but no site: empty it or choose another folder.")


def _holds_only_a_record(site: Path) -> bool:
    """What a machine without the site before puts there, so that the board remembers."""
    return [path for path in site.rglob("*") if not path.is_dir()] == [site / PATH]


def _keep_hidden(old: Path, new: Path) -> None:
    """MkDocs leaves hidden names alone when it cleans a folder: so do we."""
    for path in old.glob(".*") if old.exists() else ():
        if not (new / path.name).exists():
            path.rename(new / path.name)


def _is_running(process: int) -> bool:
    if os.name == "nt":  # where signal 0 is Ctrl-C
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
