"""What is installed from a wheel can check a board, without the repository beside it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.support.trees import ROOT, write_tree


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel's content, unpacked, built without asking anybody for anything."""
    source, target = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("wheel")
    for name in ("generator", "schema"):
        leave = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / name, source / name, symlinks=True, ignore=leave)
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, source / name)
    options = ["--quiet", "--no-index", "--no-deps", "--no-build-isolation", "--wheel-dir"]
    command = [sys.executable, "-m", "pip", "wheel", *options, str(target), str(source)]
    subprocess.run(command, check=True, cwd=target)
    (wheel,) = target.glob("*.whl")
    with zipfile.ZipFile(wheel) as packed:
        packed.extractall(target / "unpacked")
    return target / "unpacked"


def board(installed: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the installed `board`, in an empty folder."""
    return subprocess.run(
        [sys.executable, "-P", "-m", "generator", *arguments],
        cwd=installed.parent,
        env={**os.environ, "PYTHONPATH": str(installed), "PYTHONSAFEPATH": "1"},
        capture_output=True,
        text=True,
        check=False,
    )


def test_it_checks_a_board_with_the_schemas_it_brings(installed: Path, tmp_path: Path) -> None:
    root = write_tree(tmp_path / "board")
    done = board(installed, "check", "--root", str(root), "--today", "2026-11-23")
    assert (done.returncode, done.stderr) == (0, "")
    (root / "listings/acme/survey.yml").write_text("title: Too little\n")
    done = board(installed, "check", "--root", str(root), "--today", "2026-11-23")
    assert done.returncode == 1
    assert "survey.yml" in done.stdout


def test_it_holds_every_file_that_the_package_reads(installed: Path) -> None:
    for folder in ("assets", "templates", "theme", "schemas"):
        there = {
            path.relative_to(ROOT / "generator").as_posix()
            for path in (ROOT / "generator" / folder).rglob("*")
            if path.is_file()
        }
        brought = {
            path.relative_to(installed / "generator").as_posix()
            for path in (installed / "generator" / folder).rglob("*")
            if path.is_file()
        }
        assert there <= brought, folder
