"""Many files checked one by one, by several processes where that is worth it.

The processes are forked, so they have the compiled schemas and need not open the board. One process
does everything where forking is impossible, or where other threads run (as under `board serve`).
"""

from __future__ import annotations

import multiprocessing
import threading
from array import array
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import islice
from typing import NamedTuple

from generator.checking.check import CheckContext, FileResult, check_file
from generator.checking.result_cache import EncodedResult, encode
from generator.reading.processes import FILES_AT_ONCE, FILES_WORTH_A_PROCESS, process_count

_MOST_WAITING = 3  # pieces for each process: it never waits, and few are in memory
_File = tuple[str, bytes]  # a path and the file's bytes


class CheckedFile(NamedTuple):
    """A result as it is kept, and what `keys_of` says of it."""

    encoded: EncodedResult
    keys: array[int]


KeysOf = Callable[[FileResult], "array[int]"]
_worker: list[tuple[CheckContext, KeysOf]] = []  # what a forked process checks with


def check_files(
    context: CheckContext, contents: Iterable[_File], count: int, keys_of: KeysOf
) -> Iterator[CheckedFile]:
    """Check each of `contents` by itself, in order. `count` is how many there may be."""
    processes = _process_count(count)
    if processes == 1:
        return (_checked(content, context, keys_of) for content in contents)
    return _in_processes(context, contents, processes, keys_of)


def _process_count(files: int) -> int:
    can_fork = "fork" in multiprocessing.get_all_start_methods()
    may_fork = can_fork and threading.active_count() == 1
    return process_count(files, FILES_WORTH_A_PROCESS) if may_fork else 1


def _in_processes(
    context: CheckContext, contents: Iterable[_File], processes: int, keys_of: KeysOf
) -> Iterator[CheckedFile]:
    _worker[:] = [(context, keys_of)]
    waiting: deque[Future[list[CheckedFile]]] = deque()
    files = iter(contents)
    forking = multiprocessing.get_context("fork")
    with ProcessPoolExecutor(processes, forking) as pool:
        while piece := list(islice(files, FILES_AT_ONCE)):
            waiting.append(pool.submit(_check_piece, piece))
            if len(waiting) > _MOST_WAITING * processes:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()


def _check_piece(piece: list[_File]) -> list[CheckedFile]:
    return [_checked(content, *_worker[0]) for content in piece]


def _checked(file: _File, context: CheckContext, keys_of: KeysOf) -> CheckedFile:
    result = check_file(*file, context)
    return CheckedFile(encode(result), keys_of(result))
