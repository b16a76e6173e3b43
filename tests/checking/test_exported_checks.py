"""What Python gives to the checks in the browser; tests/browser/test_checks.py compares the two."""

from __future__ import annotations

import gzip
import json
import re

import pytest

from generator.checking.exported_checks import exported_checks, exported_phrases
from generator.checking.javascript_patterns import for_javascript
from generator.checking.rule import Rule
from generator.checking.rule_kit.prose import all_phrases
from generator.checking.rules import RULES

MOST = 11 * 1024  # bytes, gzipped: the page of the form loads them
MOST_PHRASES = 36 * 1024  # the same, of all languages: loaded when the form is on the screen


def test_they_are_json_and_not_large() -> None:
    text = json.dumps(exported_checks(), ensure_ascii=False, separators=(",", ":"))
    assert json.loads(text)
    assert len(gzip.compress(text.encode(), 9, mtime=0)) < MOST


def test_the_phrases_are_json_and_not_large() -> None:
    text = json.dumps(exported_phrases(), ensure_ascii=False, separators=(",", ":"))
    known = json.loads(text)
    assert len(gzip.compress(text.encode(), 9, mtime=0)) < MOST_PHRASES
    assert sum(map(len, known["rules"].values())) == len(all_phrases())
    assert known["rules"].keys() <= exported_checks()["rules"].keys()


@pytest.mark.parametrize("rule", [rule for rule in RULES if not rule.board], ids=lambda r: r.id)
def test_a_rule_exports_all_that_it_says(rule: Rule) -> None:
    exported = exported_checks()["rules"][rule.id]
    assert rule.texts, "a rule's sentences belong into `texts`"
    assert [text[0] for text in exported["texts"]] == [text.message for text in rule.texts]
    assert bool(exported.get("hint")) is (rule.severity.label == "hint")


@pytest.mark.parametrize(
    ("pattern", "translated"),
    [
        (r"\bun\w+", r"\bun[\p{L}\p{N}_]+"),
        (r"[\w.-]", r"[\p{L}\p{N}_.-]"),
        (r"[^\W\d_]+", r"[\p{L}\p{Nl}\p{No}]+"),
        (r".*\.$", r"[^\n]*\.(?=\n?$)"),
        (r"\"\'\-[\-\"]", '"\'-[\\-"]'),
        (r"(?P<day>[.$])", r"(?<day>[.$])"),
    ],
)
def test_patterns_in_javascript(pattern: str, translated: str) -> None:
    assert for_javascript(re.compile(pattern)) == (translated, "u")
    assert for_javascript(re.compile(pattern, re.IGNORECASE)) == (translated, "iu")


@pytest.mark.parametrize("pattern", [r"\d", r"\Aa", r"[\D]", r"\Bx"])
def test_what_means_something_else_in_javascript_is_refused(pattern: str) -> None:
    with pytest.raises(ValueError, match="no translation"):
        for_javascript(re.compile(pattern))
    with pytest.raises(ValueError, match="no translation"):
        for_javascript(re.compile("a", re.MULTILINE))
