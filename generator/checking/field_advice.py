"""The line to write instead, where it is clear what an employer meant.

`typed_values` understands what was typed. This module knows the fields: which of them a value
belongs to, and what the board accepts.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import ROUND_UP, Decimal
from typing import Any

from generator.checking import typed_values, typed_words
from generator.checking.field_texts import PARTS
from generator.checking.field_words import as_typed, ask_for, flow, last_name, listed, shortened
from generator.checking.rule import RuleContext
from generator.checking.sample_dates import move_dates
from generator.checking.schema_error import SchemaError
from generator.model.problem import Path


def as_list(text: str, error: SchemaError) -> str:
    """The fix for `skills: excel, sql`."""
    name, kind = last_name(error.path), error.schema.get("items", {}).get("x-vocabulary")
    if name == "applicant_countries":
        codes = typed_words.several(text[:400], typed_words.country)
        if codes and all(typed_words.country(code) == code for code in codes):
            return f"Write `{name}: {flow(codes)}`."
    if kind is None or error.context is None:
        return f"Write a list, even of one: `{name}: [{flow(shortened(text))}]`."
    words = getattr(error.context.vocabularies, kind)
    found = [words.find(part) for part in re.split(r"[,;]", text[:400]) if part.strip()]
    if found and all(found):
        return f"Write `{name}: {flow(list(dict.fromkeys(found)))}`."
    page = f"{error.context.settings.url}{kind}/"
    example = flow(error.schema["examples"][0])
    return f"Write a list of {kind}, for example `{name}: {example}`. Choose them from {page}"


EXAMPLES_DAY = date(2026, 11, 23)  # the day for which the dates in the schemas were written
USUAL_DAYS = 21  # from today to a deadline


def with_current_dates(schema: Mapping[str, Any], context: RuleContext | None) -> Mapping[str, Any]:
    """`schema` with the dates of its examples moved to the board's day, where that is known."""
    if context is None or "examples" not in schema:
        return schema
    moved = [_with_dates(example, context.today) for example in schema["examples"]]
    return {**schema, "examples": moved}


def _with_dates(value: Any, today: date) -> Any:
    if isinstance(value, str):
        return move_dates(value, EXAMPLES_DAY, today)
    if isinstance(value, Mapping):
        return {name: _with_dates(item, today) for name, item in value.items()}
    return [_with_dates(item, today) for item in value] if isinstance(value, list) else value


def add_line(name: str, today: date) -> str:
    """The line to add for a missing date; empty for another field."""
    days = {"deadline": today + timedelta(days=USUAL_DAYS), "posted": today}
    return PARTS[f"add-{name}"].format(day=days[name]) if name in days else ""


APPLY_FIELDS = ["email", "instructions", "url"]
PHONE_NAMES = {"phone", "tel", "telephone", "mobile", "cell", "whatsapp", "phone_number"}
NO_PHONE = PARTS["no-phone"].format()
Advice = tuple[str, str] | None  # the fix, and the field that the value also holds


def advice(path: Path, value: Any, error: SchemaError, typed_as: str = "") -> Advice:
    """The fix for a value that people type differently, and the field that it also holds.

    `path` is where the value belongs; it was `typed_as` another field, if that is not empty.
    """
    name, group = last_name(path), path[:1] if len(path) > 1 else ()
    text = as_typed(value) if isinstance(value, (str, int, Decimal)) else ""
    if name == "hours":
        return _hours(text, error)
    if name == "duration_weeks":
        return _weeks(text)
    if name == "pay":
        return _pay(value, text, error)
    if name == "amount" or (name in {"min", "max"} and group == ("pay",)):
        return _amount(name, text, error)
    if name in {"min", "max"} and (better := typed_values.number(text)):
        return f"Write `{name}: {better}`.", ""
    if name == "apply":
        return _application(text)
    if name == "outcome" and isinstance(value, str) and value.strip():
        return f"Write `outcome: {{summary: {flow(shortened(value, 300))}}}`.", ""
    return _place(value, text, typed_as) if name == "place" else None


def _hours(text: str, error: SchemaError) -> Advice:
    if better := typed_values.hours(text):
        return f"Write `hours: {better}`.", ""
    if a_week := typed_values.hours_a_week(text):
        weeks = error.data.get("duration_weeks") if isinstance(error.data, Mapping) else None
        if isinstance(weeks, int) and not a_week.startswith("{") and 1 <= weeks <= 12:
            total = Decimal(a_week) * weeks
            if total <= 160:
                return f"Count the whole project, so {weeks} weeks: `hours: {total}`.", ""
        return "Count the hours of the whole project, not of a week: `hours: 20`.", ""
    return None


def _weeks(text: str) -> Advice:
    if better := typed_values.weeks(text):
        return f"Write `duration_weeks: {better}`.", ""
    if most := typed_values.longest_weeks(text):
        return f"Write one number, the most weeks it may take: `duration_weeks: {most}`.", ""
    return None


def _floors(error: SchemaError) -> Mapping[str, Decimal]:
    return error.context.settings.floors if error.context else {}


