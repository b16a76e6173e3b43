"""The one base class of what a command reports on one line."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from generator.model.problem import Problem

# The variable that shows a mistake of the program as Python does, with the lines that led to it.
DEBUG = "BOARD_DEBUG"


class BoardError(Exception):
    """A command can't go on. The message says why, in one line, for the person who ran it."""


class ProblemsError(BoardError):
    """A command can't go on because of `problems` in one file, or in several without lines.

    `lines` are that file's; none if it can't be shown. The message is the first problem.
    """

    def __init__(self, problems: Iterable[Problem], lines: Sequence[str] = ()) -> None:
        self.problems = tuple(problems)
        self.lines = [*lines]
        first, others = self.problems[0], len(self.problems) - 1
        where = " in this file" if len({item.place.file for item in self.problems}) == 1 else ""
        more = f" ({others} more{where}.)" if others else ""
        super().__init__(
            f"{first.place.file}:{first.place.line}: {first.message} {first.fix}{more}"
        )
