"""JSON Schema errors as sentences that an employer understands, without jargon.

One small function for each JSON Schema keyword. The advice comes from the field's own schema:
`x-ask` ("say what the project pays"), `examples` and, for a choice between fields, `x-choice`.
"""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from generator.checking import typed_values
from generator.model.dates import as_date, day_in_words, swapped, two_readings
from generator.model.numbers import count
from generator.model.problem import Path

_KINDS: dict[str, str] = {
    "string": "text", "number": "a number", "integer": "a whole number",
    "boolean": "`true` or `false`",
    "array": "a list", "object": "a block of fields",
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
        if close == ["place"] and _says_remote(str(name).lower(), error.value[name]):
            fix = "Write `place: {mode: remote}` instead."
        meant = close[0] if close else ""
        yield (*path, name), "field/unknown", f"there is no field `{_short(name)}`.", fix, meant


def _says_remote(name: str, value: Any) -> bool:
    """`remote: yes`, `location: remote`."""
    if name == "remote":
        return typed_values.is_yes(value)
    return isinstance(value, str) and value.strip().lower() == "remote"


def _empty(path: Path, error: SchemaError) -> _Complaints:
    yield path, "field/empty", f"{_name(path)} is empty.", _ask(error.schema, _last(path))


def _type(path: Path, error: SchemaError) -> _Complaints:
    value, wanted = error.value, error.limit
    kinds = [wanted] if isinstance(wanted, str) else wanted
    if value is None:
        yield from _empty(path, error)
        return
    fix, meant = _ask(error.schema, _last(path)), ""
    if better := _from_text(_last(path), value):
        fix, meant = better
    elif kinds == ["string"] and isinstance(value, (int, Decimal, bool)):
        fix = f'Put it in quotes: "{_typed(value)}".'
    elif kinds == ["array"] and isinstance(value, str):
        fix = f"Write a list, even of one: [{_short(value)}]."
    wants = " or ".join(_KINDS[kind] for kind in kinds)
    yield (
        path,
        "field/type",
        f"{_name(path)} is {_kind(value)} but should be {wants}.",
        fix,
        meant,
    )


def _from_text(name: str, value: Any) -> tuple[str, str] | None:
    """The fix for a value that people type differently, and the field that it also holds."""
    text = _typed(value) if isinstance(value, (str, int, Decimal)) else ""
    found = {"hours": typed_values.hours, "duration_weeks": typed_values.weeks}
    if name in found and (better := found[name](text)):
        return f"Write `{name}: {better}`.", ""
    if name == "pay" and (pay := typed_values.pay(text)):
        return f"Write `pay: {pay.written}`{pay.doubt or '.'}", ""
    if name == "amount" and (better := typed_values.amount(text)):
        code = typed_values.currency(text)
        if len(code) == 3:
            return f"Write `amount: {better}` and `currency: {code}`.", "currency"
        return f"Write `amount: {better}`.", ""
    if name == "apply" and (better := typed_values.application(text)):
        return f"Write `apply: {better}`.", ""
    if name == "apply" and typed_values.is_phone_number(text):
        ask = "Nobody can apply by phone here. Write an email address or a web page"
        return f"{ask}, for example `apply: {{email: jobs@your-company.example}}`.", ""
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
        fix = f"Every project on this board is paid. {fix}"
    yield path, "field/out-of-range", message, fix


def _pattern(path: Path, error: SchemaError) -> _Complaints:
    value = error.value
    if not value.strip():
        yield from _empty(path, error)
        return
    if error.schema.get("format") == "uri":
        host = value.removeprefix("http://")
        fix = f"Write `{_short('https://' + host)}`, if that page exists."
        if ":" in host:
            fix = _ask(error.schema, _last(path))
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
    fix = _ask(error.schema, _last(path))
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
        return f"`{_typed(value)}`"
    if isinstance(value, (int, Decimal)):
        return "a number"
    if isinstance(value, str):
        return "text"
    return "a list" if isinstance(value, list) else "a block of fields"


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
