"""Makes docs/reference/settings.md from the schemas of mkdocs.yml and of `extra.board`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from generator.checking.field_words import flow, listed
from generator.model.numbers import count

Schema = Mapping[str, Any]

_INTRODUCTION = """\
---
title: Settings
description: Every setting of a board, with its limits, its default and an example.
---
# Settings

The settings are in `mkdocs.yml`. `board check`, `board build` and `board serve` check them first,
and list everything that is wrong: the line, what is expected and what to write instead. Until you
fix that, nothing is checked or built. [Make it your own](../run/branding.md) shows what most boards
set, with a complete example.
"""
_BOARD = """\

## The board

These are below `extra.board`, and all are optional. But without `floors` the board accepts no
listing, because every listing names a currency.
"""
_MKDOCS = """\

## The site

A board uses these keys of MkDocs. All other keys of MkDocs and of its theme work as their own
documentation explains. Only `theme.logo` and `theme.palette` have no effect: set `logo` and
`accent` below `extra.board` instead. A board refuses settings that count readers.

The board's own settings must be plain text: `!ENV` does not work, but an alias of a text does.
"""


def settings_page(board_schema: Schema, schema: Schema) -> str:
    """The page as Markdown. `schema` is that of mkdocs.yml, without `extra.board`."""
    parts = [_INTRODUCTION, _BOARD]
    for name, field in board_schema["properties"].items():
        parts.append("\n" + "\n".join(_section(name, field, ("extra", "board"))))
    parts.append(_MKDOCS)
    required = schema["required"]
    for name, field in schema["properties"].items():
        inner = field.get("properties")
        needed = [part for part in field.get("required", ()) if inner]
        for part, part_of in inner.items() if inner else ():
            beside = {other: inner[other] for other in needed if other != part}
            section = _section(part, part_of, (name,), part in needed, beside)
            parts.append("\n" + "\n".join(section))
        if not inner:
            parts.append("\n" + "\n".join(_section(name, field, (), name in required)))
    return "".join(parts)


def _section(
    name: str,
    field: Schema,
    above: tuple[str, ...],
    required: bool = False,
    beside: Schema | None = None,
) -> Iterator[str]:
    """The part of the page about a setting. `beside` are those that must stand in its group too."""
    full = name if above == ("extra", "board") else ".".join((*above, name))
    yield f"### {full}\n"
    yield f"{field['description']}\n"
    yield f"- **Value:** {in_words(field)}."
    yield f"- **Default:** {_default(field, required)}.\n"
    if rows := [*_rows(field)]:
        yield "| field | what it does | value |"
        yield "|---|---|---|"
        yield from rows
        yield ""
    yield "```yaml"
    for depth, key in enumerate(above):
        yield f"{'  ' * depth}{key}:"
    for other, other_field in (beside or {}).items():
        yield from _example(other, other_field["examples"][0], len(above))
    yield from _example(name, field["examples"][0], len(above))
    yield "```\n"


def _rows(field: Schema) -> Iterator[str]:
    """The fields of an entry of a list, or of each of the groups with names of their own."""
    entry = field.get("items") or field.get("additionalProperties") or {}
    required = entry.get("required", ())
    for name, part in entry.get("properties", {}).items():
        must = "" if name in required else "; optional"
        yield f"| `{name}` | {part['description']} | {in_words(part)}{must} |"


def _default(field: Schema, required: bool) -> str:
    if required:
        return "none: it is required"
    if "default" not in field:
        return "none"
    return f"`{flow(field['default'])}`" if field["default"] not in ([], {}) else "none"


def in_words(field: Schema) -> str:
    """What a value may be: `text of at most 200 characters`, `a whole number from 1 to 30`."""
    if "x-value" in field:
        return str(field["x-value"])
    if "enum" in field:
        return listed([str(choice) for choice in field["enum"]], "or")
    kinds = field["type"] if isinstance(field["type"], list) else [field["type"]]
    words = [_KINDS[kind](field) for kind in kinds if kind != "null"]
    return " or ".join(words)


def _text(field: Schema) -> str:
    least, most = field.get("minLength", 0), field.get("maxLength")
    if field.get("format") == "date":
        return "a date, year-month-day"
    if most is None:
        return "text"
    return f"text of {f'{least} to' if least > 1 else 'at most'} {most} characters"


def _number(field: Schema) -> str:
    kind = "a whole number" if field["type"] == "integer" else "a number"
    if "maximum" in field:
        return f"{kind} from {field['minimum']} to {field['maximum']}"
    return f"{kind} above {field['exclusiveMinimum']}" if "exclusiveMinimum" in field else kind


def _list(field: Schema) -> str:
    items = field.get("items")
    most = f"at most {count(field['maxItems'], 'entry', 'entries')}" if "maxItems" in field else ""
    each = f"each {in_words(items)}" if items and items.get("type") != "object" else ""
    once = "none of them twice" if field.get("uniqueItems") else ""
    return ", ".join(
        part for part in (f"a list of {most}" if most else "a list", each, once) if part
    )


def _group(field: Schema) -> str:
    names, values = field.get("propertyNames"), field.get("additionalProperties")
    if not names or not values:
        return "names with values of their own"
    inner = "" if values.get("type") == "object" else f", each {in_words(values)}"
    rule = names["description"].rstrip(".")
    return f"a group{inner}. The names: {rule[:1].lower()}{rule[1:]}"


_KINDS: dict[str, Callable[[Schema], str]] = {
    "string": _text,
    "number": _number,
    "integer": _number,
    "boolean": lambda field: "`true` or `false`",
    "array": _list,
    "object": _group,
}


def _example(name: str, value: Any, depth: int) -> Iterator[str]:
    """`name: value` as YAML in block style; the innermost lists and groups on one line."""
    indent = "  " * depth
    if isinstance(value, Mapping) and any(isinstance(v, Mapping) for v in value.values()):
        yield f"{indent}{name}:"
        for key, inner in value.items():
            yield from _block(key, inner, depth + 1)
    elif isinstance(value, list) and any(isinstance(v, Mapping) for v in value):
        yield f"{indent}{name}:"
        yield from (f"{indent}  - {flow(item)}" for item in value)
    else:
        yield f"{indent}{name}: {flow(value)}"


def _block(name: str, value: Mapping[str, Any], depth: int) -> Iterator[str]:
    yield f"{'  ' * depth}{name}:"
    yield from (f"{'  ' * (depth + 1)}{key}: {flow(inner)}" for key, inner in value.items())
