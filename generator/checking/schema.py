"""JSON Schema's verdicts in an employer's words.

The schemas in schema/ are the one source of field rules. jsonschema finds what does not fit;
this module says it without jargon, with the field's own `title`, `x-ask` ("say what the
project pays") and `examples`, which every field of our schemas carries.
The sentences are in `schema_words`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from generator.checking.schema_messages import SchemaError, did_you_mean, in_words
from generator.checking.schema_quick import Fits, quick
from generator.model.problem import Path, Problem
from generator.reading.source import Source

if TYPE_CHECKING:
    from jsonschema import Draft202012Validator
    from jsonschema.exceptions import ValidationError

Schema = Mapping[str, Any]

_HOST = re.compile(r"[^\s/?#@:\\<>\"'`{}|^%]+")
_UNSAFE_IN_URL = re.compile(r"[\s<>\"'`{}|\\^]")
# Where several complaints are about one value, the first of these is the one to mend.
_RANK = ("type", "enum", "minItems", "minLength", "pattern", "format")


def _is_date(value: object) -> bool:
    if isinstance(value, str) and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        date.fromisoformat(value)
    return True


def _is_web_address(value: object) -> bool:
    """https, a host, no user info and nothing that could break out of an attribute (RFC 3986)."""
    if not isinstance(value, str) or not value.startswith("https://"):
        return True
    if match := _UNSAFE_IN_URL.search(value):
        what = "a space" if match.group().isspace() else f"`{match.group()}`"
        raise ValueError(f"the address has {what} in it.")
    try:
        parts = urlsplit(value)
        port = parts.port
    except ValueError:
        raise ValueError("its host name or port can't be understood.") from None
    if parts.username is not None or parts.password is not None:
        raise ValueError("the address has a user name in it (the part before @).")
    if not parts.hostname or not _HOST.fullmatch(parts.hostname) or "." not in parts.hostname:
        raise ValueError("the address has no complete host name, such as www.harbour.example.")
    if port is not None:
        raise ValueError("the address names a port.")
    return True


_FORMATS = {"date": _is_date, "uri": _is_web_address, "email": lambda value: True}


@dataclass(frozen=True)
class Fields:
    """A schema ready to be used many times: jsonschema judges, `fits` is its fast yes.

    Formats are our own typed code, not the library's. `definition` is the schema itself, as it
    stands in schema/.
    """

    definition: Schema
    fits: Fits | None

    @cached_property
    def judge(self) -> Draft202012Validator:
        """Made when first asked for: importing the library takes a tenth of a second."""
        from jsonschema import Draft202012Validator, FormatChecker

        formats = FormatChecker(formats=())
        for name, is_valid in _FORMATS.items():
            formats.checks(name, raises=ValueError)(is_valid)
        return Draft202012Validator(self.definition, format_checker=formats)


def fields(schema: Schema) -> Fields:
    """Prepare `schema`."""
    return Fields(schema, quick(schema, _FORMATS))


def check_fields(source: Source, against: Fields) -> Iterator[Problem]:
    """What in `source` does not fit the schema, each value complained about once."""
    if against.fits is not None and against.fits(source.data):
        return
    misfits = _misfits(source.data, against.judge)
    said = [complaint for misfit in misfits for complaint in in_words(misfit)]
    misspelt = {(item.path[:-1], item.fix) for item in said if item.rule == "field/unknown"}
    for complaint in said:
        path = complaint.path
        if complaint.rule == "field/missing":
            if (path[:-1], did_you_mean(str(path[-1]))) in misspelt:
                continue  # it is there, under a misspelt name
            path = path[:-1]
        on_key = complaint.rule in _ON_THE_KEY
        place = source.key_place(path) if on_key else source.place(path)
        yield Problem(place, complaint.rule, complaint.message, complaint.fix)


_ON_THE_KEY = {"field/unknown", "field/missing", "field/choice", "field/empty"}


def _misfits(data: Any, against: Draft202012Validator) -> list[SchemaError]:
    first: dict[tuple[Path, str], tuple[int, SchemaError]] = {}
    for error in against.iter_errors(data):
        misfit = _misfit(error)
        rank = _RANK.index(misfit.keyword) if misfit.keyword in _RANK else -1
        key = (misfit.path, "" if rank >= 0 else misfit.message)
        if key not in first or rank < first[key][0]:
            first[key] = (rank, misfit)
    empty = {misfit.path for _, misfit in first.values() if misfit.value is None}
    return [
        misfit
        for _, misfit in first.values()
        if misfit.path not in empty or misfit.keyword in {"type", "enum"}
    ]


def _misfit(error: ValidationError) -> SchemaError:
    return SchemaError(
        path=tuple(error.absolute_path),
        keyword=str(error.validator),
        limit=error.validator_value,
        value=error.instance,
        schema=error.schema if isinstance(error.schema, Mapping) else {},
        message=error.message,
        cause=str(error.cause or ""),
    )
