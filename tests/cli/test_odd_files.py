"""What is no ordinary file, or goes away: every place where the board looks for a file.

No command waits for a named pipe, reads for ever or ends with a traceback.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.reading import files
from tests.support.command import board
from tests.support.trees import write_site_tree, write_tree

PLACES = (
    "mkdocs.yml", "listings", "listings/acme", "listings/acme/survey.yml",
    "listings/acme/employer.yml", "listings/acme/logo.png", "schema", "schema/skills.yml",
    "schema/exchange_rates.yml", "schema/listing.schema.json", "schema/board.schema.json",
    "schema/extra.yml", "overrides", "overrides/templates/listing.html", ".board.json", ".cache",
    ".cache/board/checked.sqlite", "docs", ".gitignore", ".github/ISSUE_TEMPLATE/listing.yml",
    "requirements.txt",
)  # fmt: skip
KINDS: dict[str, Callable[[Path], None]] = {
    "pipe": os.mkfifo,
    "folder": os.mkdir,
    "loop": lambda path: path.symlink_to(path.name),
    "nothing": lambda path: path.symlink_to("no-such-file"),
    "endless": lambda path: path.symlink_to("/dev/zero"),
}
COMMANDS = (
    ("check",), ("fmt",), ("issue-form", "--check"), ("upgrade", "--dry-run"),
    ("close", "acme/survey", "--status", "filled"),
)  # fmt: skip


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("kind", KINDS)
def test_what_is_no_ordinary_file(kind: str, place: str, tmp_path: Path) -> None:
    for number, command in enumerate(COMMANDS):
        root = write_tree(tmp_path / str(number))
        path = root / place
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.is_dir():
            shutil.rmtree(path)
        path.unlink(missing_ok=True)
        KINDS[kind](path)
        done = board(*command, cwd=root)
        assert done.returncode in {0, 1, 2}
        if done.returncode == 2 and done.stderr.startswith("board: "):
            assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("kind", ["pipe", "loop", "endless"])
def test_a_page_that_is_no_file_ends_a_build_with_one_line(kind: str, tmp_path: Path) -> None:
    root = write_site_tree(tmp_path)
    KINDS[kind](root / "docs/odd.md")
    done = board("build", "--no-search", "--today", "2026-11-23", cwd=root)
    assert done.returncode == 2
    assert done.stderr.splitlines()[-1].startswith("board: ")
    assert "docs/odd.md" in done.stderr


def test_a_file_that_goes_away_ends_a_check_with_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = write_tree(tmp_path)
    real = files.read

    def read(path: Path | str, most: int) -> bytes:
        if str(path).endswith("survey.yml"):
            (root / "listings/acme/survey.yml").unlink(missing_ok=True)
        return real(path, most)

    monkeypatch.setattr(files, "read", read)
    done = board("check", cwd=root)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("board: [Errno 2] No such file") and done.stderr.count("\n") == 1


def test_a_pipe_that_somebody_names_is_read(tmp_path: Path) -> None:
    reading, writing = os.pipe()
    os.write(writing, b"title: [\n")
    os.close(writing)
    root = write_tree(tmp_path)
    done = board("new", "acme/new", "--from", f"/dev/fd/{reading}", cwd=root)
    assert done.returncode == 2 and "yaml/syntax" in done.stdout
