"""A cache that was damaged never shows in a site: what does not fit its seal is made again."""

from __future__ import annotations

import logging
import os
import random
import shutil
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from generator.building import BuildOptions
from generator.building.with_mkdocs import build
from tests.support.trees import GOOD, contents, write_site_tree

OPTIONS = BuildOptions(date(2026, 11, 23), keep_going=True, search=False)
ROUNDS = int(os.environ.get("BOARD_CACHE_ROUNDS", "8"))


@pytest.fixture(name="kept", scope="module")
def _kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A board that was built, and then got a broken file: that stays as it was published."""
    root = write_site_tree(tmp_path_factory.mktemp("kept") / "board")
    build(root, OPTIONS)
    path = root / "listings/acme/survey.yml"
    path.write_text(GOOD.replace("level: beginner", "level: novice"), encoding="utf-8")
    build(root, OPTIONS)
    return root


@pytest.fixture(name="root")
def _root(kept: Path, tmp_path: Path) -> Path:
    """A copy of that board, with its caches."""
    return shutil.copytree(kept, tmp_path / "board")


def test_a_few_wrong_bytes_anywhere(root: Path, kept: Path) -> None:
    whole = contents(root / "site")
    for number in range(ROUNDS):
        choose = random.Random(number)
        shutil.rmtree(root)
        shutil.copytree(kept, root)
        path = choose.choice(sorted((root / ".cache/board").iterdir()))
        damage(path, choose)
        build(root, OPTIONS)
        found = contents(root / "site")
        if "listings/acme/survey/index.html" not in found:
            # Without an earlier version, a broken file is left out.
            assert "published" in path.name
            continue
        differing = [name for name in whole.keys() | found if whole.get(name) != found.get(name)]
        assert not differing, (number, path)


def damage(path: Path, choose: random.Random) -> None:
    data = bytearray(path.read_bytes())
    for _ in range(choose.randint(1, 6)):
        at = choose.randrange(len(data))
        data[at] ^= 1 << choose.randrange(8)
    path.write_bytes(data)


@pytest.mark.parametrize(
    ("file", "column", "table"),
    [
        ("checked", "item", "sealed_files"),
        ("checked", "problems", "sealed_files"),
        ("checked", "digest", "sealed_files"),
        ("checked", "keys", "sealed_files"),
        ("published-2", "content", "published"),
        ("published-2", "path", "published"),
    ],
)
@pytest.mark.parametrize("value", [b"other bytes", 7, None])
def test_a_value_that_was_changed_is_said_and_made_again(
    root: Path, caplog: pytest.LogCaptureFixture, file: str, column: str, table: str, value: object
) -> None:
    before = contents(root / "site")
    (root / "listings/acme/survey.yml").write_text(GOOD, encoding="utf-8")
    with closing(sqlite3.connect(root / f".cache/board/{file}.sqlite")) as database, database:
        path = database.execute(f"SELECT max(path) FROM {table}").fetchone()[0]
        if value is None and column != "item":
            value = "None"
        try:
            database.execute(f"UPDATE {table} SET {column} = ? WHERE path = ?", (value, path))
        except sqlite3.IntegrityError:
            return  # the database itself refuses it
    with caplog.at_level(logging.WARNING, "board.cache"):
        build(root, OPTIONS)
    assert contents(root / "site").keys() == before.keys()
    assert f"{file}.sqlite was damaged" in caplog.text
    assert caplog.text.count("was damaged") == 1


@pytest.mark.parametrize("name", ["", "board", "board/checked.sqlite", "board/published-2.sqlite"])
@pytest.mark.parametrize("kind", ["file", "folder"])
def test_something_else_where_a_cache_should_be(root: Path, name: str, kind: str) -> None:
    (root / "listings/acme/survey.yml").write_text(GOOD, encoding="utf-8")
    before = contents(root / "site")
    path = root / ".cache" / name
    shutil.rmtree(path) if path.is_dir() else path.unlink()
    if kind == "file":
        path.write_text("not a cache")
    else:
        path.mkdir()
    build(root, OPTIONS)
    build(root, OPTIONS)
    assert contents(root / "site").keys() == before.keys()
