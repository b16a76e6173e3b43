"""A bad file that reached main: the board is published without it, or as it was."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from generator.building import BuildError, BuildOptions
from generator.building.with_mkdocs import build
from tests.support.trees import GOOD, write_site_tree

DAY = date(2026, 11, 23)
BROKEN = GOOD.replace("level: beginner", "level: begginer")


@pytest.fixture
def board(tmp_path: Path) -> Path:
    return write_site_tree(tmp_path / "board")


def page(root: Path, listing: str) -> Path:
    return root / "site" / "listings" / listing / "index.html"


def test_without_it_nothing_is_built(board: Path) -> None:
    (board / "listings/acme/survey.yml").write_text(BROKEN)
    with pytest.raises(BuildError, match=r"listings/acme/survey\.yml:16:8: `level` can't be"):
        build(board, BuildOptions(today=DAY))
    assert not (board / "site").exists()


def test_a_file_that_was_never_good_is_left_out(board: Path) -> None:
    (board / "listings/acme/survey.yml").write_text(BROKEN)
    build(board, BuildOptions(today=DAY, keep_going=True))
    assert not page(board, "acme/survey").exists()
    assert page(board, "bolt/logos").exists()


def test_a_published_one_keeps_its_last_good_version(board: Path) -> None:
    build(board, BuildOptions(today=DAY))
    before = page(board, "acme/survey").read_bytes()
    path = board / "listings/acme/survey.yml"
    for content in (BROKEN, "", "a: &a [*a]\n", "\0"):
        path.write_text(content)
        build(board, BuildOptions(today=DAY, keep_going=True))
        assert page(board, "acme/survey").read_bytes() == before
    path.write_text(GOOD.replace("level: beginner", "level: advanced"))
    build(board, BuildOptions(today=DAY))
    assert b"Advanced" in page(board, "acme/survey").read_bytes()


def test_so_does_an_employer(board: Path) -> None:
    build(board, BuildOptions(today=DAY))
    (board / "listings/bolt/employer.yml").write_text("name: [\n")
    build(board, BuildOptions(today=DAY, keep_going=True))
    assert page(board, "bolt/logos").exists()


def test_a_deleted_listing_is_gone(board: Path) -> None:
    build(board, BuildOptions(today=DAY))
    (board / "listings/acme/survey.yml").unlink()
    build(board, BuildOptions(today=DAY, keep_going=True))
    assert not page(board, "acme/survey").exists()


def test_the_last_good_version_is_checked_again(board: Path) -> None:
    """A deadline that has passed since is no reason to leave it out, but a new floor is."""
    build(board, BuildOptions(today=DAY))
    (board / "listings/acme/survey.yml").write_text(BROKEN)
    mkdocs = board / "mkdocs.yml"
    mkdocs.write_text(mkdocs.read_text().replace("USD: 18", "USD: 99"))
    build(board, BuildOptions(today=DAY, keep_going=True))
    assert not page(board, "acme/survey").exists()


def test_a_damaged_store_is_an_empty_one(board: Path) -> None:
    build(board, BuildOptions(today=DAY))
    (board / ".cache/board/published.sqlite").write_bytes(b"no database" * 100)
    (board / "listings/acme/survey.yml").write_text(BROKEN)
    build(board, BuildOptions(today=DAY, keep_going=True))
    assert not page(board, "acme/survey").exists()
    assert page(board, "bolt/logos").exists()
