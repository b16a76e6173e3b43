"""Adds listings and employers to a board on disk, and closes listings."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Any

from generator.authoring.change_listing import with_status
from generator.authoring.format import formatted
from generator.authoring.new_file import AuthoringError, new_file_text
from generator.checking.check import check_file
from generator.checking.employers import has_employer_field
from generator.checking.workspace import Workspace
from generator.model.problem import Problem
from generator.reading import files
from generator.reading.source import MAX_BYTES
from generator.reading.tree import EMPLOYER_FILE, FOLDER, Entry, EntryKind, tree_of
from generator.reading.tree import identifier as listing_id


@dataclass(frozen=True, slots=True)
class NewFile:
    """A file that was written, and its problems."""

    path: Path
    problems: tuple[Problem, ...]


def add_listing(work: Workspace, identifier: str, data: Mapping[str, Any], today: date) -> NewFile:
    """Write listings/<employer>/<name>.yml. Raises AuthoringError if it exists."""
    schema = work.listing_schema.definition
    return _add(work, f"{FOLDER}/{identifier}.yml", "listing", schema, data, today)


def add_employer(work: Workspace, employer: str, data: Mapping[str, Any], today: date) -> NewFile:
    """Write the employer.yml of a new folder. Raises AuthoringError if it exists."""
    schema = work.employer_schema.definition
    return _add(work, f"{FOLDER}/{employer}/{EMPLOYER_FILE}", "employer", schema, data, today)


def has_employer(work: Workspace, employer: str) -> bool:
    """Whether the employer's folder says who it is, in employer.yml or in a listing."""
    folder = f"{FOLDER}/{employer}/"
    if work.real(folder + EMPLOYER_FILE).exists():
        return True
    listings = (path for path in work.tree.listings if path.startswith(folder))
    return any(has_employer_field(work.read(path)) for path in listings)


def name_problem(path: str) -> str:
    """Why `path` can't be the path of a listing's file; empty if it can."""
    tree = tree_of([Entry(path.rpartition("/")[0], EntryKind.FOLDER), Entry(path, EntryKind.FILE)])
    if tree.problems:
        problem = tree.problems[0]
        return f"{problem.message} {problem.fix}"
    # The tree ignores `../x`, and would read `/x/y` as `x/y`.
    if path not in tree.listings or path != str(PurePosixPath(path)):
        return "that can't be a listing's name. Write the employer and a name: acme/market-survey."
    return ""


def close_listing(work: Workspace, identifier: str, status: str) -> Path:
    """Set the status of a listing and return the path of its file.

    Raises AuthoringError if there is no such listing, or if its file can't be changed.
    """
    file = f"{FOLDER}/{identifier}.yml"
    if file not in work.tree.listings:
        known = [listing_id(path) for path in work.tree.listings]
        similar = difflib.get_close_matches(identifier, known, n=1)
        hint = f" Did you mean `{similar[0]}`?" if similar else ""
        raise AuthoringError(f"there is no listing `{identifier}`.{hint}")
    path = work.real(file)
    content = files.read(path, MAX_BYTES)
    files.write_whole(path, with_status(content, file, status))
    return path


def _add(
    work: Workspace,
    file: str,
    kind: str,
    schema: Mapping[str, Any],
    data: Mapping[str, Any],
    today: date,
) -> NewFile:
    path = work.real(file)
    text = new_file_text(kind, schema, data)
    content = formatted(text.encode(), file, schema, work.vocabularies)
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with open(path, "xb") as new:
            new.write(content)
    except FileExistsError:
        raise AuthoringError(f"{file} exists already.") from None
    return NewFile(path, check_file(file, content, work.context(today)).problems)
