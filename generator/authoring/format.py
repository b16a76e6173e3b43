"""Formats a file as `board fmt` does: the schema's order of fields, one style, all comments.

Only two kinds of values change, each a `ValueChange`. A vocabulary's term becomes its id, and an
unambiguous date becomes year-month-day. All other data and all comments stay the same. A file where
that is not certain is left alone, byte for byte.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import YAMLError

from generator.authoring.already_formatted import is_formatted
from generator.authoring.ruamel_setup import dump, has_text_block, load
from generator.authoring.yaml_layout import Block, Layout, comments, layout
from generator.model.dates import as_date
from generator.model.problem import Path
from generator.model.vocabulary import Vocabularies, Vocabulary
from generator.reading.source import Source, parse

Schema = Mapping[str, Any]
_START = "start"  # Its schema has no `format: date`, because it may also be a word.


@dataclass(frozen=True, slots=True)
class ValueChange:
    """A new value, or None to remove the item of a list that has the new value already."""

    path: Path
    new: str | None


def formatted(content: bytes, file: str, schema: Schema, vocabularies: Vocabularies) -> bytes:
    """The formatted `content`, or `content` itself if it can't be parsed or safely formatted."""
    source, _ = parse(content, file)
    if source is None:
        return content
    changes = value_changes(source.data, schema, vocabularies)
    # Removing an item also removes its comment, which is not safe: then duplicates stay.
    without_removals = tuple(change for change in changes if change.new is not None)
    for attempt in dict.fromkeys((changes, without_removals)):
        if text := _safely_formatted(source, schema, attempt):
            return text.encode()
    return content


def canonical_values(data: Any, schema: Schema, vocabularies: Vocabularies) -> Any:
    """A copy of a file's data, with the values that formatting changes changed."""
    return applied(data, value_changes(data, schema, vocabularies))


def value_changes(data: Any, schema: Schema, vocabularies: Vocabularies) -> tuple[ValueChange, ...]:
    """The values of a file's data that formatting changes, from top to bottom."""
    return tuple(_value_changes(data, schema, vocabularies, ()))


def applied(data: Any, changes: Sequence[ValueChange]) -> Any:
    """A copy of a file's data with `changes` made."""
    data = copy.deepcopy(data)
    _apply(data, changes)
    return data


def _safely_formatted(source: Source, schema: Schema, changes: Sequence[ValueChange]) -> str | None:
    """The formatted text, or None unless three things are certain.

    It has the expected data and the same comments, and formatting it again changes nothing.
    """
    expected = applied(source.data, changes)
    try:
        text = _format(source, schema, changes)
        after = _parse(text, source.file)
        safe = _typed(after.data) == _typed(expected) and comments(source.text) == comments(text)
        stable = text == source.text or _format(after, schema, ()) == text
        return text if safe and stable else None
    # ruamel.yaml raises any of these for YAML that it does not support.
    except (YAMLError, _NotSafeError, ValueError, LookupError, AttributeError, TypeError):
        return None


class _NotSafeError(Exception):
    """The file has a form that can't be formatted safely."""


def _format(source: Source, schema: Schema, changes: Sequence[ValueChange]) -> str:
    parts = layout(source.text)
    if parts is None:
        raise _NotSafeError
    order = [*schema["properties"]]
    parts.blocks.sort(key=lambda block: _position(order, block.name))
    blocks = [_format_block(block, schema, changes) for block in parts.blocks]
    return _joined(parts, blocks)


def _format_block(block: Block, schema: Schema, changes: Sequence[ValueChange]) -> list[str]:
    name = block.name
    field_schema = schema["properties"].get(name, {})
    own_changes = [change for change in changes if change.path[0] == name]
    if not own_changes and is_formatted(block.lines, field_schema):
        return block.lines
    data = load("\n".join(block.lines) + "\n")
    _sort_fields(data[name], field_schema)
    _apply(data, own_changes)
    lines = dump(data).rstrip("\n").split("\n")
    # A comment may end with spaces. In a block of text, a space at the end of a line is part of the
    # text.
    return lines if has_text_block(data[name]) else [line.rstrip() for line in lines]


