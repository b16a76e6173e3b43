"""What is wrong with a value, as jsonschema says it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from generator.checking.rule import RuleContext
from generator.model.problem import Path


@dataclass(frozen=True, slots=True)
class SchemaError:
    """A value that breaks one keyword of its schema, as jsonschema reports it."""

    path: Path
    keyword: str
    limit: Any  # the keyword's own value: 80 for `maxLength: 80`
    value: Any
    schema: Mapping[str, Any]
    message: str  # jsonschema's own
    cause: str  # what our format check said; empty for other keywords
    data: Any  # the whole file's data
    context: RuleContext | None  # None where no board is known


def typed_length(text: str) -> int:
    """The characters that somebody typed: a block of YAML ends with a line break of its own."""
    return len(text) - text.endswith("\n")
