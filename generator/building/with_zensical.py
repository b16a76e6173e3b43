"""Builds with Zensical, the successor of Material for MkDocs. It reads the same mkdocs.yml.

Zensical has no plugins. So it runs in a temporary folder, to which the template page is added, and
its files are then copied to the staging folder and finished as MkDocs' are.
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

from generator.building import BuildError, BuildOptions, BuildSummary
from generator.building.build import PreparedBuild, prepare_build, require_no_errors, write_site
from generator.building.handwritten import of_this_board
from generator.building.staging import StagingFolder
from generator.rendering.pages.page_template import (
    TEMPLATE_FILE,
    TEMPLATE_MARKDOWN,
    TEMPLATE_SOURCE,
    finish_handwritten_page,
)

_CONFIG = "mkdocs.yml"
_COPIED = ("docs", "generator/theme")
# Its own scripts, search and sitemap: the board has its own.
_UNUSED = (
    *(f"assets/javascripts/{name}" for name in ("bundle.*", "LICENSE", "workers")),
    "search.json",
    "sitemap.xml",
)

_LINK = re.compile(r"\]\((?P<target>\.\./[^)\s]*)")


def build(root: Path, options: BuildOptions) -> BuildSummary:
    """Build the site of the board in `root`. If it raises `BuildError`, the old site stays."""
    if find_spec("zensical") is None:
        raise BuildError("Zensical is not installed: pip install zensical.")
    prepared = prepare_build(root, options)
    if not options.keep_going:
        require_no_errors(prepared)
    staging = StagingFolder((options.site_dir or root / "site").absolute(), root)
    try:
        with TemporaryDirectory(prefix="board-") as folder:
            work = Path(folder)
            _prepare(root, work, prepared)
            _run(work)
            shutil.copytree(work / "site", staging.folder, dirs_exist_ok=True)
        _finish_pages(staging.folder)
        return write_site(prepared, staging)
    finally:
        staging.discard()  # after a successful build, the folder is gone already


def _prepare(root: Path, work: Path, build: PreparedBuild) -> None:
    """Copy the hand-written pages and the theme to `work`, and add the template page."""
    shutil.copy(root / _CONFIG, work / _CONFIG)
    for name in _COPIED:
        if (root / name).is_dir():
            shutil.copytree(root / name, work / name)
    for page in (work / "docs").rglob("*.md"):
        text = of_this_board(_links_from_sources(page), build.work.settings, build.today)
        page.write_text(text, encoding="utf-8")
    template = work / "docs" / TEMPLATE_SOURCE
    template.parent.mkdir(parents=True)
    template.write_text(TEMPLATE_MARKDOWN, encoding="utf-8")


def _links_from_sources(page: Path) -> str:
    """The page's Markdown with links to the board's own pages made relative to the source file.

    There is no source file for `../browse/`, so MkDocs leaves the link as it is, and it is relative
    to the page's address. Zensical takes every link as relative to the source file, which is one
    folder higher.
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
    if done.returncode or not (work / "site" / TEMPLATE_FILE).exists():
        output = " ".join((done.stderr or done.stdout).split())
        raise BuildError(f"Zensical built no site: {output[-400:]}")


def _finish_pages(folder: Path) -> None:
    """Remove files of the theme that the board does not use, and finish the hand-written pages."""
    for path in [path for name in _UNUSED for path in folder.glob(name)]:
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    for path, address in _handwritten_pages(folder):
        html = path.read_text(encoding="utf-8")
        path.write_text(finish_handwritten_page(html, address), encoding="utf-8")


def _handwritten_pages(folder: Path) -> Iterator[tuple[Path, str]]:
    """The file of each hand-written page, and its address relative to the site's root."""
    for path in folder.rglob("*.html"):
        file = path.relative_to(folder).as_posix()
        if file != TEMPLATE_FILE:
            yield path, file.removesuffix("index.html")
