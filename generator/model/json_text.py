"""Reads JSON that a stranger may have written, and writes it for other programs."""

from __future__ import annotations

import json
from typing import Any

_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def load_json(text: str | bytes) -> Any:
    """The data in `text`, which is UTF-8 if it is bytes. Raises ValueError if it is no JSON.

    That is also raised for lists and groups nested deeper than Python can follow.
    """
    try:
        return json.loads(text.decode("utf-8") if isinstance(text, bytes) else text)
    except RecursionError:
        raise ValueError("the JSON is nested too deeply.") from None


def compact_json(value: object) -> bytes:
    """`value` as JSON without spaces, in UTF-8. What can't be encoded becomes `?`."""
    return _ENCODER.encode(value).encode("utf-8", "replace")
