"""ruamel.yaml, set up to read YAML exactly as `generator.reading.source` does.

Its round trip keeps comments. `source.is_text` replaces its own rules about what is a number, a
date or `true`, and everything that is not text is written as it was typed.
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
_AS_TYPED = "tag:yaml.org,2002:value-as-typed"
# YAML 1.1 reads these as booleans or numbers. Quotes around them stay, for programs that use it.
_YAML_1_1_VALUES = re.compile(
    r"(?:y|n|yes|no|on|off)|[-+]?[0-9][0-9_,:.]*(?:e[-+]?[0-9]+)?|0[box][0-9a-f_]+", re.IGNORECASE
)
# A line can be broken at a single space only: a break between several would make them one.
_WORD_BREAK = re.compile(r"(?<! ) (?! )")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class AsTyped(str):
    """A number, `true`, `false` or null, exactly as it was typed."""

    __slots__ = ()


class _Resolver(VersionedResolver):
    def resolve(self, kind: Any, value: Any, implicit: Any) -> Any:
        if kind is ScalarNode:
            return Tag(suffix=_TEXT if not implicit[0] or is_text(value) else _AS_TYPED)
        return super().resolve(kind, value, implicit)


class _Constructor(RoundTripConstructor):
    def as_typed(self, node: Any) -> AsTyped:
        return AsTyped(node.value)


class _Representer(RoundTripRepresenter):
    def as_typed(self, data: AsTyped) -> Any:
        return self.represent_scalar(_AS_TYPED, str(data))

    def quoted(self, data: str) -> Any:
        """Keep quotes that only YAML 1.1 needs; the emitter adds those that YAML 1.2 needs."""
        text = str(data)
        keep = _YAML_1_1_VALUES.fullmatch(text) and not _DATE.fullmatch(text)
        return self.represent_scalar(_TEXT, text, style='"' if keep else None)


class _Emitter(Emitter):
    def choose_scalar_style(self) -> Any:
        """Prefer double quotes, but single ones around text with double quotes or backslashes."""
        style = super().choose_scalar_style()
        text = self.event.value
        if style == "'" and not ('"' in text or "\\" in text):
            return '"'
        if style == '"' and '"' in text and self.analysis.allow_single_quoted:
            return "'" if "\n" not in text else style
        return style

    def write_plain(self, text: Any, split: Any = True) -> None:
        """Write the words up to the width of a line, without spaces at the ends of lines."""
        if not text:
            return super().write_plain(text, split)
        first, *others = _WORD_BREAK.split(text)
        self.write_indicator(first, True)
        for word in others:
            if split and self.column + 1 + len(word) > self.best_width:
                self.write_indent()
            self.write_indicator(word, True)
        return None

    def write_single_quoted(self, text: Any, split: Any = True) -> None:
        """Write on one line, as with double quotes."""
        super().write_single_quoted(text, False)

    def write_double_quoted(self, text: Any, split: Any = True) -> None:
        """Write on one line: continuing it would need a backslash at its end."""
        super().write_double_quoted(text, False)


_Constructor.add_constructor(_AS_TYPED, _Constructor.as_typed)
_Representer.add_representer(AsTyped, _Representer.as_typed)
_Representer.add_representer(SingleQuotedScalarString, _Representer.quoted)
_Representer.add_representer(DoubleQuotedScalarString, _Representer.quoted)


def load(text: str) -> Any:
    """Parse `text` with its comments. Raises YAMLError."""
    return _yaml().load(text)


def dump(data: Any) -> str:
    """Write data from `load` as YAML, with a line break at the end."""
    stream = StringIO()
    _yaml().dump(data, stream)
    return stream.getvalue()


def field_text(name: str, value: Any) -> str:
    """Plain data as one field of a file. Mappings and lists of words are on one line."""
    return dump({name: _for_dump(value)}).rstrip("\n")


def _for_dump(value: Any) -> Any:
    if isinstance(value, dict):
        mapping = CommentedMap((name, _for_dump(item)) for name, item in value.items())
        mapping.fa.set_flow_style()
        return mapping
    if isinstance(value, list):
        items = CommentedSeq(_for_dump(item) for item in value)
        if all(isinstance(item, str) and " " not in item for item in value):
            items.fa.set_flow_style()
        return items
    if isinstance(value, str):
        return LiteralScalarString(value) if "\n" in value else value
    return AsTyped("" if value is None else str(value).lower())


def has_text_block(value: Any) -> bool:
    """Whether `value` has a block of text (`|` or `>`), where spaces at line ends count."""
    if isinstance(value, dict):
        return any(has_text_block(item) for item in value.values())
    if isinstance(value, list):
        return any(has_text_block(item) for item in value)
    return isinstance(value, (LiteralScalarString, FoldedScalarString))


def _yaml() -> YAML:
    yaml = YAML()
    yaml.Resolver = _Resolver
    yaml.Constructor = _Constructor
    yaml.Representer = _Representer
    yaml.Emitter = _Emitter
    yaml.preserve_quotes = True
    yaml.allow_unicode = True
    yaml.width = WIDTH
    yaml.indent(mapping=2, sequence=4, offset=2)
    return yaml
