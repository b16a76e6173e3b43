"""Made-up drafts of listings and employers, with text that is hard to write as YAML."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from random import Random
from typing import Any

Schema = Mapping[str, Any]

# What YAML, Markdown, templates or the board's own reader could take for something else.
PIECES = (
    "- ", "-", "--", "---", "--- ", "...", "# ", "#", " #", "a#b", ": ", ":", "a: b", "::",
    "? ", "?", "'", '"', "''", "it's", '\\"', "\\", "\\n", "\\u0041", "C:\\temp", "{{ x }}",
    "{% if %}", "${{ y }}", "{", "}", "[", "]", ",", ", ", "%YAML 1.2", "%", "&a *b", "&a",
    "*b", "!!str", "!", "|", ">", ">-", "|+", "@", "`", "~", "<<", "=", "<b>", "0x1F", "0o17",
    "1e3", "1E-7", "yes", "No", "on", "null", "NULL", "true", "False", ".inf", ".NaN", "-.5",
    "+1", "12:30", "1_000", "007", "1.50", "5.", "2026-02-30", "2026-12-14", "14/12/2026", " ",
    "  ", "    ", "\t", "\n", "\n\n", "\r\n", "\r", " \n", "\n ", "\n    ", "\x0b", "\x0c",
    "\x85", "\u2028", "\u2029", "\u00a0", "\u202f", "\u3000", "\u2003", "\u1680", "\u00ad",
    "\u200b", "\u200c", "\u200d", "\u200e", "\u202e", "\u2060", "\u2066", "\ufeff", "\ufffe",
    "\ufdd0", "\x00", "\x07", "\x1b", "\x1f", "\x7f", "\x9f", "\U000e0041", "\U0001fffe",
    "\U0010ffff", "\ue000", "\ufffd", "\u180e", "\U000f0000", "é", "e\u0301", "\u0301", "Ł",
    "ﬁ", "東京で本を売る", "東" * 120, "日本語、", "مرحبا بالعالم", "می\u200cخواهم", "क्\u200dष",
    "👩\u200d💻", "🙂", "🏳️\u200d🌈", "𝒳", "🙂" * 60, "x" * 130, "x" * 98, "word " * 30, "a b " * 40,
    "ab cd, " * 20, "Ten slides", "for the shop", "MS Excel", "excel", "a", "I",
    "https://acme.example/a?b=c#d", "-1", "(and)",
)  # fmt: skip


def draft(random: Random, schema: Schema) -> dict[str, Any]:
    """Some fields of `schema`, each with a value of a type that it can have."""
    fields = schema["properties"]
    names = random.sample([*fields], random.randint(1, len(fields)))
    found = {name: _value(random, fields[name]) for name in names}
    if "start" in found:  # `board fmt` rewrites other forms of a date
        found["start"] = random.choice(("flexible", "2026-12-14", "2026-02-30"))
    return found


def _value(random: Random, schema: Schema) -> Any:
    types = schema.get("type", "string")
    kind = types if isinstance(types, str) else random.choice(types)
    if "enum" in schema and random.random() < 0.7:
        return random.choice(schema["enum"])
    if kind == "object":
        return draft(random, schema)
    if kind == "array":
        return [_value(random, schema["items"]) for _ in range(random.choice((0, 1, 2, 3, 12)))]
    if kind == "boolean":
        return random.random() < 0.5
    if kind == "integer" or (kind == "number" and random.random() < 0.5):
        return random.randint(-100, 10**9)
    if kind == "number":
        return Decimal(random.choice(("17.50", "0.5", "-1.0", "400.00", "12.345", "999999999.99")))
    return _text(random)


def _text(random: Random) -> str:
    """A few pieces, with or without spaces between them, or any characters at all."""
    kind = random.random()
    if kind < 0.2:
        return random.choice(PIECES)
    if kind < 0.3:
        return "".join(
            chr(random.choice((random.randrange(0x300), random.randrange(0x3000))))
            for _ in range(9)
        )
    pieces = random.choices(PIECES, k=random.choice((2, 3, 5, 30)))
    return random.choice(("", " ", " and ")).join(pieces)
