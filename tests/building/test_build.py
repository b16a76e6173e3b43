"""The whole build with MkDocs: the same bytes every way, whole or not at all."""

from __future__ import annotations

import logging
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from html import unescape
from pathlib import Path
from urllib.parse import urljoin

import pytest
from click.testing import CliRunner
from mkdocs.__main__ import cli as mkdocs_cli

import generator.building.build as build_module
from generator.building import BuildError, BuildOptions
from generator.building.build_cache import LIST
from generator.building.preview import Preview
from generator.building.with_mkdocs import build
from generator.rendering.artifact import Artifact, Batch
from tests.reviewing.plays import with_employer
from tests.support.paths import ROOT
from tests.support.trees import GOOD, contents, override, write_site_tree

Scene = Callable[[Preview, Path], None]
TODAY = BuildOptions(today=date(2026, 11, 23))
SURVEY = "site/listings/acme/survey/index.html"
NIGHT = "1795435200"  # 2026-11-23, noon, for MkDocs' own command


@pytest.fixture
def board(tmp_path: Path) -> Iterator[Path]:
    """Two employers, the real theme and the real mkdocs.yml, and few of the program's pages."""
    root = write_site_tree(tmp_path / "board")
    yield root
    assert not leftovers(root)


@pytest.fixture
def whole(tmp_path: Path) -> Iterator[Path]:
    """The same with all pages."""
    root = write_site_tree(tmp_path / "board", all_docs=True)
    yield root
    assert not leftovers(root)


@pytest.fixture
def built(built_once: Path, tmp_path: Path) -> Iterator[Path]:
    """A copy of `board` after a build, with its site and its caches."""
    root = shutil.copytree(built_once, tmp_path / "board")
    yield root
    assert not leftovers(root)


def leftovers(root: Path) -> list[str]:
    """What builds put beside the site, and should have removed."""
    return [path.name for path in root.iterdir() if path.name.startswith(".site")]


def break_listing(root: Path) -> None:
    (root / "listings/acme/survey.yml").write_text(GOOD.replace("hours: {", "hours: 900 #"))


def with_mkdocs(root: Path, *arguments: str) -> tuple[int, str]:
    """Run MkDocs' own command."""
    before = os.getcwd()
    os.chdir(root)
    logger = logging.getLogger("mkdocs")
    try:
        done = CliRunner().invoke(
            mkdocs_cli, ["build", *arguments], env={"SOURCE_DATE_EPOCH": NIGHT}
        )
    finally:
        os.chdir(before)
        logger.setLevel(logging.NOTSET)
        logger.handlers.clear()
    return done.exit_code, done.output


def test_a_board_becomes_a_site(whole: Path) -> None:
    build(whole, TODAY)
    page = (whole / SURVEY).read_text()
    assert "Market survey of independent bookshops" in page
    assert '<link rel="canonical" href="https://board.example/listings/acme/survey/">' in page
    files = contents(whole / "site")
    expected = {"index.html", "404.html", "help/index.html", "feed.xml", "browse/index.html"}
    assert expected <= set(files)
    assert not [
        name for name in files if "board-template" in name or name.endswith((".map", ".gz"))
    ]
    assert not [name for name, text in files.items() if b"board-template" in text]
    assert not [name for name, text in files.items() if b"{%" in text and name.endswith("html")]
    assert not [name for name in files if name.startswith(("search/", "assets/javascripts/lunr"))]


def test_pages_load_nothing_from_elsewhere_and_hold_no_inline_handlers(site: Path) -> None:
    loaded = re.compile(r'<(?:script|img|iframe|source)[^>]+src="?(?:https?:)?//|@import|url\(//')
    link = re.compile(r'<link(?![^>]+rel="?(?:canonical|alternate))[^>]+href="?(?:https?:)?//')
    for name, content in contents(site).items():
        if name.endswith(".html"):
            text = content.decode()
            assert not loaded.search(text), name
            assert not link.search(text), name
            assert not re.search(r"<[^>]+ on[a-z]+=", text), name
            assert not re.search(r'<input[^>]+type="?checkbox"?[^>]+autocomplete', text), name
            assert "data-sections" not in text, name


def test_every_way_to_build_gives_the_same_bytes(whole: Path) -> None:
    build(whole, TODAY)
    first = contents(whole / "site")
    time.sleep(1.1)  # what takes the time from the clock differs now
    build(whole, TODAY)
    assert contents(whole / "site") == first
    code, output = with_mkdocs(whole)
    assert code == 0, output
    assert contents(whole / "site") == first


