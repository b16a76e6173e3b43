"""What the board answers to an issue: Markdown for people, JSON for the workflow. Pure.

Whatever a stranger wrote is escaped. Titles, names of branches and first lines of commits are made
of ids, numbers and an account's name only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from generator.authoring.issue_form import EMPLOYER
from generator.model.problem import Path, Problem, Severity, has_errors, rule_url
from generator.reading.source import Source, parse
from generator.reading.tree import EMPLOYER_FILE
from generator.reporting.github_markdown import inline_code, message_text, plain_text
from generator.reporting.json import problem_data, to_json
from generator.reviewing.from_issue import NEW, FromIssue

_VERSION = 1
_MISSING = re.compile(r"`([a-z_]+)`(?: of `([a-z_]+)`)? is missing")
_MOST_BYTES = 60_000  # GitHub accepts 65,536 characters.


def answer(result: FromIssue) -> str:
    """The comment on the issue, in Markdown."""
    errors = [item for item in result.problems if item.severity is Severity.ERROR]
    hints = [item for item in result.problems if item.severity is Severity.HINT]
    parts = [f"## {headline(result)}", _next_step(result)]
    parts += _section("To fix", errors, result)
    parts += _section("Could be better", hints, result)
    return "\n\n".join(parts) + "\n"


def headline(result: FromIssue) -> str:
    """The answer in one line, without any text from the issue."""
    if has_errors(result.problems):
        if any(problem.rule == "issue/not-yours" for problem in result.problems):
            return "A maintainer of the board has to decide"
        return "We can't publish this yet"
    done = {
        NEW: "The listing is written",
        "extend": "The deadline is extended",
        "outcome": "The outcome is written",
    }
    return done.get(result.action, "The listing is closed")


def title(result: FromIssue, number: int) -> str:
    """The title of the pull request, and the first line of its commit."""
    verbs = {NEW: "Add", "extend": "Extend", "outcome": "Say what became of"}
    verb = verbs.get(result.action, "Close")
    about = f" ({result.action})" if verb == "Close" else ""
    return f"{verb} {result.listing}{about}" + (f", from issue #{number}" if number else "")


def pull_request(result: FromIssue, author: str, number: int) -> str:
    """The text of the pull request, in Markdown."""
    files = "\n".join(f"- {inline_code(path)}" for path in result.files)
    who = inline_code(author) if author else "an unknown account"
    source = f"issue #{number}, written by {who}" if number else "an issue"
    closes = f"\n\nCloses #{number}" if number else ""
    return (
        f"Made from {source}, as it was when a maintainer set the label.\n\n{files}\n\n"
        "`board check` found nothing to change. A person still has to read a new listing: "
        "is it a real project, and does the employer exist?\n\n"
        "GitHub does not start checks by itself on a pull request that a workflow opened. To start "
        f"them, press **Approve workflows to run** below.{closes}\n"
    )


def report(result: FromIssue, author: str, number: int) -> str:
    """One JSON object and a line break, for the workflow."""
    is_fine = bool(result.files) and not has_errors(result.problems)
    document: dict[str, Any] = {
        "version": _VERSION,
        "ok": is_fine,
        "action": result.action,
        "listing": result.listing,
        "author": author,
        "issue": number,
        "files": [*result.files] if is_fine else [],
        "title": title(result, number) if is_fine else "",
        "branch": f"issue-{number}" if is_fine and number else "",
        "problems": [
            {**problem_data(item, result.rules_url), "field": label(item, result)}
            for item in result.problems
        ],
    }
    return to_json(document)


def label(problem: Problem, result: FromIssue) -> str:
    """The label of the form's field that a problem is about; empty if it is about none."""
    source, _ = parse(result.files.get(problem.place.file, b""), problem.place.file)
    if source is None:
        return ""
    prefix = f"{EMPLOYER}." if problem.place.file.endswith(f"/{EMPLOYER_FILE}") else ""
    fields = {
        item.name.removeprefix(prefix): item
        for item in result.fields
        if item.name.startswith(f"{EMPLOYER}.") == bool(prefix)
    }
    if match := _MISSING.match(problem.message):
        name = f"{match[2]}.{match[1]}" if match[2] else match[1]
        return fields[name].label if name in fields else ""
    for name, item in fields.items():
        if _is_at(problem, name.split("."), source):
            return item.label
    for name, item in fields.items():
        group = name.rpartition(".")[0]
        if group and _is_at(problem, [group], source):
            return item.label.rpartition(": ")[0]
    return ""


def _is_at(problem: Problem, path: Sequence[str], source: Source) -> bool:
    """Whether the problem is at a field: at its name, at its value, or at an item of it."""
    value: Any = source.data
    for name in path:
        value = value.get(name) if isinstance(value, dict) else None
    if value is None:
        return False
    here: Path = (*path,)
    items: list[Path] = [(*path, at) for at in range(len(value))] if isinstance(value, list) else []
    places = [source.key_place(here), *(source.place(one) for one in (here, *items))]
    spots = {(place.line, place.column) for place in places}
    return (problem.place.line, problem.place.column) in spots


def _next_step(result: FromIssue) -> str:
    if not has_errors(result.problems):
        return "We opened a pull request. Once a maintainer accepts it, the change is on the board."
    if any(problem.rule == "issue/not-yours" for problem in result.problems):
        return "Nothing was changed."
    return (
        "Nothing was changed. **Edit** the text above, then ask a maintainer of the board to set "
        "the label again."
    )


def _section(heading: str, problems: Sequence[Problem], result: FromIssue) -> Iterator[str]:
    if not problems:
        return
    lines: list[str] = []
    left = _MOST_BYTES // 2
    for problem in problems:
        url = rule_url(result.rules_url, problem.rule)
        about = f" ([about this rule]({url}))" if url else ""
        line = f"- {_sentence(problem, label(problem, result))}{about}"
        left -= len(line.encode())
        if left < 0:
            lines.append(f"- … and {len(problems) - len(lines)} more.")
            break
        lines.append(line)
    yield f"### {heading}\n\n" + "\n".join(lines)


def _sentence(problem: Problem, field: str) -> str:
    message = problem.message[:1].upper() + problem.message[1:]
    text = f"{message_text(message)} {message_text(problem.fix)}".rstrip()
    return f"**{plain_text(field)}**: {text}" if field else text
