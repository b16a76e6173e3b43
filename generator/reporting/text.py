"""Problems as a compiler prints them: place, what is wrong, the line, and how to mend it.

Text from listings may hold anything, so what can't be printed is shown as U+FFFD: a stranger's
file can't send commands to a terminal, nor to a runner of GitHub Actions that shows the output.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from unicodedata import east_asian_width

from generator.model.problem import Problem, Severity

Lines = Callable[[str], list[str]]
Paint = Callable[[str, str], str]  # text, colour -> text
_WIDEST = 100
_COLOURS = {Severity.ERROR: "red", Severity.HINT: "yellow"}


def plain(text: str, colour: str) -> str:
    """No colour, for files and pipes."""
    return text


def report(
    problems: Iterable[Problem], lines: Lines, files: int, paint: Paint = plain
) -> Iterator[str]:
    """The report's lines. `lines` gives a file's lines; `files` is how many were checked."""
    problems = tuple(problems)
    for problem in problems:
        yield from _problem(problem, lines(problem.place.file), paint)
        yield ""
    yield summary(problems, files)


def summary(problems: Iterable[Problem], files: int) -> str:
    """One line that says it all."""
    problems = tuple(problems)
    errors = sum(problem.severity is Severity.ERROR for problem in problems)
    hints = len(problems) - errors
    checked = f"{_count(files, 'file')} checked"
    if not problems:
        return f"{checked}: all fine."
    found = [_count(errors, "error")] * bool(errors) + [_count(hints, "hint")] * bool(hints)
    where = _count(len({problem.place.file for problem in problems}), "file")
    return f"{checked}: {' and '.join(found)} in {where}."


def _problem(problem: Problem, lines: list[str], paint: Paint) -> Iterator[str]:
    place, severity = problem.place, problem.severity
    colour = _COLOURS[severity]
    where = f"{printable(place.file)}:{place.line}:{place.column}:"
    message = printable(problem.message)
    yield f"{paint(where, 'bold')} {paint(severity.label, colour)}: {message} [{problem.rule}]"
    if 0 < place.line <= len(lines) and lines[place.line - 1].strip():
        yield from _excerpt(problem, lines[place.line - 1], paint)
    if problem.fix:
        yield f"  {paint('help:', 'cyan')} {printable(problem.fix)}"


def _excerpt(problem: Problem, line: str, paint: Paint) -> Iterator[str]:
    place = problem.place
    number = str(place.line)
    start = min(place.column - 1, len(line))
    end = min(place.end_column - 1 if place.end_column else _word_end(line, start), len(line))
    first = 0 if end <= _WIDEST else max(0, start - 20)
    shown = printable(line[first : first + _WIDEST])
    indent = _width(shown[: start - first])
    marks = max(1, _width(shown[start - first : end - first]))
    yield f"  {number} | {shown}"
    yield f"  {' ' * len(number)} | {' ' * indent}{paint('^' * marks, _COLOURS[problem.severity])}"


def printable(text: str) -> str:
    """`text` without anything a terminal would act on; tabs become one space.

    GitHub's runner obeys `##[` anywhere in a line (actions/runner, ActionCommand.TryParse) and
    `::` at its start; no line of ours starts with a stranger's text.
    """
    shown = "".join(c if c.isprintable() else " " if c in "\t\n" else "\ufffd" for c in text)
    return shown.replace("##[", "#\ufffd[")


def _word_end(line: str, start: int) -> int:
    end = start
    while end < len(line) and not line[end].isspace():
        end += 1
    return end


def _width(text: str) -> int:
    """Columns on a terminal: wide East Asian characters take two (Unicode Annex 11)."""
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