def _joined(parts: Layout, blocks: list[list[str]]) -> str:
    lines: list[str] = []
    _add_comments(lines, parts.head)
    for block, formatted_lines in zip(parts.blocks, blocks, strict=True):
        _add_comments(lines, block.above)
        lines += formatted_lines
    _add_comments(lines, parts.tail)
    return "\n".join(lines) + "\n"


def _add_comments(lines: list[str], between: Sequence[str]) -> None:
    """Add the lines between two fields, with at most one empty line in a row."""
    for line in between:
        if line.strip() or (lines and lines[-1]):
            lines.append(line.rstrip())


def _sort_fields(value: Any, schema: Schema) -> None:
    """Sort the fields of all mappings inside `value`, except mappings with comments in them."""
    if isinstance(value, CommentedSeq):
        for item in value:
            _sort_fields(item, schema.get("items", {}))
    elif isinstance(value, CommentedMap):
        known = schema.get("properties", {})
        for name, item in value.items():
            _sort_fields(item, known.get(name, {}))
        ordered = sorted(value, key=lambda name: _position([*known], name))
        if ordered != [*value] and not _has_comments_inside(value):
            for name in ordered:
                value.move_to_end(name)


def _has_comments_inside(mapping: CommentedMap) -> bool:
    """Whether moving its fields could separate a comment from its field."""
    after_bracket = mapping.fa.flow_style() and not mapping.ca.items
    return bool(mapping.ca.items or mapping.ca.end or (mapping.ca.comment and not after_bracket))


def _position(order: Sequence[str], name: str) -> int:
    return order.index(name) if name in order else len(order)


def _value_changes(
    value: Any, schema: Schema, vocabularies: Vocabularies, path: Path
) -> Iterator[ValueChange]:
    if isinstance(value, dict):
        for name, item in value.items():
            item_schema = schema.get("properties", {}).get(name, {})
            yield from _value_changes(item, item_schema, vocabularies, (*path, name))
    elif isinstance(value, list):
        yield from _list_changes(value, schema.get("items", {}), vocabularies, path)
    elif isinstance(value, str) and (new := _canonical(value, schema, vocabularies, path)) != value:
        yield ValueChange(path, new)


def _list_changes(
    items: list[Any], schema: Schema, vocabularies: Vocabularies, path: Path
) -> Iterator[ValueChange]:
    """Changes of a list's items; a second item with the same value is removed."""
    present = {item for item in items if isinstance(item, str)}
    for index, item in enumerate(items):
        item_path = (*path, index)
        for change in _value_changes(item, schema, vocabularies, item_path):
            if change.path != item_path or change.new is None:
                yield change
            elif change.new in present:
                yield ValueChange(item_path, None)
            else:
                present.add(change.new)
                yield change


def _canonical(text: str, schema: Schema, vocabularies: Vocabularies, path: Path) -> str:
    """The id of a vocabulary's term, or an ISO date; otherwise `text` itself."""
    if name := schema.get("x-vocabulary"):
        vocabulary: Vocabulary = getattr(vocabularies, name)
        return text if text in vocabulary else vocabulary.find(text) or text
    if schema.get("format") == "date" or path == (_START,):
        return _iso_date(text)
    return text


def _iso_date(text: str) -> str:
    """`text` as year-month-day if it can mean only one day, and that day exists.

    A date with a time stays: in another time zone, that moment may be on another day.
    """
    day = text if ":" in text else as_date(text)
    try:
        return date.fromisoformat(day).isoformat() if day != text else text
    except ValueError:
        return text


def _apply(data: Any, changes: Sequence[ValueChange]) -> None:
    """Make the changes in `data`, the last one first: removals must not shift indexes."""
    for change in reversed(changes):
        parent = data
        for step in change.path[:-1]:
            parent = parent[step]
        if change.new is None:
            del parent[change.path[-1]]
        else:
            parent[change.path[-1]] = change.new


def _parse(text: str, file: str) -> Source:
    source, _ = parse(text.encode(), file)
    if source is None:
        raise _NotSafeError
    return source


def _typed(value: Any) -> Any:
    """`value` with the types of scalars: `True` differs from 1 here, and 17.50 from 17.5."""
    if isinstance(value, dict):
        return {name: _typed(item) for name, item in value.items()}
    if isinstance(value, list):
        return [_typed(item) for item in value]
    return type(value).__name__, str(value)
