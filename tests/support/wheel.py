"""The program as people get it: a wheel, installed where the repository is not."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

from tests.support.command import Done
from tests.support.paths import ROOT

_SOURCES = ("generator", "schema", "docs", "listings", ".github", ".vscode")
_FILES = (
    *("pyproject.toml", "README.md", "LICENSE", "requirements.txt"),
    *(".gitattributes", ".editorconfig"),
)


def build_wheel(target: Path) -> None:
    """Build the wheel of this repository in the folder `target`.

    It is built of a copy, and without asking anybody for anything.
    """
    source = target.with_name(f"{target.name} source")
    leave = shutil.ignore_patterns("__pycache__", "*.pyc")
    for name in _SOURCES:
        shutil.copytree(ROOT / name, source / name, symlinks=True, ignore=leave)
    for name in _FILES:
        shutil.copy(ROOT / name, source / name)
    options = ["--quiet", "--no-index", "--no-deps", "--no-build-isolation", "--wheel-dir"]
    command = [sys.executable, "-m", "pip", "wheel", *options, str(target), str(source)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.fail(f"The wheel can't be built:\n{done.stdout}{done.stderr}", pytrace=False)


class Installed:
    """A virtual environment that has the program from a wheel, and nothing of the repository.

    Tests are offline, so what the program needs is taken from the environment of the tests; the
    program itself is in the new one, which comes first.
    """

    def __init__(self, folder: Path, *what: str | Path) -> None:
        """Install `what` into `folder`, as `pip install` would take it."""
        self.folder = folder
        subprocess.run([sys.executable, "-m", "venv", "--without-pip", folder], check=True)
        needs = sysconfig.get_path("purelib")
        (site_packages,) = folder.glob("lib/python*/site-packages")
        (site_packages / "needs.pth").write_text(f"{needs}\n", encoding="utf-8")
        if not what:
            return
        options = ["--quiet", "--no-index", "--no-deps", "--ignore-installed"]
        subprocess.run(
            [folder / "bin/python", "-m", "pip", "install", *options, *map(str, what)],
            check=True, cwd=folder,
        )  # fmt: skip

    @property
    def board(self) -> Path:
        """The command."""
        return self.folder / "bin" / "board"

    def environment(self, **more: str) -> dict[str, str]:
        """Without what would let Python find the repository."""
        own = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
        return {**own, **more}

    def run(self, *arguments: str | Path, cwd: Path, **more: str) -> Done:
        """Run the installed `board`."""
        return subprocess.run(
            [self.board, *map(str, arguments)], cwd=cwd, env=self.environment(**more),
            capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL,
        )  # fmt: skip
