"""A point in time at which work has to end, however it is divided."""

from __future__ import annotations

import time
from collections.abc import Callable

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
