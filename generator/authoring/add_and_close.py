"""On disk: a new listing put in place, a listing closed."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Any

from generator.authoring.format import formatted
from generator.authoring.new_file import NotPossibleError, closed, file_text
from generator.checking.check import check_file
from generator.checking.workspace import Workspace
from generator.model.problem import Problem
from generator.reading import files
from generator.reading.source import MAX_BYTES
from generator.reading.tree import EMPLOYER_FILE, FOLDER, Entry, EntryKind, tree_of


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
    tree = tree_of([Entry(path.rpartition("/")[0], EntryKind.FOLDER), Entry(path, EntryKind.FILE)])
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
    return Written(path, check_file(file, content, work.context(today)).problems)
