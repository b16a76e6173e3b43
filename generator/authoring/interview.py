"""The data of a new file: from `--set`, and on a terminal from questions.

The questions are the titles and descriptions of the schema. Each answer is checked at once, in the
words of `board check`. Without a terminal nothing is asked, and an error names what is missing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import click

from generator.authoring import prompts
from generator.authoring.new_file import AuthoringError, Schema
from generator.authoring.typed_answers import (
    answer_errors,
    currencies,
    pay_fields,
    understood,
)
from generator.checking.field_words import flow, shortened
from generator.checking.required_fields import REQUIRED_HERE
from generator.checking.rule import RuleContext
from generator.model.employer import INLINE

Name = tuple[str, ...]  # `pay.currency` is `("pay", "currency")`
_DEFAULTS: Mapping[Name, str] = {
    ("pay", "per"): "project",
    ("place", "mode"): "remote",
    ("level",): "beginner",
}
_LONG_TEXT = 1000  # a field that may be longer is asked for over several lines


class Interview:
    """The questions about one new file. `can_ask` is whether there is a terminal."""

    def __init__(self, schema: Schema, context: RuleContext, can_ask: bool) -> None:
        self._fields: Mapping[str, Schema] = schema["properties"]
        self._required: list[str] = list(schema["required"])
        self._required_here: Mapping[str, str] = schema.get(REQUIRED_HERE, {})
        self._context = context
        self._can_ask = can_ask
        self._data: dict[str, Any] = {}

    def complete(
        self, answers: Sequence[tuple[str, str]], defaults: Mapping[str, str]
    ) -> dict[str, Any]:
        """The file's data: the fields in `answers`, and every required field.

        Names may be dotted, such as `pay.amount`. Raises AuthoringError if a name is unknown or
        there twice. Without a terminal also if a value is wrong, or a required one missing.
        """
        self._data = {}
        for name, text in answers:
            self._take(tuple(name.split(".")), text)
        if not self._can_ask:
            self._data = {
                **{name: text for name, text in defaults.items() if name in self._required},
                **self._data,
            }
            self._refuse_incomplete()
        for name in self._fields:
            if name in self._required and name not in self._data:
                self._ask_field(name, defaults.get(name))
            elif name in self._data and (errors := self._errors((name,), self._data[name])):
                prompts.show_errors(errors)
                self._ask_field(name, None)
        return {name: self._data[name] for name in self._fields if name in self._data}

    def _take(self, path: Name, text: str) -> None:
        """Add one answer of `--set`."""
        if path == (INLINE,):
            raise AuthoringError("set the employer's fields one by one: --set employer.name=Acme.")
        value = understood(path, text, self._schema_of(path), self._context)
        if len(path) == 1:
            self._add(self._data, path, self._whole_pay(value, text) if path[0] == "pay" else value)
            return
        group = self._data.setdefault(path[0], {})
        if not isinstance(group, dict):
            name = ".".join(path)
            raise AuthoringError(f"`{path[0]}` and `{name}` are both set. Use one of the two.")
        is_amount = path == ("pay", "amount")
        fields = (pay_fields(text, self._context) if is_amount else {}) or {path[1]: value}
        for name, item in fields.items():
            self._add(group, (path[0], name), item)

    def _add(self, group: dict[str, Any], path: Name, value: Any) -> None:
        present = group.setdefault(path[-1], value)
        if present != value:
            both = f"`{shortened(flow(present))}` and `{shortened(flow(value))}`"
            raise AuthoringError(f"`{'.'.join(path)}` is set twice, to {both}. Which one is it?")

    def _whole_pay(self, value: Any, text: str) -> Any:
        """What `pay=€400` says. It is for the project, if the text does not say `an hour`."""
        if not isinstance(value, dict) or text.strip().startswith("{"):
            return value
        # The check asks which currency it is.
        return {"per": "project", **value} if "currency" in value or self._can_ask else text

    def _refuse_incomplete(self) -> None:
        errors = [
            error for name, value in self._data.items() for error in self._errors((name,), value)
        ]
        if missing := [self._wanted(name) for name in self._required if name not in self._data]:
            errors.append(
                f"these fields are needed: {', '.join(missing)}. Set each with --set FIELD=VALUE, "
                "or run the command on a terminal to be asked."
            )
        if errors:
            raise AuthoringError(" ".join(errors))

    def _wanted(self, name: str) -> str:
        """`name`, or the field in it that this board requires, such as `offers.mentor`."""
        return str(self._required_here.get(name, name))

    def _schema_of(self, path: Name) -> Schema:
        schema: Schema | None = {"properties": self._fields}
        for name in path:
            schema = schema.get("properties", {}).get(name) if schema else None
        if schema is None or len(path) > 2:
            raise AuthoringError(f"there is no field `{'.'.join(path)[:80]}`.")
        return schema

    def _errors(self, path: Name, value: Any) -> list[str]:
        return [*answer_errors(path, value, self._schema_of(path), self._context)]

    def _ask_field(self, name: str, default: str | None) -> None:
        schema = self._fields[name]
        click.secho(f"\n{schema['title']}", bold=True)
        click.echo(schema["description"])
        present = self._data.get(name)
        group = dict(present) if isinstance(present, dict) else {}
        if name == "deliverables":
            kept = present if isinstance(present, list) else []
            self._data[name] = [*self._ask_items(name, schema, kept)]
        elif name == "apply":
            self._data[name] = self._ask_apply(group)
        elif name == "pay":
            self._data[name] = self._ask_pay(self._valid_part(name, group))
        elif name == "place":
            self._data[name] = self._ask_place(self._valid_part(name, group))
        elif schema.get("maxLength", 0) >= _LONG_TEXT:
            self._data[name] = self._ask_text(name, schema, str(present or ""))
        elif schema.get("type") == "object" and "required" in schema:
            self._data[name] = self._valid_part(name, group)
        else:
            shown = None if present is None else flow(present)
            self._data[name] = self._ask((name,), shown or default or _DEFAULTS.get((name,)))
        self._ask_required_part(name)

    def _ask_required_part(self, name: str) -> None:
        """Ask for what a group must have beside what its own questions have filled in."""
        group = self._data[name]
        schema = self._fields[name]
        needed = schema.get("required", ()) if schema.get("type") == "object" else ()
        for inner in (inner for inner in needed if inner not in group):
            part = self._schema_of((name, inner))
            click.secho(f"\n{part['title']}", bold=True)
            click.echo(part["description"])
            group[inner] = self._ask((name, inner), _DEFAULTS.get((name, inner)))

    def _valid_part(self, name: str, group: Mapping[str, Any]) -> dict[str, Any]:
        """The fields of a group that are known and have a valid value."""
        known = self._fields[name]["properties"]
        return {
            inner: value
            for inner, value in group.items()
            if inner in known and not self._errors((name, inner), value)
        }

    def _ask_pay(self, pay: dict[str, Any]) -> dict[str, Any]:
        click.echo("For example: €400, 400 euros, or $18-22 an hour.")
        typed, possible = "", tuple(self._context.settings.floors)
        has_range = "min" in pay and "max" in pay
        if ("amount" in pay) == has_range:
            pay = {name: pay[name] for name in pay if name not in {"amount", "min", "max"}}
            typed, said = self._ask_money()
            pay = {**pay, **said}
            possible = currencies(typed, self._context) or possible
        for inner in ("currency", "per"):
            if inner not in pay:
                schema = self._schema_of(("pay", inner))
                click.echo(f"\n{schema['description']}")
                options = possible if inner == "currency" else schema["enum"]
                default = _DEFAULTS.get(("pay", inner))
                only = possible[0] if inner == "currency" and len(possible) == 1 else None
                pay[inner] = self._ask(("pay", inner), default or only, options)
        return pay

    def _ask_money(self) -> tuple[str, dict[str, Any]]:
        """What was typed for `pay`, and the valid fields that it says."""
        default = None
        while True:
            typed = prompts.line("pay", default)
            said = understood(("pay",), typed, self._fields["pay"], self._context)
            errors = self._money_errors(said)
            if not errors:
                return typed, said
            prompts.show_errors(errors)
            default = typed

    def _money_errors(self, said: Any) -> list[str]:
        """What is wrong with the fields of `pay`; some may be missing, but not the amount."""
        known = self._fields["pay"]["properties"]
        is_group = isinstance(said, dict) and all(inner in known for inner in said)
        if not is_group or ("amount" in said) == ("min" in said and "max" in said):
            return self._errors(("pay",), said)
        return [
            error for inner, value in said.items() for error in self._errors(("pay", inner), value)
        ]

    def _ask_place(self, place: dict[str, Any]) -> dict[str, Any]:
        if "mode" not in place:
            place["mode"] = self._ask(("place", "mode"), _DEFAULTS["place", "mode"])
        for inner in ("city", "country") if place["mode"] != "remote" else ():
            if inner not in place:
                place[inner] = self._ask(("place", inner), None)
        return place

    def _ask_apply(self, group: dict[str, Any]) -> dict[str, Any]:
        rest = {name: group[name] for name in group if name == "instructions"}
        default = next((str(group[name]) for name in ("url", "email") if name in group), None)
        while True:
            typed = prompts.line("web page or email address", default)
            value = understood(("apply",), typed, self._fields["apply"], self._context)
            errors = self._errors(("apply",), value)
            if errors:
                prompts.show_errors(errors)
                default = typed
            elif isinstance(value.get("url"), str) and typed not in {value["url"], default}:
                # Proposed, not assumed: https:// was added.
                default = value["url"]
                click.echo(f"Is it {default}? Press Enter if it is, or type another one.")
            else:
                return {**rest, **value}

    def _ask_items(self, name: str, schema: Schema, kept: Sequence[Any]) -> Iterator[Any]:
        """Ask for one item a line, until an empty line."""
        kept = [item for item in kept if not self._errors((name,), [item])]
        yield from kept
        count, default = len(kept), ""
        click.echo("One on each line. An empty line ends the list.")
        while count < schema["maxItems"]:
            text = prompts.line(f"{count + 1}", default)
            if text in {"", "."}:
                if count:
                    return
                prompts.show_errors(["at least one is needed."])
                default = ""
                continue
            value = understood((name,), text, schema["items"], self._context)
            if errors := self._errors((name,), [value]):
                prompts.show_errors([*errors, "Change it, or type a dot to remove it."])
                default = text
            else:
                count, default = count + 1, ""
                yield value

    def _ask_text(self, name: str, schema: Schema, before: str) -> str:
        errors: list[str] = []
        while True:
            text = prompts.text(name, schema["description"], before, errors)
            before = understood((name,), text, schema, self._context)
            errors = self._errors((name,), before)
            if not errors:
                return before
            prompts.show_errors(errors)

    def _ask(self, path: Name, default: str | None, only: Sequence[str] = ()) -> Any:
        """One value on one line. `only` are the choices to show, if not all of the schema's."""
        schema = self._schema_of(path)
        labels = dict.fromkeys(only, "") or self._choices(schema)
        if labels:
            prompts.list_choices(labels)
        elif "x-vocabulary" in schema.get("items", {}):
            click.echo("Separate them by commas. Labels and other names work: `MS Excel`.")
        elif path[-1] == "country":
            click.echo("The country's name works too.")
        while True:
            typed = prompts.line(path[-1], default)
            value = understood(path, prompts.chosen(typed, [*labels]), schema, self._context)
            errors = self._errors(path, value)
            if not errors:
                return value
            prompts.show_errors(errors)
            default = typed or default

    def _choices(self, schema: Schema) -> dict[str, str]:
        """The choices of a field and their labels: of a schema's list, or of a vocabulary."""
        if kind := schema.get("x-vocabulary"):
            terms = getattr(self._context.vocabularies, kind).terms.values()
            return {term.id: term.label for term in terms}
        return {option: "" for option in schema.get("enum", ()) if isinstance(option, str)}
