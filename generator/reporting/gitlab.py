"""Problems as a Code Quality report, which GitLab shows on a merge request.

GitLab compares the report with that of the target branch, and shows what is new. It needs a list
of objects with these fields; see "Code Quality report format" in its documentation.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable
from typing import Any

from generator.model.problem import Problem, Severity
from generator.reporting.text import printable

_SEVERITIES = {Severity.ERROR: "major", Severity.HINT: "info"}


def report(problems: Iterable[Problem]) -> str:
    """A JSON list with one object for each problem, and a line break."""
    seen: Counter[tuple[str, str, str]] = Counter()
    items = []
    for problem in problems:
        key = (problem.place.file, problem.rule, problem.message)
        items.append(_item(problem, _fingerprint((*key, str(seen[key])))))
        seen[key] += 1
    return json.dumps(items, indent=2).replace("##[", "#\\u0023[") + "\n"


def _item(problem: Problem, fingerprint: str) -> dict[str, Any]:
    return {
        "description": printable(f"{problem.message} {problem.fix}".strip()),
        "check_name": problem.rule,
        "fingerprint": fingerprint,
        "severity": _SEVERITIES[problem.severity],
        "location": {"path": problem.place.file, "lines": {"begin": problem.place.line}},
    }


def _fingerprint(parts: tuple[str, ...]) -> str:
    """The same for a problem that only moved to another line, so that GitLab knows it again."""
    return hashlib.sha256("\0".join(parts).encode("utf-8", "replace")).hexdigest()[:32]
