"""A board whose folder holds only data, and one with its own pages, words and overrides."""

from __future__ import annotations

import tomllib
from glob import glob
from pathlib import Path
from typing import Any

import pytest
from mkdocs.commands import build as mkdocs_build

from generator.reading import bundled
from tests.support.command import Done, board
from tests.support.paths import ROOT, TODAY
from tests.support.trees import MKDOCS, OTHER, contents, override, write_site_tree, write_tree

UNDER_A_PATH = MKDOCS.replace("board.example/", "board.example/projects/")
ENGINES = ("mkdocs", "zensical")


@pytest.fixture
def data_only(tmp_path: Path) -> Path:
    """Listings and settings, and nothing else."""
    return write_tree(tmp_path / "board", mkdocs=UNDER_A_PATH)


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A board with few of the program's pages, which is built quickly."""
    return write_site_tree(tmp_path / "board", {})


def built(root: Path, *options: str) -> dict[str, str]:
    """Build, and return the site's pages by their addresses."""
    done = build(root, *options)
    assert (done.returncode, done.stderr) == (0, "")
    return {
        path.relative_to(root / "site").as_posix().removesuffix("index.html"): path.read_text()
        for path in (root / "site").rglob("*.html")
    }


def build(root: Path, *options: str) -> Done:
    return board("build", "--no-search", "--today", TODAY, *options, cwd=root)


def listed(page: str) -> list[str]:
    """The titles in the list beside a hand-written page."""
    start = page.index('class="bs-pages"')
    items = page[start : page.index("</nav>", start)].split("<a ")[1:]
    return [item.partition(">")[2].partition("<")[0] for item in items]


@pytest.mark.parametrize("engine", ENGINES)
def test_a_folder_with_data_alone_becomes_the_whole_site(data_only: Path, engine: str) -> None:
    pages = built(data_only, "--engine", engine)
    assert {"", "help/", "for-students/", "reference/rules/", "listings/acme/survey/"} <= {*pages}
    assert "architecture/" not in pages
    assert listed(pages["help/"])[:2] == ["Help", "For students"]
    for address in ("", "help/", "listings/acme/survey/"):
        page = pages[address]
        assert "What fits me" in page and "For aggregators" in page, "menu and footer"
        assert 'href="https://board.example/projects/' in page
        assert "assets/board/site.css" in page
    site = data_only / "site"
    assert (site / "assets/shell/icon.svg").is_file() and (site / "assets/guide").is_dir()
    assert not [*site.rglob("defaults.yml")]
    assert not [*data_only.glob("generator")]


def test_a_build_leaves_nothing_in_a_board_but_an_empty_folder_for_pages(data_only: Path) -> None:
    before = {path.name for path in data_only.iterdir()}
    built(data_only)
    assert {path.name for path in data_only.iterdir()} - before == {"docs", "site", ".cache"}
    assert not [*(data_only / "docs").iterdir()]


@pytest.mark.parametrize("engine", ENGINES)
def test_pages_of_ones_own_are_added_and_replace_the_programs(data_only: Path, engine: str) -> None:
    docs = data_only / "docs"
    (docs / "help").mkdir(parents=True)
    (docs / "about.md").write_text(
        "# Who we are\n\nAsk [for help](help/index.md).[^1]\n\n[^1]: Do.\n"
    )
    (docs / "help/index.md").write_text("No heading here.\n")
    (docs / "for-students.md").write_text("# Students of Northgate\n\nWelcome.\n")
    with (data_only / "mkdocs.yml").open("a") as settings:
        settings.write("markdown_extensions: [footnotes]\nexclude_docs: /for-aggregators.md\n")
    pages = built(data_only, "--engine", engine)
    assert listed(pages["about/"])[:4] == ["Help", "Who we are", "For students", "Choose a project"]
    assert 'class="footnote"' in pages["about/"] and 'href="../help/"' in pages["about/"]
    assert "<h1>Help</h1>" in pages["help/"].replace(' id="help"', "")
    assert "Students of Northgate" in pages["for-students/"]
    assert "<table>" in pages["reference/rules/"], "the default extensions stay"
    assert "for-aggregators/" not in pages
    assert "For aggregators" not in pages["about/"], "no link to a page that is left out"


def test_a_list_of_pages_of_ones_own_is_taken_as_it_is(small: Path) -> None:
    (small / "docs/about.md").write_text("# About\n")
    with (small / "mkdocs.yml").open("a") as settings:
        settings.write("nav: [{Us: about.md}]\n")
    assert listed(built(small)["about/"]) == ["Us"]


