"""Formats files on disk: chooses them, formats them in several processes, and writes them.

An employer that a listing carries is moved into an employer.yml, unless the listing is a draft
outside the board.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from generator.authoring.format import formatted
from generator.authoring.hidden_file import formatting_schema
from generator.authoring.move_employer import Moved, move_employer
from generator.checking.employers import has_employer_field
from generator.checking.hidden_check import MAX_BYTES as MAX_HIDDEN
from generator.checking.workspace import Workspace, hidden_schema, open_workspace
from generator.model.vocabulary import Vocabularies
from generator.reading import files
from generator.reading.git import changed_since as files_changed_since
from generator.reading.processes import FILES_AT_ONCE, FILES_WORTH_A_PROCESS, process_count
from generator.reading.source import MAX_BYTES
from generator.reading.tree import EMPLOYER_FILE, FOLDER, HIDDEN_FILE


@dataclass(frozen=True, slots=True)
class FormatResult:
    """How many files were read, and which of them changed, or would change.

    `notes` say what could not be done, by file.
    """

    files: int
    changed: tuple[Path, ...]
    notes: Mapping[Path, str]


@dataclass(frozen=True, slots=True)
class _Style:
    listing_schema: Mapping[str, Any]
    employer_schema: Mapping[str, Any]
    vocabularies: Vocabularies


def format_files(
    root: Path, paths: Iterable[Path] = (), since: str | None = None, write: bool = True
) -> FormatResult:
    """Format all files of the board, those in `paths`, or those changed since the commit `since`.

    Raises GitError if there is no such commit. With `write=False` the files stay as they are.
    """
    work = open_workspace(root)
    style = _Style(
        work.listing_schema.definition, work.employer_schema.definition, work.vocabularies
    )
    resolved = [path.resolve() for path in paths]
    chosen = [*_choose(work, resolved, since)]
    moved = _move_employers(work, chosen)
    texts = {work.real(file): text.encode() for file, text in moved.texts.items()}
    jobs = dict.fromkeys(chosen) | texts
    contents = _format_all([*jobs.items()], style)
    changed = {path: content for path, content in zip(jobs, contents, strict=True) if content}
    hidden = _hidden_file(work, resolved, since)
    if write:
        _write(changed, new=frozenset(changed).difference(chosen))
        _write(hidden, new=frozenset())
    changed |= hidden
    notes = {work.real(file): reason for file, reason in moved.reasons.items()}
    return FormatResult(len(chosen), tuple(changed), notes)


def _hidden_file(work: Workspace, paths: list[Path], since: str | None) -> dict[Path, bytes]:
    """The new content of listings/hidden.yml, if it is to be formatted and would change."""
    path = work.root / HIDDEN_FILE
    if not work.hidden or (paths and not any(path.is_relative_to(given) for given in paths)):
        return {}
    if since is not None and HIDDEN_FILE not in files_changed_since(work.root, since).changed:
        return {}
    content = files.read(path, MAX_HIDDEN)
    schema = formatting_schema(content, hidden_schema())
    new = formatted(content, HIDDEN_FILE, schema, work.vocabularies)
    return {} if new == content else {path: new}


def _write(contents: Mapping[Path, bytes], new: frozenset[Path]) -> None:
    """Write the `new` files first: a listing must not lose its employer before that is written."""
    for path in new:
        files.write_new(path, contents[path])
    for path, content in contents.items():
        if path not in new:
            files.write_whole(path, content)


def _move_employers(work: Workspace, chosen: Iterable[Path]) -> Moved:
    """Move the employers that the `chosen` listings of the board carry."""
    by_folder: dict[str, set[str]] = defaultdict(set)
    inside = {work.real(file): file for file in work.tree.listings}
    for path in chosen:
        if (file := inside.get(path)) and has_employer_field(files.read(path, MAX_BYTES)):
            by_folder[file.rpartition("/")[0]].add(file)
    every = Moved()
    for folder, listings in by_folder.items():
        moved = _move_from_folder(work, folder, frozenset(listings))
        every.texts |= moved.texts
        every.reasons |= moved.reasons
    return every


def _move_from_folder(work: Workspace, folder: str, chosen: frozenset[str]) -> Moved:
    file = f"{folder}/{EMPLOYER_FILE}"
    existing = work.read(file) if file in work.tree.employers else None
    if existing is None and os.path.lexists(work.real(file)):
        existing = b""  # it is no ordinary file, so it can't be read, and is never replaced
    listings = [path for path in work.tree.listings if path.startswith(f"{folder}/")]
    return move_employer(
        {path: work.read(path) for path in listings},
        chosen,
        file,
        existing,
        work.employer_schema,
        work.vocabularies,
    )


def _choose(work: Workspace, paths: list[Path], since: str | None) -> Iterator[Path]:
    inside = [path for path in paths if path.is_relative_to(work.root / FOLDER)]
    changed = None if since is None else files_changed_since(work.root, since).changed
    if inside or not paths:
        for file in (*work.tree.employers, *work.tree.listings):
            path = work.real(file)
            if not inside or any(path.is_relative_to(chosen) for chosen in inside):
                if changed is None or file in changed:
                    yield path
    for path in paths:
        if path not in inside:
            yield from (path,) if path.is_file() else _yaml_files(path)


def _yaml_files(folder: Path) -> Iterator[Path]:
    """The .yml files below a folder outside the board, for example drafts."""
    for path in sorted(folder.rglob("*.yml")):
        if path.is_file() and not path.is_symlink():
            yield path


def _format_all(jobs: Sequence[tuple[Path, bytes | None]], style: _Style) -> list[bytes | None]:
    """The new content of each file, None if it stays. A job may have the content to start from."""
    format_one = partial(_format_one, style)
    processes = process_count(len(jobs), FILES_WORTH_A_PROCESS)
    if processes == 1:
        return [format_one(job) for job in jobs]
    with ProcessPoolExecutor(processes) as pool:
        return list(pool.map(format_one, jobs, chunksize=FILES_AT_ONCE))


def _format_one(style: _Style, job: tuple[Path, bytes | None]) -> bytes | None:
    path, moved = job
    content = files.read(path, MAX_BYTES) if moved is None else moved
    is_employer = path.name == EMPLOYER_FILE
    schema = style.employer_schema if is_employer else style.listing_schema
    new = formatted(content, path.name, schema, style.vocabularies)
    return None if new == content and moved is None else new
