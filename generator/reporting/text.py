"""Problems as a compiler prints them: the place, what is wrong, the line, and how to fix it.

Listings are untrusted. Characters that can't be printed are shown as U+FFFD, so that a file can't
send control sequences to a terminal or commands to the runner of GitHub Actions.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from unicodedata import east_asian_width

from generator.model.numbers import count
from generator.model.problem import Problem, Severity, rule_url
from generator.model.problem_limit import total

Lines = Callable[[str], list[str]]  # The path of a file -> its lines.
Paint = Callable[[str, str], str]  # A text and a colour -> the text in that colour.
# For a board without listings, which is as good as any other.
NO_LISTING = (
    "There is no listing yet: add the first one with `board new acme/market-survey`, "
    "or with the form on the site's page /post/."
)
HOW_TO_SEE_HINTS = "To see hints: `board check --verbose`."
_MAX_EXCERPT = 100
_EXCERPT_CONTEXT = 20
_COLOURS = {Severity.ERROR: "red", Severity.HINT: "yellow"}


def without_colour(text: str, colour: str) -> str:
    """A `Paint` for files and pipes."""
    return text


def report(
    problems: Iterable[Problem],
    lines: Lines,
    files: int,
    paint: Paint = without_colour,
    *,
    show_hints: bool = True,
    rules_url: str = "",
) -> Iterator[str]:
    """Yield the report's lines. `files` is the number of checked files.

    Without `show_hints`, hints are only counted, and the last line says how to see them. With
    `rules_url`, the page that explains the rules, each problem has a link to its rule.
    """
    problems = tuple(problems)
    shown = problems if show_hints else tuple(p for p in problems if p.severity is Severity.ERROR)
    for problem in shown:
        yield from _problem(problem, lines(problem.place.file), paint)
        if url := rule_url(rules_url, problem.rule):
            yield f"  {paint('rule:', 'cyan')} {printable(url)}"
        yield ""
    more = f" {HOW_TO_SEE_HINTS}" if len(shown) < len(problems) else ""
    yield summary(problems, files) + more


def summary(problems: Iterable[Problem], files: int) -> str:
    """One line, such as `2 files checked: 1 error in 1 file.`."""
    problems = tuple(problems)
    errors = total(problem for problem in problems if problem.severity is Severity.ERROR)
    hints = total(problems) - errors
    checked = f"{count(files, 'file')} checked"
    if not problems:
        return f"{checked}: all fine."
    counts = [count(errors, "error")] * bool(errors) + [count(hints, "hint")] * bool(hints)
    in_files = count(len({problem.place.file for problem in problems}), "file")
    return f"{checked}: {' and '.join(counts)} in {in_files}."


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
    first = 0 if end <= _MAX_EXCERPT else max(0, start - _EXCERPT_CONTEXT)
    shown = printable(line[first : first + _MAX_EXCERPT])
    indent = _width(shown[: start - first])
    carets = max(1, _width(shown[start - first : end - first]))
    yield f"  {number} | {shown}"
    yield f"  {' ' * len(number)} | {' ' * indent}{paint('^' * carets, _COLOURS[problem.severity])}"


def printable(text: str) -> str:
    """Untrusted `text` on one line, without control characters; tabs and line feeds become spaces.

    GitHub's runner takes `##[` anywhere in a line for a command (actions/runner,
    ActionCommand.TryParse), so that is broken up. It takes `::` for one only at the start of a
    line, and none of our lines starts with untrusted text.
    """
    shown = "".join(c if c.isprintable() else " " if c in "\t\n" else "\ufffd" for c in text)
    return shown.replace("##[", "#\ufffd[")


def log_lines(text: str) -> Iterator[str]:
    """Untrusted `text` for a workflow's log: indented, so that no line can be a command."""
    yield from (f"  {printable(line)}".rstrip() for line in text.splitlines())


def _word_end(line: str, start: int) -> int:
    end = start
    while end < len(line) and not line[end].isspace():
        end += 1
    return end


def _width(text: str) -> int:
    """Columns on a terminal: a wide East Asian character takes two (Unicode Annex 11)."""
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)
