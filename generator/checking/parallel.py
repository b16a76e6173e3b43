"""Many files checked one by one, by several processes where that is worth it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from functools import partial
from pathlib import Path
from typing import TypeVar

from generator.checking.check import CheckContext, FileResult, check_file
from generator.checking.workspace import Workspace, open_workspace
from generator.reading.processes import FILES_AT_ONCE, FILES_WORTH_A_PROCESS, process_count

T = TypeVar("T")
_worker_context: list[CheckContext] = []


def check_files(
    work: Workspace,
    today: date,
    contents: Mapping[str, bytes],
    then: Callable[[FileResult], T],
) -> list[T]:
    """Check each of `contents` by itself; what `then` makes of each result, in their order.

    `then` runs where the check ran, so it must be a function that another process can import.
    """
    processes = process_count(len(contents), FILES_WORTH_A_PROCESS)
    if processes == 1:
        context = work.context(today)
        return [then(check_file(path, content, context)) for path, content in contents.items()]
    arguments = (work.root, today)
    with ProcessPoolExecutor(processes, initializer=_start, initargs=arguments) as pool:
        return list(pool.map(partial(_check_one, then), contents.items(), chunksize=FILES_AT_ONCE))


def _start(root: Path, today: date) -> None:
    """A worker opens the board itself: compiled schemas can't be sent to it."""
    _worker_context.append(open_workspace(root).context(today))


def _check_one(then: Callable[[FileResult], T], item: tuple[str, bytes]) -> T:
    return then(check_file(*item, _worker_context[0]))
