"""A line as it should have been written, where that is certain.

The sentence that says how to mend a problem often names the right word. It is put in place, and
the whole file is checked again: a line is offered only if that problem is gone and no new one
came. So a correction can't be wrong without the checker being wrong.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from generator.model.problem import Problem, Severity

Recheck = Callable[[bytes], tuple[Problem, ...]]
_NAMED = re.compile(r"(?:Write|Did you mean|Use) `([^`\n]{1,200})`(?=[.?]|$)")
_WORD = re.compile(r"[^\s,\]}#]+")


@dataclass(frozen=True, slots=True)
class Correction:
    """One line of a file, before and after."""

    problem: Problem
    line: int
    before: str
    after: str


def corrections(text: str, problems: Iterable[Problem], recheck: Recheck) -> Iterator[Correction]:
    """What can be offered for `problems`, all of one file whose text is `text`."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    known = tuple(problems)
    for problem in known:
        number = problem.place.line
        after = _rewritten(problem, lines[number - 1]) if number <= len(lines) else None
        if after is None:
            continue
        mended = [*lines[: number - 1], after, *lines[number:]]
        if _helps(problem, known, recheck("\n".join(mended).encode())):
            yield Correction(problem, number, lines[number - 1], after)


def _rewritten(problem: Problem, line: str) -> str | None:
    match = _NAMED.match(problem.fix)
    if match is None:
        return None
    start = problem.place.column - 1
    end = problem.place.end_column
    if end is None:
        word = _WORD.match(line, start)
        if word is None:
            return None
        end = word.end() + 1
    return line[:start] + match[1] + line[end - 1 :]


def _helps(problem: Problem, before: tuple[Problem, ...], after: tuple[Problem, ...]) -> bool:
    """What is left was there before; a hint that only shows once an error is gone may come."""
    known = {(item.rule, item.message) for item in before}
    left = {(item.rule, item.message, item.place.line) for item in after}
    if (problem.rule, problem.message, problem.place.line) in left:
        return False
    return all(
        (item.rule, item.message) in known or item.severity is Severity.HINT for item in after
    )