def test_a_hand_written_page_knows_its_place(site: Path) -> None:
    text = (site / "help/index.html").read_text()
    assert re.search(r'href="\./" aria-current="page">Help', text)
    assert 'data-page-kind="text"' in text
    assert 'href="../browse/">Browse' in text


def test_the_page_for_lost_visitors_works_at_any_depth(board: Path) -> None:
    config = board / "mkdocs.yml"
    config.write_text(
        config.read_text().replace("https://board.example/", "https://x.example/board/")
    )
    build(board, TODAY)
    text = (board / "site/404.html").read_text()
    assert not re.search(r'(?:href|src|action)="?(?!"?/board/|"?/board"|"?https://|"?#)', text)
    assert 'href="/board/browse/"' in text
    page = (board / SURVEY).read_text()
    assert 'href="https://x.example/board/listings/acme/survey/"' in page
    assert 'href="../../../browse/"' in page


@pytest.mark.parametrize("way", ["board", "mkdocs"])
def test_a_broken_listing_leaves_the_old_site_as_it_was(built: Path, way: str) -> None:
    before = contents(built / "site")
    break_listing(built)
    message = "nothing was built: listings/acme/survey.yml:17:8: `hours` is 900"
    if way == "board":
        with pytest.raises(BuildError) as caught:
            build(built, TODAY)
        assert str(caught.value).startswith(message)
        assert "\n" not in str(caught.value)
    else:
        code, output = with_mkdocs(built)
        assert code == 1
        assert "Aborted" in output
    assert contents(built / "site") == before


def test_keep_going_leaves_the_broken_listing_out(board: Path) -> None:
    break_listing(board)
    build(board, BuildOptions(today=TODAY.today, keep_going=True))
    assert not (board / SURVEY).exists()
    assert (board / "site/listings/bolt/logos/index.html").exists()


@pytest.mark.parametrize(
    "error", [RuntimeError("boom"), KeyboardInterrupt(), OSError(28, "No space left on device")]
)
def test_a_build_that_fails_late_leaves_the_old_site_as_it_was(
    built: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    before = contents(built / "site")

    def fail() -> Iterator[Artifact]:
        yield Artifact("index.html", b"half a site")
        raise error

    monkeypatch.setattr(build_module, "batches", lambda *_: [Batch("one", "", fail)])
    expected = BuildError if isinstance(error, OSError) else type(error)
    with pytest.raises(expected):
        build(built, TODAY)
    assert contents(built / "site") == before


def test_a_theme_without_the_marks_is_a_clear_failure(board: Path) -> None:
    override(board, "theme/main.html", "<!--board-template-head-->", "")
    with pytest.raises(BuildError, match="mark for a page's head"):
        build(board, TODAY)
    assert not (board / "site").exists()


def test_a_warning_fails_a_strict_build_before_the_site_is_replaced(built: Path) -> None:
    before = contents(built / "site")
    with (built / "mkdocs.yml").open("a") as settings:
        settings.write("nav: [help.md, nothing-such.md]\n")
    assert with_mkdocs(built, "--strict")[0] == 1
    assert contents(built / "site") == before


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (("site_name: ", "name: "), "site_name"),
        (("plugins: [board]", "plugins: []"), "plugins: \\[board\\]"),
        (("plugins: ", "theme: {name: nothing-such}\nplugins: "), "nothing-such"),
        (("site_url: https", "site_url: [https"), "mkdocs.yml|YAML"),
    ],
)
def test_a_broken_mkdocs_yml_is_one_clear_line(
    board: Path, change: tuple[str, str], message: str
) -> None:
    config = board / "mkdocs.yml"
    config.write_text(config.read_text().replace(*change))
    with pytest.raises(BuildError, match=message) as caught:
        build(board, TODAY)
    assert "\n" not in str(caught.value)


def test_the_site_may_be_elsewhere(board: Path, tmp_path: Path) -> None:
    folder = tmp_path / "public" / "www"
    build(board, BuildOptions(today=TODAY.today, site_dir=folder))
    assert (folder / "index.html").exists()
    assert [path.name for path in folder.parent.iterdir()] == ["www"]
    assert not (board / "site").exists()


