"""JSON Schema errors as sentences that an employer understands, without jargon.

One small function for each JSON Schema keyword. The advice comes from the field's own schema:
`x-ask` ("say what the project pays"), `examples` and, for a choice between fields, `x-choice`.
"""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_UP, Decimal
from typing import Any

from generator.checking import typed_values
from generator.checking.rule import RuleContext
from generator.model.dates import as_date, day_in_words, swapped, two_readings
from generator.model.numbers import count
from generator.model.problem import Path

_KINDS: dict[str, str] = {
    "string": "be text", "number": "be a number", "integer": "be a whole number",
    "boolean": "be `true` or `false`",
    "array": "be a list", "object": "have fields of its own",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class SchemaError:
    """A value that breaks one keyword of its schema, as jsonschema reports it."""

    path: Path
    keyword: str
    limit: Any  # the keyword's own value: 80 for `maxLength: 80`
    value: Any
    schema: Mapping[str, Any]
    message: str  # jsonschema's own
    cause: str  # what our format check said; empty for other keywords
    data: Any = None  # the whole file's data
    context: RuleContext | None = None  # None where no board is known


@dataclass(frozen=True, slots=True)
class Complaint:
    """What an employer reads about the field at `path`; `rule` is an id such as `field/missing`."""

    path: Path
    rule: str
    message: str
    fix: str
    meant: str = ""  # the field that a wrong name, or a value in another field, stands for


def in_words(error: SchemaError) -> Iterator[Complaint]:
    """The complaints about `error`: several, if it is about several fields at once."""
    for complaint in _MESSAGES.get(error.keyword, _other)(error.path, error):
        yield Complaint(*complaint)


def did_you_mean(name: str) -> str:
    """The fix for a misspelt field name."""
    return f"Did you mean `{name}`?"


# The fields of `Complaint`; `meant` may be left out.
_Complaints = Iterator[tuple[Path, str, str, str] | tuple[Path, str, str, str, str]]


def _missing(path: Path, error: SchemaError) -> _Complaints:
    # jsonschema reports each missing name by itself, and gives the name only in its message.
    for name in error.limit:
        if name in error.value or not error.message.startswith(f"'{name}' "):
            continue
        of = f" of {_name(path)}" if path else ""
        field = error.schema.get("properties", _PLACE_FIELDS)[name]
        yield (
            (*path, name),
            "field/missing",
            f"`{name}`{of} is missing.",
            _ask(field, name),
        )


# Names of our fields in other job forms.
_OTHER_NAMES = {
    "salary": "pay", "compensation": "pay", "wage": "pay", "rate": "pay", "budget": "pay",
    "location": "place", "city": "place", "country": "place", "remote": "place",
    "closing_date": "deadline", "closes": "deadline", "expires": "deadline", "date": "posted",
    "name": "title", "role": "title", "position": "title", "tags": "skills",
    "requirements": "skills",
    "experience": "level", "contact": "apply", "email": "apply", "url": "apply", "link": "apply",
    "weeks": "duration_weeks", "duration": "duration_weeks", "tasks": "deliverables",
    "outcomes": "deliverables", "benefits": "offers", "type": "category",
}  # fmt: skip


def _unknown(path: Path, error: SchemaError) -> _Complaints:
    known: list[str] = sorted(error.schema["properties"])
    for name in error.value:
        if name in known:
            continue
        plain = " ".join(str(name).split())
        if plain in known:
            message = f"the name of the field `{plain}` has an odd space before or after it."
            fix = f"Delete the space before `{plain}`, and type it again if one belongs there."
            yield (*path, name), "field/unknown", message, fix, plain
            continue
        close = [meant] if (meant := _OTHER_NAMES.get(str(name).lower())) in known else []
        close = close or difflib.get_close_matches(str(name)[:80].lower(), known, n=1, cutoff=0.7)
        fix = (
            did_you_mean(close[0]) if close else f"Remove it; the fields here are {_listed(known)}."
        )
        meant = close[0] if close else ""
        if meant and meant in error.value:
            fix = f"{did_you_mean(meant)} It is there already: keep one of the two."
        elif meant and (better := _from_text((meant,), error.value[name], error, str(name))):
            fix = better[0].replace("`.", "` instead.", 1)
        elif known == _APPLY and str(name).lower() in _PHONES:
            fix, meant = _NO_PHONE, "url"
        yield (*path, name), "field/unknown", f"there is no field `{_short(name)}`.", fix, meant


def _empty(path: Path, error: SchemaError) -> _Complaints:
    yield path, "field/empty", f"{_name(path)} is empty.", _ask(error.schema, _last(path))


def _type(path: Path, error: SchemaError) -> _Complaints:
    value, wanted = error.value, error.limit
    kinds = [wanted] if isinstance(wanted, str) else wanted
    if value is None:
        yield from _empty(path, error)
        return
    fix, meant = _ask(error.schema, _last(path)), ""
    if better := _from_text(path, value, error):
        fix, meant = better
    elif kinds == ["string"] and isinstance(value, (int, Decimal, bool)):
        fix = f'Put it in quotes: "{_typed(value)}".'
    elif kinds == ["array"] and isinstance(value, str) and value.strip():
        fix = _as_list(value, error)
    wants = " or ".join(_KINDS[kind] for kind in kinds)
    yield (
        path,
        "field/type",
        f"{_name(path)} {_kind(value)} but should {wants}.",
        fix,
        meant,
    )


def _as_list(text: str, error: SchemaError) -> str:
    """The fix for `skills: excel, sql`."""
    name, kind = _last(error.path), error.schema.get("items", {}).get("x-vocabulary")
    if kind is None or error.context is None:
        return f"Write a list, even of one: `{name}: [{flow(_short(text))}]`."
    words = getattr(error.context.vocabularies, kind)
    found = [words.find(part) for part in re.split(r"[,;]", text[:400]) if part.strip()]
    if found and all(found):
        return f"Write `{name}: {flow(list(dict.fromkeys(found)))}`."
    page = f"{error.context.settings.url}{kind}/"
    example = flow(error.schema["examples"][0])
    return f"Write a list of {kind}, for example `{name}: {example}`. Choose them from {page}"


_APPLY = ["email", "instructions", "url"]
_PHONES = {"phone", "tel", "telephone", "mobile", "cell", "whatsapp", "phone_number"}
_NO_PHONE = (
    "Nobody can apply by phone here. Write an email address or a web page, "
    "for example `apply: {email: jobs@your-company.com}`."
)
_Better = tuple[str, str] | None  # the fix, and the field that the value also holds


def _from_text(path: Path, value: Any, error: SchemaError, typed_as: str = "") -> _Better:
    """The fix for a value that people type differently, and the field that it also holds.

    `path` is where the value belongs; it was `typed_as` another field, if that is not empty.
    """
    name, group = _last(path), path[:1] if len(path) > 1 else ()
    text = _typed(value) if isinstance(value, (str, int, Decimal)) else ""
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
    return _place(value, text, typed_as) if name == "place" else None


def _hours(text: str, error: SchemaError) -> _Better:
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


def _weeks(text: str) -> _Better:
    if better := typed_values.weeks(text):
        return f"Write `duration_weeks: {better}`.", ""
    if most := typed_values.longest_weeks(text):
        return f"Write one number, the most weeks it may take: `duration_weeks: {most}`.", ""
    return None


def _floors(error: SchemaError) -> Mapping[str, Decimal]:
    return error.context.settings.floors if error.context else {}


def _pay(value: Any, text: str, error: SchemaError) -> _Better:
    floors = _floors(error)
    if typed_values.is_nothing(value):
        return _every_project_is_paid(error), ""
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
    return f"Is it {_listed([*codes], 'or')}?" if codes else "In which currency?"


def _amount(name: str, text: str, error: SchemaError) -> _Better:
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
        codes = [_short(given), *money.currencies]
        return f"{_which_currency(codes)} Write {' and '.join(parts)}, and that currency.", ""
    if not money.currency:
        ask = f"{_which_currency(money.currencies)} Write {' and '.join(parts)}"
        return f"{ask}, and the currency: `currency: {money.currencies[0]}`.", "currency"
    return f"Write {' and '.join([*parts, f'`currency: {money.currency}`'])}{end}", "currency"


def _every_project_is_paid(error: SchemaError) -> str:
    """Says the board's floor, and what it comes to, as far as they are known."""
    data: Mapping[str, Any] = error.data if isinstance(error.data, Mapping) else {}
    pay, hours = data.get("pay"), data.get("hours")
    pay = pay if isinstance(pay, Mapping) else {}
    floor = _floors(error).get(str(pay.get("currency")))
    if floor is None:
        some = [f"{low} {code}" for code, low in [*_floors(error).items()][:2]]
        at_least = f": at least {' or '.join(some)} an hour" if some else ""
        example = "`pay: {amount: 400, currency: USD, per: project}`"
        return f"Every project on this board is paid{at_least}. Write, for example, {example}."
    said = f"Every project on this board is paid: at least {floor} {pay['currency']} an hour."
    most = hours.get("max") if isinstance(hours, Mapping) else hours
    if pay.get("per") != "project" or isinstance(most, bool):
        return said
    if not isinstance(most, (int, Decimal)) or not 1 <= most <= 160:
        return said
    least = (floor * most).quantize(Decimal(1), ROUND_UP)
    return f"{said} For these hours that is `amount: {least}`."


def _application(text: str) -> _Better:
    if better := typed_values.application(text):
        return f"Write `apply: {{{better}}}`.", ""
    return (_NO_PHONE, "") if typed_values.is_phone_number(text) else None


def _place(value: Any, text: str, typed_as: str) -> _Better:
    mode = typed_values.place_mode(typed_as, value)
    if mode == "remote":
        return "Write `place: {mode: remote}`.", ""
    if mode:
        example = f"`place: {{mode: {mode}, city: Lisbon, country: PT}}`"
        return f"Write {example}, with your own city and country.", ""
    city = " ".join(text.split())
    if city and len(city) <= 40 and re.fullmatch(r"[^\W\d_]+(?:[ '-][^\W\d_]+)*", city):
        ask = "Write how the work is done, the city and the country"
        if typed_as != "country":
            return f"{ask}: `place: {{mode: onsite, city: {flow(city)}, country: PT}}`.", ""
    return None


def _not_a_choice(path: Path, error: SchemaError) -> _Complaints:
    value = error.value
    choices = [str(choice) for choice in error.limit if not isinstance(choice, bool)]
    choices = choices or ["true", "false"]
    if value is None:
        yield from _empty(path, error)
        return
    close = difflib.get_close_matches(_typed(value)[:80].lower(), choices, n=1, cutoff=0.6)
    fix = did_you_mean(close[0]) + " " if close else ""
    message = f"{_name(path)} can't be `{_short(value)}`."
    yield (
        path,
        "field/not-a-choice",
        message,
        f"{fix}Write one of {_listed(choices, 'or')}.",
    )


def _too_short(path: Path, error: SchemaError) -> _Complaints:
    length, least = len(error.value), error.limit
    if not error.value.strip():
        yield from _empty(path, error)
        return
    message = f"{_name(path)} has {count(length, 'character')}; it needs at least {least}."
    yield (
        path,
        "field/too-short",
        message,
        _ask(error.schema, _last(path), example=False),
    )


def _too_long(path: Path, error: SchemaError) -> _Complaints:
    length, most = len(error.value), error.limit
    message = f"{_name(path)} has {length:,} characters; it may have at most {most:,}."
    yield (
        path,
        "field/too-long",
        message,
        f"Shorten it by {count(length - most, 'character')}.",
    )


def _too_few(path: Path, error: SchemaError) -> _Complaints:
    yield (
        path,
        "field/empty",
        f"{_name(path)} is an empty list.",
        _ask(error.schema, _last(path)),
    )


def _too_many(path: Path, error: SchemaError) -> _Complaints:
    count, most = len(error.value), error.limit
    message = f"{_name(path)} has {count} entries; it may have at most {most}."
    yield path, "field/too-many", message, f"Keep the {most} that matter most."


def _twice(path: Path, error: SchemaError) -> _Complaints:
    seen: list[Any] = []
    for index, item in enumerate(error.value):
        if item in seen:
            message = f"`{_short(item)}` is in {_name(path)} twice."
            yield (*path, index), "field/twice", message, "Keep one of the two."
        seen.append(item)


def _number(path: Path, error: SchemaError) -> _Complaints:
    bound = error.limit
    limit = {
        "minimum": f"at least {bound}",
        "maximum": f"at most {bound:,}",
        "exclusiveMinimum": f"more than {bound}",
    }[error.keyword]
    message = f"{_name(path)} is {_typed(error.value)} but must be {limit}."
    fix = _ask(error.schema, _last(path))
    if path[:1] == ("pay",) and error.keyword == "exclusiveMinimum":
        fix = _every_project_is_paid(error)
    yield path, "field/out-of-range", message, fix


def _pattern(path: Path, error: SchemaError) -> _Complaints:
    value = error.value
    if not value.strip():
        yield from _empty(path, error)
        return
    if error.schema.get("format") == "uri":
        found = typed_values.application(value)
        fix = _ask(error.schema, _last(path))
        if found.startswith("url: "):
            fix = f"Write `{_short(found.removeprefix('url: '))}`, if that page exists."
        elif found and _last(path) == "url":
            fix = f"Write `{found}` instead of `url`."
        elif typed_values.is_phone_number(value):
            fix = _NO_PHONE if _last(path) == "url" else fix
        yield (
            path,
            "field/not-https",
            f"{_name(path)} does not start with https://.",
            fix,
        )
        return
    rule = "date/format" if "date" in str(error.schema.get("format", "")) else "field/format"
    if re.search(error.limit, value.rstrip("\n")):
        fix = f"Write `{_short(value)}` on the line of the field's name."
        yield path, rule, f"{_name(path)} ends with a line break.", fix
        return
    fix = _pattern_fix(error)
    if re.search(error.limit, "2026-11-23") and (days := two_readings(value)):
        first, second = (day_in_words(day).rpartition(" ")[0] for day in days)
        fix = f"Is it {first} or {second}? Write `{days[0]}` or `{days[1]}`."
        yield path, rule, f"{_name(path)} can't be `{_short(value)}`.", fix
        return
    for change in (str.upper, str.lower, str.strip, as_date):
        if re.search(error.limit, changed := change(value)):
            fix = f"Write `{_short(changed)}`."
            break
    yield path, rule, f"{_name(path)} can't be `{_short(value)}`.", fix


def _pattern_fix(error: SchemaError) -> str:
    """The fix for a text that has not the form it should have, if nothing better is known."""
    name, value = _last(error.path), error.value
    if name == "email" and typed_values.is_phone_number(value):
        return _NO_PHONE
    if name == "email" and (found := typed_values.application(value)).startswith("url: "):
        return f"Write `{found}` instead of `email`."
    if name == "email" and found:
        return f"Write `{found.removeprefix('email: ')}`."
    if name == "currency" and (codes := typed_values.currencies(value, _floors(error))):
        if len(codes) == 1:
            return f"Write `{codes[0]}`."
        return (
            f"{_which_currency(codes)} Write its three letters, for example `currency: {codes[0]}`."
        )
    return _ask(error.schema, name)


def _format(path: Path, error: SchemaError) -> _Complaints:
    value = error.value
    if error.limit == "date":
        message = f"{_name(path)} is {day_in_words(value)}, which does not exist."
        other = swapped(value)
        fix = f"Did you mean `{other}`?" if other else "Look it up in the calendar."
        yield path, "date/impossible", message, fix
    elif error.limit == "uri":
        message = f"{_name(path)} is not a web address: {error.cause}"
        fix = "Copy the address from the browser, without any extra characters."
        yield path, "field/url", message, fix


def _one_of(path: Path, error: SchemaError) -> _Complaints:
    ask = str(error.schema.get("x-choice", error.schema.get("x-ask", "")))
    if isinstance(error.value, Mapping):
        yield (
            path,
            "field/choice",
            f"{_name(path)} is not complete, or says too much.",
            _sentence(ask),
        )


def _other(path: Path, error: SchemaError) -> _Complaints:
    named = error.keyword in {"propertyNames", "if", "not", "anyOf"}
    message = f"{_name(path)} {'has a name that does not fit' if named else 'does not fit'}."
    yield path, "field/format", message, _ask(error.schema, _last(path))


_MESSAGES: dict[str, Callable[[Path, SchemaError], _Complaints]] = {
    "required": _missing,
    "additionalProperties": _unknown,
    "type": _type,
    "enum": _not_a_choice,
    "minLength": _too_short,
    "maxLength": _too_long,
    "minItems": _too_few,
    "maxItems": _too_many,
    "uniqueItems": _twice,
    "minimum": _number,
    "maximum": _number,
    "exclusiveMinimum": _number,
    "pattern": _pattern,
    "format": _format,
    "oneOf": _one_of,
}


def _ask(schema: Any, name: str, example: bool = True) -> str:
    """ "Say what the project pays, for example `pay: {amount: 400, ...}`."."""
    if not isinstance(schema, Mapping):
        return ""
    ask = _sentence(str(schema.get("x-ask", "write something else")))
    examples = schema.get("examples")
    if not example or not examples or len(flow(examples[0])) > 120:
        return ask
    shown = flow(examples[0])
    return (
        f"{ask[:-1]}, for example `{name}: {shown}`."
        if name
        else f"{ask[:-1]}, for example `{shown}`."
    )


def flow(value: Any) -> str:
    """`value` as YAML in flow style, on one line."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {flow(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(flow(item) for item in value) + "]"
    if isinstance(value, str) and not re.search(
        r"[:#,\[\]{}]|^[\s&*!|>'\"%@`-]", value.replace("https:", "")
    ):
        return value
    return json.dumps(value, ensure_ascii=False)


# `then: required` gives only names, so the fields of `place` that it can ask for are here.
_PLACE_FIELDS: dict[str, Mapping[str, Any]] = {
    "city": {
        "x-ask": "name the city, or make the project remote",
        "examples": ["Lisbon"],
    },
    "country": {"x-ask": "name the country by its two letters", "examples": ["PT"]},
}


def _name(path: Path) -> str:
    """How a person would call the field: `pay.amount`, or "item 2 of `skills`"."""
    if not path:
        return "the file"
    if isinstance(path[-1], int):
        return f"item {path[-1] + 1} of {_name(path[:-1])}"
    names = [str(step) for step in path if isinstance(step, str)]
    items = [step for step in path if isinstance(step, int)]
    if items:
        return f"`{_short(path[-1])}` of {_name(path[:-1])}"
    return "`" + ".".join(_short(name) for name in names) + "`"


def _last(path: Path) -> str:
    return str(path[-1]) if path and isinstance(path[-1], str) else ""


def _kind(value: Any) -> str:
    if isinstance(value, bool):
        return f"is `{_typed(value)}`"
    if isinstance(value, (int, Decimal)):
        return "is a number"
    if isinstance(value, str):
        return "is text"
    return "is a list" if isinstance(value, list) else "has fields of its own"


def _typed(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _short(value: Any, most: int = 60) -> str:
    text = " ".join(_typed(value).split())
    return text if len(text) <= most else text[: most - 1] + "…"


def _listed(words: list[str], last: str = "and") -> str:
    quoted = [f"`{word}`" for word in words]
    return quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} {last} {quoted[-1]}"


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:] + "."
