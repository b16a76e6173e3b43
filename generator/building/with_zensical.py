"""Build with Zensical, the successor of Material for MkDocs. It reads the same mkdocs.yml.

Zensical has no plugins: it runs in a folder of its own, with the shell page among the
hand-written ones, and what it wrote is then treated as MkDocs' pages are.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

from generator.building import BuildError, BuildOptions
from generator.building.build import demand_sound, draft_of, finish
from generator.building.staging import Target
from generator.rendering.pages.page_template import (
    SHELL_FILE,
    SHELL_MARKDOWN,
    SHELL_SOURCE,
    settled,
)

_CONFIG = "mkdocs.yml"
_COPIED = ("docs", "generator/theme")
# Its own scripts, search and site map: the board has others.
_UNUSED = (
    *(f"assets/javascripts/{name}" for name in ("bundle.*", "LICENSE", "workers")),
    "search.json",
    "sitemap.xml",
)

_LINK = re.compile(r"\]\((?P<target>\.\./[^)\s]*)")


def build(root: Path, options: BuildOptions) -> None:
    """Build the site of the board in `root`. Raises `BuildError`; the old one then stays."""
    if find_spec("zensical") is None:
        raise BuildError("Zensical is not installed: pip install zensical.")
    draft = draft_of(root, options)
    if not options.keep_going:
        demand_sound(draft)
    target = Target((options.site_dir or root / "site").absolute(), root)
    try:
        with TemporaryDirectory(prefix="board-") as folder:
            work = Path(folder)
            _prepare(root, work)
            _run(work)
            shutil.copytree(work / "site", target.folder, dirs_exist_ok=True)
        _settle(target.folder)
        finish(draft, target)
    finally:
        target.discard()  # nothing is left of it once it is in place


def _prepare(root: Path, work: Path) -> None:
    shutil.copy(root / _CONFIG, work / _CONFIG)
    for name in _COPIED:
        if (root / name).is_dir():
            shutil.copytree(root / name, work / name)
    for page in (work / "docs").rglob("*.md"):
        page.write_text(_links_from_sources(page), encoding="utf-8")
    shell = work / "docs" / SHELL_SOURCE
    shell.parent.mkdir(parents=True)
    shell.write_text(SHELL_MARKDOWN, encoding="utf-8")


def _links_from_sources(page: Path) -> str:
    """The page's text with links to the board's own pages as Zensical wants them.

    `../browse/` leads from a page's address, for MkDocs leaves alone what it does not find.
    Zensical takes every link as leading from the source file, one folder higher.
    """

    def link(match: re.Match[str]) -> str:
        is_source = (page.parent / match["target"].partition("#")[0]).exists()
        return match[0] if is_source else match[0].replace("../", "", 1)

    return _LINK.sub(link, page.read_text(encoding="utf-8"))


def _run(work: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "zensical", "build"],
        cwd=work,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode or not (work / "site" / SHELL_FILE).exists():
        said = " ".join((done.stderr or done.stdout).split())
        raise BuildError(f"Zensical built no site: {said[-400:]}")


def _settle(folder: Path) -> None:
    for path in [path for name in _UNUSED for path in folder.glob(name)]:
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    for path, address in _pages(folder):
        path.write_text(settled(path.read_text(encoding="utf-8"), address), encoding="utf-8")


def _pages(folder: Path) -> Iterator[tuple[Path, str]]:
    """The hand-written pages, and where they stand."""
    for path in folder.rglob("*.html"):
        file = path.relative_to(folder).as_posix()
        if file != SHELL_FILE:
            yield path, file.removesuffix("index.html")
