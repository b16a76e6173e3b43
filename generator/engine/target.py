"""Where a site is written: beside the old one, and swapped in when it is whole."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterable
from pathlib import Path

from generator.artifact import Artifact
from generator.engine import BuildError
from generator.record import PATH


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

    def write(self, artifacts: Iterable[Artifact]) -> int:
        """Write each of them; the board's files replace the engine's. Returns how many."""
        written: set[str] = set()
        folders = {""}
        for artifact in artifacts:
            folder, _, name = artifact.path.rpartition("/")
            if not name or artifact.path.startswith("/") or ".." in folder.split("/"):
                raise BuildError(f"`{artifact.path}` is no path inside the site.")
            if artifact.path in written:
                raise BuildError(f"two pages or files want to be `{artifact.path}`.")
            written.add(artifact.path)
            if folder not in folders:
                folders.add(folder)
                os.makedirs(self.folder / folder, exist_ok=True)
            with open(f"{self.folder}/{artifact.path}", "wb") as file:
                file.write(artifact.content)
        return len(written)

    def commit(self) -> None:
        """The new site replaces the old one. Hidden names (`.git`, `.nojekyll`) are kept."""
        self.folder.chmod(0o755)
        old = self._beside("old")
        if self.site.exists():
            self.site.rename(old)
        try:
            self.folder.rename(self.site)
        except BaseException:
            if old.exists():
                old.rename(self.site)
            raise
        _keep_hidden(old, self.site)
        shutil.rmtree(old, ignore_errors=True)

    def discard(self) -> None:
        """Remove what was written; the old site stays as it was."""
        shutil.rmtree(self.folder, ignore_errors=True)

    def _beside(self, what: str) -> Path:
        return self.site.parent / f".{self.site.name}.{os.getpid()}.{what}"

    def _remove_leftovers(self) -> None:
        """Of builds that were killed: nobody else will."""
        pattern = re.compile(rf"\.{re.escape(self.site.name)}\.([0-9]+)\.(new|old)")
        if not self.site.parent.is_dir():
            return
        for path in self.site.parent.iterdir():
            match = pattern.fullmatch(path.name)
            if match and (int(match[1]) == os.getpid() or not _is_running(int(match[1]))):
                if match[2] == "old" and not self.site.exists():
                    path.rename(self.site)  # killed between the two renames
                else:
                    shutil.rmtree(path, ignore_errors=True)


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
