"""ruamel.yaml, set up to mean exactly what `generator.reading.source` means.

Its round trip keeps comments. Its own idea of which words are numbers, dates or `true` is
replaced by `source.is_text`: whatever is not text goes through as it was typed.
"""

from __future__ import annotations

import re
from io import StringIO
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.constructor import RoundTripConstructor
from ruamel.yaml.emitter import Emitter
from ruamel.yaml.nodes import ScalarNode
from ruamel.yaml.representer import RoundTripRepresenter
from ruamel.yaml.resolver import VersionedResolver
from ruamel.yaml.scalarstring import (
    DoubleQuotedScalarString,
    FoldedScalarString,
    LiteralScalarString,
    SingleQuotedScalarString,
)
from ruamel.yaml.tag import Tag

from generator.reading.source import is_text

WIDTH = 100
_TEXT = "tag:yaml.org,2002:str"
_VALUE = "tag:yaml.org,2002:value-as-typed"
# What YAML 1.1 reads as something else than text: quotes around it are kept for such programs.
_OLD_WORDS = re.compile(
    r"(?:y|n|yes|no|on|off)|[-+]?[0-9][0-9_,:.]*(?:e[-+]?[0-9]+)?|0[box][0-9a-f_]+", re.IGNORECASE
)
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class _AsTyped(str):
    """A number, `true` or nothing: not text, and not ours to write differently."""

    __slots__ = ()


class _Resolver(VersionedResolver):
    def resolve(self, kind: Any, value: Any, implicit: Any) -> Any:
        if kind is ScalarNode:
            return Tag(suffix=_TEXT if not implicit[0] or is_text(value) else _VALUE)
        return super().resolve(kind, value, implicit)


class _Constructor(RoundTripConstructor):
    def as_typed(self, node: Any) -> _AsTyped:
        return _AsTyped(node.value)


class _Representer(RoundTripRepresenter):
    def as_typed(self, data: _AsTyped) -> Any:
        return self.represent_scalar(_VALUE, str(data))

    def quoted(self, data: str) -> Any:
        """Quotes stay where a program that reads YAML 1.1 would need them, else only if we do."""
        text = str(data)
        keep = _OLD_WORDS.fullmatch(text) and not _DATE.fullmatch(text)
        return self.represent_scalar(_TEXT, text, style='"' if keep else None)


class _Emitter(Emitter):
    def choose_scalar_style(self) -> Any:
        """Double quotes, or single ones around text that has double ones or a backslash."""
        style = super().choose_scalar_style()
        text = self.event.value
        if style == "'" and not ('"' in text or "\\" in text):
            return '"'
        if style == '"' and '"' in text and self.analysis.allow_single_quoted:
            return "'" if "\n" not in text else style
        return style

    def write_double_quoted(self, text: Any, split: Any = True) -> None:
        """On one line: a backslash at a line's end helps nobody to read."""
        super().write_double_quoted(text, False)


_Constructor.add_constructor(_VALUE, _Constructor.as_typed)
_Representer.add_representer(_AsTyped, _Representer.as_typed)
_Representer.add_representer(SingleQuotedScalarString, _Representer.quoted)
_Representer.add_representer(DoubleQuotedScalarString, _Representer.quoted)


def load(text: str) -> Any:
    """The field in `text` with its comments."""
    return _yaml().load(text)


def dump(data: Any) -> str:
    """`data` as text, without line breaks at its end."""
    stream = StringIO()
    _yaml().dump(data, stream)
    return stream.getvalue()


def field_text(name: str, value: Any) -> str:
    """Plain data as one field of a file: groups and lists of words on one line."""
    return dump({name: _for_dump(value)}).rstrip("\n")


def _for_dump(value: Any) -> Any:
    if isinstance(value, dict):
        group = CommentedMap((name, _for_dump(item)) for name, item in value.items())
        group.fa.set_flow_style()
        return group
    if isinstance(value, list):
        items = CommentedSeq(_for_dump(item) for item in value)
        if all(isinstance(item, str) and " " not in item for item in value):
            items.fa.set_flow_style()
        return items
    if isinstance(value, str):
        return LiteralScalarString(value) if "\n" in value else value
    return _AsTyped("" if value is None else str(value).lower())


def has_text_block(value: Any) -> bool:
    """Whether there is text below `|` or `>` in `value`, whose line ends are its own."""
    if isinstance(value, dict):
        return any(has_text_block(item) for item in value.values())
    if isinstance(value, list):
        return any(has_text_block(item) for item in value)
    return isinstance(value, (LiteralScalarString, FoldedScalarString))


def _yaml() -> YAML:
    made = YAML()
    made.Resolver = _Resolver
    made.Constructor = _Constructor
    made.Representer = _Representer
    made.Emitter = _Emitter
    made.preserve_quotes = True
    made.allow_unicode = True
    made.width = WIDTH
    made.indent(mapping=2, sequence=4, offset=2)
    return made
