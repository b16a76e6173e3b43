"""Makes and writes batches of files, in several processes if there are many.

The processes are forked when the board is read and checked, so that they share it. Each worker
takes the next task from a pipe until there is none. It writes its files to the staging folder
itself and sends back only what the file system says of them. A single process does everything
where forking is impossible, or where other threads run (as under `board serve`).
"""

from __future__ import annotations

import gc
import json
import os
import signal
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from typing import NamedTuple

from generator.building import BuildError
from generator.model.errors import BoardError
from generator.reading.processes import BATCHES_AT_ONCE, BATCHES_WORTH_A_PROCESS, process_count
from generator.rendering.artifact import Artifact, Batch

_TASK_BYTES = 4  # the size of a task's number in the pipe


class WrittenFile(NamedTuple):
    """A file that was written. If its size and time are the same later, it is unchanged."""

    path: str
    size: int  # bytes
    time: int  # of its last modification, in nanoseconds
    is_listed: bool  # in the sitemap


Write = Callable[[Artifact], WrittenFile]
Task = Sequence[int]  # indexes of batches that one worker makes in one go
Results = dict[int, list[WrittenFile]]  # by the batch's index


def make_batches(batches: Sequence[Batch], write: Write) -> list[list[WrittenFile]]:
    """Make each of `batches` and `write` its files. Returns the files of each, in their order.

    Raises what `make` and `write` raise; a worker's exception arrives as `BuildError`.
    """
    workers = _worker_count(len(batches))
    if workers == 1:
        return [[write(artifact) for artifact in batch.make()] for batch in batches]

    def run(task: Task) -> Results:
        return {at: [write(artifact) for artifact in batches[at].make()] for at in task}

    results = _run_in_processes([*_tasks(batches)], run, workers)
    return [results[at] for at in range(len(batches))]


def _worker_count(batches: int) -> int:
    may_fork = hasattr(os, "fork") and threading.active_count() == 1
    return process_count(batches, BATCHES_WORTH_A_PROCESS) if may_fork else 1


def _tasks(batches: Sequence[Batch]) -> Iterator[Task]:
    """A task for each group of batches, then tasks of a few batches without a group."""
    groups: dict[str, list[int]] = {}
    for at, batch in enumerate(batches):
        groups.setdefault(batch.group, []).append(at)
    single = groups.pop("", [])
    yield from groups.values()
    yield from (single[at : at + BATCHES_AT_ONCE] for at in range(0, len(single), BATCHES_AT_ONCE))


def _run_in_processes(
    tasks: Sequence[Task], run: Callable[[Task], Results], workers: int
) -> Results:
    """`run` all `tasks` in `workers` processes, of which this one is the first."""
    queue = _Queue(len(tasks))
    # Otherwise the garbage collector would write to memory pages that the workers share.
    gc.freeze()
    forked: list[_Worker] = []
    results: Results = {}
    try:
        for _ in range(workers - 1):
            forked.append(_Worker(tasks, queue, run))
        for number in queue:
            results.update(run(tasks[number]))
        for worker in forked:
            results.update(worker.results())
    except BaseException:
        for worker in forked:
            worker.stop()
        raise
    finally:
        queue.close()
        gc.unfreeze()
    return results


class _Queue:
    """The numbers of all tasks in a pipe. Each process reads the next number when it is free."""

    def __init__(self, tasks: int) -> None:
        self._read, write = os.pipe()
        os.set_blocking(write, False)  # a pipe has room for 64 KiB: tasks for a million listings
        with os.fdopen(write, "wb", buffering=0) as pipe:
            numbers = b"".join(number.to_bytes(_TASK_BYTES) for number in range(tasks))
            if pipe.write(numbers) != len(numbers):
                raise BuildError(f"the board is too large for one build: {tasks:,} tasks.")

    def __iter__(self) -> Iterator[int]:
        while len(number := os.read(self._read, _TASK_BYTES)) == _TASK_BYTES:
            yield int.from_bytes(number)

    def close(self) -> None:
        os.close(self._read)


class _Worker:
    """A forked process that runs tasks and then sends their results through a pipe."""

    def __init__(
        self, tasks: Sequence[Task], queue: Iterable[int], run: Callable[[Task], Results]
    ) -> None:
        self._answer, answer = os.pipe()
        self._process = os.fork()
        if not self._process:
            _run_worker(tasks, queue, run, answer)
        os.close(answer)

    def results(self) -> Results:
        """Wait for the results of its tasks. Raises `BuildError` if one of them failed."""
        with os.fdopen(self._answer, "rb") as pipe:
            content = pipe.read()
        os.waitpid(self._process, 0)
        self._process = 0
        try:
            answer = json.loads(content)
        except ValueError:
            raise BuildError("a process that made pages came to a sudden end.") from None
        if "error" in answer:
            raise BuildError(answer["error"])
        return {
            int(at): [WrittenFile(*item) for item in files]
            for at, files in answer["results"].items()
        }

    def stop(self) -> None:
        """Kill the process if it is still running."""
        if self._process:
            with suppress(ProcessLookupError, ChildProcessError):
                os.kill(self._process, signal.SIGKILL)
                os.waitpid(self._process, 0)


def _run_worker(
    tasks: Sequence[Task], queue: Iterable[int], run: Callable[[Task], Results], answer_pipe: int
) -> None:
    """All that a worker does. It ends the process, and so never returns to the parent's code."""
    status = 1
    try:
        try:
            results: Results = {}
            for number in queue:
                results.update(run(tasks[number]))
            answer: dict[str, object] = {"results": results}
        except Exception as error:
            explains_itself = isinstance(error, (BoardError, OSError))
            text = str(error) if explains_itself else f"{type(error).__name__}: {error}"
            answer = {"error": text}
        with os.fdopen(answer_pipe, "wb") as pipe:
            pipe.write(json.dumps(answer).encode())
        status = 0
    finally:
        os._exit(status)
