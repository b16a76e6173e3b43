"""JSON Schema errors as sentences that an employer understands, without jargon.

One small function for each JSON Schema keyword. The advice comes from the field's own schema:
`x-ask` ("say what the project pays"), `examples` and, for a choice between fields, `x-choice`.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from generator.checking import typed_values
from generator.checking.field_advice import (
    APPLY_FIELDS,
    NO_PHONE,
    PHONE_NAMES,
    add_line,
    advice,
    as_list,
    every_project_is_paid,
    pattern_advice,
    with_current_dates,
)
from generator.checking.field_texts import PARTS, TEXTS
from generator.checking.field_words import (
    as_typed,
    ask_for,
    field_name,
    last_name,
    listed,
    sentence,
    shortened,
)
from generator.checking.required_fields import REQUIRED_HERE
from generator.checking.schema_error import SchemaError, typed_length
from generator.checking.settings_values import meant_currency, meant_id
from generator.model.dates import as_date, day_in_words, swapped, two_readings
from generator.model.numbers import count
from generator.model.problem import Path
from generator.model.problem_limit import MOST_IN_A_FILE

KINDS: dict[str, str] = {
    "string": "be text", "number": "be a number", "integer": "be a whole number",
    "boolean": "be `true` or `false`",
    "array": "be a list", "object": "have fields of its own",
}  # fmt: skip


OUT_OF_RANGE = "out of range"  # why a date that exists is none that the board takes
CURLY = "“”„«»‘’ "  # what a word processor makes of quotes


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
    return PARTS["mean"].format(name=name)


# The fields of `Complaint`; `meant` may be left out.
_Complaints = Iterator[tuple[Path, str, str, str] | tuple[Path, str, str, str, str]]


def _missing(path: Path, error: SchemaError) -> _Complaints:
    # jsonschema reports each missing name by itself, and gives the name only in its message.
    for name in error.limit:
        if name in error.value or not error.message.startswith(f"'{name}' "):
            continue
        of = PARTS["of"].format(field=field_name(path)) if path else ""
        field = error.schema.get("properties", PLACE_FIELDS)[name]
        message, _ = TEXTS["missing"].filled(name=name, of=of)
        fix = ask_for(with_current_dates(field, error.context), name)
        if not path and error.context and (line := add_line(name, error.context.today)):
            fix = line
        if wanted := error.schema.get(REQUIRED_HERE, {}).get(name):
            message, fix = _missing_here(wanted, field, error)
        yield (*path, name), "field/missing", message, fix


def _missing_here(wanted: str, field: Mapping[str, Any], error: SchemaError) -> tuple[str, str]:
    """What is said of a field that only this board requires. `wanted` is its name, with dots.

    `field` is the schema of what is missing: the field, or the group that it belongs to.
    """
    message, _ = TEXTS["missing-here"].filled(name=wanted)
    name = wanted.rpartition(".")[2]
    inner = field.get("properties", {}).get(name, field)
    return message, ask_for(with_current_dates(inner, error.context), name)


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
    unknown = [name for name in error.value if name not in error.schema["properties"]]
    for name in unknown[MOST_IN_A_FILE:]:  # these are only counted
        yield (*path, name), "field/unknown", "", ""
    for name in unknown[:MOST_IN_A_FILE]:
        plain = " ".join(str(name).split())
        if plain in known:
            message = f"the name of the field `{plain}` has an odd space before or after it."
            fix = f"Delete the space before `{plain}`, and type it again if one belongs there."
            yield (*path, name), "field/unknown", message, fix, plain
            continue
        close = [meant] if (meant := _OTHER_NAMES.get(str(name).lower())) in known else []
        close = close or difflib.get_close_matches(str(name)[:80].lower(), known, n=1, cutoff=0.7)
        fix = (
            did_you_mean(close[0]) if close else f"Remove it; the fields here are {listed(known)}."
        )
        meant = close[0] if close else ""
        if meant and meant in error.value:
            fix = f"{did_you_mean(meant)} It is there already: keep one of the two."
        elif meant and (better := advice((meant,), error.value[name], error, str(name))):
            fix = better[0].replace("`.", "` instead.", 1)
        elif known == APPLY_FIELDS and str(name).lower() in PHONE_NAMES:
            fix, meant = NO_PHONE, "url"
        yield (*path, name), "field/unknown", f"there is no field `{shortened(name)}`.", fix, meant


def _empty(path: Path, error: SchemaError) -> _Complaints:
    message, _ = TEXTS["empty"].filled(field=field_name(path))
    yield path, "field/empty", message, ask_for(error.schema, last_name(path))


def _type(path: Path, error: SchemaError) -> _Complaints:
    value, wanted = error.value, error.limit
    kinds = [wanted] if isinstance(wanted, str) else [kind for kind in wanted if kind != "null"]
    if value is None:
        yield from _empty(path, error)
        return
    fix, meant = ask_for(error.schema, last_name(path)), ""
    if better := advice(path, value, error):
        fix, meant = better
    elif kinds == ["string"] and isinstance(value, (int, Decimal, bool)):
        fix = f'Put it in quotes: "{as_typed(value)}".'
    elif kinds == ["array"] and isinstance(value, str) and value.strip():
        fix = as_list(value, error)
    wanted = " or ".join(KINDS[kind] for kind in kinds)
    message, _ = TEXTS["type"].filled(field=field_name(path), is_kind=kind_of(value), wanted=wanted)
    yield path, "field/type", message, fix, meant


def _not_a_choice(path: Path, error: SchemaError) -> _Complaints:
    value = error.value
    choices = [str(choice) for choice in error.limit if not isinstance(choice, bool)]
    choices = choices or ["true", "false"]
    if value is None:
        yield from _empty(path, error)
        return
    close = difflib.get_close_matches(as_typed(value)[:80].lower(), choices, n=1, cutoff=0.6)
    message, fix = TEXTS["not-a-choice"].filled(
        field=field_name(path),
        value=shortened(value),
        meant=did_you_mean(close[0]) + " " if close else "",
        choices=listed(choices, "or"),
    )
    yield path, "field/not-a-choice", message, fix


def _too_short(path: Path, error: SchemaError) -> _Complaints:
    if not error.value.strip():
        yield from _empty(path, error)
        return
    length = count(len(error.value), PARTS["character"])
    message, _ = TEXTS["too-short"].filled(field=field_name(path), length=length, least=error.limit)
    fix = ask_for(error.schema, last_name(path), example=False)
    yield path, "field/too-short", message, fix


def _too_long(path: Path, error: SchemaError) -> _Complaints:
    length, most = typed_length(error.value), error.limit
    message, fix = TEXTS["too-long"].filled(
        field=field_name(path),
        length=f"{length:,}",
        most=f"{most:,}",
        over=count(length - most, PARTS["character"]),
    )
    yield path, "field/too-long", message, fix


def _too_few(path: Path, error: SchemaError) -> _Complaints:
    message, _ = TEXTS["empty-list"].filled(field=field_name(path))
    yield path, "field/empty", message, ask_for(error.schema, last_name(path))


def _too_many(path: Path, error: SchemaError) -> _Complaints:
    message, fix = TEXTS["too-many"].filled(
        field=field_name(path), count=len(error.value), most=error.limit
    )
    yield path, "field/too-many", message, fix


def _twice(path: Path, error: SchemaError) -> _Complaints:
    seen: list[Any] = []
    for index, item in enumerate(error.value[: error.schema.get("maxItems")]):
        if item in seen:
            said = TEXTS["twice"].filled(item=shortened(item), field=field_name(path))
            yield (*path, index), "field/twice", *said
        seen.append(item)


def _number(path: Path, error: SchemaError) -> _Complaints:
    message, _ = TEXTS[error.keyword].filled(
        field=field_name(path), value=as_typed(error.value), bound=f"{error.limit:,}"
    )
    fix = ask_for(error.schema, last_name(path))
    if path[:1] == ("pay",) and error.keyword == "exclusiveMinimum":
        fix = every_project_is_paid(error)
    yield path, "field/out-of-range", message, fix


def _pattern(path: Path, error: SchemaError) -> _Complaints:
    value = error.value
    if not value.strip():
        yield from _empty(path, error)
        return
    if error.schema.get("format") == "uri":
        message, _ = TEXTS["not-https"].filled(field=field_name(path), better="")
        yield path, "field/not-https", message, _web_address(path, error)
        return
    rule = "date/format" if error.schema.get("format") == "date" else "field/format"
    if re.search(error.limit, value.rstrip("\n")):
        fix = f"Write `{shortened(value)}` on the line of the field's name."
        yield path, rule, f"{field_name(path)} ends with a line break.", fix
        return
    yield path, rule, *_rewritten(error)


def _rewritten(error: SchemaError) -> tuple[str, str]:
    """The message and the fix for a text that does not have the form that it should have."""
    value, said = error.value, {"field": field_name(error.path), "value": shortened(error.value)}
    if re.search(error.limit, "2026-11-23") and (days := two_readings(value)):
        first, second = (day_in_words(day).rpartition(" ")[0] for day in days)
        return TEXTS["two-days"].filled(
            **said, first=first, second=second, one=days[0], other=days[1]
        )
    for change in (str.upper, str.lower, str.strip, as_date, _unquoted):
        if re.search(error.limit, changed := change(value)):
            return TEXTS["format"].filled(**said, better=shortened(changed))
    return TEXTS["format"].filled(**said, better="")[0], pattern_advice(error)


def _web_address(path: Path, error: SchemaError) -> str:
    """The fix for a web address of another form."""
    value = error.value
    found, bare = typed_values.application(value), value.strip(CURLY)
    if bare.startswith("https://") and bare != value:
        return PARTS["write"].format(better=shortened(bare))
    if found.startswith("url: "):
        better = shortened(found.removeprefix("url: "))
        return TEXTS["not-https"].fix.format(better=better)
    if found and last_name(path) == "url":
        return PARTS["instead"].format(better=found, field="url")
    if last_name(path) == "url" and typed_values.is_phone_number(value):
        return NO_PHONE
    return ask_for(error.schema, last_name(path))


def _unquoted(text: str) -> str:
    return text.strip(CURLY)


def _format(path: Path, error: SchemaError) -> _Complaints:
    value = error.value
    if error.cause == OUT_OF_RANGE:
        said = TEXTS["out-of-range"].filled(field=field_name(path), day=day_in_words(value))
        yield path, "date/out-of-range", *said
    elif error.limit in {"date", "date-or-flexible"}:
        message, fix = TEXTS["impossible"].filled(field=field_name(path), day=day_in_words(value))
        other = swapped(value)
        yield path, "date/impossible", message, did_you_mean(other) if other else fix
    elif error.limit == "uri":
        said = TEXTS["url"].filled(field=field_name(path), reason=error.cause)
        yield path, "field/url", *said


def _one_of(path: Path, error: SchemaError) -> _Complaints:
    ask = str(error.schema.get("x-choice", error.schema.get("x-ask", "")))
    if isinstance(error.value, Mapping):
        message, _ = TEXTS["choice"].filled(field=field_name(path))
        yield path, "field/choice", message, sentence(ask)


def _not_here(path: Path, error: SchemaError) -> _Complaints:
    """`not: {required: [verified]}`: a field that this group may not have; `x-not` says why."""
    ask = sentence(str(error.schema.get("x-not", "remove this line")))
    for name in error.limit.get("required", ()):
        yield (*path, name), "field/not-here", f"`{name}` can't be set here.", ask


def _bad_name(path: Path, error: SchemaError) -> _Complaints:
    """A name that can be chosen, such as a currency's or a collection's, but not like this."""
    meant = meant_currency if error.schema.get("title") == "Currency" else meant_id
    name, ask = str(path[-1]), ask_for(error.schema, "", example=False)
    fix = f"{better} {ask}" if (better := meant(name)) else ask_for(error.schema, "")
    message = f"`{shortened(name)}` can't be a name in {field_name(path[:-1])}."
    yield path, "field/name", message, fix


def _other(path: Path, error: SchemaError) -> _Complaints:
    named = error.keyword in {"if", "anyOf"}
    message = f"{field_name(path)} {'has a name that does not fit' if named else 'does not fit'}."
    yield path, "field/format", message, ask_for(error.schema, last_name(path))


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
    "not": _not_here,
    "propertyNames": _bad_name,
}


# `then: required` gives only names, so the fields of `place` that it can ask for are here.
PLACE_FIELDS: dict[str, Mapping[str, Any]] = {
    "city": {
        "x-ask": "name the city, or make the project remote",
        "examples": ["Lisbon"],
    },
    "country": {"x-ask": "name the country by its two letters", "examples": ["PT"]},
}


def kind_of(value: Any) -> str:
    """What a value is, as the end of a sentence: `is a number`, `has fields of its own`."""
    if isinstance(value, bool):
        return PARTS["is-word"].format(value=as_typed(value))
    if isinstance(value, (int, Decimal)):
        return PARTS["is-number"]
    if isinstance(value, str):
        return PARTS["is-text"]
    return PARTS["is-list" if isinstance(value, list) else "is-fields"]
