"""The text of a new listing, of a new employer.yml, and of a listing that is closed.

Pure. The comments are the schema's own descriptions, so they can't go out of date.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Mapping
from typing import Any

from generator.authoring.ruamel_setup import field_text
from generator.checking.schema import CompiledSchema, check_fields
from generator.checking.schema_messages import flow
from generator.model.errors import BoardError
from generator.model.problem import Problem
from generator.model.vocabulary import Vocabularies, Vocabulary
from generator.reading.source import Source, parse

Schema = Mapping[str, Any]
_WIDTH = 92
# The line that gives editors help while typing; the path is that from listings/<employer>/.
_EDITOR = "# yaml-language-server: $schema=../../schema/{name}.schema.json"
_LONG = 1000
_MARK = re.compile(r"[^\w\s\"'(\[]|[0-9]+[.)]")
# Who sets these is not who fills in the file.
_LEFT_OUT = {"verified", "aliases", "status"}


class NotPossibleError(BoardError):
    """What was asked for can't be done; the message says why."""


def file_text(name: str, schema: Schema, data: Mapping[str, Any]) -> str:
    """A new file: every field with what it is for; optional ones without a value as comments."""
    lines = [_EDITOR.format(name=name)]
    for field, part in schema["properties"].items():
        if field in data or field not in _LEFT_OUT:
            lines += ["", *_field(field, part, data)]
    return "\n".join(lines) + "\n"


def value_from(typed: str, part: Schema) -> Any:
    """What somebody `typed` for a field, as data: text where the field is text."""
    typed = typed.strip()
    kinds = part.get("type", [])
    kinds = [kinds] if isinstance(kinds, str) else kinds
    if "array" in kinds and not typed.startswith("["):
        return [value_from(item, part["items"]) for item in typed.split(",") if item.strip()]
    if kinds[:1] == ["string"] and not typed.startswith("{"):
        return typed
    source, _ = parse(f"x: {typed}".encode(), "answer")
    return typed if source is None else source.data["x"]


def understood(value: Any, part: Schema, words: Vocabularies) -> Any:
    """`value` with the board's own ids for the words it knows by other spellings."""
    if isinstance(value, list):
        return [understood(item, part.get("items", {}), words) for item in value]
    if isinstance(value, str) and (name := part.get("x-vocabulary")):
        vocabulary: Vocabulary = getattr(words, name)
        return vocabulary.find(value) or value
    return value


def complaints(field: str, value: Any, part: Schema, words: Vocabularies) -> Iterator[str]:
    """Why `value` won't do for `field`, in the words of `board check`."""
    alone = {"type": "object", "properties": {field: part}}
    problems: list[Problem] = []
    source, found = parse((field_text(field, value) + "\n").encode(), "answer")
    problems += found if source is None else check_fields(source, CompiledSchema(alone))
    yield from (f"{problem.message} {problem.fix}".strip() for problem in problems)
    if not problems:
        yield from _unknown_words(value, part, words)


def closed(content: bytes, file: str, status: str) -> bytes:
    """A listing's file with another `status`; not a character else changes."""
    source, problems = parse(content, file)
    if source is None:
        raise NotPossibleError(f"{file} can't be read: {problems[0].message}")
    text = _with_status(source, status)
    after, _ = parse(text.encode(), file)
    if after is None or after.data != {**source.data, "status": status}:
        raise NotPossibleError(f"{file} is written so that only you can change it: add `status`.")
    if b"\r\n" in content:
        text = text.replace("\n", "\r\n")
    mark = b"\xef\xbb\xbf" if content.startswith(b"\xef\xbb\xbf") else b""
    return mark + text.encode()


def _with_status(source: Source, status: str) -> str:
    lines = source.text.split("\n")
    if "status" in source.data:
        place = source.place(("status",))
        at, start = place.line - 1, place.column - 1
        end = place.end_column - 1 if place.end_column else len(lines[at])
        lines[at] = lines[at][:start] + status + lines[at][end:]
    elif "deadline" in source.data:
        lines.insert(source.place(("deadline",)).line, f"status: {status}")
    else:
        raise NotPossibleError(f"{source.file} has no deadline: mend that first.")
    return "\n".join(lines)


def _field(field: str, part: Schema, data: Mapping[str, Any]) -> Iterator[str]:
    yield from (f"# {line}" for line in textwrap.wrap(part["description"], _WIDTH))
    if field in data:
        yield field_text(field, _wrapped(data[field], part))
    else:
        example = flow(part["examples"][0])
        yield from (f"# {line}" for line in textwrap.wrap(f"{field}: {example}", _WIDTH))


def _wrapped(value: Any, part: Schema) -> Any:
    """Long text in lines, unless a line would then begin with what Markdown takes for a sign."""
    if not isinstance(value, str) or part.get("maxLength", 0) < _LONG or len(value) < _WIDTH:
        return value
    lines = textwrap.wrap(value, _WIDTH, break_long_words=False, break_on_hyphens=False)
    if "\n" in value or any(_MARK.match(line) for line in lines):
        return value
    return "\n".join(lines) + "\n"


def _unknown_words(value: Any, part: Schema, words: Vocabularies) -> Iterator[str]:
    if isinstance(value, list):
        for item in value:
            yield from _unknown_words(item, part.get("items", {}), words)
    elif isinstance(value, str) and (name := part.get("x-vocabulary")):
        vocabulary: Vocabulary = getattr(words, name)
        if value not in vocabulary:
            close = " or ".join(f"`{word}`" for word in vocabulary.suggest(value))
            hint = f" Did you mean {close}?" if close else f" See schema/{name}.yml."
            yield f"`{value}` is not a {vocabulary.name} this board knows.{hint}"
