"""How many processes a job is worth: the one home of these thresholds, with their reasons."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from contextlib import contextmanager

# Starting a process and its imports take 0.3 s; checking or formatting a file takes 1 ms.
FILES_WORTH_A_PROCESS = 400
FILES_AT_ONCE = 250  # sent to a process in one piece
# A forked process costs little; a batch is one or a few files of the site, 0.5 ms each.
BATCHES_WORTH_A_PROCESS = 1_000
BATCHES_AT_ONCE = 100
# More processes than this wait for the disk.
MOST_PROCESSES = 8


def process_count(items: int, worth: int) -> int:
    """How many processes to use for `items`; 1 below `worth`."""
    return 1 if items < worth else min(MOST_PROCESSES, _processors())


@contextmanager
def without_collecting() -> Iterator[None]:
    """Pause Python's search for unused circles of objects.

    Making very many objects that stay is twice as fast without it.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _processors() -> int:
    """The processors that this process may use, which can be fewer than there are."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
