"""The site of a board that has set its look, and hides every section that can be hidden."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from generator.building.handwritten import of_this_board
from generator.building.menu import shown_links
from generator.checking.workspace import read_schema
from generator.model.colour import dark_shades, light_shades
from tests.building.test_site_html import (  # noqa: F401 - run here too, on the site below
    test_each_page_introduces_itself,
    test_headings_do_not_skip_a_level,
    test_ids_are_unique,
    test_no_parse_errors,
)
from tests.building.test_site_links import (  # noqa: F401 - the same
    test_every_link_leads_to_a_file,
    test_every_page_can_be_reached_from_home,
)
from tests.support.boards import SETTINGS, TODAY
from tests.support.branding import (
    FOOTER,
    HIDDEN,
    MODERATION,
    change_settings,
    write_branded_tree,
)
from tests.support.command import board
from tests.support.html_pages import Ground, HtmlPage, html_pages
from tests.support.paths import ROOT
from tests.support.trees import contents, write_site_tree

DAY = ("--today", "2026-11-23")
ACCENT = "#1a56db"
OWN = "https://projects.northgate.example/board/"


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = write_branded_tree(tmp_path_factory.mktemp("branded"))
    change_settings(root, "https://board.example/", OWN)
    done = board("build", *DAY, cwd=root)
    assert done.returncode == 0, done.stderr
    return root


@pytest.fixture(scope="module")
def site(root: Path) -> Path:
    return root / "site"


@pytest.fixture(scope="module")
def pages(site: Path) -> tuple[HtmlPage, ...]:
    return html_pages(site)


def text(pages: tuple[HtmlPage, ...], address: str) -> str:
    (page,) = (page for page in pages if page.address == address)
    return " ".join(page.tree.text_content().split())


def test_the_home_page_says_what_the_board_is(pages: tuple[HtmlPage, ...]) -> None:
    home = text(pages, "")
    assert "Paid projects for students of Northgate" in home
    assert "Local companies offer real work" in home
    assert "start a career" not in home and "microinternship is days" not in home


def framed(pages: Iterable[HtmlPage]) -> list[HtmlPage]:
    """`pages` without the one that other sites show, which has no header and footer."""
    return [page for page in pages if page.address != "embed/"]


def test_every_page_has_the_logo_and_the_line_in_the_footer(pages: tuple[HtmlPage, ...]) -> None:
    for page in framed(pages):
        (brand,) = page.tree.xpath("//a[contains(@class, 'bs-brand')]")
        (logo,) = brand.xpath("img")
        assert logo.get("src").endswith("pictures/logo.svg") and logo.get("alt") == ""
        assert not brand.xpath("svg") and brand.text_content().strip()
        (line,) = page.tree.xpath("//*[@class='bs-footer__text']")
        assert line.text == FOOTER


def test_every_page_has_the_accent(site: Path, pages: tuple[HtmlPage, ...]) -> None:
    for page in pages:
        sheets = [link.target for link in page.links if link.target.endswith(".css")]
        assert sheets[0].endswith("assets/board/site.css") and len(sheets) < 4
    style = (site / "assets/board/site.css").read_text("utf-8")
    light, _, dark = style[style.rindex(":root {") :].partition("@media screen")
    assert f"--bs-brand: {light_shades(ACCENT).brand};" in light
    assert f"--bs-brand: {dark_shades(ACCENT).brand};" in dark


def test_the_browsers_icon_has_the_accent(site: Path, pages: tuple[HtmlPage, ...]) -> None:
    for page in pages:
        (link,) = page.tree.xpath("//link[@rel='icon']/@href")
        assert link.endswith("assets/board/icon.svg")
    icon = (site / "assets/board/icon.svg").read_text("utf-8")
    assert f'fill="{ACCENT.lower()}"' in icon and "#0a6552" not in icon


def test_how_postings_are_reviewed_is_said_to_employers_and_students(
    pages: tuple[HtmlPage, ...],
) -> None:
    for address in ("post/", "post/sent/", "listings/acme/survey/"):
        assert MODERATION in text(pages, address), address


def test_hidden_sections_have_no_page_and_no_link(site: Path, pages: tuple[HtmlPage, ...]) -> None:
    hidden = {f"{section}/" for section in HIDDEN}
    assert not [name for name in HIDDEN if (site / name).exists()]
    for page in pages:
        paths = {link.target.lstrip("./").partition("/")[0] + "/" for link in page.links}
        assert not paths & hidden, page.path
    addresses = (site / "sitemap.xml").read_text("utf-8")
    assert not [name for name in HIDDEN if f"{OWN}{name}/" in addresses]
    students = text(pages, "for-students/")
    assert "Keep a shortlist" not in students and "What fits me" not in students
    assert "Skills is the quickest way" in students and "section:" not in students


def test_feeds_and_data_stay(site: Path) -> None:
    for name in ("feed.xml", "skills/excel/deadlines.ics", "deadlines.ics", "feeds.opml"):
        assert (site / name).is_file()
    assert (site / "api/v1/listings/acme/survey.json").is_file()
    schema = json.loads((site / "api/v1/schema/listing.schema.json").read_bytes())
    assert {"offers", "terms"} <= {*schema["required"]}


def test_browse_has_the_chosen_filters(pages: tuple[HtmlPage, ...]) -> None:
    (page,) = (page for page in pages if page.address == "browse/")
    (form,) = page.tree.xpath("//form[@id='finder']")
    assert form.get("data-facets") == "level skill"


def test_examples_on_the_pages_have_the_boards_address(site: Path) -> None:
    api = (site / "reference/api/index.html").read_text("utf-8")
    assert f'"{OWN}"' in api or f"&quot;{OWN}&quot;" in api
    for path in site.rglob("*"):
        if path.is_file() and path.suffix in {".html", ".json", ".xml", ".txt"}:
            assert b"/board.example" not in path.read_bytes(), path


def test_a_new_colour_changes_only_its_file(root: Path, site: Path) -> None:
    before = contents(site)
    change_settings(root, "#1A56DB", "#8a1c3b")
    assert board("build", *DAY, cwd=root).returncode == 0
    after = contents(site)
    change_settings(root, "#8a1c3b", "#1A56DB")
    names = [name for name in before | after if not name.endswith((".png", "/icon.svg"))]
    changed = {name for name in names if before.get(name) != after.get(name)}
    assert before["assets/board/share.png"] != after["assets/board/share.png"]
    assert {name for name in changed if not name.startswith("api/")} == {"assets/board/site.css"}


def test_zensical_builds_the_same_look(root: Path, tmp_path: Path) -> None:
    done = board("build", *DAY, "--engine", "zensical", "--site-dir", tmp_path / "z", cwd=root)
    assert done.returncode == 0, done.stderr
    for page in framed(html_pages(tmp_path / "z")):
        assert page.tree.xpath("//*[@class='bs-footer__text']")[0].text == FOOTER
        assert page.tree.xpath("//a[contains(@class, 'bs-brand')]/img"), page.path
        assert any(link.target.endswith("site.css") for link in page.links)
        paths = {link.target.lstrip("./").partition("/")[0] for link in page.links}
        assert not paths & {*HIDDEN}, page.path
    style = (tmp_path / "z/assets/board/site.css").read_text("utf-8")
    assert f"--bs-brand: {light_shades(ACCENT).brand};" in style[style.rindex(":root {") :]


class TestAddress:
    """`site_url` may be left out on GitHub Pages."""

    @pytest.fixture
    def root(self, tmp_path: Path) -> Path:
        root = write_site_tree(tmp_path)
        change_settings(root, "site_url: https://board.example/\n", "")
        return root

    def test_the_workflow_that_publishes_says_it(self, root: Path) -> None:
        base = "https://projects.northgate.example/board"
        done = board("build", *DAY, "--no-search", cwd=root, BOARD_SITE_URL=base)
        assert done.returncode == 0, done.stderr
        robots = (root / "site/robots.txt").read_text("utf-8")
        assert f"Sitemap: {base}/sitemap.xml" in robots
        assert f'rel="canonical" href="{base}/help/"' in (root / "site/help/index.html").read_text(
            "utf-8"
        )

    def test_a_new_address_makes_the_files_anew(self, root: Path) -> None:
        for host in ("https://one.example", "https://two.example"):
            done = board("build", *DAY, "--no-search", cwd=root, BOARD_SITE_URL=host)
            assert done.returncode == 0, done.stderr
            assert f"{host}/listings/" in (root / "site/feed.xml").read_text("utf-8")

    @pytest.mark.parametrize("engine", ["board", "mkdocs", "zensical"])
    def test_else_it_is_the_repositorys_pages(self, root: Path, engine: str) -> None:
        change_settings(root, "plugins:", "repo_url: https://github.com/North/Board\nplugins:")
        if engine == "mkdocs":
            subprocess.run(
                [sys.executable, "-m", "mkdocs", "build", "--quiet"],
                cwd=root, check=True,
                env={**os.environ, "PYTHONPATH": os.getcwd(), "SOURCE_DATE_EPOCH": "1795500000"},
            )  # fmt: skip
        else:
            more = ("--engine", "zensical") if engine == "zensical" else ()
            done = board("build", *DAY, "--no-search", *more, cwd=root)
            assert done.returncode == 0, done.stderr
        for name in ("index.html", "help/index.html"):
            address = f"https://north.github.io/Board/{name.removesuffix('index.html')}"
            page = (root / "site" / name).read_text("utf-8")
            assert f'rel="canonical" href="{address}"' in page

    def test_without_any_of_them_every_command_says_how(self, root: Path) -> None:
        for command in ("check", "build", "serve"):
            done = board(command, cwd=root)
            assert done.returncode == 2
            assert "`site_url` is missing. [field/missing]" in done.stderr
            assert "`site_url: https://" in done.stderr and "`repo_url`" in done.stderr

    def test_a_wrong_one_is_a_problem(self, root: Path) -> None:
        done = board("check", cwd=root, BOARD_SITE_URL="notaurl")
        assert done.returncode == 2 and "`BOARD_SITE_URL`" in done.stderr

    def test_mkdocs_yml_counts_more(self, root: Path) -> None:
        change_settings(root, "plugins:", "site_url: https://own.example\nplugins:")
        done = board("build", *DAY, "--no-search", cwd=root, BOARD_SITE_URL="https://x.example")
        assert done.returncode == 0, done.stderr
        assert "https://own.example/" in (root / "site/robots.txt").read_text("utf-8")


def test_on_its_first_day_too(tmp_path: Path) -> None:
    """Without a listing, pages lead to what hidden sections would have shown."""
    root = write_branded_tree(tmp_path)
    shutil.rmtree(root / "listings")
    done = board("build", *DAY, cwd=root)
    assert done.returncode == 0, done.stderr
    pages = html_pages(root / "site")
    ground = Ground(root / "site", pages)
    links = {(page, link.target) for page in pages for link in page.links}
    assert not [*filter(None, (ground.trouble(*link) for link in links))]
    assert "Post the first project" in text(pages, "")


def test_the_settings_name_every_section_and_every_filter() -> None:
    fields = read_schema("board")["properties"]
    assert fields["hide"]["items"]["enum"] == [*HIDDEN]
    script = (ROOT / "generator/assets/browse/columns.js").read_text("utf-8")
    facets = re.findall(r'(?:list|single|band)Facet\("([a-z]+)"', script)
    # `pay` is the former name of `rate`.
    assert {*fields["facets"]["items"]["enum"]} == {*facets, "pay"}


def test_links_to_hidden_sections_are_left_out() -> None:
    settings = replace(SETTINGS, hide=("archive", "match"))
    paths = ["match/", "./match/", "/archive/2026-11/", "browse/", "matches/", "https://a.example/"]
    links = [{"title": "A", "path": path} for path in paths]
    shown = [link["path"] for link in shown_links(links, settings)]
    assert shown == ["browse/", "matches/", "https://a.example/"]


WRITTEN = """\
- one
<!-- section: match -->
- see [what fits](../match/)
  you
<!-- /section -->
- two

Look at [the archive](../../archive/#x) and [browse](../browse/), https://board.example/feed.xml
and tag:board.example,2026:listing/a but not tag:old-board.example,2026: or https://board.example.org/.
"""


@pytest.mark.parametrize("hide", [(), ("match", "archive")])
def test_hand_written_pages_are_of_this_board(hide: tuple[str, ...]) -> None:
    settings = replace(SETTINGS, url="https://own.example/b/", hide=hide)
    text = of_this_board(WRITTEN, settings, TODAY)
    assert "section" not in text and "- one\n- " in text
    assert ("[what fits](../match/)" in text, "[the archive](../../archive/#x)" in text) == (
        (not hide, not hide)
    )
    assert ("what fits" in text) == (not hide) and "the archive" in text
    assert "https://own.example/b/feed.xml" in text and "tag:own.example,2026:b/listing/a" in text
    assert "tag:old-board.example,2026:" in text and "https://board.example.org/" in text
    assert "[browse](../browse/)" in text
