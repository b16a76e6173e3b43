"""A table of broken listings, each with the exact problems its author reads.

tests/broken/NAME.yml is checked as a listing of a good employer; tests/golden/broken/NAME.txt
is what `board check` says, without the source lines. Add a case by adding the .yml and running
`pytest tests/checking/test_broken.py --update-golden`, then read what it wrote.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from generator.checking.check import CheckContext, check_file
from generator.checking.workspace import open_workspace
from generator.model.problem import Severity, in_order
from tests.support.paths import BROKEN, GOLDEN, ROOT

CASES = sorted(path.stem for path in BROKEN.glob("*.yml"))
FINE = {"good", "good-bom-crlf", "skill-alias"}


@pytest.fixture(scope="module")
def context() -> CheckContext:
    context = open_workspace(ROOT).context(date(2026, 11, 23))
    return replace(context, settings=replace(context.settings, demo_day=date(2026, 11, 23)))


@pytest.mark.parametrize("case", CASES)
def test_the_problems_are_exactly_these(
    case: str, context: CheckContext, golden: Callable[[str, bytes], None]
) -> None:
    content = (BROKEN / f"{case}.yml").read_bytes()
    result = check_file(f"listings/acme/{case}.yml", content, context)
    lines = []
    for item in in_order(result.problems):
        place = item.place
        where = f"{place.line}:{place.column}"
        lines += [f"{where} {item.severity.label} {item.rule}: {item.message}", f"  {item.fix}"]
    golden(f"broken/{case}.txt", "".join(f"{line}\n" for line in lines).encode())
    has_error = any(item.severity is Severity.ERROR for item in result.problems)
    assert has_error is (case not in FINE)


def test_there_are_many_cases() -> None:
    assert len(CASES) >= 60


def test_no_jargon() -> None:
    """The author of a listing need not know YAML or JSON Schema."""
    for path in (GOLDEN / "broken").glob("*.txt"):
        text = path.read_text()
        for word in (
            "property",
            "schema:",
            "mapping",
            "scalar",
            "None",
            "Decimal",
            "regex",
            "token",
        ):
            assert word not in text, f"{path.name}: {word}"