def test_zensical_builds_the_same_site(whole: Path, tmp_path: Path) -> None:
    from generator.building import with_zensical

    folder = tmp_path / "zensical"
    next_week = date(2026, 11, 30)
    build(whole, BuildOptions(today=next_week))
    with_zensical.build(whole, BuildOptions(today=next_week, site_dir=folder))
    ours, theirs = (
        {name for name in contents(site) if not name.startswith(("assets/", LIST))}
        for site in (whole / "site", folder)
    )
    assert theirs == ours
    for name in sorted(ours):
        mine, other = (site / name for site in (whole / "site", folder))
        if not name.endswith(".html"):
            assert mine.read_bytes() == other.read_bytes(), name
        else:
            assert article(mine.read_text(), name) == article(other.read_text(), name), name
    words = article((folder / "reference/feeds/index.html").read_text(), "")[1]
    assert '"deadline":"2026-12-21"' in words, "examples are a week later, too"
    assert "<!--dates" not in words
    examples = (folder / "for-employers/index.html").read_text()
    assert '<code class="language-yaml">' in examples, "examples of code have no colours"


def article(html: str, path: str) -> tuple[list[str], str]:
    """A page's links and words, without the theme around them; code may be coloured otherwise.

    One engine writes `choose/` where the other writes `../for-students/choose/`.
    """
    is_bare = "md-content" not in html  # what other sites show
    frame = ("<body", "</body>") if is_bare else ('<div class="md-content ', "</main>")
    start = html.index(frame[0])
    text = html[start : html.index(frame[1], start)]
    links = re.findall(r'<[^<>]* (?:href|src|action)="([^"]*)"', text)  # and not in code
    words = unescape(re.sub(r"<[^>]*>", "", text))
    return [urljoin(f"https://board.example/{path}", link) for link in links], "".join(
        words.split()
    )


class TestServe:
    """`board serve`, with what a person does in place of the waiting."""

    def play(self, board: Path, scene: Scene) -> None:
        preview = Preview(board, TODAY.today)
        preview.build()
        scene(preview, preview.site)

    def test_a_broken_listing_is_shown_and_the_last_good_site_stays(
        self,
        board: Path,
        capfd: pytest.CaptureFixture[str],
    ) -> None:
        listing = board / "listings/acme/survey.yml"
        override(board, "theme/404.html", "Page not found", "No such page")

        def scene(preview: Preview, site: Path) -> None:
            before = contents(site)
            break_listing(board)
            preview.rebuild()
            assert contents(site) == before
            listing.write_text(GOOD.replace("Market survey of", "Second survey of"))
            preview.rebuild()
            assert "Second survey of" in (site / "listings/acme/survey/index.html").read_text()

        self.play(board, scene)
        said = capfd.readouterr().err
        assert "17 | hours: 900" in said
        assert "The site stays as it was." in said

    def test_wrong_settings_are_all_said_and_the_last_good_site_stays(
        self,
        board: Path,
        capfd: pytest.CaptureFixture[str],
    ) -> None:
        config = board / "mkdocs.yml"
        good = config.read_text()

        def scene(preview: Preview, site: Path) -> None:
            before = contents(site)
            config.write_text(good.replace("https://board.", "board.").replace("EUR:", "EURO:"))
            preview.rebuild()
            assert contents(site) == before
            config.write_text(good.replace("site_name: Micro", "site_name: Second "))
            preview.rebuild()
            assert "Second internships" in (site / "index.html").read_text()

        self.play(board, scene)
        said = capfd.readouterr().err
        assert "error: `site_url` `board.example/` is no whole web address." in said
        assert "Did you mean `EUR`?" in said
        assert "The site stays as it was." in said

    def test_a_template_of_ones_own_is_followed_and_may_be_broken_for_a_while(
        self, board: Path, capfd: pytest.CaptureFixture[str]
    ) -> None:
        listing = override(board, "templates/listing.html", "<h2", "<h2 data-own=1")
        frame = override(board, "theme/partials/footer.html", "<footer", "<footer data-own=1")
        good = listing.read_text()

        def scene(preview: Preview, site: Path) -> None:
            page = site / "listings/acme/survey/index.html"
            assert "<h2 data-own=1" in page.read_text() and "<footer data-own=1" in page.read_text()
            before = contents(site)
            for broken in ("{% if %}", "{{ nothing.such }}"):
                listing.write_text(good + broken)
                preview.rebuild()
                assert contents(site) == before
            listing.write_text(good.replace("data-own=1", "data-own=2"))
            frame.write_text(frame.read_text().replace("data-own=1", "data-own=2"))
            preview.rebuild()
            assert "<h2 data-own=2" in page.read_text() and "<footer data-own=2" in page.read_text()

        self.play(board, scene)
        said = capfd.readouterr().err
        line = good.count("\n") + 1
        assert f"overrides/templates/listing.html:{line}:1: error: the template can't be" in said
        assert f"overrides/templates/listing.html:{line}: 'nothing' is undefined." in said
        assert "Traceback" not in said

    def test_it_starts_with_a_listing_that_is_broken_already(self, board: Path) -> None:
        break_listing(board)
        other = board / "listings/bolt/logos.yml"

        def scene(preview: Preview, site: Path) -> None:
            assert not (site / "listings/acme/survey/index.html").exists()
            other.write_text(other.read_text().replace("Market survey of", "Second survey of"))
            preview.rebuild()
            page = site / "listings/bolt/logos/index.html"
            assert "Second survey of" in page.read_text()
            other.write_text("title: Too little\n")
            preview.rebuild()
            assert "Second survey of" in page.read_text()

        self.play(board, scene)

    def test_an_employer_in_a_listing_is_followed_too(self, board: Path) -> None:
        own, listing = board / "listings/bolt/employer.yml", board / "listings/bolt/logos.yml"
        listing.write_text(with_employer(listing.read_text(), own.read_text()))
        own.unlink()

        def scene(preview: Preview, site: Path) -> None:
            page = site / "employers/bolt/index.html"
            listing.write_text(listing.read_text().replace("Bolt &", "Nut &"))
            preview.rebuild()
            assert "Nut &amp; Co" in page.read_text()
            listing.write_text(listing.read_text().replace("country: US", "country: usa"))
            preview.rebuild()
            assert "Nut &amp; Co" in page.read_text()

        self.play(board, scene)

    def test_it_gives_the_same_bytes_as_a_build(self, board: Path) -> None:
        build(board, TODAY)
        built = contents(board / "site")

        def scene(preview: Preview, site: Path) -> None:
            assert contents(site) == built

        self.play(board, scene)

    def test_every_file_that_the_site_is_made_from_is_watched(self, board: Path) -> None:
        """Also those in folders that were not there when it began."""
        preview = Preview(board, TODAY.today)
        for name in (
            "listings/acme/new.yml", "schema/skills.yml", "overrides/templates/card.html",
            "docs/more/page.md", "overrides/theme/partials/footer.html",
        ):  # fmt: skip
            before = preview.watched()
            (board / name).parent.mkdir(parents=True, exist_ok=True)
            (board / name).write_text("x")
            assert preview.watched() != before, name
        before = preview.watched()
        shutil.rmtree(board / "overrides")
        assert preview.watched() != before

    def test_the_index_follows_the_pages(self, board: Path) -> None:
        """A change is shown with the last index, and a build makes the new one."""

        def scene(preview: Preview, site: Path) -> None:
            def index(of: Path = site) -> dict[str, bytes]:
                return {k: v for k, v in contents(of).items() if k.startswith("find/")}

            first, listing = index(), board / "listings/acme/survey.yml"
            listing.write_text(GOOD.replace("Market survey of", "Zoological survey of"))
            preview.rebuild()
            assert "Zoological survey of" in (site / "listings/acme/survey/index.html").read_text()
            assert index() == first
            preview.make_index()
            assert preview._index is not None
            assert preview._index.wait(120) == 0
            build(board, TODAY)
            assert index() == index(board / "site") != first
            preview.make_index()
            preview.stop()

        self.play(board, scene)


