"""On disk: a fresh board set up in an empty folder."""

from __future__ import annotations

import shutil
from pathlib import Path

from generator import PACKAGE
from generator.authoring.new_file import NotPossibleError
from generator.reading.tree import FOLDER

_ROOT = PACKAGE.parent
# What makes a board, beside its listings.
_PARTS = (
    "schema", "docs", "generator", ".github", ".vscode", "mkdocs.yml", "pyproject.toml",
    "Makefile", "requirements.txt", "requirements-dev.txt", "README.md", "CONTRIBUTING.md",
    "SECURITY.md", "LICENSE", ".gitignore", ".gitattributes", ".editorconfig", ".yamllint.yml",
    ".pre-commit-hooks.yaml", "action.yml",
)  # fmt: skip
_OTHERS_ADDRESS = {"repo_url", "repo_name", "edit_uri"}
_NOT_COPIED = shutil.ignore_patterns("__pycache__", "*.pyc", ".DS_Store")


def init(folder: Path, name: str, url: str) -> None:
    """Copy this board's machinery to `folder`, without its listings and samples."""
    if folder.exists() and any(folder.iterdir()):
        raise NotPossibleError(f"{folder} is not empty.")
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
    settings.write_text(_fresh(settings.read_text(encoding="utf-8"), name, url), encoding="utf-8")


def _fresh(settings: str, name: str, url: str) -> str:
    """mkdocs.yml of a board with no samples and another name and address."""
    own = {"site_name": _quoted(name), "site_url": _quoted(url)}
    lines = []
    for line in settings.splitlines():
        key = line.partition(":")[0]
        if key in own:
            line = f"{key}: {own[key]}"
        if key.strip() != "demo_day" and key not in _OTHERS_ADDRESS:
            lines.append(line)
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
