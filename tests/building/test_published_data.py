"""The board remembers from build to build, on one machine and on a fresh one each time."""

from __future__ import annotations

import json
import os
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from generator.board import history
from generator.building import BuildError, BuildOptions
from generator.building.staging import StagingFolder
from generator.building.with_mkdocs import build
from tests.support.trees import contents, write_site_tree


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Two employers with a listing each, and the hand-written pages that a build needs."""
    return write_site_tree(tmp_path / "board")


def built(root: Path, day: int, site: str = "site") -> dict[str, Any]:
    """Build on that day of November; what changes.json says then."""
    build(root, BuildOptions(date(2026, 11, day), site_dir=root / site))
    return read(root / site / "api/v1/changes.json")


def read(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(path.read_bytes())
    return found


def edit(root: Path) -> None:
    path = root / "listings/bolt/logos.yml"
    path.write_text(path.read_text("utf-8").replace("level: beginner", "level: intermediate"))


def test_an_edit_is_noticed_by_the_next_build(root: Path) -> None:
    assert built(root, 23)["changed"] == []
    edit(root)
    (found,) = built(root, 24)["changed"]
    assert (found["id"], found["date"]) == ("bolt/logos", "2026-11-24")
    whole = read(root / "site/api/v1/listings/bolt/logos.json")
    assert whole["updated"].startswith("2026-11-24T00:01:00")
    before = contents(root / "site")
    built(root, 24)
    assert contents(root / "site") == before
    assert built(root, 25)["changed"] == [found]


def test_a_fresh_machine_needs_the_record_alone(root: Path) -> None:
    built(root, 23)
    fresh = root / "fresh" / history.PATH
    fresh.parent.mkdir(parents=True)
    shutil.copy(root / "site" / history.PATH, fresh)
    edit(root)
    assert built(root, 24) == built(root, 24, "fresh")
    assert contents(root / "site") == contents(root / "fresh")


def test_a_damaged_record_is_as_none(root: Path) -> None:
    built(root, 23)
    before = contents(root / "site")
    for content in (b"<html>404</html>", b'{"version":1,"listings":{"a/b":{}}}'):
        (root / "site" / history.PATH).write_bytes(content)
        built(root, 23)
        assert contents(root / "site") == before


def test_a_record_that_is_no_file_is_as_none(root: Path) -> None:
    built(root, 23)
    path = root / "site" / history.PATH
    path.unlink()
    os.mkfifo(path)  # to read it would wait for ever
    assert built(root, 23)["changed"] == []


def test_a_folder_with_more_than_a_record_is_still_refused(tmp_path: Path) -> None:
    site = tmp_path / "site"
    (site / history.PATH).parent.mkdir(parents=True)
    StagingFolder(site, tmp_path / "board").discard()  # the download of a record has failed
    (site / history.PATH).write_text("{}")
    StagingFolder(site, tmp_path / "board").discard()
    (site / "api/diary.txt").write_text("Dear diary")
    with pytest.raises(BuildError, match="has files that no board made"):
        StagingFolder(site, tmp_path / "board")
