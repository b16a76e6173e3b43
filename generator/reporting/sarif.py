"""Problems as SARIF 2.1.0 (OASIS), for code scanning services and editors.

Section numbers in comments are the standard's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any
from urllib.parse import quote

from generator.checking.rule_index import RuleInfo
from generator.model.problem import Problem, Severity, rule_url
from generator.reporting.json import to_json

_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_LEVELS = {Severity.ERROR: "error", Severity.HINT: "note"}
_LINK_CHARACTERS = re.compile(r"[\\\[\]]")


def report(
    problems: Iterable[Problem], rules: Sequence[RuleInfo], version: str, rules_url: str
) -> str:
    """One SARIF log with one run.

    `version` is the program's; `rules_url` is the page that explains the rules, or empty.
    """
    rule_index = {rule.id: number for number, rule in enumerate(rules)}
    driver: dict[str, Any] = {
        "name": "board check",
        "version": version,
        "rules": [_rule(rule, rules_url) for rule in rules],
    }
    if rules_url:
        driver["informationUri"] = rules_url
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",  # 3.14.17
        "originalUriBaseIds": {"SRCROOT": {"description": {"text": "The board's folder."}}},
        "results": [_result(problem, rule_index) for problem in problems],
    }
    return to_json({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]})


def _rule(rule: RuleInfo, rules_url: str) -> dict[str, Any]:
    descriptor: dict[str, Any] = {
        "id": rule.id,
        "shortDescription": {"text": _text(rule.summary)},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
    }
    if rule.explanation:
        descriptor["help"] = {"text": _text(rule.explanation)}
    if url := rule_url(rules_url, rule.id):
        descriptor["helpUri"] = url
    return descriptor


def _result(problem: Problem, rule_index: dict[str, int]) -> dict[str, Any]:
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
    if problem.rule in rule_index:
        result["ruleIndex"] = rule_index[problem.rule]
    return result


def _text(text: str) -> str:
    """Escape `text`, so that it has no placeholders (3.11.5) and no embedded links (3.11.6)."""
    return _LINK_CHARACTERS.sub(r"\\\g<0>", text).replace("{", "{{").replace("}", "}}")
