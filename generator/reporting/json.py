"""Problems as JSON, for programs. Documented in docs/reference/check-output.md.

Fields may be added within a version; none is renamed, removed or given another meaning.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from generator.model.problem import Problem, Severity

VERSION = 1


def report(problems: Iterable[Problem], files: int) -> str:
    """One JSON object, with a line break at its end."""
    problems = tuple(problems)
    document = {
        "version": VERSION,
        "problems": [as_data(problem) for problem in problems],
        "summary": {
            "files_checked": files,
            "files_with_problems": len({problem.place.file for problem in problems}),
            "errors": sum(problem.severity is Severity.ERROR for problem in problems),
            "hints": sum(problem.severity is Severity.HINT for problem in problems),
        },
    }
    return written(document)


def written(document: Mapping[str, Any]) -> str:
    """`document` as JSON, in which GitHub's runner finds nothing to obey (see `printable`)."""
    return json.dumps(document, indent=2).replace("##[", "#\\u0023[") + "\n"


def as_data(problem: Problem) -> dict[str, Any]:
    """One problem, as every report of ours has it."""
    place = problem.place
    return {
        "file": place.file,
        "line": place.line,
        "column": place.column,
        "end_column": place.end_column,
        "severity": problem.severity.label,
        "rule": problem.rule,
        "message": problem.message,
        "fix": problem.fix,
    }
