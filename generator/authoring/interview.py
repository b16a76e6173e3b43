"""Asks for what a new file needs, one field at a time, and checks each answer at once.

The questions are the schema's own words. Without a terminal nothing is asked: what is missing
is said instead.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import click

from generator.authoring.new_file import (
    NotPossibleError,
    Schema,
    complaints,
    understood,
    value_from,
)
from generator.model.vocabulary import Vocabularies

# A group is asked for by these of its fields, and by those that an answer makes necessary.
_PARTS = {"pay": ("amount", "currency", "per"), "place": ("mode",), "apply": ("url",)}
_NOT_REMOTE = ("city", "country")
_DEFAULTS = {"pay.per": "project", "place.mode": "remote", "level": "beginner"}


class Interview:
    """One file's questions and answers."""

    def __init__(self, schema: Schema, words: Vocabularies, can_ask: bool) -> None:
        self._fields: Mapping[str, Schema] = schema["properties"]
        self._required: list[str] = list(schema["required"])
        self._words = words
        self._can_ask = can_ask

    def answers(self, given: Mapping[str, str], defaults: Mapping[str, str]) -> dict[str, Any]:
        """Data for every required field and for whatever else was `given`."""
        data: dict[str, Any] = {}
        for name, typed in given.items():
            self._set(data, name, typed)
        missing = [name for name in self._required if name not in data]
        for name in missing:
            if not self._can_ask and name in defaults:
                data[name] = defaults[name]
        missing = [name for name in missing if name not in data]
        if missing and not self._can_ask:
            raise NotPossibleError(
                f"these fields are needed: {', '.join(missing)}. Set each with --set FIELD=VALUE, "
                "or run the command on a terminal to be asked."
            )
        for name in missing:
            self._ask_field(data, name, defaults.get(name))
        return {name: data[name] for name in self._fields if name in data}

    def _set(self, data: dict[str, Any], name: str, typed: str) -> None:
        part, holder = self._part(name), data
        first, _, last = name.partition(".")
        if last:
            holder = data.setdefault(first, {})
        holder[last or first] = understood(value_from(typed, part), part, self._words)

    def _part(self, name: str) -> Schema:
        first, _, last = name.partition(".")
        part = self._fields.get(first)
        if part is not None and last:
            part = part.get("properties", {}).get(last)
        if part is None:
            raise NotPossibleError(f"there is no field `{name}`.")
        return part

    def _ask_field(self, data: dict[str, Any], name: str, default: str | None) -> None:
        part = self._fields[name]
        click.secho(f"\n{part['title']}", bold=True)
        click.echo(part["description"])
        if name == "deliverables":
            data[name] = [*self._ask_many(name, part)]
        elif name in _PARTS:
            self._ask_group(data, name)
        else:
            data[name] = self._ask(name, part, default or _DEFAULTS.get(name))

    def _ask_group(self, data: dict[str, Any], name: str) -> None:
        group = data.setdefault(name, {})
        asked = [*_PARTS[name]]
        for inner in asked:
            part = self._part(f"{name}.{inner}")
            if name == "apply":
                self._ask_apply(group)
            else:
                group[inner] = self._ask(inner, part, _DEFAULTS.get(f"{name}.{inner}"))
            if inner == "mode" and group[inner] != "remote":
                asked += _NOT_REMOTE

    def _ask_apply(self, group: dict[str, Any]) -> None:
        while True:
            typed = str(click.prompt("address (https://...) or email")).strip()
            kind = "email" if "@" in typed and not typed.startswith("https:") else "url"
            if self._fits(kind, typed, self._part(f"apply.{kind}")):
                group[kind] = typed
                return

    def _ask_many(self, name: str, part: Schema) -> Iterator[str]:
        """One a line, an empty line ends."""
        count = 0
        while count < part["maxItems"]:
            typed = str(click.prompt(f"{count + 1}", default="", show_default=False)).strip()
            if not typed and count:
                return
            if typed and self._fits(name, [typed], part):
                count += 1
                yield typed

    def _ask(self, name: str, part: Schema, default: str | None) -> Any:
        while True:
            typed = click.prompt(name, default=default, show_default=default is not None)
            value = understood(value_from(str(typed), part), part, self._words)
            if self._fits(name, value, part):
                return value

    def _fits(self, name: str, value: Any, part: Schema) -> bool:
        found = [*complaints(name, value, part, self._words)]
        for complaint in found:
            click.secho(complaint, fg="yellow")
        return not found
