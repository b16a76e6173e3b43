"""The one line that `board build` ends with, and how hints are shown."""

from __future__ import annotations

import re
from pathlib import Path

from tests.support.command import board
from tests.support.trees import GOOD, write_site_tree, write_tree

DAY = ("--today", "2026-11-23")
# Remote work, and no word on who may apply: a hint.
HINT = GOOD.replace(", applicant_countries: [US, CA]", "")
LINE = r"Built \d+ pages in {site}: {what}, \d+\.\d seconds\.{more}\n"
SEE = " To see hints: `board check --verbose`."


def built(root: Path, *options: str) -> str:
    done = board("build", "--no-search", *DAY, *options, cwd=root)
    assert done.returncode == 0, done.stderr
    return done.stdout


def line(what: str, site: str = "site", more: str = "") -> str:
    return LINE.format(site=site, what=what, more=re.escape(more))


def test_a_build_ends_with_one_line(tmp_path: Path) -> None:
    root = write_site_tree(tmp_path)
    assert re.fullmatch(line("2 open listings, no hints"), built(root))
    assert re.fullmatch(
        line("2 open listings, no hints", "public"), built(root, "--site-dir=public")
    )
    pages = len([*(root / "site").rglob("*.html")])
    assert f"Built {pages} pages in" in built(root)


def test_the_line_counts_hints_and_says_how_to_see_them(tmp_path: Path) -> None:
    root = write_site_tree(tmp_path)
    (root / "listings/acme/survey.yml").write_text(HINT, encoding="utf-8")
    (root / "listings/bolt/logos.yml").unlink()
    assert re.fullmatch(line("1 open listing, 1 hint", more=SEE), built(root))


def test_the_line_counts_files_with_errors(tmp_path: Path) -> None:
    root = write_site_tree(tmp_path)
    (root / "listings/acme/survey.yml").write_text("title: x\n", encoding="utf-8")
    done = board("build", "--no-search", "--keep-going", *DAY, cwd=root)
    assert done.returncode == 0
    assert re.fullmatch(line("1 open listing, 1 file with errors, no hints"), done.stdout)


def test_a_whole_board_counts_hints_and_a_named_file_shows_them(tmp_path: Path) -> None:
    root = write_tree(tmp_path, {"acme/survey.yml": HINT})
    counted = f"2 files checked: 1 hint in 1 file.{SEE}\n"
    assert board("check", *DAY, cwd=root).stdout == counted
    for arguments in (("--verbose",), ("-v",), ("listings/acme/survey.yml",), ("listings",)):
        shown = board("check", *DAY, *arguments, cwd=root).stdout
        assert "hint: people from anywhere in the world may apply." in shown
        assert shown.endswith("checked: 1 hint in 1 file.\n")


def test_errors_are_shown_beside_counted_hints(tmp_path: Path) -> None:
    broken = GOOD.replace("level: beginner", "level: begginer")
    root = write_tree(tmp_path, {"acme/survey.yml": HINT, "acme/other.yml": broken})
    done = board("check", *DAY, cwd=root)
    assert done.returncode == 1
    assert "`level` can't be `begginer`" in done.stdout and "anybody" not in done.stdout
    assert done.stdout.endswith(f"\n3 files checked: 1 error and 1 hint in 2 files.{SEE}\n")
