"""Problems as annotations on a pull request's lines, and as a table in the job summary.

GitHub shows at most 10 errors and 10 warnings of a step and silently drops the rest. So the most
useful come first, and the summary lists all of them, up to its limit of 1 MiB. Text is escaped as
in actions/toolkit, packages/core/src/command.ts, so that no listing can inject a workflow command.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator

from generator.model.problem import Problem, Severity, rule_url
from generator.reporting.markdown import escape_markdown, message_markdown
from generator.reporting.text import summary

_MAX_PER_STEP = 10
MAX_SUMMARY_BYTES = 1024 * 1024
# Leaves some room, in case the step wrote something else to its summary before.
_MAX_TABLE_BYTES = MAX_SUMMARY_BYTES - 64 * 1024
_COMMAND_NAMES = {Severity.ERROR: "error", Severity.HINT: "warning"}


def annotation_commands(
    problems: Iterable[Problem], changed: Collection[str] = ()
) -> Iterator[str]:
    """Workflow commands for the ten most useful errors and the ten most useful hints.

    `changed` are the paths of changed files. Their problems come first.
    """
    ordered = _most_useful_first(problems, changed)
    for severity in Severity:
        of_severity = [problem for problem in ordered if problem.severity is severity]
        yield from (_workflow_command(problem) for problem in of_severity[:_MAX_PER_STEP])


def _most_useful_first(
    problems: Iterable[Problem], changed: Collection[str]
) -> tuple[Problem, ...]:
    """Changed files first; then one problem of each file, a second of each, and so on."""
    count_so_far: Counter[tuple[str, Severity]] = Counter()
    ranked = []
    for problem in sorted(problems, key=lambda problem: problem.order):
        key = (problem.place.file, problem.severity)
        ranked.append((problem.place.file not in changed, count_so_far[key], problem))
        count_so_far[key] += 1
    return tuple(item[-1] for item in sorted(ranked, key=lambda item: item[:2]))


def job_summary(problems: Iterable[Problem], files: int, rules_url: str = "") -> str:
    """Markdown for GITHUB_STEP_SUMMARY: a table of the problems, at most 960 KiB.

    `files` is the number of checked files, `rules_url` the page that explains the rules.
    """
    problems = sorted(problems, key=lambda item: (item.severity, item.order))
    head = f"### Listings\n\n{summary(problems, files)}\n"
    if not problems:
        return head
    lines = [head, "| | Where | What is wrong | How to fix it | Rule |", "|---|---|---|---|---|"]
    bytes_left = _MAX_TABLE_BYTES - sum(len(line.encode()) + 1 for line in lines)
    for number, problem in enumerate(problems):
        row = _row(problem, rules_url)
        bytes_left -= len(row.encode()) + 1
        if bytes_left < 0:
            lines.append(f"\n{len(problems) - number:,} more: run `board check` to see them.")
            break
        lines.append(row)
    return "\n".join(lines) + "\n"


def _row(problem: Problem, rules_url: str) -> str:
    place = problem.place
    where = f"<code>{escape_markdown(place.file)}</code>:{place.line}"
    rule, url = escape_markdown(problem.rule), rule_url(rules_url, problem.rule)
    cells = (
        problem.severity.label,
        where,
        message_markdown(problem.message),
        message_markdown(problem.fix),
        f"[{rule}](<{url}>)" if url else rule,
    )
    return f"| {' | '.join(cells)} |"


def _workflow_command(problem: Problem) -> str:
    place = problem.place
    properties = {
        "file": place.file,
        "line": str(place.line),
        "col": str(place.column),
        "endColumn": str(place.end_column or ""),
        "title": problem.rule,
    }
    parameters = ",".join(
        f"{name}={escape_property(value)}" for name, value in properties.items() if value
    )
    message = f"{problem.message}\n{problem.fix}" if problem.fix else problem.message
    return f"::{_COMMAND_NAMES[problem.severity]} {parameters}::{escape_data(message)}"


def escape_data(text: str) -> str:
    """The toolkit's `escapeData`; other control characters become U+FFFD."""
    printable = "".join(c if c.isprintable() or c in "\r\n" else "\ufffd" for c in text)
    return printable.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def escape_property(text: str) -> str:
    """The toolkit's `escapeProperty`."""
    return escape_data(text).replace(":", "%3A").replace(",", "%2C")
