"""What people type for hours, pay and days is understood, or not guessed at."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import cache

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from generator.checking import typed_values
from generator.checking.check import CheckContext, check_file
from generator.checking.workspace import open_workspace
from generator.model.dates import as_date, swapped, two_readings
from tests.support.paths import BROKEN, GOLDEN, ROOT, TODAY

ADVICE = re.compile(
    r"^  Write `(?!min|max|email)(\w+): (.+?)`(?:[.,]| and `(\w+): (.+?)`)", re.MULTILINE
)
CASES = sorted(
    path.stem
    for path in (GOLDEN / "broken").glob("*.txt")
    if ADVICE.search(path.read_text(encoding="utf-8"))
)


PATH = "listings/acme/x.yml"


@cache
def open_context() -> CheckContext:
    return open_workspace(ROOT).context(date.fromisoformat(TODAY))


@pytest.fixture(scope="module")
def context() -> CheckContext:
    return open_context()


@pytest.mark.parametrize("case", CASES)
def test_a_line_written_as_advised_is_right(case: str, context: CheckContext) -> None:
    told = (GOLDEN / f"broken/{case}.txt").read_text(encoding="utf-8")
    text = (BROKEN / f"{case}.yml").read_text(encoding="utf-8")
    field, value, other, other_value = ADVICE.search(told).groups()  # type: ignore[union-attr]
    if field == "amount":
        wrong = r"\{amount: [^,}]+(?:, currency: \w+)?" if other else r"\{amount: [^,}]+"
        also = f", {other}: {other_value}" if other else ""
        text = re.sub(wrong, f"{{amount: {value}{also}", text)
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
        ("400 euros per project", {"amount": 400, "currency": "EUR", "per": "project"}),
    ],
)
def test_pay(text: str, value: dict[str, object]) -> None:
    money = typed_values.money(text)
    assert money is not None and money.per
    assert yaml.safe_load(money.pay(money.currency)) == value


@pytest.mark.parametrize(
    ("text", "accepted", "codes"),
    [
        ("$400", {"EUR", "USD"}, ("USD",)),
        ("$400", {"EUR", "CAD"}, ("CAD",)),
        ("$400", {"CAD", "USD"}, ("USD", "CAD")),
        ("3000 kr", {"NOK"}, ("NOK",)),
        ("¥4000", set(), ("JPY", "CNY")),
        ("400", {"USD"}, ()),
    ],
)
def test_the_currency_of_a_shared_sign_is_the_one_that_the_board_accepts(
    text: str, accepted: set[str], codes: tuple[str, ...]
) -> None:
    money = typed_values.money(text, accepted)
    assert money is not None and money.currencies == codes


@pytest.mark.parametrize(
    "text", ["competitive", "0 EUR", "-5 EUR", "500-400 EUR", "EUR", "", "€", "€400 USD", "9" * 12]
)
def test_other_pay_is_not_guessed(text: str) -> None:
    assert typed_values.money(text) is None


@given(st.decimals(Decimal("0.01"), 999_999, places=2))
def test_an_amount_keeps_its_cents(value: Decimal) -> None:
    for text in (f"{value:.2f} EUR", f"€{value:,.2f}"):
        money = typed_values.money(text)
        assert money is not None and Decimal(money.low) == value and money.currency == "EUR"


ABOUT_PAY = st.builds(
    "{}{}{}{}".format,
    st.sampled_from(["", "€", "USD ", "$", "kr "]),
    st.integers(0, 10_000) | st.builds("{}-{}".format, st.integers(1, 400), st.integers(1, 999)),
    st.sampled_from(["", " EUR", "€", " euros", " dollars"]),
    st.sampled_from(["", "/h", " per hour", " in total"]),
)
YEAR = st.integers(2020, 2030)
WRITTEN = re.compile(r"Write (`.+?`(?: (?:and|or) `.+?`)*)")


@given(
    st.sampled_from(["hours", "duration_weeks", "pay", "amount", "deadline"]),
    ABOUT_PAY
    | st.builds("{}-{} hours".format, st.integers(0, 200), st.integers(0, 200))
    | st.builds("{}/{}/{}".format, st.integers(0, 32), st.integers(0, 13), st.integers(1, 9999))
    | st.builds(
        "{} {} {}".format, st.integers(0, 32), st.sampled_from(["May", "Dec"]), st.just(2026)
    )
    | st.builds("{} weeks".format, st.integers(0, 14)),
)
def test_whatever_is_proposed_is_right(name: str, typed: str) -> None:
    """Hours, weeks, pay and days: what `Write` names, put in place, removes the problem."""
    context = open_context()
    lines = {"hours": 17, "duration_weeks": 18, "pay": 20, "amount": 20, "deadline": 25}
    rows = (BROKEN / "good.yml").read_text(encoding="utf-8").split("\n")
    at = lines[name] - 1
    before, after = ("pay: {", ", per: project}") if name == "amount" else ("", "")
    rows[at] = f"{before}{name}: {typed}{after}"
    for problem in check_file(PATH, "\n".join(rows).encode(), context).problems:
        match = WRITTEN.search(problem.fix)
        if match is None or not problem.rule.startswith(("field/type", "date/")):
            continue
        for proposed in options(match[1], name):
            rows[at] = f"{before}{proposed}{after}"
            found = check_file(PATH, "\n".join(rows).encode(), context).problems
            rules = {x.rule for x in found} - {"date/out-of-range"}  # a year is not corrected
            assert not [rule for rule in rules if rule.startswith(("field/", "date/", "yaml/"))]


def options(written: str, name: str) -> list[str]:
    """The lines that `a` and `b`, or `a` or `b`, stand for."""
    parts = re.findall(r"`(.+?)`", written)
    if name == "deadline":
        return [f"deadline: {part}" for part in parts]
    joined = ", ".join(parts)
    if name == "amount" and "currency" not in joined:
        joined += ", currency: EUR"
    return [joined]


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
        typed_values.hours, typed_values.hours_a_week, typed_values.number, typed_values.weeks,
        typed_values.longest_weeks, typed_values.money, typed_values.currencies,
        typed_values.application, typed_values.is_phone_number, typed_values.is_nothing,
        as_date, two_readings, swapped,
    ]  # fmt: skip
    for function in functions:
        function(text)
