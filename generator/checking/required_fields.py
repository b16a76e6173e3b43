"""Fields of a listing that may be left out elsewhere, and that one board requires.

A board names them in its setting `required`. They become part of the listing's schema, so that
whatever is made from it asks for them: the check, the forms, `board new` and the published schema.
Pure.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

# A keyword of our own in the schema of a group: the names that this board adds to `required`, each
# with the whole name of the field that it wants. `{"offers": "offers.mentor"}`
REQUIRED_HERE = "x-required-here"
_LISTING = "listing.schema.json"

Schema = Mapping[str, Any]


def with_required(schema: Schema, names: Sequence[str]) -> dict[str, Any]:
    """The schema of a listing in which the fields `names`, such as `offers.mentor`, are required.

    Names that it does not have are left out: a board may have a schema of its own.
    """
    changed = dict(schema)
    for name in names:
        changed = _required(changed, name.split("."), name)
    return changed


def with_required_in_file(
    schemas: Mapping[str, bytes], names: Sequence[str]
) -> Mapping[str, bytes]:
    """The same for the files of schema/, by name. Without `names` they stay as they are."""
    if not names:
        return schemas
    schema = with_required(json.loads(schemas[_LISTING]), names)
    text = json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
    return {**schemas, _LISTING: text.encode()}


def _required(schema: Schema, steps: Sequence[str], whole: str) -> dict[str, Any]:
    """A copy of `schema` in which the field at `steps` is required, and each group above it."""
    first, *others = steps
    fields = schema.get("properties", {})
    if first not in fields:
        return dict(schema)
    if others:
        fields = {**fields, first: _required(fields[first], others, whole)}
    changed = {**schema, "properties": fields}
    if first in (given := schema.get("required", [])):
        return changed
    here = {**schema.get(REQUIRED_HERE, {}), first: whole}
    return {**changed, "required": [*given, first], REQUIRED_HERE: here}
