"""A guard for what bad input may do: work that grows out of hand is stopped, and the test fails.

It is no measure of speed. What is guarded takes a hundredth of what it may, on any machine;
only growth that no machine keeps up with (backtracking, every pair of a big board) meets it.
"""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


@contextmanager
def must_end(cpu_seconds: float = 30) -> Iterator[None]:
    """Raise AssertionError once the block has worked, not waited, for `cpu_seconds`."""

    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise AssertionError(f"still busy after {cpu_seconds} s of work")

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, cpu_seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
