"""Batches made and written, by as many processes as there are processors.

The processes are forked when everything is read and checked, so that they share it. Each takes
the next task from a pipe until there is none: what it makes is written to the site's new folder
by itself, and only the names of the files come back. Where a process can't be forked, or other
threads run (as while serving), one process does it all.
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
from generator.reading.processes import BATCHES_AT_ONCE, BATCHES_WORTH_A_PROCESS, process_count
from generator.rendering.artifact import Artifact, Batch

_NUMBER = 4  # bytes of a task's number in the pipe


class Made(NamedTuple):
    """A file that was written: what the file system says of it, to know it again."""

    path: str
    size: int
    time: int  # of its last change, in nanoseconds
    is_listed: bool


Write = Callable[[Artifact], Made]
Done = dict[int, list[Made]]  # by the batch's place


def make(batches: Sequence[Batch], write: Write) -> list[list[Made]]:
    """Make and write each of `batches`; what they left, in their order. Raises what they raise."""
    workers = _workers(len(batches))
    if workers == 1:
        return [[write(artifact) for artifact in batch.make()] for batch in batches]
    tasks = [*_tasks(batches)]
    done = _by_many(tasks, lambda task: _made(batches, task, write), workers)
    return [done[at] for at in range(len(batches))]


def _made(batches: Sequence[Batch], task: Sequence[int], write: Write) -> Done:
    return {at: [write(artifact) for artifact in batches[at].make()] for at in task}


def _workers(batches: int) -> int:
    may_fork = hasattr(os, "fork") and threading.active_count() == 1
    return process_count(batches, BATCHES_WORTH_A_PROCESS) if may_fork else 1


def _tasks(batches: Sequence[Batch]) -> Iterator[Sequence[int]]:
    """What one process does at a time: a group, or some batches of none; groups first."""
    groups: dict[str, list[int]] = {}
    for at, batch in enumerate(batches):
        groups.setdefault(batch.group, []).append(at)
    alone = groups.pop("", [])
    yield from groups.values()
    yield from (alone[at : at + BATCHES_AT_ONCE] for at in range(0, len(alone), BATCHES_AT_ONCE))


def _by_many(
    tasks: Sequence[Sequence[int]], work: Callable[[Sequence[int]], Done], workers: int
) -> Done:
    """`work` done on all `tasks` by `workers` processes, this one among them."""
    queue = _Queue(len(tasks))
    gc.freeze()  # or the collector would touch, and so copy, every page that is shared
    others: list[_Worker] = []
    done: Done = {}
    try:
        for _ in range(workers - 1):
            others.append(_Worker(tasks, queue, work))
        for number in queue:
            done.update(work(tasks[number]))
        for worker in others:
            done.update(worker.result())
    except BaseException:
        for worker in others:
            worker.stop()
        raise
    finally:
        queue.close()
        gc.unfreeze()
    return done


class _Queue:
    """The tasks' numbers in a pipe: whoever is free takes the next one."""

    def __init__(self, tasks: int) -> None:
        self._read, write = os.pipe()
        os.set_blocking(write, False)  # a pipe holds 64 KiB: the tasks of a million listings
        with os.fdopen(write, "wb", buffering=0) as pipe:
            numbers = b"".join(number.to_bytes(_NUMBER) for number in range(tasks))
            if pipe.write(numbers) != len(numbers):
                raise BuildError(f"the board is too large for one build: {tasks:,} tasks.")

    def __iter__(self) -> Iterator[int]:
        while len(number := os.read(self._read, _NUMBER)) == _NUMBER:
            yield int.from_bytes(number)

    def close(self) -> None:
        os.close(self._read)


class _Worker:
    """A forked process that takes tasks, and says at its end what it left."""

    def __init__(
        self, tasks: Sequence[Sequence[int]], queue: Iterable[int], work: Callable[..., Done]
    ) -> None:
        self._said, said = os.pipe()
        self._process = os.fork()
        if not self._process:
            _serve(tasks, queue, work, said)
        os.close(said)

    def result(self) -> Done:
        """What it made. Raises `BuildError` if it could not."""
        with os.fdopen(self._said, "rb") as pipe:
            said = pipe.read()
        os.waitpid(self._process, 0)
        self._process = 0
        try:
            found = json.loads(said)
        except ValueError:
            raise BuildError("a process that made pages came to a sudden end.") from None
        if "error" in found:
            raise BuildError(found["error"])
        return {int(at): [Made(*item) for item in made] for at, made in found["done"].items()}

    def stop(self) -> None:
        """End it, if it is still at work."""
        if self._process:
            with suppress(ProcessLookupError, ChildProcessError):
                os.kill(self._process, signal.SIGKILL)
                os.waitpid(self._process, 0)


def _serve(
    tasks: Sequence[Sequence[int]], queue: Iterable[int], work: Callable[..., Done], said: int
) -> None:
    """A worker's whole life. It never returns: what its parent would do next is not its own."""
    status = 1
    try:
        try:
            done: Done = {}
            for number in queue:
                done.update(work(tasks[number]))
            answer: dict[str, object] = {"done": done}
        except Exception as error:
            known = isinstance(error, (BuildError, OSError))
            answer = {"error": str(error) if known else f"{type(error).__name__}: {error}"}
        with os.fdopen(said, "wb") as pipe:
            pipe.write(json.dumps(answer).encode())
        status = 0
    finally:
        os._exit(status)
