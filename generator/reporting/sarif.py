"""Problems as SARIF 2.1.0 (OASIS), which code scanning services and editors read.

Section numbers are the standard's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any
from urllib.parse import quote

from generator.checking.rule_index import RuleInfo
from generator.model.problem import Problem, Severity, anchor
from generator.reporting.json import written

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_LEVELS = {Severity.ERROR: "error", Severity.HINT: "note"}
_MARKUP = re.compile(r"[\\\[\]]")


def report(
    problems: Iterable[Problem], rules: Sequence[RuleInfo], version: str, address: str = ""
) -> str:
    """One SARIF log with one run. `address` is the page where people read about the rules."""
    index = {rule.id: number for number, rule in enumerate(rules)}
    driver: dict[str, Any] = {
        "name": "board check",
        "version": version,
        "rules": [_rule(rule, address) for rule in rules],
    }
    if address:
        driver["informationUri"] = address
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",  # 3.14.17
        "originalUriBaseIds": {"SRCROOT": {"description": {"text": "The board's folder."}}},
        "results": [_result(problem, index) for problem in problems],
    }
    return written({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})


def _rule(rule: RuleInfo, address: str) -> dict[str, Any]:
    found: dict[str, Any] = {
        "id": rule.id,
        "shortDescription": {"text": _text(rule.summary)},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
    }
    if rule.explanation:
        found["help"] = {"text": _text(rule.explanation)}
    if address:
        found["helpUri"] = f"{address}#{anchor(rule.id)}"
    return found


def _result(problem: Problem, index: dict[str, int]) -> dict[str, Any]:
    place = problem.place
    region = {"startLine": place.line, "startColumn": place.column}
    if place.end_column:
        region["endColumn"] = place.end_column
    text = f"{problem.message} {problem.fix}".strip()
    result: dict[str, Any] = {
        "ruleId": problem.rule,
        "level": _LEVELS[problem.severity],
        "message": {"text": _text(text)},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": quote(place.file), "uriBaseId": "SRCROOT"},
                    "region": region,
                }
            }
        ],
    }
    if problem.rule in index:
        result["ruleIndex"] = index[problem.rule]
    return result


def _text(text: str) -> str:
    """Text that is only text: no placeholder (3.11.5), no embedded link (3.11.6)."""
    return _MARKUP.sub(r"\\\g<0>", text).replace("{", "{{").replace("}", "}}")
