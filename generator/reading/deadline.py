"""A point in time at which work has to end, however it is divided."""

from __future__ import annotations

import io
import socket
import time
from collections.abc import Callable
from typing import Any

Clock = Callable[[], float]


class Deadline:
    """Ends `seconds` after it was made. `clock` counts seconds, and never goes back."""

    def __init__(self, seconds: float, clock: Clock = time.monotonic) -> None:
        self._clock = clock
        self._end = clock() + seconds

    def left(self) -> float:
        """The seconds that are left, more than 0. Raises TimeoutError if there are none."""
        left = self._end - self._clock()
        if left <= 0:
            raise TimeoutError
        return left

    @property
    def is_over(self) -> bool:
        """Whether no time is left."""
        return self._clock() >= self._end

    def within(self, seconds: float) -> Deadline:
        """A deadline of `seconds` from now, but no later than this one. Raises TimeoutError."""
        return Deadline(min(seconds, self.left()), self._clock)


class TooLongError(OSError):
    """A server sent more than any answer needs."""


class TimedReader(io.RawIOBase):
    """Reads from a socket until a deadline, and `most` bytes at most. Raises OSError."""

    def __init__(self, connected: socket.socket, deadline: Deadline, most: int) -> None:
        self._connected = connected
        self._deadline = deadline
        self._left = most

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Read what is there, at most as much as `buffer` takes."""
        self._connected.settimeout(self._deadline.left())
        count = self._connected.recv_into(buffer)
        self._left -= count
        if self._left < 0:
            raise TooLongError
        return count
