"""How pay is worded and compared: whole units, "about US$22/hour", and the board's floor."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from generator.board import wording
from generator.board.board import Board
from generator.board.pay import about_hourly, against_floor, has_foreign_pay, hourly_facts
from generator.model.exchange import NO_RATES, exchange_rates_from
from generator.model.listing import Listing, Pay, Range
from tests.support.boards import SETTINGS, board, listing

RATES = exchange_rates_from(
    {
        "base": "USD",
        "day": "2026-11-26",
        "source": "By hand.",
        "rates": {"EUR": Decimal("0.8"), "KES": 125, "JPY": 150, "KWD": Decimal("0.3")},
    }
)


def paid(
    low: str,
    high: str,
    currency: str = "USD",
    per: str = "project",
    hours: tuple[int, int] = (15, 20),
) -> Listing:
    pay = Pay(Range(Decimal(low), Decimal(high)), currency, per)
    return listing(pay=pay, hours=Range(Decimal(hours[0]), Decimal(hours[1])))


def on(item: Listing, currency: str = "USD", **floors: str) -> Board:
    """A board of one listing. `currency` is the board's own."""
    amounts = {code: Decimal(amount) for code, amount in floors.items()}
    settings = replace(SETTINGS, currency=currency, floors=amounts)
    return replace(board(item, settings=settings), exchange=RATES)


@pytest.mark.parametrize(
    ("item", "said"),
    [
        (paid("500", "500", hours=(15, 20)), "US$25–33/hour"),
        (paid("25000", "25000", "KES", hours=(12, 18)), "KES\u202f1,388–2,083/hour"),
        (paid("100", "100", hours=(12, 20)), "US$5–8.33/hour"),  # below 10, cents say something
        (paid("190", "199.90", hours=(20, 20)), "US$9.50–9.99/hour"),
        (paid("399.99", "399.99", hours=(20, 20)), "US$19/hour"),  # never more than it is
        (paid("22.50", "27", per="hour"), "US$22.50–27/hour"),  # the employer's own number
    ],
)
def test_a_rate_has_whole_units_where_cents_say_nothing(item: Listing, said: str) -> None:
    assert wording.rate(item) == said


def test_pay_in_one_line() -> None:
    project = paid("500", "500", hours=(15, 20))
    assert wording.pay(project) == "US$500 for the project (US$25–33/hour)"
    assert wording.pay(paid("25", "25", per="hour")) == "US$25/hour"


@pytest.mark.parametrize(
    ("low", "high", "currency", "said"),
    [
        ("22.4", "22.4", "USD", "about US$22"),
        ("11.1", "16.66", "USD", "about US$11–17"),
        ("10.5", "11.49", "USD", "about US$11"),
        ("9.96", "9.96", "USD", "about US$10"),
        ("5.26", "5.26", "USD", "about US$5.30"),
        ("0.4321", "0.4321", "KWD", "about KWD\u202f0.43"),
        ("193.4", "999.4", "USD", "about US$193–999"),
        ("3412", "12345", "JPY", "about ¥3,410–12,300"),
    ],
)
def test_a_converted_amount_is_rounded(low: str, high: str, currency: str, said: str) -> None:
    assert wording.about(Range(Decimal(low), Decimal(high)), currency) == said


@pytest.mark.parametrize(
    ("currency", "own", "said"),
    [
        ("KES", "USD", "about US$11–17/hour"),
        ("KES", "EUR", "about €8.90–13/hour"),
        ("KES", "KES", ""),  # its own currency
        ("KES", "GBP", ""),  # the board's own has no rate
        ("XAF", "USD", ""),  # the listing's has none
        ("KES", "", ""),  # the board has no currency
    ],
)
def test_pay_in_another_currency_says_about_what_it_is_here(
    currency: str, own: str, said: str
) -> None:
    item = paid("25000", "25000", currency, hours=(12, 18))
    made = on(item, own)
    assert about_hourly(made, item) == said
    assert has_foreign_pay(made) == bool(said)


def test_without_a_table_nothing_is_said() -> None:
    item = paid("25000", "25000", "KES")
    assert about_hourly(replace(on(item), exchange=NO_RATES), item) == ""


def test_a_board_s_own_currency_is_the_first_of_its_floors_unless_it_says() -> None:
    floors = {"GBP": Decimal(13), "USD": Decimal(18)}
    assert replace(SETTINGS, floors=floors).own_currency == "GBP"
    assert replace(SETTINGS, floors=floors, currency="USD").own_currency == "USD"
    assert SETTINGS.own_currency == ""


@pytest.mark.parametrize(
    ("pay", "said"),
    [
        ("18", "Meets this board’s minimum of US$18/hour"),
        ("18.80", "Meets this board’s minimum of US$18/hour"),
        ("18.90", "5% above this board’s minimum of US$18/hour"),
        ("25", "38% above this board’s minimum of US$18/hour"),
        ("35.99", "99% above this board’s minimum of US$18/hour"),
        ("36", "Twice this board’s minimum of US$18/hour"),
        ("40", "2.2 times this board’s minimum of US$18/hour"),
        ("54", "3 times this board’s minimum of US$18/hour"),
        ("17.99", "Below this board’s minimum of US$18/hour"),
    ],
)
def test_the_floor_says_how_fair_the_pay_is(pay: str, said: str) -> None:
    item = paid(pay, "90", per="hour")
    assert against_floor(on(item, USD="18"), item) == said
    assert against_floor(on(item, EUR="14"), item) == ""


@pytest.mark.parametrize(
    ("pay", "floor", "said"),
    [
        ("250", "12.21", "US$12.50/hour meets this board’s minimum of US$12.21/hour"),
        ("219.80", "10.40", "US$10.99/hour is 5% above this board’s minimum of US$10.40/hour"),
        ("260", "12.21", "6% above this board’s minimum of US$12.21/hour"),
    ],
)
def test_a_floor_with_cents_is_compared_with_a_rate_with_cents(
    pay: str, floor: str, said: str
) -> None:
    item = paid(pay, pay, hours=(20, 20))
    assert against_floor(on(item, USD=floor), item) == said


def test_scripts_get_the_exact_rate() -> None:
    assert hourly_facts(paid("25000", "25000", "KES", hours=(12, 18))) == "KES 1388.88 2083.33"
    assert hourly_facts(paid("25", "25", per="hour")) == "USD 25"
