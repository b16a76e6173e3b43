"""Checks a board's own schema/exchange_rates.yml."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from generator.checking.field_words import shortened
from generator.checking.schema import CompiledSchema, check_fields
from generator.checking.settings_values import unknown_currency
from generator.model.problem import Path, Place, Problem
from generator.model.problem_limit import limited
from generator.reading.source import Source

RULE = "settings/exchange-rates"
FILE = "exchange_rates.yml"


def exchange_problems(source: Source, schema: Mapping[str, Any]) -> tuple[Problem, ...]:
    """What is wrong with the table in `source`. `schema` is that of such a file."""
    problems = check_fields(source, CompiledSchema(schema))
    return problems or limited([*_unknown(source), *_base_rate(source)])


def _unknown(source: Source) -> Iterator[Problem]:
    """Currencies that do not exist. One that is no longer used does no harm."""
    base = source.data["base"]
    if mistake := unknown_currency(base):
        yield _problem(source.place(("base",)), base, mistake)
    for code in source.data["rates"]:
        if mistake := unknown_currency(code):
            yield _problem(source.key_place(("rates", code)), code, mistake)


def _base_rate(source: Source) -> Iterator[Problem]:
    """A rate of the base itself that is not 1: then the rates are for another currency."""
    base = source.data["base"]
    path: Path = ("rates", base)
    rate = source.data["rates"].get(base, 1)
    if Decimal(rate) != 1:
        message = f"one {base} buys 1 {base}, not {shortened(rate)}."
        fix = "Leave this line out, or name the currency that the rates are for in `base`."
        yield Problem(source.place(path), RULE, message, fix)


def _problem(place: Place, code: str, mistake: tuple[str, str]) -> Problem:
    return Problem(place, RULE, f"`{shortened(code)}` {mistake[0]}", mistake[1])
