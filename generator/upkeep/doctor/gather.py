"""Collects the facts on this machine: files, programs, Git. Nothing is changed.

What can't be read counts as missing. No function here raises because of what a file holds.
"""

from __future__ import annotations

import hashlib
import platform
import shutil
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from generator import PACKAGE, __version__
from generator.board.board import board_of
from generator.checking.run import check_all
from generator.checking.settings_values import repository_address
from generator.checking.workspace import Workspace, open_workspace
from generator.hosts.links import host_of
from generator.model.errors import BoardError, ProblemsError
from generator.model.json_text import load_json
from generator.model.problem import Place, Problem, Severity
from generator.model.settings import Settings
from generator.reading import files as disk
from generator.reading.source import parse
from generator.reading.tree import EXAMPLE_FILE
from generator.upkeep.doctor import files as file_checks
from generator.upkeep.doctor.facts import Files, Given, Listings, Programs, Record, SettingsFacts
from generator.upkeep.doctor.settings import is_placeholder

SETTINGS_FILE = "mkdocs.yml"
_MOST_BYTES = 4 * 1024 * 1024
_MOST_FILES = 200  # of one folder
_SECONDS = 10
_RECORD = ".board.json"
_WORKFLOWS = (".github/workflows", ".forgejo/workflows", ".gitea/workflows")
_FORMS = (".github/ISSUE_TEMPLATE", ".forgejo/ISSUE_TEMPLATE", ".gitea/ISSUE_TEMPLATE")
_CODEOWNERS = (
    ".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS", ".gitlab/CODEOWNERS",
    ".forgejo/CODEOWNERS", ".gitea/CODEOWNERS",
)  # fmt: skip


def settings_facts(root: Path, day: date | None) -> tuple[SettingsFacts, date]:
    """Facts about mkdocs.yml and listings/, and the board's today."""
    given = _given(_config(root))
    try:
        work = open_workspace(root)
    except ProblemsError as error:
        return SettingsFacts(given, error.problems), day or datetime.now(UTC).date()
    except OSError as error:
        problem = Problem(Place(SETTINGS_FILE), "settings/missing", f"{error.strerror}.")
        return SettingsFacts(given, (problem,)), day or datetime.now(UTC).date()
    today = work.today(day)
    try:
        return SettingsFacts(given, (), _listings(work, today)), today
    except (BoardError, OSError):
        return SettingsFacts(given), today


def _config(root: Path) -> Mapping[str, Any]:
    """The data of mkdocs.yml; nothing if it is no YAML."""
    source, _ = parse((_text(root / SETTINGS_FILE) or "").encode(), SETTINGS_FILE, relaxed=True)
    return source.data if source else {}


def _given(config: Mapping[str, Any]) -> Given:
    extra = config.get("extra")
    board = extra.get("board") if isinstance(extra, Mapping) else None
    board = board if isinstance(board, Mapping) else {}
    repo = _string(config, "repo_url").rstrip("/").removesuffix(".git")
    if repo and repository_address(repo):
        repo = ""  # it is no address: a mistake of the settings says so
    host = _string(board, "host")
    host = host if host in {"github", "gitlab", "forgejo"} else ""  # else the server's name counts
    names, floors = board.get("maintainers"), board.get("floors")
    return Given(
        site_url=_string(config, "site_url"),
        repo_url=repo,
        branch=_string(board, "branch") or "main",
        host=host_of(Settings(name="", url="", repo_url=repo, host=host)),
        contact=_string(board, "contact"),
        maintainers=tuple(
            name for name in (names if isinstance(names, list) else ()) if isinstance(name, str)
        ),
        floors=tuple(map(str, floors)) if isinstance(floors, Mapping) else (),
        demo_day=_string(board, "demo_day"),
        auto_merge=board.get("auto_merge") is True,
        announces=bool(board.get("announce")),
    )


def _string(data: Mapping[str, Any], key: str) -> str:
    value = data.get(key)
    return value if isinstance(value, str) else ""


def _listings(work: Workspace, today: date) -> Listings:
    checked = check_all(work, today).checked
    board = board_of(checked, work.context(today))
    return Listings(
        open=len(board.open),
        closed=len(board.listings) - len(board.open),
        employers=len(board.employers),
        errors=sum(problem.severity is Severity.ERROR for problem in checked.problems),
        samples=sum(is_placeholder(item.website) for item in board.employers.values()),
        has_example=(work.root / EXAMPLE_FILE).is_file(),
    )


def file_facts(root: Path) -> Files:
    """Facts about the board's own files."""
    lock = _text(root / file_checks.LOCK)
    wheel = file_checks.wheel_in(lock or "")
    record = _read_record(root)
    workflows = {path: text for folder in _WORKFLOWS for path, text in _yaml_in(root, folder)}
    if (script := _text(root / ".gitlab-ci.yml")) is not None:
        workflows[".gitlab-ci.yml"] = script
    found = ((path, _text(root / path)) for path in _CODEOWNERS)
    return Files(
        installed=__version__,
        lock=lock,
        wheels={wheel: _sha256(root / wheel)} if wheel else {},
        has_program=PACKAGE.parent == root,
        record=record,
        has_damaged_record=record is None and (root / _RECORD).exists(),
        workflows=workflows,
        forms={
            path: text
            for folder in _FORMS
            for path, text in _yaml_in(root, folder)
            if not path.endswith("/config.yml")
        },
        codeowners=next(((path, text) for path, text in found if text is not None), None),
        gitignore=_text(root / ".gitignore"),
    )


def _read_record(root: Path) -> Record | None:
    """What .board.json says; None if there is none, or if it is damaged."""
    try:
        data = load_json(_text(root / _RECORD) or "")
    except ValueError:
        return None
    program = data.get("program") if isinstance(data, dict) else None
    written = data.get("written") if isinstance(data, dict) else None
    if not isinstance(program, str) or not isinstance(written, dict):
        return None
    now = {path: _text(root / path) for path in written if _is_inside(path)}
    return Record(
        program=program,
        written=tuple(now),
        edited=tuple(
            path for path, text in now.items() if text is not None and text != written[path]
        ),
        missing=tuple(path for path, text in now.items() if text is None),
    )


def _is_inside(path: str) -> bool:
    return not path.startswith("/") and ".." not in path.split("/") and "\0" not in path


def _text(path: Path) -> str | None:
    """The text of a file; None if it is no file, can't be read or is larger than 4 MiB."""
    try:
        content = disk.read(path, _MOST_BYTES) if path.is_file() else None
    except (OSError, ValueError):
        return None
    if content is None or len(content) > _MOST_BYTES:
        return None
    return content.decode("utf-8-sig", "replace").replace("\r\n", "\n")


def _sha256(path: Path) -> str:
    try:
        with open(path, "rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


def _yaml_in(root: Path, folder: str) -> Iterator[tuple[str, str]]:
    """Path and text of the YAML files in a folder, by name."""
    try:
        names = sorted(path.name for path in (root / folder).iterdir())[:_MOST_FILES]
    except OSError:
        return
    for name in names:
        if name.endswith((".yml", ".yaml")):
            text = _text(root / folder / name)
            if text is not None:
                yield f"{folder}/{name}", text


def program_facts() -> Programs:
    """Facts about the programs on this machine."""
    return Programs(
        python=platform.python_version(),
        git=shutil.which("git") is not None,
        make=shutil.which("make") is not None,
    )
