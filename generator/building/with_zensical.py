"""Builds with Zensical, the successor of Material for MkDocs. It reads the same mkdocs.yml.

Zensical has no plugins. So it runs in a temporary folder, with the program's pages and theme and
the board's own on top, the complete settings, and the template page. Its files are then copied to
the staging folder and finished as MkDocs' are.
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
from typing import Any

import yaml
from pathspec import GitIgnoreSpec

from generator.building import BuildError, BuildOptions, BuildSummary
from generator.building.build import PreparedBuild, prepare_build, require_no_errors, write_site
from generator.building.defaults import completed, for_pages
from generator.building.frame import KeptFrame, files_in
from generator.building.handwritten import of_this_board
from generator.building.staging import StagingFolder
from generator.model.settings import Settings
from generator.reading.bundled import DEFAULTS, THEME, pages_beside
from generator.reading.overrides import FOLDER as OVERRIDES
from generator.rendering.pages.page_template import (
    TEMPLATE_FILE,
    TEMPLATE_MARKDOWN,
    TEMPLATE_SOURCE,
    finish_handwritten_page,
)

_CONFIG = "mkdocs.yml"
_THEME = "theme"
_HIGHLIGHT = "pymdownx.highlight"
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
        KeptFrame(prepared.work, options, "zensical").keep(files_in(staging.folder))
        return write_site(prepared, staging)
    finally:
        staging.discard()  # after a successful build, the folder is gone already


def _prepare(root: Path, work: Path, build: PreparedBuild) -> None:
    """Fill `work` with all that Zensical reads: settings, pages, and the theme."""
    given = _read_settings(root / _CONFIG)
    docs, theme = root / str(given.get("docs_dir", "docs")), given.get("theme")
    own_theme = theme.get("custom_dir") if isinstance(theme, dict) else None
    folders = [THEME, root / OVERRIDES / "theme", *([root / own_theme] if own_theme else [])]
    for folder in folders:
        if folder.is_dir():
            leave = shutil.ignore_patterns(DEFAULTS.name)
            shutil.copytree(folder, work / _THEME, dirs_exist_ok=True, ignore=leave)
    if docs.is_dir():
        shutil.copytree(docs, work / "docs")
    own = {path.relative_to(docs).as_posix() for path in docs.rglob("*") if path.is_file()}
    added = pages_beside(own)
    for name, path in added.items():
        (work / "docs" / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, work / "docs" / name)
    own_pages = {name for name in own if name.endswith(".md")}
    _write_settings(work, given, own_pages, {*added}, build.work.settings)
    for page in (work / "docs").rglob("*.md"):
        written = page.read_text(encoding="utf-8")
        text = of_this_board(written, build.work.settings, build.today)
        page.write_text(_links_from_source(page, text), encoding="utf-8")
    template = work / "docs" / TEMPLATE_SOURCE
    template.parent.mkdir(parents=True)
    template.write_text(TEMPLATE_MARKDOWN, encoding="utf-8")


def _write_settings(
    work: Path, given: dict[str, Any], own: set[str], added: set[str], board: Settings
) -> None:
    """Write the complete settings: those of mkdocs.yml, `given`, and the defaults."""
    pages = (own | added) - _matched(given, "exclude_docs", own | added)
    listed = (own & pages) - _matched(given, "not_in_nav", own)
    settings = {**completed(given), **for_pages(given, pages, listed, board), "docs_dir": "docs"}
    settings["markdown_extensions"] = _without_colours(settings["markdown_extensions"])
    settings["site_url"] = board.url
    settings["theme"] = {**settings["theme"], "custom_dir": _THEME}
    (work / _CONFIG).write_text(yaml.dump(settings, Dumper=_Dumper), encoding="utf-8")


def _without_colours(extensions: list[Any]) -> list[Any]:
    """`extensions`, with examples of code as plain as MkDocs makes them.

    Zensical always adds what colours code, and some of its colours are too pale to read. A board
    that chose to colour code keeps its choice.
    """
    names = {next(iter(item)) if isinstance(item, dict) else item for item in extensions}
    if _HIGHLIGHT in names:
        return extensions
    return [*extensions, {_HIGHLIGHT: {"use_pygments": False}}]


def _matched(given: dict[str, Any], key: str, names: set[str]) -> set[str]:
    """Those of `names` that the patterns of a setting match."""
    lines = given.get(key)
    patterns = GitIgnoreSpec.from_lines(lines.splitlines() if isinstance(lines, str) else ())
    return set(patterns.match_files(names))


def _links_from_source(page: Path, markdown: str) -> str:
    """The Markdown of `page` with links to the board's own pages made relative to the source file.

    There is no source file for `../browse/`, so MkDocs leaves the link as it is, and it is relative
    to the page's address. Zensical takes every link as relative to the source file, which is one
    folder higher.
    """

    def link(match: re.Match[str]) -> str:
        is_source = (page.parent / match["target"].partition("#")[0]).exists()
        return match[0] if is_source else match[0].replace("../", "", 1)

    return _LINK.sub(link, markdown)


def _run(work: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "zensical", "build"],
        cwd=work,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode or not (work / "site" / TEMPLATE_FILE).exists():
        output = (done.stderr or done.stdout).strip()
        if "Traceback" in output:
            output = output.splitlines()[-1]  # what went wrong, without where in Zensical's code
        raise BuildError(f"Zensical built no site: {' '.join(output.split())[-400:]}")


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


class _Loader(yaml.SafeLoader):
    """Keeps a value with a tag, such as `!ENV`, as it is written: Zensical reads it."""


class _Dumper(yaml.SafeDumper):
    """Writes such a value back."""


_Loader.add_multi_constructor("", lambda loader, suffix, node: node)
for _kind in (yaml.ScalarNode, yaml.SequenceNode, yaml.MappingNode):
    _Dumper.add_representer(_kind, lambda dumper, node: node)


def _read_settings(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = yaml.load(path.read_bytes(), _Loader)  # noqa: S506 - as safe as its base
    return found
