"""What is wrong, where, and how to mend it.

Bad input is a value here, not an exception: every stage yields `Problem`s, and the reporters
turn them into text, annotations or JSON. Lines and columns are 1-based; columns count
characters, not bytes.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

# Where a value stands in a file: keys and list indexes from the top, () for the whole file.
Path = tuple[str | int, ...]


class Severity(IntEnum):
    """How bad: an error keeps a listing off the board, a hint does not."""

    ERROR = 0
    HINT = 1

    @property
    def label(self) -> str:
        """The word people read: `error` or `hint`."""
        return self.name.lower()


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A spot in a file. `file` is a POSIX path relative to the board's root."""

    file: str
    line: int = 1
    column: int = 1
    end_column: int | None = None  # exclusive, on the same line; None: to the end of the word


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend, in the employer's words.

    `rule` is a stable id such as `pay/below-floor`; `message` says what is wrong in one
    sentence; `fix` says what to do, and is empty only where the message already does.
    """

    place: Place
    rule: str
    message: str
    fix: str = ""
    severity: Severity = Severity.ERROR

    @property
    def order(self) -> tuple[str, int, int, int, str, str]:
        """Sort key: by file, then from top to bottom, errors before hints."""
        place = self.place
        return (
            place.file,
            place.line,
            place.column,
            self.severity,
            self.rule,
            self.message,
        )


def in_order(problems: list[Problem] | tuple[Problem, ...]) -> tuple[Problem, ...]:
    """Sorted, each problem once."""
    return tuple(sorted(set(problems), key=lambda problem: problem.order))


def has_errors(problems: tuple[Problem, ...]) -> bool:
    """Whether any of them keeps a file off the board."""
    return any(problem.severity is Severity.ERROR for problem in problems)


def anchor(rule: str) -> str:
    """Where on the rules' page a rule stands: `pay/unpaid` at `#pay-unpaid`."""
    return rule.replace("/", "-")
