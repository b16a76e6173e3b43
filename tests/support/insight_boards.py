"""Boards with so many listings that numbers say something."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from generator.board.board import Board, board_from
from generator.model.employer import Employer
from generator.model.exchange import exchange_rates_from
from generator.model.listing import Listing, Pay, Range
from generator.model.settings import Settings
from tests.support.boards import SETTINGS, TODAY, VOCABULARIES, listing

FLOORS = {"EUR": Decimal(10), "KES": Decimal(700)}
PAID = replace(SETTINGS, floors=FLOORS)
EMPLOYERS = tuple(
    Employer(name, name.capitalize(), f"https://{name}.example", "We.", "retail", country)
    for name, country in (("harbour", "PT"), ("acme", "DK"), ("kilima", "KE"))
)
RATES = exchange_rates_from(
    {"base": "EUR", "day": "2026-11-20", "source": "By hand.", "rates": {"KES": 150}}
)


def hourly(amount: str, currency: str = "EUR") -> Pay:
    """Pay for an hour."""
    return Pay(Range(Decimal(amount), Decimal(amount)), currency, "hour")


def insight_board(
    listings: Iterable[Listing],
    settings: Settings = PAID,
    today: date = TODAY,
    closings: dict[str, date] | None = None,
) -> Board:
    """A board with three employers, floors and exchange rates."""
    made = board_from(EMPLOYERS, listings, VOCABULARIES, settings, today, RATES)
    return replace(made, closings=closings or {})


def five_a_week() -> list[Listing]:
    """The listings of a year, with five new ones each week, for two weeks each."""
    base = replace(listing(), skills=("excel",), gains=())
    posted = [TODAY - timedelta(weeks=week) for week in range(52)]
    return [
        replace(base, id=f"{employer}-{day}", posted=day, deadline=day + timedelta(days=13))
        for day in posted
        for employer in ("harbour/a", "harbour/b", "acme/a", "acme/b", "kilima/a")
    ]


def rich_board() -> Board:
    """A board on which every figure has enough behind it."""
    base = listing()
    items = [
        replace(
            base,
            id=f"{employer}/{kind}-{at}",
            category=kind,
            skills=("excel", "python") if at % 2 else ("excel",),
            gains=("interviewing",) if at < 3 else (),
            pay=hourly(str(10 + at))
            if employer != "kilima"
            else hourly(str(700 + 100 * at), "KES"),
            hours=Range(Decimal(8 + 4 * at), Decimal(10 + 5 * at)),
            posted=TODAY - timedelta(days=30 + at),
            deadline=TODAY + timedelta(days=7 - 3 * at),
            status="filled" if at == 5 else "open",
        )
        for employer in ("harbour", "acme", "kilima")
        for kind in ("research", "data")
        for at in range(6)
    ]
    filled = [item.id for item in items if item.status == "filled"]
    return insight_board(
        items, closings={name: TODAY - timedelta(days=20 - at) for at, name in enumerate(filled)}
    )
