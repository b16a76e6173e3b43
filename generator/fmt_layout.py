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
    for name, start, column, end in _fields(text):
        if column or start < last:
            return None
        block = Block(name, _without_marker(lines[last:start]), _trimmed(lines[start:end]))
        last = start + len(block.lines)
        layout.blocks.append(block)
    layout.tail = [line for line in lines[last:] if line.strip() not in {"", "..."}]
    if layout.blocks:
        first = layout.blocks[0]
        layout.head, first.above = _head(first.above)
    return layout


def comments(text: str) -> list[str]:
    """All comments, sorted: what formatting must not lose."""
    hidden = list(text)
    for event in yaml.parse(text, Loader=CSafeLoader):
        if not isinstance(event, yaml.ScalarEvent):
            continue
        start, end = event.start_mark.index, event.end_mark.index
        if event.style in _BLOCK_STYLES:  # a comment may stand behind the sign itself
            start = text.find("\n", start, end) if "\n" in text[start:end] else end
        for at in range(start, end):
            if hidden[at] != "\n":
                hidden[at] = "x"
    return sorted(match.group().rstrip() for match in _COMMENT.finditer("".join(hidden)))


def _fields(text: str) -> Iterator[tuple[str, int, int, int]]:
    """Name, first line, column, and the line after the last, of each top-level field."""
    depth, name, start, column, end = 0, None, 0, 0, 0
    wants_key = True
    for event in yaml.parse(text, Loader=CSafeLoader):
        if isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
            depth += 1
        elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
            depth -= 1
            if event.end_mark.column and event.end_mark.index > event.start_mark.index:
                end = max(end, event.end_mark.line + 1)  # a closing bracket
        elif not isinstance(event, yaml.ScalarEvent):
            continue
        elif depth == 1 and wants_key:
            if name is not None:
                yield name, start, column, end
            name, start, column = event.value, event.start_mark.line, event.start_mark.column
            end = event.end_mark.line + 1
        else:
            end = max(end, _last_line(event) + 1)
        if depth == 1 and not isinstance(event, yaml.MappingStartEvent):
            wants_key = not wants_key
        elif isinstance(event, yaml.MappingStartEvent) and depth == 1:
            wants_key = True
    if name is not None:
        yield name, start, column, end


def _last_line(event: Any) -> int:
    line: int = event.end_mark.line
    if event.style in _BLOCK_STYLES and event.end_mark.column == 0:
        return line - 1
    return line


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
