"""One stylesheet for all pages: of the theme it has what this board's pages can use."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html

from generator.rendering.pages.site_style import PATH
from tests.support.command import Done, board
from tests.support.html_pages import HtmlPage
from tests.support.paths import TODAY
from tests.support.trees import override, write_site_tree

ENGINES = pytest.mark.parametrize("engine", ["mkdocs", "zensical"])


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A board with few hand-written pages."""
    return write_site_tree(tmp_path / "board", {})


def build(root: Path, engine: str = "mkdocs") -> Done:
    return board("build", "--no-search", "--today", TODAY, "--engine", engine, cwd=root)


def style(root: Path, engine: str) -> str:
    done = build(root, engine)
    assert (done.returncode, done.stderr) == (0, "")
    return (root / "site" / PATH).read_text("utf-8")


def test_every_page_has_it_and_nothing_else_of_the_theme(
    site: Path, pages: tuple[HtmlPage, ...]
) -> None:
    for page in pages:
        sheets = [link.target for link in page.links if link.target.endswith(".css")]
        assert sheets[0].endswith(PATH), page.path
        assert all("/board/" in sheet for sheet in sheets), page.path
    files = {path.relative_to(site).as_posix() for path in site.rglob("*.css")}
    assert not [path for path in files if not path.startswith("assets/board/")]
    assert "assets/board/board.css" not in files


@ENGINES
def test_what_a_page_of_the_boards_own_needs_is_in_it(small: Path, engine: str) -> None:
    """A box of the theme, in a page of docs/."""
    before = style(small, engine)
    assert ".md-grid" in before and ".bs-header" in before and ".b-card" in before
    assert "prefers-color-scheme" not in before and ".admonition" not in before
    (small / "docs/about.md").write_text("# About\n\n!!! warning\n    Mind the step.\n")
    after = style(small, engine)
    assert ".admonition" in after and "--md-admonition-icon--warning" in after
    assert "--md-admonition-icon--danger" not in after
    (small / "docs/about.md").unlink()
    assert style(small, engine) == before


@ENGINES
def test_styles_and_scripts_of_the_boards_own_are_read_too(small: Path, engine: str) -> None:
    (small / "docs/own.css").write_text("p { color: var(--md-code-hl-function-color); }\n")
    (small / "docs/own.js").write_text('document.body.className = "md-banner";\n')
    with (small / "mkdocs.yml").open("a") as settings:
        settings.write("extra_css: [own.css]\nextra_javascript: [own.js]\n")
    found = style(small, engine)
    assert "--md-code-hl-function-color:" in found and ".md-banner{" in found
    page = html.parse(small / "site/index.html")
    assert "own.css" in [link.removeprefix("./") for link in page.xpath("//link/@href")]
    assert (small / "site/own.css").is_file()


def test_a_frame_that_asks_for_a_missing_stylesheet_is_one_line(small: Path) -> None:
    sheet = "assets/stylesheets/none.css"
    link = f'<link rel="stylesheet" href="{{{{ \'{sheet}\' | url }}}}">'
    override(small, "theme/main.html", "{{ super() }}", f"{{{{ super() }}}}{link}")
    done = build(small)
    assert done.returncode and len(done.stderr.splitlines()) == 1
    assert f"the theme's page asks for {sheet}, which the engine did not write" in done.stderr
