"""The value of a field from what a person typed for it, and what is wrong with a value. Pure.

What words mean is decided in `checking.typed_values` and `checking.typed_words`, so that an answer
is accepted here exactly if `board check` would say what to write instead.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from generator.authoring.canonical import clean_data
from generator.authoring.ruamel_setup import field_text
from generator.checking import typed_values, typed_words
from generator.checking.check import resolve_word
from generator.checking.rule import RuleContext
from generator.checking.schema import CompiledSchema, check_fields
from generator.model.dates import as_date
from generator.model.problem import Path
from generator.model.vocabulary import Vocabulary
from generator.reading.source import parse

Schema = Mapping[str, Any]
_SHORT = 100  # characters; what people type differently is short
_NUMBERS = {"hours": typed_values.hours, "duration_weeks": typed_values.weeks}
_TEXTS = {
    "per": typed_words.per,
    "country": typed_words.country,
    "applicant_countries": typed_words.country,
    "language": typed_words.language,
    "maintainers": typed_words.login,
}


def understood(path: tuple[str, ...], text: str, schema: Schema, context: RuleContext) -> Any:
    """The value that `text` means for the field at `path`, such as `("pay", "currency")`.

    It is text, and no valid value, where that is not clear: `answer_errors` says why.
    """
    text = _without_name(path, text)
    if "\n" not in text and len(text) <= 10 * _SHORT:
        if text.startswith(("[", "{")) and isinstance(value := _yaml_value(text), (list, dict)):
            return _cleaned(_each_understood(path, value, schema, context), schema)
    if "array" in _types(schema):
        return _cleaned(_list(path, text, schema["items"], context), schema)
    value = _known_value(path, text, schema, context) if len(text) <= _SHORT else None
    if value is None:
        is_text = not schema.get("type") or _types(schema)[0] == "string" or len(text) > _SHORT
        value = text if is_text else _yaml_value(text)
    return _cleaned(value, schema)


def pay_fields(text: str, context: RuleContext) -> dict[str, Any]:
    """What `€18-22 an hour` says: `min`, `max`, `currency` and `per`, as far as it says them."""
    money = typed_values.money(text, context.settings.floors)
    if money is None:
        return {}
    low = _yaml_value(money.low)
    fields = {"min": low, "max": _yaml_value(money.high)} if money.high else {"amount": low}
    if money.currency:
        fields["currency"] = money.currency
    return fields | ({"per": money.per} if money.per else {})


def currencies(text: str, context: RuleContext) -> tuple[str, ...]:
    """The currencies that `$400` or `$` can be in; none if it does not say."""
    floors = context.settings.floors
    money = typed_values.money(text, floors)
    return money.currencies if money else typed_values.currencies(text, floors)


def answer_errors(
    path: tuple[str, ...], value: Any, schema: Schema, context: RuleContext
) -> Iterator[str]:
    """Why `value` can't be the value of the field at `path`, in the words of `board check`."""
    for name in reversed(path):
        schema = {"type": "object", "properties": {name: schema}}
        value = {name: value}
    source, problems = parse((field_text(path[0], value[path[0]]) + "\n").encode(), "answer")
    found = [*problems]
    if source is not None:
        found += check_fields(source, CompiledSchema(schema), context)
    yield from (f"{problem.message} {problem.fix}".strip() for problem in found)
    if source is not None and not found:
        for place, word, kind in _words(value, schema, ()):
            words: Vocabulary = getattr(context.vocabularies, kind)
            if word not in words:
                _, problem = resolve_word(source, place, word, words, context.settings.url)
                yield f"{problem.message} {problem.fix}"
        yield from _unknown_codes("", value, context)


def _without_name(path: tuple[str, ...], text: str) -> str:
    """`20` for `hours: 20`, which messages show and people copy."""
    # A terminal or a command line may give bytes that are no text.
    text = text.encode("utf-8", "replace").decode().strip()
    for name in (".".join(path), path[-1]):
        if text.startswith(f"{name}:") and text[len(name) + 1 :].strip():
            return text[len(name) + 1 :].strip()
    return text


def _types(schema: Schema) -> list[str]:
    types = schema.get("type", [])
    return [types] if isinstance(types, str) else types


def _yaml_value(text: str) -> Any:
    """A number, a boolean, a list or a group in YAML; `text` itself if it is none of these."""
    source, _ = parse(f"x: {text}".encode(), "answer")
    if source is None or [*source.data] != ["x"] or source.data["x"] is None:
        return text
    return source.data["x"]


def _cleaned(value: Any, schema: Schema) -> Any:
    value = clean_data(value, schema)
    return value.removesuffix("\n") if isinstance(value, str) else value


def _each_understood(
    path: tuple[str, ...], value: Any, schema: Schema, context: RuleContext
) -> Any:
    """A list or group in YAML, with the texts in it understood."""
    if isinstance(value, dict):
        fields = schema.get("properties", {})
        return {
            name: _each_understood((*path, name), item, fields.get(name, {}), context)
            for name, item in value.items()
        }
    if isinstance(value, list):
        items = schema.get("items", {})
        return [_each_understood(path, item, items, context) for item in value]
    if isinstance(value, str) and schema and len(value) <= _SHORT:
        known = _known_value(path, value, schema, context)
        return value if known is None else known
    return value