@pytest.mark.parametrize("engine", ENGINES)
def test_a_page_may_be_in_no_list_and_the_rest_of_the_theme_stays(small: Path, engine: str) -> None:
    (small / "docs/about.md").write_text("# About\n")
    (small / "docs/hidden.md").write_text("# Hidden\n")
    with (small / "mkdocs.yml").open("a") as settings:
        settings.write("not_in_nav: /hidden.md\ntheme: {name: material, language: de}\n")
        settings.write("site_author: !ENV [NOT_SET, Ana]\n")  # what has a tag is the engine's
    pages = built(small, "--engine", engine)
    assert listed(pages["hidden/"])[:2] == ["Help", "About"]
    assert "Hidden" not in listed(pages["hidden/"])
    assert '<html lang="de"' in pages["about/"] and "assets/shell/icon.svg" in pages["about/"]


def test_a_strict_build_of_data_alone_has_no_warning(data_only: Path) -> None:
    from tests.building.test_build import with_mkdocs

    (data_only / "docs").mkdir()
    code, said = with_mkdocs(data_only, "--strict")
    assert code == 0, said


@pytest.mark.parametrize("engine", ENGINES)
def test_templates_styles_scripts_and_the_frame_can_be_replaced(small: Path, engine: str) -> None:
    before = contents(small / "site") if built(small) else {}
    override(small, "templates/card.html", "<", "<b>own card</b><")
    override(small, "assets/board.css", "{", "{--own: 1;")
    override(
        small, "assets/post/check/dates.js", "export function", "const own = 1;\nexport function"
    )
    override(small, "theme/partials/footer.html", "<ul", '<ul title="own"')
    override(small, "theme/assets/shell/shell.css", "{", "{--own: 2;")
    pages = built(small, "--engine", engine)
    assert "<b>own card</b>" in pages["browse/"] + pages[""]
    frames = [page.replace('"', "") for page in pages.values() if "bs-footer" in page]
    assert frames and all("<ul title=own" in frame for frame in frames)
    site = small / "site"
    style = (site / "assets/board/site.css").read_text()
    assert "--own: 1" in style and "--own: 2" in style
    assert "own = 1" in (site / "assets/board/post/check/dates.js").read_text()
    assert "own = 1" in (site / "assets/board/post/main.js").read_text(), "in a bundle too"
    for path in sorted((small / "overrides").rglob("*.*")):
        path.unlink()
    built(small)
    assert contents(site) == before


@pytest.mark.parametrize("engine", ENGINES)
def test_an_older_boards_copy_of_the_theme_counts_most(small: Path, engine: str) -> None:
    """Such a board has all of it in the theme's `custom_dir`."""
    override(small, "theme/partials/footer.html", "<ul", '<ul title="overrides"')
    override(small, "theme/404.html", "<h1", '<h1 title="overrides"')
    path = small / "frame/partials/footer.html"
    path.parent.mkdir(parents=True)
    path.write_text("<footer>The older one</footer>")
    with (small / "mkdocs.yml").open("a") as settings:
        settings.write("theme: {name: material, custom_dir: frame}\n")
    pages = built(small, "--engine", engine)
    assert "The older one" in pages["help/"] and "The older one" in pages["browse/"]
    assert 'title="overrides"' in pages["404.html"]


def test_every_way_of_building_gives_the_same_bytes(small: Path, tmp_path: Path) -> None:
    from tests.building.test_build import with_mkdocs

    override(small, "templates/listing.html", "<h2", "<h2 data-own")
    override(small, "theme/main.html", "<meta", "<meta data-own")
    (small / "docs/about.md").write_text("# About\n")
    assert board("build", "--today", TODAY, cwd=small).returncode == 0
    first = contents(small / "site")
    code, said = with_mkdocs(small, "--site-dir", str(tmp_path / "other"))
    assert code == 0, said
    assert contents(tmp_path / "other") == first


