"""`board fmt` on disk: which files, and writing those that change."""

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
class Mended:
    """How many files were looked at, and which were (or should be) written differently."""

    files: int
    changed: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class _Style:
    listing: Mapping[str, Any]
    employer: Mapping[str, Any]
    words: Vocabularies


def mend(
    root: Path, paths: Iterable[Path] = (), since: str | None = None, write: bool = True
) -> Mended:
    """Put files in order: all of the board, those in `paths`, or those changed since `since`."""
    work = open_workspace(root)
    style = _Style(
        work.listing_schema.definition, work.employer_schema.definition, work.vocabularies
    )
    chosen = [*_chosen(work, [path.resolve() for path in paths], since)]
    found = _all_formatted(chosen, style)
    changed = {path: content for path, content in zip(chosen, found, strict=True) if content}
    if write:
        for path, content in changed.items():
            files.replace(path, content)
    return Mended(len(chosen), tuple(changed))


def _chosen(work: Workspace, paths: list[Path], since: str | None) -> Iterator[Path]:
    inside = [path for path in paths if path.is_relative_to(work.root / FOLDER)]
    changed = None if since is None else files_changed_since(work.root, since).changed
    if inside or not paths:
        for file in (*work.tree.employers, *work.tree.listings):
            real = work.real(file)
            if not inside or any(real.is_relative_to(path) for path in inside):
                if changed is None or file in changed:
                    yield real
    for path in paths:
        if path not in inside:
            yield from (path,) if path.is_file() else _ordinary(path)


def _ordinary(folder: Path) -> Iterator[Path]:
    """The .yml files in a folder outside the board, drafts for example."""
    for path in sorted(folder.rglob("*.yml")):
        if path.is_file() and not path.is_symlink():
            yield path


def _all_formatted(paths: list[Path], style: _Style) -> list[bytes | None]:
    one = partial(_formatted, style)
    processes = process_count(len(paths), FILES_WORTH_A_PROCESS)
    if processes == 1:
        return [one(path) for path in paths]
    with ProcessPoolExecutor(processes) as pool:
        return list(pool.map(one, paths, chunksize=FILES_AT_ONCE))


def _formatted(style: _Style, path: Path) -> bytes | None:
    """The new content, None if it stays as it is."""
    content = files.read(path, MAX_BYTES)
    schema = style.employer if path.name == EMPLOYER_FILE else style.listing
    new = formatted(content, path.name, schema, style.words)
    return None if new == content else new
