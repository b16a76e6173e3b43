"""Fields and their values in words, for messages about them."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from generator.checking.field_texts import PARTS
from generator.model.problem import Path


def ask_for(schema: Any, name: str, example: bool = True) -> str:
    """ "Say what the project pays, for example `pay: {amount: 400, ...}`."."""
    if not isinstance(schema, Mapping):
        return ""
    ask = sentence(str(schema.get("x-ask", "write something else")))
    examples = schema.get("examples")
    if not example or not examples or len(flow(examples[0])) > 120:
        return ask
    shown = flow(examples[0])
    return PARTS["example"].format(ask=ask[:-1], example=f"{name}: {shown}" if name else shown)


def flow(value: Any) -> str:
    """`value` as YAML in flow style, on one line."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {flow(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(flow(item) for item in value) + "]"
    if isinstance(value, str) and not re.search(
        r"[:#,\[\]{}]|^[\s&*!|>'\"%@`-]", value.replace("https:", "")
    ):
        return value
    return json.dumps(value, ensure_ascii=False)


def field_name(path: Path) -> str:
    """How a person would call the field: `pay.amount`, or "item 2 of `skills`"."""
    if not path:
        return PARTS["file"]
    if isinstance(path[-1], int):
        return PARTS["item"].format(number=path[-1] + 1, of=field_name(path[:-1]))
    names = [str(step) for step in path if isinstance(step, str)]
    items = [step for step in path if isinstance(step, int)]
    if items:
        return PARTS["of-item"].format(name=shortened(path[-1]), of=field_name(path[:-1]))
    return "`" + ".".join(shortened(name) for name in names) + "`"


def last_name(path: Path) -> str:
    """`amount` for the path of `pay.amount`; empty for an item of a list."""
    return str(path[-1]) if path and isinstance(path[-1], str) else ""


def as_typed(value: Any) -> str:
    """`value` as an employer typed it: `true`, and not Python's `True`."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def shortened(value: Any, most: int = 60) -> str:
    """`value` on one line of at most `most` characters."""
    text = " ".join(as_typed(value).split())
    return text if len(text) <= most else text[: most - 1] + "…"


def listed(words: list[str], last: str = "and") -> str:
    """`a`, `b` and `c`, each in backticks."""
    quoted = [f"`{word}`" for word in words]
    return quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} {last} {quoted[-1]}"


def with_article(noun: str) -> str:
    """`a skill`, `an industry`."""
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"


def sentence(text: str) -> str:
    """`text` with a capital and a full stop."""
    return text[:1].upper() + text[1:] + "."
