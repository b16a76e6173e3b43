"""Whatever is in a file, checking it ends with an answer."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import example, given

from generator.checking.check import CheckContext, check_file, compare
from generator.checking.result_cache import decode, encode
from generator.checking.workspace import open_workspace
from generator.reading.tree import Entry, EntryKind, Tree, tree_of
from tests.checking.test_schema import GOOD, READABLE, changed
from tests.support.paths import ROOT, TODAY

FILES = {"listing": "listings/acme/survey.yml", "employer": "listings/acme/employer.yml"}


class OneFile:
    """A board with one file in it (`BoardFiles`)."""

    def __init__(self, path: str, content: bytes) -> None:
        self.path, self.content = path, content

    @property
    def tree(self) -> Tree:
        return tree_of([Entry("listings/acme", EntryKind.FOLDER), Entry(self.path, EntryKind.FILE)])

    def read(self, path: str) -> bytes:
        return self.content

    def stat(self, path: str) -> str:
        return ""


@pytest.fixture(scope="module")
def context() -> CheckContext:
    return open_workspace(ROOT).context(date.fromisoformat(TODAY))


def plain(value: Any) -> Any:
    """For `json`, which does not write decimals."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    raise TypeError


@given(case=changed(READABLE))
@example(case=("listing", {**GOOD.data, "deadline": "2026-12-14\n"}))
@example(case=("listing", {**GOOD.data, "posted": "0001-01-01", "deadline": "9999-12-31"}))
@example(case=("listing", {**GOOD.data, "start": "2026-02-30"}))
@example(case=("listing", {**GOOD.data, "start": "9999-12-31"}))
@example(case=("listing", {**GOOD.data, "hours": {"min": 160, "max": 1}}))
def test_a_file_never_makes_the_check_fail(
    case: tuple[str, dict[str, Any]], context: CheckContext
) -> None:
    """JSON is YAML too, so any data can be a file. What the schema accepts, rules can read."""
    name, data = case
    path = FILES.get(name, FILES["listing"])
    content = json.dumps(data, ensure_ascii=False, default=plain).encode("utf-8", "replace")
    result = check_file(path, content, context)
    assert result.item or result.problems
    assert decode(*encode(result)) == result
    compare(OneFile(path, content), [result], context, frozenset({path}))
