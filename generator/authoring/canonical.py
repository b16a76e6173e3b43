"""The one way to write a listing's or an employer's data as YAML, and the texts that it can hold.

`/post/` writes the same bytes in the browser: generator/assets/post/yaml.js and clean.js. So the
layout is simple, and `board fmt` leaves it unchanged. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.scalarstring import LiteralScalarString

from generator.authoring.ruamel_setup import WIDTH, AsTyped, dump
from generator.reading.source import CONTROL, HIDDEN

Schema = Mapping[str, Any]
# A field that may be longer than this is a block of text.
_LONG_TEXT = 1000
_LINE_BREAK = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
# A joiner where no script or emoji needs one: after a space, or after what HIDDEN does not allow.
_JOINERS = re.compile("(?:(?<![\u0590-\U0010ffff])|(?<=\\s))[\u200c\u200d]+")
_SPACES = re.compile(r"\s+")


def canonical_text(data: Mapping[str, Any], schema: Schema) -> str:
    """Plain data, as `generator.reading.source` reads it, as YAML with a line break at the end.

    Fields are in the schema's order, unknown ones after them. Long texts are blocks of text. A
    group, and a list of words, is on one line if it fits; every other group and list is not.
    """
    return dump(_block(data, schema, 0))


def clean_data(value: Any, schema: Schema) -> Any:
    """Plain data with every text as a listing can hold it. Cleaning twice is cleaning once.

    Control and invisible characters are removed, and spaces at the ends of lines. A text is one
    line, except a long one, which ends with a line break.
    """
    if isinstance(value, Mapping):
        fields = schema.get("properties", {})
        return {name: clean_data(item, fields.get(name, {})) for name, item in value.items()}
    if isinstance(value, list):
        return [clean_data(item, schema.get("items", {})) for item in value]
    return _clean_text(value, schema) if isinstance(value, str) else value


def _clean_text(text: str, schema: Schema) -> str:
    text = _LINE_BREAK.sub("\n", text).replace("\t", " ")
    text = _JOINERS.sub("", HIDDEN.sub("", CONTROL.sub("", text)))
    if not _is_long(schema):
        return _SPACES.sub(_one_space, text).strip()
    text = "\n".join(line.rstrip() for line in text.split("\n")).strip()
    return f"{text}\n" if text else ""


def _one_space(run: re.Match[str]) -> str:
    """A run of white space as one space, unless it is no-break or other special spaces only."""
    return " " if " " in run[0] or "\n" in run[0] else run[0]


def _node(value: Any, schema: Schema, column: int, indent: int) -> Any:
    """`value` for ruamel.yaml. On one line it starts at `column`, else it is at `indent`."""
    if not isinstance(value, (Mapping, list)):
        return _scalar(value, schema)
    if _may_be_on_one_line(value, schema):
        flow = _flow(value, schema)
        text = dump(flow).rstrip("\n")
        if "\n" not in text and column + len(text) <= WIDTH:
            return flow
    return _block(value, schema, indent)


def _block(value: Any, schema: Schema, indent: int) -> Any:
    """A group or list with a line for each field or item."""
    if isinstance(value, list):
        items = schema.get("items", {})
        return CommentedSeq(_node(item, items, indent + 2, indent + 2) for item in value)
    fields = schema.get("properties", {})
    return CommentedMap(
        (name, _node(value[name], fields.get(name, {}), indent + len(name) + 2, indent + 2))
        for name in _in_order(value, schema)
    )


def _may_be_on_one_line(value: Any, schema: Schema) -> bool:
    if isinstance(value, list):
        return all(not isinstance(item, (Mapping, list)) and " " not in str(item) for item in value)
    return not _has_text_block(value, schema)


def _flow(value: Any, schema: Schema) -> Any:
    """A group or list on one line."""
    node: Any
    if isinstance(value, list):
        node = CommentedSeq(_flow(item, schema.get("items", {})) for item in value)
    elif isinstance(value, Mapping):
        fields = schema.get("properties", {})
        node = CommentedMap(
            (name, _flow(value[name], fields.get(name, {}))) for name in _in_order(value, schema)
        )
    else:
        return _scalar(value, schema)
    node.fa.set_flow_style()
    return node


def _scalar(value: Any, schema: Schema) -> Any:
    if isinstance(value, str):
        return LiteralScalarString(value) if _is_text_block(value, schema) else value
    if isinstance(value, Decimal):
        number = f"{value:f}"
        return AsTyped(number if "." in number else f"{number}.")
    return AsTyped("null" if value is None else str(value).lower())


def _in_order(group: Mapping[str, Any], schema: Schema) -> list[str]:
    order = [*schema.get("properties", {})]
    return sorted(group, key=lambda name: order.index(name) if name in order else len(order))


def _has_text_block(value: Any, schema: Schema) -> bool:
    if isinstance(value, Mapping):
        fields = schema.get("properties", {})
        return any(_has_text_block(item, fields.get(name, {})) for name, item in value.items())
    if isinstance(value, list):
        return any(_has_text_block(item, schema.get("items", {})) for item in value)
    return isinstance(value, str) and _is_text_block(value, schema)


def _is_text_block(text: str, schema: Schema) -> bool:
    return "\n" in text or bool(text and _is_long(schema))


def _is_long(schema: Schema) -> bool:
    return bool(schema.get("maxLength", 0) >= _LONG_TEXT)
