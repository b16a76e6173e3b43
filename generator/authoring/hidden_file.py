"""Edits listings/hidden.yml, which says what is off the site while it is under review. Pure.

Every other line stays byte for byte. The result is parsed again: it has exactly the entries that
were asked for, or there is none.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from generator.authoring.canonical import canonical_text, clean_data
from generator.authoring.edit_fields import Change, edited
from generator.authoring.new_file import AuthoringError
from generator.model.hidden import Hidden
from generator.reading.source import Source, parse
from generator.reading.tree import HIDDEN_FILE

Schema = Mapping[str, Any]
_HEAD = """\
# What is off the site while a maintainer checks it. Everyone can read this file.
# `board hide` and `board unhide` change it; only the board's maintainers may.
"""


def with_hidden(content: bytes, identifier: str, entry: Hidden, schema: Schema) -> bytes:
    """The file with one more entry, at its end. Empty `content` means that there is no file yet.

    `schema` is that of the file. Raises AuthoringError if the entry can't be written.
    """
    data: dict[str, Any] = {"since": entry.since.isoformat(), "reason": entry.reason}
    if entry.issue is not None:
        data["issue"] = entry.issue
    data = clean_data(data, schema["additionalProperties"])
    new = canonical_text({identifier: data}, {"properties": {}})
    before = _source(content).data if content else {}
    text = content.decode("utf-8-sig") if content else _HEAD
    whole = f"{text}{'' if text.endswith(chr(10)) else chr(10)}{new}"
    if _source(whole.encode()).data != {**before, identifier: data}:
        raise AuthoringError(f"the entry can't be written. Add it to {HIDDEN_FILE} by hand.")
    return whole.encode()


def without_hidden(content: bytes, identifier: str) -> bytes:
    """The file without an entry that it has; empty if it was the last one.

    Raises AuthoringError if the file is written in a way that can't be changed safely.
    """
    source = _source(content)
    expected = {name: item for name, item in source.data.items() if name != identifier}
    if not expected:
        return b""
    return edited(content, source, (Change((identifier,), None),), expected)


def formatting_schema(content: bytes, schema: Schema) -> Schema:
    """The schema that `board fmt` sorts the file by: each entry is a field, where it stands."""
    source, _ = parse(content, HIDDEN_FILE, relaxed=True)
    names = source.data if source else ()
    return {"properties": dict.fromkeys(names, schema["additionalProperties"])}


def _source(content: bytes) -> Source:
    source, problems = parse(content, HIDDEN_FILE, relaxed=True)
    if source is None:
        raise AuthoringError(f"{HIDDEN_FILE} can't be read: {problems[0].message}")
    return source
