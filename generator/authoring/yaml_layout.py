"""Where the fields of a file stand, and which comments it has: from libyaml's own marks.

A file is taken apart at its top-level fields, each with the comments above it, so that fields
can change places without any comment losing its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml
from yaml import CSafeLoader

_COMMENT = re.compile(r"(?:^|(?<=[ \t]))#[^\n]*", re.MULTILINE)
_BLOCK_STYLES = {"|", ">"}


@dataclass
class Block:
    """One top-level field: its name, its own lines, and the lines above it."""

    name: str
    above: list[str]
    lines: list[str] = field(default_factory=list)


@dataclass
class _Field:
    name: str
    start: int
    column: int
    end: int


@dataclass
class Layout:
    """A file in parts: comments at its top, fields, comments at its end."""

    head: list[str]
    blocks: list[Block]
    tail: list[str]


def layout(text: str) -> Layout | None:
    """`text`, which was read before, in parts; None if its fields don't begin lines."""
    lines = text.split("\n")
    layout = Layout([], [], [])
    last = 0
    for found in _fields(text):
        if found.column or found.start < last:
            return None
        own = _trimmed(lines[found.start : found.end])
        block = Block(found.name, _without_marker(lines[last : found.start]), own)
        last = found.start + len(own)
        layout.blocks.append(block)
    layout.tail = [line for line in lines[last:] if line.strip() not in {"", "..."}]
    if layout.blocks:
        first = layout.blocks[0]
        layout.head, first.above = _head(first.above)
    return layout


def comments(text: str) -> list[str]:
    """All comments, sorted: what formatting must not lose."""
    hidden = list(text)
    for event in _events(text):
        if not isinstance(event, yaml.ScalarEvent):
            continue
        first, last = _marks(event)
        start, end = first.index, last.index
        if event.style in _BLOCK_STYLES:  # a comment may stand behind the sign itself
            start = text.find("\n", start, end) if "\n" in text[start:end] else end
        for at in range(start, end):
            if hidden[at] != "\n":
                hidden[at] = "x"
    return sorted(match.group().rstrip() for match in _COMMENT.finditer("".join(hidden)))


def _fields(text: str) -> list[_Field]:
    """The top-level fields, in their order."""
    fields: list[_Field] = []
    depth, wants_name = 0, True
    for event in _events(text):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            continue
        if isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        elif not isinstance(event, yaml.ScalarEvent):
            continue
        elif depth == 1 and wants_name:
            mark, _ = _marks(event)
            fields.append(_Field(event.value, mark.line, mark.column, mark.line + 1))
        if depth == 0:
            break
        fields[-1].end = max(fields[-1].end, _end(event))
        if depth == 1:
            wants_name = not wants_name
    return fields


def _end(event: Any) -> int:
    """The line after the last one that `event` stands on."""
    start, end = _marks(event)
    if isinstance(event, yaml.CollectionEndEvent):
        closes = end.index > start.index  # a bracket; a block ends by indentation
        return int(end.line) + 1 if closes else 0
    if event.style in _BLOCK_STYLES and end.column == 0:
        return int(end.line)
    return int(end.line) + 1


def _marks(event: Any) -> tuple[Any, Any]:
    return event.start_mark, event.end_mark


def _events(text: str) -> Iterator[Any]:
    yield from yaml.parse(text, Loader=CSafeLoader)


def _trimmed(lines: list[str]) -> list[str]:
    while len(lines) > 1 and not lines[-1].strip():
        lines = lines[:-1]
    return lines


def _without_marker(lines: list[str]) -> list[str]:
    return [line for line in lines if line.rstrip() != "---"]


def _head(lines: list[str]) -> tuple[list[str], list[str]]:
    """What is about the whole file, and what is about its first field."""
    about_file = 0
    for number, line in enumerate(lines, start=1):
        if not line.strip() or "yaml-language-server" in line:
            about_file = number
    return lines[:about_file], lines[about_file:]
