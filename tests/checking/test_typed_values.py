"""What people type for hours, pay and days is understood, or not guessed at."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from generator.checking import typed_values
from generator.checking.check import CheckContext, check_file
from generator.checking.workspace import open_workspace
from generator.model.dates import as_date, two_readings
from tests.support.paths import BROKEN, GOLDEN, ROOT, TODAY

ADVICE = re.compile(r"^  Write `(\w+): (.+?)`(?:[.,]| and `(\w+): (.+?)`)", re.MULTILINE)
CASES = sorted(
    path.stem
    for path in (GOLDEN / "broken").glob("*.txt")
    if ADVICE.search(path.read_text(encoding="utf-8"))
)


@pytest.fixture(scope="module")
def context() -> CheckContext:
    return open_workspace(ROOT).context(date.fromisoformat(TODAY))


@pytest.mark.parametrize("case", CASES)
def test_a_line_written_as_advised_is_right(case: str, context: CheckContext) -> None:
    told = (GOLDEN / f"broken/{case}.txt").read_text(encoding="utf-8")
    text = (BROKEN / f"{case}.yml").read_text(encoding="utf-8")
    field, value, other, other_value = ADVICE.search(told).groups()  # type: ignore[union-attr]
    if field == "amount":
        wrong = r"\{amount: [^,}]+(, currency: \w+)?"
        text = re.sub(wrong, f"{{amount: {value}, {other}: {other_value}", text)
    else:  # or of another name, such as `remote`
        wrong = rf"^({field}|remote|location)\b.*$"
        text, changes = re.subn(wrong, f"{field}: {value}", text, flags=re.MULTILINE)
        assert changes == 1
    problems = check_file("listings/acme/x.yml", text.encode(), context).problems
    assert [item for item in problems if item.rule.startswith(("field/", "date/", "yaml/"))] == []


def test_there_are_cases() -> None:
    assert len(CASES) >= 15


@given(
    st.integers(1, 160),
    st.integers(0, 50),
    st.sampled_from(["-", " - ", "–", " to "]),
    st.sampled_from(["", " hours", "h", " hrs"]),
    st.sampled_from(["", "about ", "~", "ca. "]),
)
def test_a_range_of_hours(low: int, more: int, dash: str, unit: str, about: str) -> None:
    found = typed_values.hours(f"{about}{low}{dash}{low + more}{unit}")
    expected = {"min": low, "max": low + more} if more else low
    assert yaml.safe_load(found or "null") == (expected if low + more <= 160 else None)


@pytest.mark.parametrize(
    "text", ["twenty", "20-15", "200", "0", "15-20-25", "2 weeks", "", "x" * 5000]
)
def test_other_hours_are_not_guessed(text: str) -> None:
    assert typed_values.hours(text) == ""


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("€400 per project", {"amount": 400, "currency": "EUR", "per": "project"}),
        ("1,200 USD in total", {"amount": 1200, "currency": "USD", "per": "project"}),
        ("R$ 55–70 hourly", {"min": 55, "max": 70, "currency": "BRL", "per": "hour"}),
        ("£12,50/h", {"amount": 12.5, "currency": "GBP", "per": "hour"}),
    ],
)
def test_pay(text: str, value: dict[str, object]) -> None:
    pay = typed_values.pay(text)
    assert pay is not None and yaml.safe_load(pay.written) == value and pay.doubt == ""


@pytest.mark.parametrize("text", ["$400", "400 kr", "400", "¥4000"])
def test_a_currency_that_could_be_several_is_asked_for(text: str) -> None:
    pay = typed_values.pay(text)
    assert pay is None or "with your own currency" in pay.doubt


@pytest.mark.parametrize("text", ["competitive", "0 EUR", "-5 EUR", "500-400 EUR", "EUR", "", "€"])
def test_other_pay_is_not_guessed(text: str) -> None:
    assert typed_values.pay(text) is None


@given(st.decimals(Decimal("0.01"), 999_999, places=2))
def test_an_amount_keeps_its_cents(value: Decimal) -> None:
    for text in (f"{value:.2f} EUR", f"€{value:,.2f}"):
        assert Decimal(typed_values.amount(text)) == value


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_a_day_with_its_months_name(day: date) -> None:
    texts = [f"{day.day} {day:%B} {day.year}", f"{day:%b} {day.day}, {day.year}"]
    texts += [f"{day:%A}, {text}" for text in texts]
    assert [as_date(text) for text in texts] == [day.isoformat()] * 4


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_a_day_that_could_be_two(day: date) -> None:
    readings = two_readings(f"{day.day}/{day.month}/{day.year}")
    assert readings == two_readings(f"{day.day}-{day.month}-{day.year}")
    if day.day == day.month or day.day > 12:
        assert readings is None
    else:
        assert readings is not None and day.isoformat() in readings


@pytest.mark.parametrize(
    "text",
    ["4 Brumaire 2026", "next Friday", "Dec 2026", "4 Decem 2026", "31 February 2026", "30.2.2026",
     "4 December 0000", "31/31/2026", "14/12/26", "2026-14-12"],
)  # fmt: skip
def test_other_days_are_not_guessed(text: str) -> None:
    assert as_date(text) == text


@given(st.text(max_size=40) | st.from_regex(r"[0-9€$£,. a-zA-Z/-]{1,40}", fullmatch=True))
@example("1" * 5000)
@example("€" + "9 " * 3000)
@example("a." * 3000 + "@")
def test_nothing_raises(text: str) -> None:
    functions: list[Callable[[str], object]] = [
        typed_values.hours, typed_values.weeks, typed_values.currency, typed_values.amount,
        typed_values.pay, typed_values.application, typed_values.is_phone_number,
        as_date, two_readings,
    ]  # fmt: skip
    for function in functions:
        function(text)
