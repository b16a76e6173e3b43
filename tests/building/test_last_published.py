"""A bad file that reached main: the board is published without it, or as it was."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from generator.building import BuildError, BuildOptions
from generator.building.with_mkdocs import build
from tests.support.paths import ROOT
from tests.support.trees import GOOD, contents, write_site_tree

OPTIONS = BuildOptions(today=date(2026, 11, 23))
KEEP_GOING = replace(OPTIONS, keep_going=True)
LOGO = next(ROOT.glob("listings/*/*.png"))
BROKEN = GOOD.replace("level: beginner", "level: begginer")


@pytest.fixture
def board(tmp_path: Path) -> Path:
    return write_site_tree(tmp_path / "board")


@pytest.fixture
def published(built_once: Path, tmp_path: Path) -> Path:
    """A copy of a board that was built, with its site and caches."""
    return shutil.copytree(built_once, tmp_path / "board")


def page(root: Path, listing: str) -> Path:
    return root / "site" / "listings" / listing / "index.html"


def test_without_it_nothing_is_built(board: Path) -> None:
    (board / "listings/acme/survey.yml").write_text(BROKEN)
    with pytest.raises(BuildError, match=r"listings/acme/survey\.yml:16:8: `level` can't be"):
        build(board, OPTIONS)
    assert not (board / "site").exists()


def test_a_file_that_was_never_good_is_left_out(board: Path) -> None:
    (board / "listings/acme/survey.yml").write_text(BROKEN)
    build(board, KEEP_GOING)
    assert not page(board, "acme/survey").exists()
    assert page(board, "bolt/logos").exists()


def test_a_published_one_keeps_its_last_good_version(published: Path) -> None:
    before = page(published, "acme/survey").read_bytes()
    path = published / "listings/acme/survey.yml"
    for content in (BROKEN, "", "a: &a [*a]\n", "\0"):
        path.write_text(content)
        build(published, KEEP_GOING)
        assert page(published, "acme/survey").read_bytes() == before
    path.write_text(GOOD.replace("level: beginner", "level: advanced"))
    build(published, OPTIONS)
    assert b"Advanced" in page(published, "acme/survey").read_bytes()


def test_so_does_an_employer(published: Path) -> None:
    (published / "listings/bolt/employer.yml").write_text("name: [\n")
    build(published, KEEP_GOING)
    assert page(published, "bolt/logos").exists()


@pytest.mark.parametrize("how", ["deleted", "broken"])
def test_an_employer_without_its_file_stays_with_all_its_listings(
    published: Path, how: str
) -> None:
    before = contents(published / "site")
    path = published / "listings/bolt/employer.yml"
    path.unlink() if how == "deleted" else path.write_text("name: [")
    build(published, KEEP_GOING)
    assert contents(published / "site") == before
    build(published, KEEP_GOING)
    assert contents(published / "site") == before
    with pytest.raises(BuildError, match="nothing was built"):
        build(published, OPTIONS)
    for listing in (published / "listings/bolt").iterdir():
        listing.unlink()
    build(published, KEEP_GOING)
    assert not (published / "site/employers/bolt").exists()


def test_a_logo_that_is_gone_takes_nothing_with_it(board: Path) -> None:
    path = board / "listings/bolt/employer.yml"
    path.write_text(path.read_text() + "logo: logo.png\n")
    shutil.copy(LOGO, board / "listings/bolt/logo.png")
    build(board, OPTIONS)
    shown = contents(board / "site")
    (board / "listings/bolt/logo.png").unlink()
    build(board, OPTIONS)
    found = contents(board / "site")
    pages = ("employers/bolt/index.html", "listings/bolt/logos/index.html", "api/v1/employers.json")
    for name in pages:
        assert b"bolt/logo.png" in shown[name]
        assert b"logo.png" not in found[name]
    gone = {name for name in shown.keys() - found.keys() if not name.startswith("find/")}
    assert gone == {"employers/bolt/logo.png"}
    shutil.rmtree(board / "site")
    build(board, OPTIONS)
    assert contents(board / "site") == found


def test_a_deleted_listing_is_gone(published: Path) -> None:
    (published / "listings/acme/survey.yml").unlink()
    build(published, KEEP_GOING)
    assert not page(published, "acme/survey").exists()


def test_the_last_good_version_is_checked_again(published: Path) -> None:
    """A deadline that has passed since is no reason to leave it out, but a new floor is."""
    (published / "listings/acme/survey.yml").write_text(BROKEN)
    mkdocs = published / "mkdocs.yml"
    mkdocs.write_text(mkdocs.read_text().replace("USD: 18", "USD: 99"))
    build(published, KEEP_GOING)
    assert not page(published, "acme/survey").exists()


def test_a_damaged_store_is_an_empty_one(published: Path) -> None:
    (published / ".cache/board/published-2.sqlite").write_bytes(b"no database" * 100)
    (published / "listings/acme/survey.yml").write_text(BROKEN)
    build(published, KEEP_GOING)
    assert not page(published, "acme/survey").exists()
    assert page(published, "bolt/logos").exists()
