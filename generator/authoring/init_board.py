"""Sets up a new board in an empty folder."""

from __future__ import annotations

import shutil
from pathlib import Path

from generator import PACKAGE
from generator.authoring.new_file import AuthoringError
from generator.checking.settings_values import site_address
from generator.reading.tree import FOLDER

_ROOT = PACKAGE.parent
# The files and folders of a board, without its listings.
_PARTS = (
    "schema", "docs", "generator", ".ci", ".github", ".vscode", "mkdocs.yml", "pyproject.toml",
    "Makefile", "requirements.txt", "requirements-dev.txt", "README.md", "CONTRIBUTING.md",
    "SECURITY.md", "LICENSE", ".gitignore", ".gitattributes", ".editorconfig", ".yamllint.yml",
    ".pre-commit-hooks.yaml", "action.yml",
)  # fmt: skip
# Settings that are about this board's repository, or about its samples.
_DROPPED_SETTINGS = {"repo_url", "repo_name", "edit_uri", "demo_day"}
_NOT_COPIED = shutil.ignore_patterns("__pycache__", "*.pyc", ".DS_Store")


def init_board(folder: Path, name: str, url: str) -> None:
    """Copy this board to `folder`, without its listings, and set its name and address.

    Raises AuthoringError for an address that is none, and unless the folder is empty or missing.
    """
    if mistake := site_address(url):
        raise AuthoringError(f"the address `{url}` {mistake[0]} {mistake[1]}")
    if not name.strip():
        raise AuthoringError("the board's name is empty. Give one with --name.")
    if folder.exists() and any(folder.iterdir()):
        raise AuthoringError(f"{folder} is not empty.")
    folder.mkdir(parents=True, exist_ok=True)
    for part in _PARTS:
        source = _ROOT / part
        if source.is_dir():
            shutil.copytree(source, folder / part, symlinks=True, ignore=_NOT_COPIED)
        elif source.exists():
            shutil.copy2(source, folder / part)
    (folder / FOLDER).mkdir()
    (folder / FOLDER / ".gitkeep").touch()
    settings = folder / "mkdocs.yml"
    settings.write_text(
        _new_settings(settings.read_text(encoding="utf-8"), name, url), encoding="utf-8"
    )


def _new_settings(settings: str, name: str, url: str) -> str:
    """The text of the new board's mkdocs.yml. Works on lines, so that comments stay."""
    values = {"site_name": _quoted(name), "site_url": _quoted(url)}
    lines = []
    for line in settings.splitlines():
        key = line.partition(":")[0]
        if key in values:
            line = f"{key}: {values[key]}"
        if key.strip() not in _DROPPED_SETTINGS:
            lines.append(line)
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