def _list(path: tuple[str, ...], text: str, items: Schema, context: RuleContext) -> list[Any]:
    """The items of `a, b and c`; with a semicolon in the text, of `a, b; c`."""

    def find(item: str) -> str | None:
        known = _known_value(path, item, items, context) if len(item) <= _SHORT else None
        return known if isinstance(known, str) else None

    if items.get("x-vocabulary") or items.get("enum") or path[-1] == "applicant_countries":
        return typed_words.several(text, find)
    parts = re.split(r"[;\n]" if ";" in text else r"[,\n]", text)
    typed = [part.strip() for part in parts if part.strip()]
    known = [_known_value(path, item, items, context) for item in typed]
    return [
        item if meaning is None else meaning for item, meaning in zip(typed, known, strict=True)
    ]


def _known_value(path: tuple[str, ...], text: str, schema: Schema, context: RuleContext) -> Any:
    """What a short text means for a field; None if it does not mean anything special."""
    for value in (
        _by_name(path, text, context),
        _by_schema(path, text, schema, context),
    ):
        if value is not None and value != "":
            return value
    return None


def _by_name(path: tuple[str, ...], text: str, context: RuleContext) -> Any:
    """The meaning of fields that have their own words."""
    name = path[-1]
    if name in _NUMBERS:
        return _yaml_value(_NUMBERS[name](text)) or None
    if name in _TEXTS:
        return _TEXTS[name](text)
    if path == ("pay",):
        return pay_fields(text, context) or None
    if path[0] == "pay" and name in {"amount", "min", "max"}:
        return pay_fields(text, context).get("amount")
    if name == "currency":
        found = currencies(text, context) or currencies(text.upper(), context)
        return found[0] if len(found) == 1 else None
    if name == "deliverables":
        found_due = typed_words.due(text)
        return {"what": found_due[0], "due": found_due[1]} if found_due else None
    if name in {"place", "mode"}:
        mode = typed_values.place_mode(name, text)
        return {"mode": mode} if mode and name == "place" else mode
    return _address(name, text)


def _address(name: str, text: str) -> Any:
    """A web or email address, with https:// where it is missing."""
    if name not in {"apply", "url", "email", "website"} or text.startswith("https://"):
        whole = name == "apply" and text.startswith("https://")
        return {"url": text} if whole else None
    kind, _, address = typed_values.application(text).partition(": ")
    if name == "apply":
        return {kind: address} if address else None
    return address if kind == ("email" if name == "email" else "url") else None


def _by_schema(path: tuple[str, ...], text: str, schema: Schema, context: RuleContext) -> Any:
    """The meaning that the field's schema gives: a choice, a term, a date, a number, yes or no."""
    types = _types(schema)
    if kind := schema.get("x-vocabulary"):
        return term(text, kind, context)
    if options := schema.get("enum"):
        return typed_words.choice(
            text, {option: () for option in options if isinstance(option, str)}
        )
    if path == ("start",) and typed_words.choice(text, {"flexible": ()}):
        return "flexible"
    if schema.get("format") == "date" or path == ("start",):
        return as_date(text)
    if types[:1] == ["boolean"]:
        return typed_words.yes_or_no(text)
    if types[:1] == ["integer"]:
        return _yaml_value(typed_words.count(text)) or None
    if types[:1] == ["number"]:
        return _yaml_value(typed_values.number(text)) or None
    return None


def term(text: str, kind: str, context: RuleContext) -> str | None:
    """The id of a term of the vocabulary `kind`, from its id, its label or another name of it.

    The beginning of a label is enough for a category or an industry: there are few of them.
    """
    words: Vocabulary = getattr(context.vocabularies, kind)
    if (found := words.find(text)) or kind == "skills":
        return found
    return typed_words.choice(text, {item.id: (item.label,) for item in words.terms.values()})


def _words(value: Any, schema: Schema, path: Path) -> Iterator[tuple[Path, str, str]]:
    """The texts in `value` that must be terms: their paths, themselves, and the vocabulary."""
    if isinstance(value, dict):
        for name, item in value.items():
            yield from _words(item, schema.get("properties", {}).get(name, {}), (*path, name))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _words(item, schema.get("items", {}), (*path, index))
    elif isinstance(value, str) and (kind := schema.get("x-vocabulary")):
        yield path, value, kind


def _unknown_codes(name: str, value: Any, context: RuleContext) -> Iterator[str]:
    """Country codes that no country has, and currencies that the board does not accept."""
    if isinstance(value, dict):
        for inner, item in value.items():
            yield from _unknown_codes(inner, item, context)
    elif isinstance(value, list):
        for item in value:
            yield from _unknown_codes(name, item, context)
    elif name in {"country", "applicant_countries"} and typed_words.country(value) != value:
        yield f"there is no country `{value}`. Look up the two letters of ISO 3166-1."
    elif name == "currency" and (floors := context.settings.floors) and value not in floors:
        known = ", ".join(sorted(floors)[:40])
        yield f"this board has no minimum rate for `{value}` yet. Use one of {known}."
