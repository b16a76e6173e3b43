"""Brings a board's own files to those of the program that runs: `board upgrade`.

First all is read and decided, then it is written. So an upgrade that can't go on leaves the board
as it was.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from generator import __version__
from generator.authoring.board_record import (
    FILE,
    FORMAT,
    BoardRecord,
    new_record,
    read_record,
    record_text,
)
from generator.authoring.migrations import SETTINGS_FILE, Surroundings, migrate, since
from generator.authoring.new_file import AuthoringError
from generator.authoring.program_wheel import NAME, Program
from generator.authoring.scaffold import scaffold
from generator.authoring.upgrade_plan import FilePlan, Outcome, Versions, plan_files
from generator.checking.workspace import SCHEMA, read_schema, read_vocabularies
from generator.model.errors import BoardError
from generator.reading import files
from generator.reading.conflicts import OURS, conflict_line
from generator.reading.git import uncommitted
from generator.reading.source import MAX_BYTES
from generator.reading.three_way import Labels
from generator.reading.tree import FOLDER, tree_of

LOCK = "requirements.txt"
_PAGE = "docs/run/upgrading.md"
_MOST_BYTES = 4 * 1024 * 1024
_PACKAGE_NAME = re.compile(
    r"^([A-Za-z0-9][A-Za-z0-9._-]*)[ \t]*(?:\[[^\[\]\n]*\][ \t]*)?==", re.MULTILINE
)


@dataclass(frozen=True, slots=True)
class Upgrade:
    """What an upgrade does, or did. Paths are relative to the board's root.

    `migrated` are files that have the newer form now, `steps` what that means, and `left` those
    that have not, with the reason. `dropped` are packages that requirements.txt no longer names.
    `defaults` are answers that the board was never asked for, and what was taken for them.
    """

    before: str
    after: str
    files: tuple[FilePlan, ...]
    migrated: tuple[str, ...]
    steps: tuple[str, ...]
    left: Mapping[str, str]
    dropped: tuple[str, ...]
    defaults: Mapping[str, str]
    old: Mapping[str, bytes]  # the files that change, as they are now
    writes: Mapping[str, bytes]
    removals: tuple[str, ...]

    @property
    def is_current(self) -> bool:
        """Whether there is nothing to do."""
        return not self.writes and not self.removals

    @property
    def conflicts(self) -> tuple[FilePlan, ...]:
        """The files that a person must look at."""
        return tuple(plan for plan in self.files if plan.outcome is Outcome.CONFLICT)


def require_record(root: Path) -> BoardRecord:
    """The record of the board in `root`. Raises BoardError if it has none, or OSError."""
    record = read_record(root)
    if record is None:
        raise _no_record(root)
    return record


def plan_upgrade(root: Path, record: BoardRecord, program: Program) -> Upgrade:
    """What an upgrade of the board in `root` to the running program does. Writes nothing.

    Raises BoardError, with the reason on one line, if it can't be done; or OSError.
    """
    if program.version != __version__:
        raise BoardError(f"the wheel has version {program.version}, but {__version__} runs here.")
    new = _scaffolded(record, program)
    goal = new_record(record.answers, program, new)
    old = {path: text.encode() for path, text in record.written.items()}
    now = dict(_files_now(root, {*old, *goal.written}))
    _require_no_markers(now)
    moved = _Migrations(root, record.format)
    old, migrated_now = moved.settings(old, now)
    texts = {path: text.encode() for path, text in goal.written.items()}
    labels = Labels(OURS, f"{NAME} {record.program}", f"{NAME} {program.version}")
    plans = tuple(plan_files(Versions(old, migrated_now, texts), labels))
    # What the board had before a version brought a file of that name is not init's: never is.
    own = {plan.path for plan in plans if plan.outcome is Outcome.KEPT and plan.path not in old}
    goal = replace(goal, written={k: v for k, v in goal.written.items() if k not in own})
    writes, removals = _changes(plans)
    migrated = moved.listings()
    settings = migrated_now.get(SETTINGS_FILE)
    if settings and settings != now[SETTINGS_FILE] and SETTINGS_FILE not in writes:
        migrated[SETTINGS_FILE] = settings
    lock = _Lock(root, record, program, new)
    writes = {**migrated, **writes, **lock.writes}
    if replace(record, not_asked=()) != goal:
        writes[FILE] = record_text(goal)
    return Upgrade(
        before=record.program,
        after=program.version,
        files=plans,
        migrated=tuple(migrated),
        steps=tuple(step.says for step in since(record.format)),
        left=moved.left,
        dropped=lock.dropped,
        defaults={name: _shown(record, name) for name in record.not_asked},
        old=dict(_contents(root, [*writes, *removals])),
        writes=writes,
        removals=(*removals, *lock.removals),
    )


def require_committed(root: Path, paths: Iterable[str], *, force: bool) -> bool:
    """Whether the board is in a Git repository, so that `git diff` shows what was changed.

    Raises BoardError, unless `force`, if Git does not have one of the files as it is now.
    """
    open_files = uncommitted(root)
    if open_files is None:
        return False
    touched = sorted(open_files.intersection(paths))
    if touched and not force:
        more = f" and {len(touched) - 1} more" if len(touched) > 1 else ""
        raise BoardError(
            f"{touched[0]}{more} would change, and Git does not have it as it is now. Commit "
            "first, so that `git diff` shows what is new. (--force: continue anyway.)"
        )
    return True


def carry_out(root: Path, upgrade: Upgrade) -> None:
    """Write and remove files as planned, the record last. Raises OSError."""
    for path, content in upgrade.writes.items():
        if path != FILE:
            files.write_whole(root / path, content)
    for path in upgrade.removals:
        (root / path).unlink(missing_ok=True)
        _remove_empty_folders(root, path)
    if FILE in upgrade.writes:
        files.write_whole(root / FILE, upgrade.writes[FILE])


def _no_record(root: Path) -> BoardError:
    if (root / "generator" / "__init__.py").is_file():
        return BoardError(
            "this board is a copy of the program's repository, so there is nothing to upgrade "
            "file by file. Make a new board with `board init`, and run `board upgrade --adopt OLD` "
            f"there: {_PAGE} says how."
        )
    if not (root / SETTINGS_FILE).is_file():
        return BoardError(f"there is no board here: no {SETTINGS_FILE} in {root}.")
    return BoardError(
        f"this board has no {FILE}, so it can't be known which files were edited. Restore it from "
        "Git; or make a new board with `board init`, and run `board upgrade --adopt OLD` there: "
        f"{_PAGE} says how."
    )


def _scaffolded(record: BoardRecord, program: Program) -> dict[str, bytes]:
    try:
        return scaffold(record.answers, program)
    except ValueError:  # an address that is none
        raise BoardError(
            f"{FILE}: `answers` has values that `board init` does not write."
        ) from None


def _files_now(root: Path, paths: set[str]) -> Iterator[tuple[str, bytes | None]]:
    """The content of each file that there is; None for a link, a folder or a far too large file."""
    for path in paths:
        place = root / path
        if os.path.lexists(place):
            is_file = place.is_file() and not place.is_symlink()
            content = files.read(place, _MOST_BYTES) if is_file else None
            yield path, content if content is None or len(content) <= _MOST_BYTES else None


def _contents(root: Path, paths: list[str]) -> Iterator[tuple[str, bytes]]:
    for path in paths:
        if (root / path).is_file():
            yield path, (root / path).read_bytes()


def _require_no_markers(now: Mapping[str, bytes | None]) -> None:
    for path, content in sorted(now.items()):
        if content and (line := conflict_line(content)):
            raise BoardError(
                f"{path}:{line}: a conflict is left here. Solve it first: keep the lines that are "
                "right, and delete the markers."
            )


def _changes(plans: tuple[FilePlan, ...]) -> tuple[dict[str, bytes], list[str]]:
    writes = {plan.path: plan.content for plan in plans if plan.content is not None}
    return writes, [plan.path for plan in plans if plan.outcome is Outcome.REMOVED]


def _shown(record: BoardRecord, name: str) -> str:
    value = record.answers.as_json()[name]
    return str(value) if value else "nothing"


def _remove_empty_folders(root: Path, path: str) -> None:
    folder = (root / path).parent
    while folder != root and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent


class _Lock:
    """requirements.txt and the wheel beside it, which no board edits: they are replaced.

    Not if they are of this very program already: then a lock that Dependabot changed stays.
    """

    def __init__(
        self, root: Path, record: BoardRecord, program: Program, new: Mapping[str, bytes]
    ) -> None:
        self.writes: dict[str, bytes] = {}
        self.removals: tuple[str, ...] = ()
        self.dropped: tuple[str, ...] = ()
        now = dict(_contents(root, [LOCK, program.wheel_name] if program.wheel_name else [LOCK]))
        lock = now.get(LOCK, b"").replace(b"\r\n", b"\n")
        is_right = record.program == program.version and program.requirement.encode() in lock
        if not is_right:
            self.writes[LOCK] = new[LOCK]
            self.removals = tuple(
                path.name
                for path in sorted(root.glob(f"{NAME}-*-py3-none-any.whl"))
                if path.name != program.wheel_name and path.is_file()
            )
            ours, theirs = (_packages(content) for content in (lock, new[LOCK]))
            self.dropped = tuple(sorted(ours - theirs - {NAME}))
        if program.wheel_name and now.get(program.wheel_name) != program.wheel:
            self.writes[program.wheel_name] = program.wheel


def _packages(lock: bytes) -> set[str]:
    names = _PACKAGE_NAME.findall(lock.decode("utf-8", "replace"))
    return {re.sub(r"[-_.]+", "-", name).lower() for name in names}


class _Migrations:
    """The board's settings, listings and employers in the form that this program expects."""

    def __init__(self, root: Path, form: int) -> None:
        self._root = root
        self._form = form
        self.left: dict[str, str] = {}
        self._around = surroundings(root) if form < FORMAT else None

    def settings(
        self, old: Mapping[str, bytes], now: Mapping[str, bytes | None]
    ) -> tuple[dict[str, bytes], dict[str, bytes | None]]:
        """The same files with mkdocs.yml in the newer form: as it was written, and as it is."""
        old, now = dict(old), dict(now)
        if (content := now.get(SETTINGS_FILE)) and self._around:
            try:
                now[SETTINGS_FILE] = migrate(content, SETTINGS_FILE, self._form, self._around)
                if SETTINGS_FILE in old:
                    written = old[SETTINGS_FILE]
                    old[SETTINGS_FILE] = migrate(written, SETTINGS_FILE, self._form, self._around)
            except AuthoringError as error:
                self.left[SETTINGS_FILE] = str(error)
        return old, now

    def listings(self) -> dict[str, bytes]:
        """The listings and employers that change, by path."""
        changed: dict[str, bytes] = {}
        if self._around is None:
            return changed
        tree = tree_of(files.scan(self._root / FOLDER, FOLDER))
        for path in (*tree.employers, *tree.listings):
            content = files.read(self._root / path, MAX_BYTES)
            try:
                new = migrate(content, path, self._form, self._around)
            except AuthoringError as error:
                self.left[path] = str(error)
                continue
            if new != content:
                changed[path] = new
        return changed


def surroundings(root: Path) -> Surroundings:
    """What migrations know of the board in `root`. Raises BoardError if it can't be read."""
    return Surroundings(
        read_schema("listing"),
        read_schema("employer"),
        read_vocabularies(root),
        has_schema=(root / SCHEMA / "listing.schema.json").is_file(),
        has_theme=(root / "generator" / "theme").is_dir(),
    )
