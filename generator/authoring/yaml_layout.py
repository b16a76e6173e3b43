"""The layout of a YAML file: its top-level fields and its comments, by libyaml's positions.

A file is split into its top-level fields, each with the comments above it. So fields can be sorted
without separating a comment from its field.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml
from yaml import CSafeLoader

_COMMENT = re.compile(r"(?<![^ \t\n])#[^\n]*")
_BLOCK_STYLES = {"|", ">"}


@dataclass
class Block:
    """One top-level field: its name, the comments and empty lines above it, and its lines."""

    name: str
    above: list[str]
    lines: list[str] = field(default_factory=list)


@dataclass
class _Field:
    """Where a field is: its first line, its column, and the line after its last; all from 0."""

    name: str
    start: int
    column: int
    end: int


@dataclass
class Layout:
    """A file in three parts: the comments about it, its fields, the comments at its end."""

    head: list[str]
    blocks: list[Block]
    tail: list[str]


def layout(text: str) -> Layout | None:
    """The layout of `text`, which must be valid YAML; None if a field does not start a line."""
    lines = text.split("\n")
    layout = Layout([], [], [])
    position = 0
    for item in _fields(text):
        if item.column or item.start < position:
            return None
        own = _without_empty_end(lines[item.start : item.end])
        above = _without_document_marker(lines[position : item.start])
        layout.blocks.append(Block(item.name, above, own))
        position = item.start + len(own)
    layout.tail = [line for line in lines[position:] if line.strip() not in {"", "..."}]
    if layout.blocks:
        first = layout.blocks[0]
        layout.head, first.above = _split_head(first.above)
    return layout


def field_lines(text: str) -> dict[str, tuple[int, int]]:
    """Each top-level field's first line and the line after its last, from 0."""
    lines = text.split("\n")
    return {
        item.name: (item.start, item.start + len(_without_empty_end(lines[item.start : item.end])))
        for item in _fields(text)
    }


def comments(text: str) -> list[str]:
    """All comments, sorted, so that two texts with different orders of fields can be compared."""
    masked = list(text)  # A `#` inside a value is no comment: values are masked.
    for event in _events(text):
        if not isinstance(event, yaml.ScalarEvent):
            continue
        first, last = _marks(event)
        start, end = first.index, last.index
        if event.style in _BLOCK_STYLES:  # A comment may follow the | or >.
            start = text.find("\n", start, end) if "\n" in text[start:end] else end
        for index in range(start, end):
            if masked[index] != "\n":
                masked[index] = "x"
    return sorted(match.group().rstrip() for match in _COMMENT.finditer("".join(masked)))


def _fields(text: str) -> list[_Field]:
    """The top-level fields, in the order of the file."""
    fields: list[_Field] = []
    depth, is_name = 0, True
    for event in _events(text):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            continue
        if isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        elif not isinstance(event, yaml.ScalarEvent):
            continue
        elif depth == 1 and is_name:
            mark, _ = _marks(event)
            fields.append(_Field(event.value, mark.line, mark.column, mark.line + 1))
        if depth == 0:
            break
        fields[-1].end = max(fields[-1].end, _end(event))
        if depth == 1:
            is_name = not is_name
    return fields


def _end(event: Any) -> int:
    """The line after the last line of `event`."""
    start, end = _marks(event)
    if isinstance(event, yaml.CollectionEndEvent):
        has_bracket = end.index > start.index  # Otherwise indentation ends it, without a character.
        return int(end.line) + 1 if has_bracket else 0
    if event.style in _BLOCK_STYLES and end.column == 0:
        return int(end.line)
    return int(end.line) + 1


def _marks(event: Any) -> tuple[Any, Any]:
    return event.start_mark, event.end_mark


def _events(text: str) -> Iterator[Any]:
    yield from yaml.parse(text, Loader=CSafeLoader)


def _without_empty_end(lines: list[str]) -> list[str]:
    while len(lines) > 1 and not lines[-1].strip():
        lines = lines[:-1]
    return lines


def _without_document_marker(lines: list[str]) -> list[str]:
    return [line for line in lines if line.rstrip() != "---"]


def _split_head(lines: list[str]) -> tuple[list[str], list[str]]:
    """Split the lines above the first field: those about the whole file, and those about it.

    The first part ends with the last empty line or the editor's schema line.
    """
    about_file = 0
    for number, line in enumerate(lines, start=1):
        if not line.strip() or "yaml-language-server" in line:
            about_file = number
    return lines[:about_file], lines[about_file:]
