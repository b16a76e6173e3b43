"""Formats files on disk: chooses them, formats them in several processes, and writes them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from generator.authoring.format import formatted
from generator.checking.workspace import Workspace, open_workspace
from generator.model.vocabulary import Vocabularies
from generator.reading import files
from generator.reading.git import changed_since as files_changed_since
from generator.reading.processes import FILES_AT_ONCE, FILES_WORTH_A_PROCESS, process_count
from generator.reading.source import MAX_BYTES
from generator.reading.tree import EMPLOYER_FILE, FOLDER


@dataclass(frozen=True, slots=True)
class FormatResult:
    """How many files were read, and which of them changed, or would change."""

    files: int
    changed: tuple[Path, ...]


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
    chosen = [*_choose(work, [path.resolve() for path in paths], since)]
    contents = _format_all(chosen, style)
    changed = {path: content for path, content in zip(chosen, contents, strict=True) if content}
    if write:
        for path, content in changed.items():
            files.write_whole(path, content)
    return FormatResult(len(chosen), tuple(changed))


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


def _format_all(paths: list[Path], style: _Style) -> list[bytes | None]:
    format_one = partial(_format_one, style)
    processes = process_count(len(paths), FILES_WORTH_A_PROCESS)
    if processes == 1:
        return [format_one(path) for path in paths]
    with ProcessPoolExecutor(processes) as pool:
        return list(pool.map(format_one, paths, chunksize=FILES_AT_ONCE))


def _format_one(style: _Style, path: Path) -> bytes | None:
    """The new content of a file, or None if it stays the same."""
    content = files.read(path, MAX_BYTES)
    is_employer = path.name == EMPLOYER_FILE
    schema = style.employer_schema if is_employer else style.listing_schema
    new = formatted(content, path.name, schema, style.vocabularies)
    return None if new == content else new
