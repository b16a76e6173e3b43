"""The schema of a listing with that of its employer in it, from the published files."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from generator.checking.schema import with_references

_LISTING, _EMPLOYER = "listing.schema.json", "employer.schema.json"


def listing_schema(schemas: Mapping[str, bytes]) -> dict[str, Any]:
    """A listing's schema. Its field `employer` is the schema of an employer.yml."""
    listing: dict[str, Any] = with_references(
        json.loads(schemas[_LISTING]), lambda file: json.loads(schemas[file])
    )
    return listing


def employer_schema(schemas: Mapping[str, bytes]) -> dict[str, Any]:
    """The schema of an employer.yml."""
    schema: dict[str, Any] = json.loads(schemas[_EMPLOYER])
    return schema
