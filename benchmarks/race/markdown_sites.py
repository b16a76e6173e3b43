"""Material for MkDocs and Zensical, with a page in Markdown for each listing.

All get the same pages. Each page of Material holds the navigation. So it takes part twice: with
only the first page in it, and without search, which is the least work; and as it is installed, with
`navigation.prune`, which leaves out of each page what its part of the site does not show.
"""

from __future__ import annotations

import importlib.metadata
from pathlib import Path

from benchmarks.race.entrants import Build, Programs
from benchmarks.race.listings import Source, markdown

_CONFIG = """\
site_name: Microinternships
site_url: https://board.example/
theme:
  name: material
  font: false
  features: [navigation.prune]
markdown_extensions: [tables]
"""
_LEAST = """\
plugins: []
nav:
  - index.md
validation: {nav: {omitted_files: ignore}}
"""


def _write(source: Source, folder: Path, more: str = "") -> None:
    (folder / "mkdocs.yml").write_text(_CONFIG + more, encoding="utf-8")
    docs = folder / "docs"
    for item in source.items:
        page = docs / f"listings/{item.id}.md"
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(markdown(item), encoding="utf-8")
    (docs / "index.md").write_text("# Microinternships\n", encoding="utf-8")


class MaterialForMkDocs:
    """mkdocs-material with its usual template."""

    name = "Material for MkDocs"
    does = (
        "makes a page for each listing with the theme's frame, a navigation that has one page "
        "only, and no search index. It makes no lists, feeds, calendars or API."
    )
    settings = _LEAST
    install = "`pip install mkdocs-material`"

    def version(self, programs: Programs) -> str:
        """Such as `9.7.1`."""
        return importlib.metadata.version("mkdocs-material") if programs.mkdocs else ""

    def write(self, programs: Programs, source: Source, our_site: Path, folder: Path) -> Build:
        """Write its pages to `folder`."""
        _write(source, folder, self.settings)
        command = [programs.mkdocs, "build", "--quiet"]
        return Build(command, folder, folder / "site", [], {"NO_MKDOCS_2_WARNING": "1"})


class MaterialAsInstalled(MaterialForMkDocs):
    """The same with its search, and with all pages in the navigation."""

    name = "Material, navigation and search"
    does = (
        "makes the same pages with all listings in the navigation, which grows with each listing "
        "and is part of every page, and with its search index."
    )
    settings = ""


class Zensical:
    """Zensical with the look of Material."""

    name = "Zensical"
    does = "makes the same pages of the same files and settings as Material for MkDocs."
    install = "`pip install zensical`"

    def version(self, programs: Programs) -> str:
        """Such as `0.0.73`."""
        return importlib.metadata.version("zensical") if programs.zensical else ""

    def write(self, programs: Programs, source: Source, our_site: Path, folder: Path) -> Build:
        """Write its pages to `folder`."""
        _write(source, folder, _LEAST)
        command = [programs.zensical, "build", "--clean"]
        return Build(command, folder, folder / "site", [folder / ".cache"])
