"""Adds listings and employers to a board on disk, and closes, extends and reposts listings."""

from __future__ import annotations

import difflib
import itertools
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path, PurePosixPath
from typing import Any

from generator.authoring.canonical import canonical_text
from generator.authoring.change_listing import (
    USUAL_DAYS,
    refuse_deadline,
    refuse_first_deadline,
    refuse_repost,
    reposted,
    with_deadline,
    with_outcome,
    with_status,
)
from generator.authoring.edit_fields import read_source
from generator.authoring.format import formatted
from generator.authoring.given_file import GivenFile, Part, ready
from generator.authoring.listing_names import hidden_entries
from generator.authoring.new_file import AuthoringError, new_file_text
from generator.checking.check import check_file, check_source
from generator.checking.employers import has_employer_field
from generator.checking.field_words import shortened
from generator.checking.workspace import Workspace
from generator.model.employer import INLINE
from generator.model.problem import Problem, has_errors
from generator.reading import files
from generator.reading.source import MAX_BYTES
from generator.reading.tree import EMPLOYER_FILE, FOLDER, MAX_NAME, Entry, EntryKind, tree_of
from generator.reading.tree import identifier as listing_id

_NOT_IN_NAME = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class WrittenFile:
    """A file that was written, its problems, and sentences about what was changed in it."""

    path: Path
    problems: tuple[Problem, ...]
    notes: tuple[str, ...] = ()


def add_listing(
    work: Workspace, identifier: str, data: Mapping[str, Any], today: date
) -> WrittenFile:
    """Write listings/<employer>/<name>.yml. Raises AuthoringError if it exists."""
    schema = work.listing_schema.definition
    return _add(work, f"{FOLDER}/{identifier}.yml", "listing", schema, data, today)


def add_employer(
    work: Workspace, employer: str, data: Mapping[str, Any], today: date
) -> WrittenFile:
    """Write the employer.yml of a new folder. Raises AuthoringError if it exists."""
    schema = work.employer_schema.definition
    return _add(work, f"{FOLDER}/{employer}/{EMPLOYER_FILE}", "employer", schema, data, today)


def add_draft(work: Workspace, identifier: str, content: bytes, today: date) -> WrittenFile:
    """Write listings/<employer>/<name>.yml as it is. Raises AuthoringError if it exists."""
    return _create(work, f"{FOLDER}/{identifier}.yml", content, today)


def add_given(
    work: Workspace, identifier: str, given: GivenFile, today: date
) -> tuple[tuple[WrittenFile, ...], tuple[Problem, ...]]:
    """Write a listing from a given file, and its employer if the board does not have it.

    Returns the files, or none and the problems: nothing is written if there is an error. Raises
    AuthoringError if the listing exists, or if its employer is missing or another one.
    """
    file = f"{FOLDER}/{identifier}.yml"
    if work.real(file).exists():
        raise AuthoringError(f"{file} exists already.")
    data, note = _with_dates(given.listing, today)
    parts = [(given.part(file, data), work.listing_schema.definition)]
    employer_file = f"{file.rpartition('/')[0]}/{EMPLOYER_FILE}"
    notes = [note] if note else []
    if work.real(employer_file).exists():
        notes += _same_employer(work, employer_file, given)
    elif has_employer(work, identifier.partition("/")[0]):
        if given.employer is not None:
            notes.append(
                "Another listing describes the employer already, so `employer` was left out."
            )
    elif given.employer is None:
        needed = ", ".join(work.employer_schema.definition["required"])
        raise AuthoringError(
            f"there is no {employer_file}. Add `employer` to the listing, with {needed}."
        )
    elif "verified" in given.employer:
        raise AuthoringError("`verified` is set by the board's maintainers. Remove it.")
    else:
        part = given.part(employer_file, given.employer, (INLINE,))
        parts.insert(0, (part, work.employer_schema.definition))
    contents: dict[str, bytes] = {}
    problems: list[Problem] = []
    for part, schema in parts:
        content, found = _checked_content(work, part, schema, today)
        contents[part.file] = content
        problems += found
    if has_errors(tuple(problems)):
        return (), tuple(problems)
    written = [_create(work, path, content, today) for path, content in contents.items()]
    return (*written[:-1], replace(written[-1], notes=tuple(notes))), ()


