"""Check everything: the files of a board, or those in some paths, by several processes."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TypeVar

from generator.checking.check import CheckContext, Checked, FileResult, check_board, check_file
from generator.checking.workspace import Workspace, open_workspace
from generator.model.problem import Problem
from generator.reading.tree import FOLDER

# Below this many files, starting a second process costs more than it saves.
_WORTH_A_PROCESS = 400


def check_workspace(work: Workspace, today: date) -> Checked:
    """Check everything in listings/."""
    contents, tree = work.contents, work.tree
    texts = {path: contents[path] for path in (*tree.employers, *tree.listings)}
    results = check_files(work, texts, today, as_it_is)
    return check_board(tree, results, contents, work.context(today))


@dataclass(frozen=True)
class Report:
    """What `check_paths` found in one listings folder, with paths as the caller knows them."""

    problems: tuple[Problem, ...]
    files: int
    lines: Callable[[str], list[str]]
    changed: frozenset[str] = frozenset()  # where that was asked for


def check_paths(root: Path, paths: Iterable[Path], day: date | None) -> list[Report]:
    """Check the whole board in `root`, or only what stands in `paths`.

    A path outside the board's listings/ is read as an employer's folder or a file in one, so
    that a draft can be checked before it is put in place.
    """
    resolved = [path.resolve() for path in paths]
    inside = [path for path in resolved if path.is_relative_to(root / FOLDER)]
    reports = []
    if inside or not resolved:
        wanted = [f"{FOLDER}/{path.relative_to(root / FOLDER).as_posix()}" for path in inside]
        reports.append(
            _report(open_workspace(root), day, [w.removesuffix("/.") for w in wanted], FOLDER)
        )
    for path in resolved:
        if path not in inside:
            reports.append(_report_outside(root, path, day))
    return reports


def _report_outside(root: Path, path: Path, day: date | None) -> Report:
    if path.is_file():
        folder, name = path.parent, f"/{path.name}"
    else:
        folder, name = path, ""
    if name or any(item.suffix in {".yml", ".yaml"} for item in path.iterdir()):
        work = open_workspace(root, folder.parent, (folder.name,))
        return _report(work, day, [f"{FOLDER}/{folder.name}{name}"], str(folder.parent))
    return _report(open_workspace(root, path), day, [], str(path))


def _report(work: Workspace, day: date | None, wanted: list[str], shown: str) -> Report:
    problems = check_workspace(work, work.today(day)).problems
    paths = {path: path for path in work.contents}
    if wanted:
        problems = tuple(p for p in problems if _is_in(p.place.file, wanted))
        paths = {path: path for path in paths if _is_in(path, wanted)}
    real = {_shown(path, shown): path for path in (*paths, *(p.place.file for p in problems))}
    return Report(
        tuple(
            replace(p, place=replace(p.place, file=_shown(p.place.file, shown))) for p in problems
        ),
        len(paths),
        lambda file: work.lines(real[file]),
    )


def _is_in(path: str, folders: Iterable[str]) -> bool:
    return any(path == folder or path.startswith(f"{folder}/") for folder in folders)


def _shown(path: str, folder: str) -> str:
    return path if folder == FOLDER else f"{folder}/{path.removeprefix(f'{FOLDER}/')}"


_worker_context: list[CheckContext] = []
T = TypeVar("T")
Finding = Callable[[FileResult], T]


def check_files(
    work: Workspace, contents: Mapping[str, bytes], today: date, then: Finding[T]
) -> list[T]:
    """Check each of `contents` by itself, by several processes where that is worth it.

    What `then`, a function that another process can import, makes of each result comes back.
    """
    workers = os.cpu_count() or 1
    if len(contents) < _WORTH_A_PROCESS or workers == 1:
        context = work.context(today)
        return [then(check_file(path, content, context)) for path, content in contents.items()]
    with ProcessPoolExecutor(workers, initializer=_start, initargs=(work.root, today)) as pool:
        return list(pool.map(partial(_check_one, then), contents.items(), chunksize=250))


def as_it_is(result: FileResult) -> FileResult:
    """For `check_files`: the result itself."""
    return result


def _start(root: Path, today: date) -> None:
    """A worker opens the board itself: compiled schemas can't be sent to it."""
    _worker_context.append(open_workspace(root).context(today))


def _check_one(then: Finding[T], item: tuple[str, bytes]) -> T:
    return then(check_file(*item, _worker_context[0]))
