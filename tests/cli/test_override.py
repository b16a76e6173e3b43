"""`board override`: the program's file, where the board's people can change it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.command import board
from tests.support.paths import ROOT
from tests.support.trees import write_tree

LARGE = ".github/workflows/publish-large.yml"


@pytest.mark.parametrize(
    ("name", "place", "source"),
    [
        ("templates/listing.html", "overrides/templates/listing.html", "generator/templates"),
        ("overrides/assets/board.css", "overrides/assets/board.css", "generator/assets"),
        ("./theme/main.html", "overrides/theme/main.html", "generator/theme"),
        ("docs/for-students.md", "docs/for-students.md", "docs"),
        ("docs/reference/rules.md", "docs/reference/rules.md", "docs/reference"),
        (LARGE, LARGE, ".github/workflows"),
    ],
)
def test_it_copies_a_file_to_where_it_counts(
    tmp_path: Path, name: str, place: str, source: str
) -> None:
    root = write_tree(tmp_path)
    done = board("override", name, cwd=root / "listings/acme")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(f"{place} is now the board's own.")
    theirs = ROOT / source / Path(name).name
    assert (root / place).read_bytes() == theirs.read_bytes()
    assert board("check", "--today", "2026-11-23", cwd=root).returncode == 0


def test_it_never_replaces_what_is_there(tmp_path: Path) -> None:
    root = write_tree(tmp_path)
    assert board("override", "templates/home.html", cwd=root).returncode == 0
    (root / "overrides/templates/home.html").write_text("mine")
    done = board("override", "templates/home.html", cwd=root)
    assert done.returncode == 2
    assert (
        done.stderr == "board: overrides/templates/home.html exists already, and stays as it is.\n"
    )
    assert (root / "overrides/templates/home.html").read_text() == "mine"


@pytest.mark.parametrize(
    ("name", "advice"),
    [
        ("templates/listings.html", "Did you mean `templates/listing.html`?"),
        ("listing.html", "Did you mean `templates/listing.html`?"),
        ("docs/for-student.md", "Did you mean `docs/for-students.md`?"),
        ("docs/architecture.md", "`board override` lists those that it has."),
        ("theme/defaults.yml", "`board override` lists those that it has."),
        ("../../etc/passwd", "`board override` lists those that it has."),
        ("/etc/passwd", "`board override` lists those that it has."),
    ],
)
def test_an_unknown_name_is_said_to_be_one(tmp_path: Path, name: str, advice: str) -> None:
    root = write_tree(tmp_path)
    before = sorted(root.rglob("*"))
    done = board("override", name, cwd=root)
    assert done.returncode == 2
    assert done.stderr == f"board: the program has no file `{name}`. {advice}\n"
    assert sorted(root.rglob("*")) == before


def test_without_a_name_it_lists_all_and_which_are_the_boards_own(tmp_path: Path) -> None:
    root = write_tree(tmp_path)
    board("override", "assets/board.css", cwd=root)
    lines = board("override", cwd=root).stdout.splitlines()
    assert "assets/board.css  (the board has its own)" in lines
    for name in (
        "docs/help.md",
        "templates/card.html",
        "theme/main.html",
        "theme/partials/header.html",
    ):
        assert name in lines
    assert "docs/architecture.md" not in lines


def test_outside_a_board_nothing_is_written(tmp_path: Path) -> None:
    done = board("override", "templates/home.html", cwd=tmp_path)
    assert done.returncode == 2 and "no mkdocs.yml here" in done.stderr
    assert not [*tmp_path.iterdir()]
