"""Suggests a corrected line for a problem, where the correction is certain.

A problem's `fix` often names the right word, as in "Did you mean `beginner`?". That word is put
into the line, and the whole file is checked again. The line is suggested only if the problem is
gone and no new one appeared.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from generator.model.problem import Problem, Severity

Recheck = Callable[[bytes], tuple[Problem, ...]]  # The content of a file -> its problems.
_REPLACEMENT = re.compile(r"(?:Write|Did you mean|Use) `([^`\n]{1,200})`(?=[.?]|$)")
_FIELD = re.compile(r"[a-z_]+: ")
_NAME = re.compile(r"(?<![a-z_])([a-z_]+): *$")
_WORD = re.compile(r"[^\s,\]}#]+")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A line of a file, before and after the correction; `line` is its number, from 1."""

    problem: Problem
    line: int
    before: str
    after: str


MOST_TRIES = 100  # of a review: each of them checks a whole file again


def suggestions(
    text: str, problems: Iterable[Problem], recheck: Recheck, tries: Iterator[int]
) -> Iterator[Suggestion]:
    """Suggestions for `problems`, which are all the problems of a file with this text.

    There are none if some of its problems are only counted: then nobody knows whether one is new.
    Each correction that is tried takes one of `tries`.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    problems = tuple(problems)
    for problem in () if any(item.others for item in problems) else problems:
        number = problem.place.line
        after = _corrected(problem, lines[number - 1]) if number <= len(lines) else None
        if after is None:
            continue
        if next(tries, None) is None:
            return
        corrected = [*lines[: number - 1], after, *lines[number:]]
        if _is_fixed(problem, problems, recheck("\n".join(corrected).encode())):
            yield Suggestion(problem, number, lines[number - 1], after)


def _corrected(problem: Problem, line: str) -> str | None:
    """The line with the word that the problem's `fix` names; None if it names none."""
    match = _REPLACEMENT.match(problem.fix)
    if match is None:
        return None
    start = problem.place.column - 1
    end = problem.place.end_column
    replacement = match[1]
    name = _NAME.search(line[:start])
    if name and replacement.startswith(f"{name[1]}: "):
        replacement = replacement.removeprefix(f"{name[1]}: ")  # the field's name is there already
    elif end is None and _FIELD.match(replacement):
        return line[:start] + replacement  # a whole field, to the end of its line
    if end is None:
        word = _WORD.match(line, start)
        if word is None:
            return None
        end = word.end() + 1
    return line[:start] + replacement + line[end - 1 :]


def _is_fixed(problem: Problem, before: tuple[Problem, ...], after: tuple[Problem, ...]) -> bool:
    """Whether `problem` is gone and no error is new.

    New hints are fine: some rules run only on files without errors.
    """
    remaining = {(item.rule, item.message, item.place.line) for item in after}
    if (problem.rule, problem.message, problem.place.line) in remaining:
        return False
    known = {(item.rule, item.message) for item in before}
    return all(
        (item.rule, item.message) in known or item.severity is Severity.HINT for item in after
    )
