"""A file as `board fmt` writes it: one order, one spelling, every comment kept.

What may change what a file says is named in `Mend`: another spelling of a vocabulary's word
becomes its id, a date that can only mean one day becomes year-month-day. Everything else reads
the same before and after; whatever can't be written back so is left as it is, byte for byte.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import YAMLError

from generator.authoring.already_formatted import is_in_order
from generator.authoring.ruamel_setup import dump, has_text_block, load
from generator.authoring.yaml_layout import Block, Layout, comments, layout
from generator.model.dates import as_date
from generator.model.problem import Path
from generator.model.vocabulary import Vocabularies, Vocabulary
from generator.reading.source import Source, parse

Schema = Mapping[str, Any]
_START = "start"  # a date or a word, so its schema can't call it a date


@dataclass(frozen=True, slots=True)
class Mend:
    """A value that is written differently now; `new` None: it was in the list already."""

    path: Path
    new: str | None


def formatted(content: bytes, file: str, schema: Schema, words: Vocabularies) -> bytes:
    """`content` as it should be written; unchanged if it can't be read or written back safely."""
    source, _ = parse(content, file)
    if source is None:
        return content
    mends = tuple(_mends(source.data, schema, words, ()))
    keeping = tuple(mend for mend in mends if mend.new is not None)
    for chosen in dict.fromkeys((mends, keeping)):  # an entry with a comment can't be taken out
        if text := _safely_written(source, schema, chosen):
            return text.encode()
    return content


def _safely_written(source: Source, schema: Schema, mends: Sequence[Mend]) -> str | None:
    """The new text, if it says the same, has the same comments and would stay as it is."""
    wanted = _applied(source.data, mends)
    try:
        text = _written(source, schema, mends)
        after = _read(text, source.file)
        safe = _exact(after.data) == _exact(wanted) and comments(source.text) == comments(text)
        stays = text == source.text or _written(after, schema, ()) == text
        return text if safe and stays else None
    except (YAMLError, _NotSafeError, ValueError, LookupError, AttributeError, TypeError):
        return None


class _NotSafeError(Exception):
    """The file is of a shape that is better left alone."""


def _written(source: Source, schema: Schema, mends: Sequence[Mend]) -> str:
    parts = layout(source.text)
    if parts is None:
        raise _NotSafeError
    order = [*schema["properties"]]
    parts.blocks.sort(key=lambda block: _rank(order, block.name))
    blocks = [_block(block, schema, mends) for block in parts.blocks]
    return _joined(parts, blocks)


def _block(block: Block, schema: Schema, mends: Sequence[Mend]) -> list[str]:
    name = block.name
    part = schema["properties"].get(name, {})
    own = [mend for mend in mends if mend.path[0] == name]
    if not own and is_in_order(block.lines, part):
        return block.lines
    data = load("\n".join(block.lines) + "\n")
    _in_order(data[name], part)
    _apply(data, own)
    lines = dump(data).rstrip("\n").split("\n")
    # A line that was broken has a space at its end; in a block of text it could mean something.
    return lines if has_text_block(data[name]) else [line.rstrip() for line in lines]


def _joined(parts: Layout, blocks: list[list[str]]) -> str:
    lines: list[str] = []
    _add(lines, parts.head)
    for block, written in zip(parts.blocks, blocks, strict=True):
        _add(lines, block.above)
        lines += written
    _add(lines, parts.tail)
    return "\n".join(lines) + "\n"


def _add(lines: list[str], between: Sequence[str]) -> None:
    """Comments and at most one empty line in a row."""
    for line in between:
        if line.strip() or (lines and lines[-1]):
            lines.append(line.rstrip())


def _in_order(value: Any, schema: Schema) -> None:
    """Order the fields of groups inside `value`; a group with comments between them stays."""
    if isinstance(value, CommentedSeq):
        for item in value:
            _in_order(item, schema.get("items", {}))
    elif isinstance(value, CommentedMap):
        known = schema.get("properties", {})
        for name, item in value.items():
            _in_order(item, known.get(name, {}))
        ordered = sorted(value, key=lambda name: _rank([*known], name))
        if ordered != [*value] and not _has_comments_inside(value):
            for name in ordered:
                value.move_to_end(name)


def _has_comments_inside(group: CommentedMap) -> bool:
    """Whether moving fields of `group` could part a comment from its field."""
    behind_bracket = group.fa.flow_style() and not group.ca.items
    return bool(group.ca.items or group.ca.end or (group.ca.comment and not behind_bracket))


def _rank(order: Sequence[str], name: str) -> int:
    return order.index(name) if name in order else len(order)


def _mends(value: Any, schema: Schema, words: Vocabularies, path: Path) -> Iterator[Mend]:
    if isinstance(value, dict):
        for name, item in value.items():
            part = schema.get("properties", {}).get(name, {})
            yield from _mends(item, part, words, (*path, name))
    elif isinstance(value, list):
        yield from _list_mends(value, schema.get("items", {}), words, path)
    elif isinstance(value, str) and (new := _mended(value, schema, words, path)) != value:
        yield Mend(path, new)


def _list_mends(
    items: list[Any], schema: Schema, words: Vocabularies, path: Path
) -> Iterator[Mend]:
    present = {item for item in items if isinstance(item, str)}
    for index, item in enumerate(items):
        for mend in _mends(item, schema, words, (*path, index)):
            twice = mend.path == (*path, index) and mend.new in present
            if mend.new and mend.path == (*path, index):
                present.add(mend.new)
            yield Mend(mend.path, None) if twice else mend


def _mended(text: str, schema: Schema, words: Vocabularies, path: Path) -> str:
    if name := schema.get("x-vocabulary"):
        vocabulary: Vocabulary = getattr(words, name)
        return text if text in vocabulary else vocabulary.find(text) or text
    if schema.get("format") == "date" or path == (_START,):
        return _day(text)
    return text


def _day(text: str) -> str:
    """`text` as year-month-day if it can only be one day that exists.

    Not if there is a time with it: elsewhere that moment may be on another day.
    """
    day = text if ":" in text else as_date(text)
    try:
        return date.fromisoformat(day).isoformat() if day != text else text
    except ValueError:
        return text


def _applied(data: dict[str, Any], mends: Sequence[Mend]) -> dict[str, Any]:
    changed = copy.deepcopy(data)
    _apply(changed, mends)
    return changed


def _apply(data: Any, mends: Sequence[Mend]) -> None:
    """From the last to the first, so that indexes stay right when an entry goes."""
    for mend in reversed(mends):
        holder = data
        for step in mend.path[:-1]:
            holder = holder[step]
        if mend.new is None:
            del holder[mend.path[-1]]
        else:
            holder[mend.path[-1]] = mend.new


def _read(text: str, file: str) -> Source:
    source, _ = parse(text.encode(), file)
    if source is None:
        raise _NotSafeError
    return source


def _exact(value: Any) -> Any:
    """With its type: `True` is not 1 here, and 17.50 not 17.5."""
    if isinstance(value, dict):
        return {name: _exact(item) for name, item in value.items()}
    if isinstance(value, list):
        return [_exact(item) for item in value]
    return type(value).__name__, str(value)
