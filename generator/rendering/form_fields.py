"""The fields of the form on `/post/`, worked out from the schemas: nothing is typed twice. Pure.

Two keywords of our own guide it. `x-step` names the step in which a field is asked; a new field
without one is in the first step, among the optional ones. `x-help` is the help for people who fill
in a form, where the description speaks to people who write a file.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from generator.board import wording

Schema = Mapping[str, Any]

STEPS = {
    "work": "The work",
    "pay": "Pay and time",
    "who": "Who and where",
    "apply": "How to apply",
    "employer": "About you",
    "outcome": "What became of it",
}
_A_STEP = "outcome"  # a group that has a step of its own
# What the form sets itself, and what only a file in the repository can hold.
_LEFT_OUT = {"status", "aliases", "employer", "verified", "logo"}
# Required in a file. In the form an empty answer has a meaning: today.
_HAS_DEFAULT = {"posted"}
_LONG = 120  # characters; a longer text gets a field of several lines
_MOST_RADIOS = 5
_LABELS: dict[str, Mapping[str, str]] = {
    "level": wording.LEVELS,
    "mode": wording.MODES,
    "audience": wording.AUDIENCES,
    "pathway": wording.PATHWAYS,
    "engagement": wording.ENGAGEMENTS,
    "portfolio": wording.PORTFOLIO,
    "per": {"project": "for the whole project", "hour": "an hour"},
}
_DETAILS: dict[str, Mapping[str, str]] = {"level": wording.LEVEL_MEANS}


@dataclass(frozen=True, slots=True)
class Choice:
    """A value that can be chosen: its label, and a few words that explain it."""

    value: str
    label: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class FormField:
    """One question. `path` is the field's, dotted: `pay.note`.

    `widget` is the kind of control; templates/post_field.html draws each kind, and
    assets/post/fields.js reads it.
    """

    path: str
    widget: str
    label: str
    help: str
    is_required: bool
    example: str = ""
    least: int | float | None = None
    most: int | float | None = None
    choices: tuple[Choice, ...] = ()
    fields: tuple[FormField, ...] = ()
    source: str = ""  # what a type-ahead offers: `skills`, `countries`
    when: str = ""  # `mode=hybrid,onsite`: asked only then, and then it must be answered

    @property
    def id(self) -> str:
        """The id of its control."""
        return f"f-{self.path.replace('.', '-')}"


@dataclass(frozen=True, slots=True)
class Step:
    """The questions of one step: those that must be answered, and the others."""

    id: str
    title: str
    required: tuple[FormField, ...]
    optional: tuple[FormField, ...]


def form_steps(listing: Schema, employer: Schema) -> tuple[Step, ...]:
    """The steps of the form, in order. Each schema is that of a whole file."""
    by_step: dict[str, list[FormField]] = {step: [] for step in STEPS}
    for field, schema in _fields(listing, ""):
        step = schema.get("x-step", "work")
        by_step[step] += field.fields if field.path == _A_STEP else (field,)
    by_step["employer"] += [field for field, _ in _fields(employer, "employer.")]
    return tuple(
        Step(
            step,
            STEPS[step],
            tuple(field for field in fields if field.is_required),
            tuple(field for field in fields if not field.is_required),
        )
        for step, fields in by_step.items()
    )


def _fields(schema: Schema, prefix: str) -> Iterator[tuple[FormField, Schema]]:
    for name, field_schema in schema["properties"].items():
        if name not in _LEFT_OUT:
            is_required = name in schema.get("required", ()) and name not in _HAS_DEFAULT
            yield _field(f"{prefix}{name}", name, field_schema, is_required), field_schema


def _field(path: str, name: str, schema: Schema, is_required: bool) -> FormField:
    widget = _widget(name, schema)
    inner = schema if schema.get("type") == "object" else schema.get("items", {})
    is_group = widget in {"group", "pay", "apply"}
    return FormField(
        path,
        widget,
        label=schema["title"],
        help=schema.get("x-help", schema["description"]).replace("`", ""),
        is_required=is_required,
        example=_example(schema, widget),
        least=schema.get("minLength", schema.get("minimum")),
        most=schema.get("maxItems", schema.get("maxLength", schema.get("maximum"))),
        choices=_choices(name, inner if "enum" in inner else schema),
        fields=tuple(_inner_fields(path, inner)) if is_group else (),
        source=schema.get("x-vocabulary", schema.get("x-codes", ""))
        or inner.get("x-vocabulary", inner.get("x-codes", "")),
    )


def _inner_fields(path: str, schema: Schema) -> Iterator[FormField]:
    for name, field_schema in schema["properties"].items():
        # Amounts and addresses are typed into one field, which finds out what they are.
        if {"amount", "currency"} <= schema["properties"].keys() and name in {"min", "max"}:
            continue
        if {"url", "email"} <= schema["properties"].keys() and name == "email":
            continue
        is_required = name in schema.get("required", ()) or name in {"amount", "url"}
        field = _field(f"{path}.{name}", name, field_schema, is_required)
        if name in schema.get("then", {}).get("required", ()):
            field = replace(field, when=_condition(schema["if"]))
        yield field


def _condition(schema: Schema) -> str:
    """`mode=hybrid,onsite` for the `if` of a group."""
    ((name, values),) = schema["properties"].items()
    return f"{name}={','.join(values['enum'])}"


def _widget(name: str, schema: Schema) -> str:
    kinds = schema.get("type", [])
    kinds = [kinds] if isinstance(kinds, str) else kinds
    properties = schema.get("properties", {})
    if "array" in kinds:
        return _list_widget(schema["items"])
    if kinds == ["object"]:
        return name if name in {"pay", "apply"} else "group"
    if "enum" in schema:
        choices = schema["enum"]
        return "yesno" if True in choices else "choice" if len(choices) <= _MOST_RADIOS else "pick"
    if "boolean" in kinds:
        return "offer"
    if {"min", "max"} <= properties.keys():
        return "hours"
    if "x-vocabulary" in schema or "x-codes" in schema:
        return "pick"
    if "integer" in kinds or "number" in kinds:
        return {"amount": "amount", "duration_weeks": "weeks"}.get(name, "number")
    if schema.get("format") == "date" or name == "start":
        return "date"
    if schema.get("format") == "uri":
        return "url"
    return "lines" if schema.get("maxLength", 0) > _LONG else "line"


def _list_widget(items: Schema) -> str:
    if "x-vocabulary" in items or "x-codes" in items:
        return "picks"
    if "enum" in items:
        return "checks"
    return "deliverables" if "due" in items.get("properties", {}) else "words"


def _choices(name: str, schema: Schema) -> tuple[Choice, ...]:
    labels, details = _LABELS.get(name, {}), _DETAILS.get(name, {})
    values = [value for value in schema.get("enum", ()) if isinstance(value, str)]
    return tuple(
        Choice(value, labels.get(value, value.capitalize()), details.get(value, ""))
        for value in values
    )


def _example(schema: Schema, widget: str) -> str:
    """An example to read below the question; empty where the control shows what is wanted."""
    example = schema.get("examples", [""])[0]
    shown = widget in {"line", "lines", "url"} and isinstance(example, str) and len(example) <= 200
    return example if shown else ""
