"""Problems as JSON, for programs; docs/reference/check-output.md documents it.

Within a version, fields may be added, but none is renamed, removed or given another meaning.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from generator.model.problem import Problem, Severity, rule_url
from generator.model.problem_limit import total

_VERSION = 1


def report(problems: Iterable[Problem], files: int, rules_url: str = "") -> str:
    """One JSON object and a line break.

    `files` is the number of checked files, `rules_url` the page that explains the rules.
    """
    problems = tuple(problems)
    document = {
        "version": _VERSION,
        "problems": [problem_data(problem, rules_url) for problem in problems],
        "summary": {
            "files_checked": files,
            "files_with_problems": len({problem.place.file for problem in problems}),
            "errors": total(item for item in problems if item.severity is Severity.ERROR),
            "hints": total(item for item in problems if item.severity is Severity.HINT),
        },
    }
    return to_json(document)


def to_json(document: object) -> str:
    """`document` as JSON, without anything that GitHub's runner would obey (see `printable`)."""
    return json.dumps(document, indent=2).replace("##[", "#\\u0023[") + "\n"


def problem_data(problem: Problem, rules_url: str = "") -> dict[str, Any]:
    """One problem, in the same form in every JSON document."""
    place = problem.place
    return {
        "file": place.file,
        "line": place.line,
        "column": place.column,
        "end_column": place.end_column,
        "severity": problem.severity.label,
        "rule": problem.rule,
        "rule_url": rule_url(rules_url, problem.rule),
        "message": problem.message,
        "fix": problem.fix,
    }
