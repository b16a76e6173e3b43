"""A suggested line is right, and is suggested only where there is one answer."""

from __future__ import annotations

from datetime import date
from functools import partial

import pytest

from generator.checking.check import CheckContext, check_file
from generator.checking.workspace import open_workspace
from generator.reviewing.suggestions import suggestions
from tests.support.paths import BROKEN, ROOT, TODAY

PATH = "listings/acme/x.yml"


@pytest.fixture(scope="module")
def context() -> CheckContext:
    return open_workspace(ROOT).context(date.fromisoformat(TODAY))


def suggested(case: str, context: CheckContext) -> list[str]:
    text = (BROKEN / f"{case}.yml").read_text(encoding="utf-8")
    check = partial(check_file, PATH, context=context)
    problems = check(text.encode()).problems
    return [
        s.after
        for s in suggestions(
            text, problems, lambda content: check(content).problems, iter(range(9))
        )
    ]


@pytest.mark.parametrize(
    ("case", "line"),
    [
        ("hours-range-in-words", "hours: {min: 15, max: 20}"),
        ("weeks-in-words", "duration_weeks: 3"),
        ("pay-per-hour", "pay: {min: 22.50, max: 25, currency: GBP, per: hour}"),
        ("date-month-name", "deadline: 2026-12-04"),
        ("apply-email-text", "apply: {email: jobs@acme.example}"),
        ("wrong-word", "level: beginner"),
        ("smart-quotes", "title: Market survey of independent bookshops"),
    ],
)
def test_the_whole_line_is_suggested(case: str, line: str, context: CheckContext) -> None:
    assert suggested(case, context) == [line]


@pytest.mark.parametrize(
    "case",
    ["date-two-readings", "pay-euro-sign", "pay-number", "amount-euro-sign", "remote-yes",
     "apply-phone", "title-hash"],
)  # fmt: skip
def test_nothing_is_suggested_where_a_person_must_decide(case: str, context: CheckContext) -> None:
    assert suggested(case, context) == []


def test_a_whole_field_is_replaced_to_the_end_of_its_line(context: CheckContext) -> None:
    """Not only its first word, which would leave the others there twice."""
    good = (BROKEN / "good.yml").read_text(encoding="utf-8")
    text = good.replace("start: flexible", "start:flexible # we agree on it")
    check = partial(check_file, PATH, context=context)
    offers = suggestions(
        text, check(text.encode()).problems, lambda c: check(c).problems, iter(range(9))
    )
    assert [offer.after for offer in offers] == ["start: flexible # we agree on it"]
    text = good.replace(
        "summary: Find out what 40 independent bookshops need from a stock system, and",
        "summary:Find out what 40 bookshops need, and",
    )
    offers = suggestions(
        text, check(text.encode()).problems, lambda c: check(c).problems, iter(range(9))
    )
    expected = "summary: Find out what 40 bookshops need, and tell us in ten slides."
    assert [offer.after for offer in offers] == [expected]