BROKEN: dict[str, tuple[str, str, str]] = {
    "syntax": ("templates/home.html", "{% if %}", ":1: the template can't be read: "),
    "name": ("templates/home.html", "\n{{ nothing }}", ":2: 'nothing' is undefined."),
    "inside": ("templates/post_field.html", "", ": does not fit post.html: the template"),
    "frame": ("theme/partials/footer.html", "\n\n{{ x.y }}", ":3: 'x' is undefined"),
    "frame-syntax": ("theme/main.html", "{% endfor %}", ":1: the template can't be read: "),
    "no-text": ("assets/board.css", "\udcff", ":1: the text is not UTF-8."),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_override_is_one_line(
    small: Path, name: str, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tests.building.test_build import with_mkdocs

    file, text, expected = BROKEN[name]
    path = small / "overrides" / file
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8", errors="surrogateescape")
    done = build(small)
    assert done.returncode == 2 and done.stderr.count("\n") == 1, done.stderr
    assert done.stderr.startswith(f"board: overrides/{file}") and expected in done.stderr
    caplog.clear()
    monkeypatch.setattr(mkdocs_build.log, "filters", [])  # MkDocs says nothing twice in a process
    code, said = with_mkdocs(small)
    said += caplog.text
    assert code == 1 and expected in said and "Traceback" not in said


def test_zensical_says_in_one_line_that_a_frame_is_broken(small: Path) -> None:
    path = small / "overrides/theme/partials/footer.html"
    path.parent.mkdir(parents=True)
    path.write_text("\n\n{{ x.y }}")
    done = build(small, "--engine", "zensical")
    assert done.returncode == 2 and done.stderr.count("\n") == 1
    assert "partials/footer.html:3" in done.stderr and "site-packages" not in done.stderr


@pytest.mark.parametrize(
    ("file", "fix"),
    [
        ("templates/listings.html", "Did you mean `overrides/templates/listing.html`?"),
        ("listing.html", "Did you mean `overrides/templates/listing.html`?"),
        ("theme/partials/heder.html", "Did you mean `overrides/theme/partials/header.html`?"),
        ("assets/mine.css", "A file of your own belongs in docs/."),
        ("words/skills.yml", "it is not in assets/, templates/ or theme/."),
    ],
)
def test_a_file_that_replaces_nothing_is_said(tmp_path: Path, file: str, fix: str) -> None:
    root = write_tree(tmp_path)
    path = root / "overrides" / file
    path.parent.mkdir(parents=True)
    path.write_text("")
    for command in (["check"], ["build"]):
        done = board(*command, cwd=root)
        assert done.returncode == 2
        assert done.stderr.startswith(f"board: overrides/{file}:1: this file replaces nothing")
        assert fix in done.stderr


def test_files_of_the_theme_below_notes_and_hidden_files_are_fine(tmp_path: Path) -> None:
    root = write_tree(tmp_path)
    for file in ("theme/partials/languages/cy.html", "README.md", "assets/.gitkeep"):
        path = root / "overrides" / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("")
    assert board("check", cwd=root).returncode == 0


def test_a_link_is_no_override(tmp_path: Path) -> None:
    root = write_tree(tmp_path)
    (root / "overrides/assets").mkdir(parents=True)
    (root / "overrides/assets/board.css").symlink_to("/etc/hostname")
    done = board("check", cwd=root)
    assert "overrides/assets/board.css:1: this is not an ordinary file." in done.stderr


def test_words_of_ones_own_have_pages_and_are_understood(small: Path) -> None:
    (small / "schema/skills.yml").write_text(
        "terms:\n  - {id: zine-making, label: Zine making, aliases: [zines], broader: media}\n"
        "  - {id: excel, label: Tables in Excel}\n"
    )
    listing = small / "listings/acme/survey.yml"
    text = listing.read_text()
    start, end = text.index("skills:"), text.index("\n", text.index("skills:"))
    listing.write_text(text.replace(text[start:end], "skills: [zine-making, MS Excel, python]"))
    done = board("check", "--today", TODAY, "--verbose", cwd=small)
    assert done.returncode == 0 and "`excel`" in done.stdout, "an alias of the program's stays"
    pages = built(small)
    assert "Zine making" in pages["skills/zine-making/"]
    assert "Tables in Excel" in pages["skills/excel/"]
    assert "Python" in pages["skills/python/"], "a word of the program's"


def test_the_package_data_are_the_pages_that_the_program_reads() -> None:
    data: Any = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["setuptools"]
    patterns, left_out = (
        data[key]["generator"] for key in ("package-data", "exclude-package-data")
    )
    folder = ROOT / "generator"

    def files(patterns: list[str]) -> set[Path]:
        found = (name for text in patterns for name in glob(text, root_dir=folder, recursive=True))
        return {folder / name for name in found if (folder / name).is_file()}

    packed = files(patterns) - files(left_out)
    pages = {path for path in packed if path.is_relative_to(folder / "pages")}
    assert pages == {*bundled.pages().values()}
    assert {*bundled.replaceable().values(), bundled.DEFAULTS} <= packed
    assert {*bundled.SCHEMAS.glob("*")} <= packed


def test_a_second_listing_keeps_the_board_whole(data_only: Path) -> None:
    """A rebuild over a site that was made from data alone."""
    built(data_only)
    (data_only / "listings/acme/second.yml").write_text(OTHER)
    assert "listings/acme/second/" in built(data_only)
