"""Problems: what is wrong, where it is, and how to fix it.

Bad input is a value here, not an exception. Every stage yields `Problem`s, and `reporting` turns
them into text, annotations or JSON. Lines and columns are 1-based; columns count
characters, not bytes.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum

# The path of a value in a file: keys and list indexes from the top; () is the whole file.
Path = tuple[str | int, ...]


class Severity(IntEnum):
    """How bad: an error keeps a listing off the board, a hint does not."""

    ERROR = 0
    HINT = 1

    @property
    def label(self) -> str:
        """The word for people: `error` or `hint`."""
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
    """One problem, in words that an employer understands.

    `rule` is a stable id such as `pay/below-floor`; `message` says what is wrong in one
    sentence; `fix` says what to do, and is empty only where the message already does. `others` is
    for a problem that only says how many more there are: that number.
    """

    place: Place
    rule: str
    message: str
    fix: str = ""
    severity: Severity = Severity.ERROR
    others: int = 0

    @property
    def order(self) -> tuple[str, bool, int, int, int, str, str]:
        """Sort key: by file, then from top to bottom, errors before hints; `others` at the end."""
        place = self.place
        return (
            place.file,
            self.others > 0,
            place.line,
            place.column,
            self.severity,
            self.rule,
            self.message,
        )


def in_order(problems: list[Problem] | tuple[Problem, ...]) -> tuple[Problem, ...]:
    """Sort the problems and drop duplicates."""
    return tuple(sorted(set(problems), key=lambda problem: problem.order))


def has_errors(problems: Iterable[Problem]) -> bool:
    """Whether any of them is an error."""
    return any(problem.severity is Severity.ERROR for problem in problems)


def anchor(rule: str) -> str:
    """The anchor of a rule on the rules' page: `pay-unpaid` for `pay/unpaid`."""
    return rule.replace("/", "-")


def rule_url(rules_url: str, rule: str) -> str:
    """The address at which the page `rules_url` explains a rule; empty if that is empty."""
    return f"{rules_url}#{anchor(rule)}" if rules_url else ""