def _with_dates(data: Mapping[str, Any], today: date) -> tuple[Mapping[str, Any], str]:
    """The data with `posted` and `deadline`, and a sentence about those that were missing."""
    usual = {"posted": today, "deadline": today + timedelta(days=USUAL_DAYS)}
    missing = {name: day.isoformat() for name, day in usual.items() if name not in data}
    said = " and ".join(f"`{name}: {day}`" for name, day in missing.items())
    return {**data, **missing}, f"The file has no such date, so it is {said}." if missing else ""


def _same_employer(work: Workspace, file: str, given: GivenFile) -> list[str]:
    """A sentence if the given employer is left out, because the board has the same one."""
    if given.employer is None:
        return []
    schema, words = work.employer_schema.definition, work.vocabularies
    present = ready(read_source(files.read(work.real(file), MAX_BYTES), file).data, schema, words)
    new = ready(given.employer, schema, words)
    if other := [name for name in new if new[name] != present.get(name)]:
        names = ", ".join(f"`{shortened(name)}`" for name in other)
        raise AuthoringError(
            f"{file} exists already, and these fields of `employer` differ from it: {names}. "
            "Remove `employer`, or change employer.yml first."
        )
    return ["`employer` is the same as employer.yml, so it was left out."]


def _checked_content(
    work: Workspace, part: Part, schema: Mapping[str, Any], today: date
) -> tuple[bytes, tuple[Problem, ...]]:
    """A part of a given file as it will be written, and its problems in the given file."""
    data = ready(part.data, schema, work.vocabularies)
    context = work.context(today)
    problems = check_source(replace(part, data=data), context).problems
    if has_errors(problems):
        return b"", problems
    content = canonical_text(data, schema).encode()
    return content, check_file(part.file, content, context).problems


def has_employer(work: Workspace, employer: str) -> bool:
    """Whether the employer's folder says who it is, in employer.yml or in a listing."""
    folder = f"{FOLDER}/{employer}/"
    if work.real(folder + EMPLOYER_FILE).exists():
        return True
    listings = (path for path in work.tree.listings if path.startswith(folder))
    return any(has_employer_field(work.read(path)) for path in listings)


def name_from(text: str) -> str:
    """`Café Müller & Co` -> `cafe-muller-co`; empty if that makes no name that a file may have."""
    ascii_text = unicodedata.normalize("NFKD", text[:500]).encode("ascii", "ignore").decode()
    name = _NOT_IN_NAME.sub("-", ascii_text.lower()).strip("-")[: MAX_NAME - 4].strip("-")
    return "" if name_problem(f"{FOLDER}/{name}/{name}.yml") else name


def name_problem(path: str) -> str:
    """Why `path` can't be the path of a listing's file; empty if it can."""
    tree = tree_of([Entry(path.rpartition("/")[0], EntryKind.FOLDER), Entry(path, EntryKind.FILE)])
    for problem in tree.problems:
        return f"{problem.message} {problem.fix}"
    # The tree ignores `../x`, and would read `/x/y` as `x/y`.
    if path not in tree.listings or path != str(PurePosixPath(path)):
        return "that can't be a listing's name. Write the employer and a name: acme/market-survey."
    return ""


def close_listing(
    work: Workspace,
    identifier: str,
    status: str,
    today: date,
    outcome: Mapping[str, Any] | None = None,
) -> WrittenFile:
    """Set the status of a listing. With an `outcome`, it is filled and says what became of it.

    Raises AuthoringError if there is no such listing, or if its file can't be changed.
    """
    file, content = _read(work, identifier)
    if outcome is None:
        return _replace(work, file, with_status(content, file, status), today)
    new = with_outcome(content, file, outcome, work.listing_schema.definition)
    return _replace(work, file, new, today)