def _pay(value: Any, text: str, error: SchemaError) -> Advice:
    floors = _floors(error)
    if typed_values.is_nothing(value):
        return every_project_is_paid(error), ""
    money = typed_values.money(text, floors)
    if money is None:
        return None
    code = money.currency or (next(iter(floors)) if len(floors) == 1 else "")
    doubt = ", with `per: hour` if it is for an hour." if not money.per else "."
    if code:
        return f"Write `pay: {money.pay(code)}`{doubt}", ""
    example = f"`pay: {money.pay((money.currencies or ('USD',))[0])}`{doubt}"
    return f"{_which_currency(money.currencies)} Write, for example, {example}", ""


def _which_currency(codes: Sequence[str]) -> str:
    """ "Is it `AUD` or `USD`?"."""
    return f"Is it {listed([*codes], 'or')}?" if codes else "In which currency?"


def _amount(name: str, text: str, error: SchemaError) -> Advice:
    money = typed_values.money(text, _floors(error))
    if money is None or (money.high and name != "amount"):
        return None
    parts = [f"`min: {money.low}`", f"`max: {money.high}`"] if money.high else []
    parts = parts or [f"`{name}: {money.low}`"]
    end = " instead of `amount`." if money.high else "."
    pay = error.data.get("pay") if isinstance(error.data, Mapping) else None
    given = pay.get("currency") if isinstance(pay, Mapping) else None
    known = typed_values.currencies(given) if isinstance(given, str) else ()
    said = name == "max" and isinstance(pay, Mapping) and typed_values.money(str(pay.get("min")))
    if not money.currencies or said or set(known).intersection(money.currencies):
        return f"Write {' and '.join(parts)}{end}", ""
    if given is not None:
        codes = [shortened(given), *money.currencies]
        return f"{_which_currency(codes)} Write {' and '.join(parts)}, and that currency.", ""
    if not money.currency:
        ask = f"{_which_currency(money.currencies)} Write {' and '.join(parts)}"
        return f"{ask}, and the currency: `currency: {money.currencies[0]}`.", "currency"
    return f"Write {' and '.join([*parts, f'`currency: {money.currency}`'])}{end}", "currency"


def every_project_is_paid(error: SchemaError) -> str:
    """Says the board's floor, and what it comes to, as far as they are known."""
    data: Mapping[str, Any] = error.data if isinstance(error.data, Mapping) else {}
    pay, hours = data.get("pay"), data.get("hours")
    pay = pay if isinstance(pay, Mapping) else {}
    floor = _floors(error).get(str(pay.get("currency")))
    if floor is None:
        some = " or ".join(f"{low} {code}" for code, low in [*_floors(error).items()][:2])
        at_least = PARTS["paid-floors"].format(floors=some) if some else ""
        return PARTS["paid"].format(at_least=at_least)
    said = PARTS["paid-floor"].format(floor=floor, currency=pay["currency"])
    most = hours.get("max") if isinstance(hours, Mapping) else hours
    if pay.get("per") != "project" or isinstance(most, bool):
        return said
    if not isinstance(most, (int, Decimal)) or not 1 <= most <= 160:
        return said
    least = (floor * most).quantize(Decimal(1), ROUND_UP)
    return said + PARTS["paid-least"].format(least=least)


def _application(text: str) -> Advice:
    if better := typed_values.application(text):
        return f"Write `apply: {{{better}}}`.", ""
    return (NO_PHONE, "") if typed_values.is_phone_number(text) else None


def _place(value: Any, text: str, typed_as: str) -> Advice:
    mode = typed_values.place_mode(typed_as, value)
    if mode == "remote":
        return "Write `place: {mode: remote}`.", ""
    if mode:
        example = f"`place: {{mode: {mode}, city: Lisbon, country: PT}}`"
        return f"Write {example}, with your own city and country.", ""
    city = " ".join(text.split())
    is_name = len(city) <= 40 and re.fullmatch(r"[^\W\d_]+(?:[ '-][^\W\d_]+)*", city)
    if typed_as == "country" or not is_name:
        return None
    ask = "Write how the work is done, the city and the country"
    return f"{ask}: `place: {{mode: onsite, city: {flow(city)}, country: PT}}`.", ""


def pattern_advice(error: SchemaError) -> str:
    """The fix for a text that has not the form it should have, if nothing better is known."""
    name, value = last_name(error.path), error.value
    field = name or str(error.path[-2] if len(error.path) > 1 else "")
    if (better := _word(field, value)) and better != value:
        return PARTS["write"].format(better=better)
    if name == "email" and typed_values.is_phone_number(value):
        return NO_PHONE
    if name == "email" and (found := typed_values.application(value)).startswith("url: "):
        return PARTS["instead"].format(better=found, field=name)
    if name == "email" and found:
        return f"Write `{found.removeprefix('email: ')}`."
    if name == "currency" and (codes := typed_values.currencies(value, _floors(error))):
        if len(codes) == 1:
            return f"Write `{codes[0]}`."
        return (
            f"{_which_currency(codes)} Write its three letters, for example `currency: {codes[0]}`."
        )
    return ask_for(error.schema, name)


def _word(name: str, value: str) -> str:
    """The code or the name that a word means, in a field or in a list of it."""
    if name in {"country", "applicant_countries"}:
        return typed_words.country(value)
    if name == "language":
        return typed_words.language(value)
    return typed_words.login(value) if name == "maintainers" else ""
