"""Problems as annotations on a pull request's lines, and a table for the job's summary.

GitHub shows at most 10 errors and 10 warnings a step and drops the rest without a word, so
the most useful come first; the summary (1 MiB at most) has them all. Escaping is that of
actions/toolkit, packages/core/src/command.ts: a stranger's text can't begin a command.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator

from generator.model.problem import Problem, Severity
from generator.reporting.markdown import escaped, said
from generator.reporting.text import summary

MOST_A_STEP = 10
MOST_SUMMARY_BYTES = 1024 * 1024
# What other steps of the same job may have written already is not ours to count on.
_ROOM = MOST_SUMMARY_BYTES - 64 * 1024
_COMMANDS = {Severity.ERROR: "error", Severity.HINT: "warning"}


def commands(problems: Iterable[Problem], changed: Collection[str] = ()) -> Iterator[str]:
    """Workflow commands for the ten errors and ten hints that help most."""
    ordered = most_useful_first(problems, changed)
    for severity in Severity:
        found = [problem for problem in ordered if problem.severity is severity]
        yield from (_command(problem) for problem in found[:MOST_A_STEP])


def most_useful_first(
    problems: Iterable[Problem], changed: Collection[str] = ()
) -> tuple[Problem, ...]:
    """Changed files first; then one problem of each file, a second of each, and so on."""
    seen: Counter[tuple[str, Severity]] = Counter()
    ranked = []
    for problem in sorted(problems, key=lambda item: item.order):
        key = (problem.place.file, problem.severity)
        ranked.append((problem.place.file not in changed, seen[key], problem))
        seen[key] += 1
    return tuple(item[-1] for item in sorted(ranked, key=lambda item: item[:2]))


def job_summary(problems: Iterable[Problem], files: int) -> str:
    """All problems as a Markdown table, cut before GitHub would refuse it."""
    problems = sorted(problems, key=lambda item: (item.severity, item.order))
    head = f"### Listings\n\n{summary(problems, files)}\n"
    if not problems:
        return head
    lines = [head, "| | Where | What is wrong | How to mend it | Rule |", "|---|---|---|---|---|"]
    room = _ROOM - sum(len(line.encode()) + 1 for line in lines)
    for number, problem in enumerate(problems):
        row = _row(problem)
        room -= len(row.encode()) + 1
        if room < 0:
            lines.append(f"\n{len(problems) - number:,} more: run `board check` to see them.")
            break
        lines.append(row)
    return "\n".join(lines) + "\n"


def _row(problem: Problem) -> str:
    place = problem.place
    where = f"<code>{escaped(place.file)}</code>:{place.line}"
    cells = (problem.severity.label, where, said(problem.message), said(problem.fix))
    return f"| {' | '.join(cells)} | {escaped(problem.rule)} |"


def _command(problem: Problem) -> str:
    place = problem.place
    properties = {
        "file": place.file,
        "line": str(place.line),
        "col": str(place.column),
        "endColumn": str(place.end_column or ""),
        "title": problem.rule,
    }
    written = ",".join(
        f"{name}={escape_property(value)}" for name, value in properties.items() if value
    )
    message = f"{problem.message}\n{problem.fix}" if problem.fix else problem.message
    return f"::{_COMMANDS[problem.severity]} {written}::{escape_data(message)}"


def escape_data(text: str) -> str:
    """As the toolkit's `escapeData`; what a terminal would act on becomes U+FFFD."""
    shown = "".join(c if c.isprintable() or c in "\r\n" else "\ufffd" for c in text)
    return shown.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def escape_property(text: str) -> str:
    """As the toolkit's `escapeProperty`."""
    return escape_data(text).replace(":", "%3A").replace(",", "%2C")