def extend_listing(work: Workspace, identifier: str, deadline: date, today: date) -> WrittenFile:
    """Set a later deadline.

    Raises AuthoringError if there is no such listing, if its file can't be changed, or if the
    deadline is not allowed.
    """
    file, content = _read(work, identifier)
    refuse_deadline(content, file, deadline, today, work.settings.deadline_max_days)
    return _replace(work, file, with_deadline(content, file, deadline), today)


def repost_listing(
    work: Workspace, identifier: str, name: str, deadline: date | None, today: date
) -> WrittenFile:
    """Copy a closed listing to a new file in the same folder, posted today.

    An empty `name` means the old one with a number. Without a `deadline` it is open for three
    weeks. Raises AuthoringError if there is no such listing, if it is still open, if its file can't
    be copied, or if the name or the deadline is not allowed.
    """
    file, content = _read(work, identifier)
    refuse_repost(content, file, today)
    most = work.settings.deadline_max_days
    deadline = deadline or today + timedelta(days=min(USUAL_DAYS, most))
    refuse_first_deadline(today, deadline, most)
    employer, _, old_name = identifier.partition("/")
    if "/" in name:
        raise AuthoringError(f"the new listing stays in `{employer}`. Write its name alone.")
    new_file = f"{FOLDER}/{employer}/{name or _next_name(work, employer, old_name)}.yml"
    if problem := name_problem(new_file):
        raise AuthoringError(problem)
    new = reposted(content, file, today, deadline)
    return replace(_create(work, new_file, new.content, today), notes=new.notes)


def _next_name(work: Workspace, employer: str, name: str) -> str:
    """`survey-2` for `survey`, and `survey-3` for both of them."""
    taken = {listing_id(path).partition("/")[2] for path in work.tree.listings
             if path.startswith(f"{FOLDER}/{employer}/")}  # fmt: skip
    match = re.fullmatch(r"(.+)-[0-9]+", name)
    base = match[1] if match and match[1] in taken else name
    names = (
        base[: MAX_NAME - len(ending)].rstrip("-") + ending
        for ending in (f"-{number}" for number in itertools.count(2))
    )
    return next(found for found in names if found not in taken)


def _read(work: Workspace, identifier: str) -> tuple[str, bytes]:
    """A listing's path and content. Raises AuthoringError if there is no such listing."""
    file = listing_file(work, identifier)
    return file, files.read(work.real(file), MAX_BYTES)


def listing_file(work: Workspace, identifier: str) -> str:
    """A listing's path. Raises AuthoringError if there is no such listing."""
    file = f"{FOLDER}/{identifier}.yml"
    if file not in work.tree.listings:
        known = [listing_id(path) for path in work.tree.listings]
        similar = difflib.get_close_matches(identifier[:200], known, n=1)
        hint = f" Did you mean `{similar[0]}`?" if similar else ""
        raise AuthoringError(f"there is no listing `{identifier[:200]}`.{hint}")
    return file


def _replace(work: Workspace, file: str, content: bytes, today: date) -> WrittenFile:
    path = work.real(file)
    files.write_whole(path, content)
    note = "It is under review, so the site does not show it: see listings/hidden.yml."
    notes = (note,) if hidden_entries(work, listing_id(file)) else ()
    return WrittenFile(path, check_file(file, content, work.context(today)).problems, notes)


def _create(work: Workspace, file: str, content: bytes, today: date) -> WrittenFile:
    path = work.real(file)
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with open(path, "xb") as new:
            new.write(content)
    except FileExistsError:
        raise AuthoringError(f"{file} exists already.") from None
    return WrittenFile(path, check_file(file, content, work.context(today)).problems)


def _add(
    work: Workspace,
    file: str,
    kind: str,
    schema: Mapping[str, Any],
    data: Mapping[str, Any],
    today: date,
) -> WrittenFile:
    text = new_file_text(schema, data, work.schema_place(kind))
    return _create(work, file, formatted(text.encode(), file, schema, work.vocabularies), today)
