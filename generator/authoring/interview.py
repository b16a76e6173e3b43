"""Asks on the terminal for the required fields of a new file, and checks each answer at once.

The questions are the titles and descriptions of the schema. Without a terminal nothing is asked,
and an error names the missing fields.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import click

from generator.authoring.new_file import (
    AuthoringError,
    Schema,
    answer_errors,
    parse_answer,
)
from generator.model.vocabulary import Vocabularies

# A field that is a mapping is asked for by these of its inner fields.
_INNER_FIELDS = {"pay": ("amount", "currency", "per"), "place": ("mode",)}
# They are asked for too if the work is not remote.
_PLACE_FIELDS = ("city", "country")
_DEFAULTS = {"pay.per": "project", "place.mode": "remote", "level": "beginner"}


class Interview:
    """The questions about one new file. `can_ask` is whether there is a terminal."""

    def __init__(self, schema: Schema, vocabularies: Vocabularies, can_ask: bool) -> None:
        self._fields: Mapping[str, Schema] = schema["properties"]
        self._required: list[str] = list(schema["required"])
        self._vocabularies = vocabularies
        self._can_ask = can_ask

    def complete(self, answers: Mapping[str, str], defaults: Mapping[str, str]) -> dict[str, Any]:
        """The file's data: the fields in `answers`, and every required field.

        Names may be dotted, such as `pay.amount`. Raises AuthoringError if a field in `answers`
        is unknown, or if a required one is missing and there is no terminal.
        """
        data: dict[str, Any] = {}
        for name, text in answers.items():
            self._set(data, name, text)
        missing = [name for name in self._required if name not in data]
        for name in missing:
            if not self._can_ask and name in defaults:
                data[name] = defaults[name]
        missing = [name for name in missing if name not in data]
        if missing and not self._can_ask:
            raise AuthoringError(
                f"these fields are needed: {', '.join(missing)}. Set each with --set FIELD=VALUE, "
                "or run the command on a terminal to be asked."
            )
        for name in missing:
            self._ask_field(data, name, defaults.get(name))
        return {name: data[name] for name in self._fields if name in data}

    def _set(self, data: dict[str, Any], name: str, text: str) -> None:
        value = parse_answer(text, self._schema_of(name), self._vocabularies)
        outer, _, inner = name.partition(".")
        if inner:
            data.setdefault(outer, {})[inner] = value
        else:
            data[outer] = value

    def _schema_of(self, name: str) -> Schema:
        outer, _, inner = name.partition(".")
        field_schema = self._fields.get(outer)
        if field_schema is not None and inner:
            field_schema = field_schema.get("properties", {}).get(inner)
        if field_schema is None:
            raise AuthoringError(f"there is no field `{name}`.")
        return field_schema

    def _ask_field(self, data: dict[str, Any], name: str, default: str | None) -> None:
        schema = self._fields[name]
        click.secho(f"\n{schema['title']}", bold=True)
        click.echo(schema["description"])
        if name == "deliverables":
            data[name] = [*self._ask_items(name, schema)]
        elif name == "apply":
            data.setdefault(name, {}).update(self._ask_apply())
        elif name in _INNER_FIELDS:
            self._ask_inner_fields(data.setdefault(name, {}), name)
        else:
            data[name] = self._ask(name, schema, default or _DEFAULTS.get(name))

    def _ask_inner_fields(self, mapping: dict[str, Any], name: str) -> None:
        names = [*_INNER_FIELDS[name]]
        for inner in names:
            full_name = f"{name}.{inner}"
            schema = self._schema_of(full_name)
            mapping[inner] = self._ask(inner, schema, _DEFAULTS.get(full_name))
            if inner == "mode" and mapping[inner] != "remote":
                names += _PLACE_FIELDS

    def _ask_apply(self) -> dict[str, str]:
        while True:
            text = str(click.prompt("address (https://...) or email")).strip()
            name = "email" if "@" in text and not text.startswith("https:") else "url"
            if self._is_valid(name, text, self._schema_of(f"apply.{name}")):
                return {name: text}

    def _ask_items(self, name: str, schema: Schema) -> Iterator[str]:
        """Ask for one item a line, until an empty line."""
        count = 0
        while count < schema["maxItems"]:
            text = str(click.prompt(f"{count + 1}", default="", show_default=False)).strip()
            if not text and count:
                return
            if text and self._is_valid(name, [text], schema):
                count += 1
                yield text

    def _ask(self, name: str, schema: Schema, default: str | None) -> Any:
        while True:
            text = click.prompt(name, default=default, show_default=default is not None)
            value = parse_answer(str(text), schema, self._vocabularies)
            if self._is_valid(name, value, schema):
                return value

    def _is_valid(self, name: str, value: Any, schema: Schema) -> bool:
        errors = [*answer_errors(name, value, schema, self._vocabularies)]
        for error in errors:
            click.secho(error, fg="yellow")
        return not errors
