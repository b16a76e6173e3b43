"""On disk: a new listing put in place, a listing closed, a fresh board set up."""

from __future__ import annotations

import difflib
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Any

from generator import files
from generator.check import check_file
from generator.fmt import formatted
from generator.new import NotPossibleError, closed, file_text
from generator.problem import Problem
from generator.source import MAX_BYTES
from generator.tree import EMPLOYER_FILE, FOLDER, Entry, Kind, tree_of
from generator.workspace import Workspace

_ROOT = Path(__file__).resolve().parent.parent
# What makes a board, beside its listings.
_PARTS = (
    "schema", "docs", "generator", ".github", ".vscode", "mkdocs.yml", "pyproject.toml",
    "Makefile", "requirements.txt", "requirements-dev.txt", "README.md", "CONTRIBUTING.md",
    "LICENSE", ".gitignore", ".gitattributes", ".editorconfig", ".yamllint.yml",
    ".pre-commit-hooks.yaml", "action.yml",
)  # fmt: skip
_OTHERS_ADDRESS = {"repo_url", "repo_name", "edit_uri"}
_NOT_COPIED = shutil.ignore_patterns("__pycache__", "*.pyc", ".DS_Store")


@dataclass(frozen=True, slots=True)
class Written:
    """A file that was written, and what is still wrong with it."""

    path: Path
    problems: tuple[Problem, ...]


def add_listing(work: Workspace, identifier: str, data: Mapping[str, Any], today: date) -> Written:
    """Write listings/<employer>/<name>.yml; an existing file is never written over."""
    schema = work.listing_schema.definition
    return _add(work, f"{FOLDER}/{identifier}.yml", "listing", schema, data, today)


def add_employer(work: Workspace, employer: str, data: Mapping[str, Any], today: date) -> Written:
    """Write the employer.yml of a new folder."""
    schema = work.employer_schema.definition
    return _add(work, f"{FOLDER}/{employer}/{EMPLOYER_FILE}", "employer", schema, data, today)


def name_problem(path: str) -> str:
    """Why no listing can stand at `path`; empty if one can."""
    tree = tree_of([Entry(path.rpartition("/")[0], Kind.FOLDER), Entry(path, Kind.FILE)])
    for problem in tree.problems:
        if problem.rule != "employer/missing":
            return f"{problem.message} {problem.fix}"
    # Such as `../x`, which the tree passes over, and `/x/y`, which it would read as `x/y`.
    if path not in tree.listings or path != str(PurePosixPath(path)):
        return "that can't be a listing's name. Write the employer and a name: acme/market-survey."
    return ""


def close_listing(work: Workspace, identifier: str, status: str) -> Path:
    """Set the status of a listing. The path that was changed."""
    file = f"{FOLDER}/{identifier}.yml"
    if file not in work.tree.listings:
        known = [path.removeprefix(f"{FOLDER}/")[:-4] for path in work.tree.listings]
        close = difflib.get_close_matches(identifier, known, n=1)
        hint = f" Did you mean `{close[0]}`?" if close else ""
        raise NotPossibleError(f"there is no listing `{identifier}`.{hint}")
    path = work.real(file)
    content = files.read(path, MAX_BYTES)
    files.replace(path, closed(content, file, status))
    return path


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


def _add(
    work: Workspace,
    file: str,
    kind: str,
    schema: Mapping[str, Any],
    data: Mapping[str, Any],
    today: date,
) -> Written:
    path = work.real(file)
    text = file_text(kind, schema, data).encode()
    content = formatted(text, file, schema, work.vocabularies)
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with open(path, "xb") as new:
            new.write(content)
    except FileExistsError:
        raise NotPossibleError(f"{file} exists already.") from None
    return Written(path, check_file(file, content, work.toolbox(today)).problems)