def test_a_site_without_a_search_index(board: Path) -> None:
    build(board, replace(TODAY, search=False))
    files = contents(board / "site")
    assert not [name for name in files if name.startswith("find/")]
    assert b"browse/main.js" not in files["browse/index.html"]


@pytest.mark.parametrize("most", [1, 2_000, 20_000])
def test_beyond_a_quota_the_old_site_stays(built: Path, most: int) -> None:
    """No file may have more bytes, as on a disk that is full: one line, and nothing is lost."""
    before = contents(built / "site")
    listing = built / "listings/acme/survey.yml"
    listing.write_text(GOOD.replace("title: ", "title: Another "), encoding="utf-8")
    code = (
        "import resource, sys; from generator.cli import main;"
        f"resource.setrlimit(resource.RLIMIT_FSIZE, ({most}, {most}));"
        "sys.argv[1:] = ['build', '--today', '2026-11-23']; main()"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=built, capture_output=True, text=True, check=False,
        env={name: text for name, text in os.environ.items() if not name.startswith("COV")}
        | {"PYTHONPATH": str(ROOT)},  # what measures branches needs room, too
    )  # fmt: skip
    assert done.returncode == 2, done.stderr
    said = [line for line in done.stderr.splitlines() if line.startswith("board: ")]
    assert len(said) == 1 and "File too large" in said[0]
    assert "Traceback" not in done.stderr
    assert contents(built / "site") == before
    assert not [*built.glob(".site*")]
