"""Reads JSON that a stranger may have written."""

from __future__ import annotations

import json
from typing import Any


def load_json(text: str | bytes) -> Any:
    """The data in `text`, which is UTF-8 if it is bytes. Raises ValueError if it is no JSON.

    That is also raised for lists and groups nested deeper than Python can follow.
    """
    try:
        return json.loads(text.decode("utf-8") if isinstance(text, bytes) else text)
    except RecursionError:
        raise ValueError("the JSON is nested too deeply.") from None
