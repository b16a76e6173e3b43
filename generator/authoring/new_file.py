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
from generator.model.errors import BoardError

Schema = Mapping[str, Any]
_WIDTH = 92
# Tells editors with the YAML language server which schema to use.
_MODELINE = "# yaml-language-server: $schema={place}"
# A field that may be longer than this is wrapped into lines.
_LONG_TEXT = 1000
# A line that starts so may begin a list, a quote or a heading in Markdown.
_BLOCK_START = re.compile(r"[^\w\s\"'(\[]|[0-9]+[.)]")
# Fields that the author of a new file does not set.
_LEFT_OUT = {"verified", "aliases", "status", "outcome", "employer"}


class AuthoringError(BoardError):
    """A file can't be written or changed; the message says why."""


def new_file_text(schema: Schema, data: Mapping[str, Any], place: str = "") -> str:
    """A new file with every field and its description; fields without a value are comments.

    `place` is where editors find the schema, relative to the file; empty if they know already.
    """
    lines = [_MODELINE.format(place=place), ""] if place else []
    for name, field_schema in schema["properties"].items():
        if name in data or name not in _LEFT_OUT:
            lines += [*_field(name, field_schema, data), ""]
    return "\n".join(lines)


def _field(name: str, schema: Schema, data: Mapping[str, Any]) -> Iterator[str]:
    yield from _comment(schema["description"])
    if name in data:
        yield _value(name, _wrapped(data[name], schema))
    else:
        yield from _comment(f"{name}: {flow(schema['examples'][0])}")


def _value(name: str, value: Any) -> str:
    """The field on one line; a group that is too long for it, on a line for each of its fields."""
    text = field_text(name, value)
    if not isinstance(value, dict) or "\n" not in text:
        return text
    inner = "\n".join(field_text(key, item) for key, item in value.items())
    return f"{name}:\n{textwrap.indent(inner, '  ')}"


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
