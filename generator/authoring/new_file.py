"""The text of a new listing or employer.yml. Pure.

The comments in a new file are the schema's descriptions, so that they are always up to date.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Mapping
from typing import Any

from generator.authoring.ruamel_setup import field_text
from generator.checking.field_words import flow
from generator.checking.schema import CompiledSchema, check_fields
from generator.model.errors import BoardError
from generator.model.vocabulary import Vocabularies, Vocabulary
from generator.reading.source import parse

Schema = Mapping[str, Any]
_WIDTH = 92
# Tells editors with the YAML language server which schema to use. The path is relative to
# listings/<employer>/.
_MODELINE = "# yaml-language-server: $schema=../../schema/{name}.schema.json"
# A field that may be longer than this is wrapped into lines.
_LONG_TEXT = 1000
# A line that starts so may begin a list, a quote or a heading in Markdown.
_BLOCK_START = re.compile(r"[^\w\s\"'(\[]|[0-9]+[.)]")
# Fields that the author of a new file does not set.
_LEFT_OUT = {"verified", "aliases", "status", "employer"}


class AuthoringError(BoardError):
    """A file can't be written or changed; the message says why."""


def new_file_text(kind: str, schema: Schema, data: Mapping[str, Any]) -> str:
    """A new file with every field and its description; fields without a value are comments.

    `kind` is the schema's name: `listing` or `employer`.
    """
    lines = [_MODELINE.format(name=kind)]
    for name, field_schema in schema["properties"].items():
        if name in data or name not in _LEFT_OUT:
            lines += ["", *_field(name, field_schema, data)]
    return "\n".join(lines) + "\n"


def parse_answer(text: str, schema: Schema, vocabularies: Vocabularies) -> Any:
    """A field's value from what somebody typed; terms of a vocabulary become their ids."""
    return _with_ids(_parse_value(text, schema), schema, vocabularies)


def _parse_value(text: str, schema: Schema) -> Any:
    """A list from `a, b`, text if the field is text, and otherwise a YAML value."""
    text = text.strip()
    types = schema.get("type", [])
    types = [types] if isinstance(types, str) else types
    if "array" in types and not text.startswith("["):
        return [_parse_value(item, schema["items"]) for item in text.split(",") if item.strip()]
    if types[:1] == ["string"] and not text.startswith("{"):
        return text
    source, _ = parse(f"x: {text}".encode(), "answer")
    return text if source is None else source.data["x"]


def _with_ids(value: Any, schema: Schema, vocabularies: Vocabularies) -> Any:
    if isinstance(value, list):
        return [_with_ids(item, schema.get("items", {}), vocabularies) for item in value]
    if isinstance(value, str) and (name := schema.get("x-vocabulary")):
        vocabulary: Vocabulary = getattr(vocabularies, name)
        return vocabulary.find(value) or value
    return value


def answer_errors(
    name: str, value: Any, schema: Schema, vocabularies: Vocabularies
) -> Iterator[str]:
    """Why `value` can't be the value of the field `name`, in the words of `board check`."""
    file_schema = {"type": "object", "properties": {name: schema}}
    source, syntax_problems = parse((field_text(name, value) + "\n").encode(), "answer")
    if source is None:
        problems = [*syntax_problems]
    else:
        problems = [*check_fields(source, CompiledSchema(file_schema))]
    yield from (f"{problem.message} {problem.fix}".strip() for problem in problems)
    if not problems:
        yield from _unknown_terms(value, schema, vocabularies)


def _field(name: str, schema: Schema, data: Mapping[str, Any]) -> Iterator[str]:
    yield from _comment(schema["description"])
    if name in data:
        yield field_text(name, _wrapped(data[name], schema))
    else:
        yield from _comment(f"{name}: {flow(schema['examples'][0])}")


def _comment(text: str) -> Iterator[str]:
    return (f"# {line}" for line in textwrap.wrap(text, _WIDTH))


def _wrapped(value: Any, schema: Schema) -> Any:
    """Long text in several lines, unless that would change its meaning in Markdown."""
    if not isinstance(value, str) or len(value) < _WIDTH:
        return value
    if schema.get("maxLength", 0) < _LONG_TEXT or "\n" in value:
        return value
    lines = textwrap.wrap(value, _WIDTH, break_long_words=False, break_on_hyphens=False)
    if any(_BLOCK_START.match(line) for line in lines):
        return value
    return "\n".join(lines) + "\n"


def _unknown_terms(value: Any, schema: Schema, vocabularies: Vocabularies) -> Iterator[str]:
    if isinstance(value, list):
        for item in value:
            yield from _unknown_terms(item, schema.get("items", {}), vocabularies)
    elif isinstance(value, str) and (name := schema.get("x-vocabulary")):
        vocabulary: Vocabulary = getattr(vocabularies, name)
        if value not in vocabulary:
            similar = " or ".join(f"`{word}`" for word in vocabulary.suggest(value))
            hint = f" Did you mean {similar}?" if similar else f" See schema/{name}.yml."
            yield f"`{value}` is not a {vocabulary.name} this board knows.{hint}"
