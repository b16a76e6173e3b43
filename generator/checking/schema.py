"""Checks a file's fields against its JSON Schema, and says what is wrong in plain words.

The schemas in schema/ are the one source of field rules. Two libraries read them. jsonschema-rs
accepts a valid file, which is nearly every file, in a few microseconds. What it does not accept
goes to jsonschema, whose errors become sentences in `schema_messages`. Importing jsonschema takes
a tenth of a second, so that is done only when a file is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Any

from generator.checking.field_advice import with_current_dates
from generator.checking.field_texts import PARTS
from generator.checking.layout_advice import (
    add_cut_texts,
    comment_advice,
    indented_field,
    layout_mistake,
)
from generator.checking.rule import RuleContext
from generator.checking.schema_error import SchemaError, typed_length
from generator.checking.schema_messages import OUT_OF_RANGE, Complaint, in_words
from generator.model.dates import is_in_range
from generator.model.problem import Path, Problem
from generator.model.problem_limit import FileProblems
from generator.model.web_address import AddressError, public_address
from generator.reading.layout import Layout
from generator.reading.source import Source

if TYPE_CHECKING:
    import jsonschema_rs
    from jsonschema import Draft202012Validator
    from jsonschema.exceptions import ValidationError

Schema = Mapping[str, Any]

_UNSAFE_IN_URL = re.compile(r"[\s<>\"'`{}|\\^]")
URL_PATTERNS = {"unsafe": _UNSAFE_IN_URL}
# When one value breaks several keywords, only the first of these is reported.
_RANK = ("type", "enum", "minItems", "minLength", "pattern", "format")
_ON_THE_KEY = {
    "field/unknown", "field/missing", "field/choice", "field/empty", "field/not-here", "field/name",
}  # fmt: skip
# Our own keyword, added to every `type: integer` that jsonschema-rs is given.
_NO_DECIMAL = "x-no-decimal"


def _is_date(value: object) -> bool:
    if isinstance(value, str) and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        if not is_in_range(date.fromisoformat(value)):
            raise ValueError(OUT_OF_RANGE)
    return True


def _is_web_address(value: object) -> bool:
    """https, a website's name, and nothing that could break out of an attribute (RFC 3986)."""
    if not isinstance(value, str) or not value.startswith("https://"):
        return True
    if match := _UNSAFE_IN_URL.search(value):
        kind = "url-space" if match.group().isspace() else "url-character"
        raise ValueError(PARTS[kind].format(character=match.group()))
    try:
        public_address(value)
    except AddressError as error:
        raise ValueError(PARTS[error.reason].format_map(error.values)) from None
    return True


# Each raises ValueError, whose text an employer reads, for text that is not of its format.
_FORMATS: dict[str, Callable[[object], bool]] = {
    "date": _is_date,
    "date-or-flexible": _is_date,
    "uri": _is_web_address,
    "email": lambda value: True,  # the schema's pattern says enough
}


@dataclass(frozen=True)
class CompiledSchema:
    """A JSON Schema (2020-12) that checks many values. Each library compiles it at its first use.

    The formats (`_FORMATS`) are our own. A final `$` in a pattern means the end of
    the text, as in ECMA-262; in Python's `re` it also matches before a final line break.
    Compiled schemas can't be pickled: worker processes are forked with them.
    """

    definition: Schema

    def is_valid(self, data: Any) -> bool:
        """Whether `data` is valid, by jsonschema-rs. It never accepts what `validator` refuses.

        Values that `generator.reading` never makes, such as a lone surrogate or a number as a
        key, count as invalid. Raises `jsonschema_rs.ValidationError` if the schema itself is
        wrong, or refers to another that would have to be fetched.
        """
        validator = self._fast_validator
        try:
            return validator.is_valid(data)
        except ValueError:
            return False

    @cached_property
    def validator(self) -> Draft202012Validator:
        """jsonschema's validator, which says what is wrong."""
        from jsonschema import Draft202012Validator, FormatChecker
        from jsonschema.validators import extend

        formats = FormatChecker(formats=())
        for name, is_format in _FORMATS.items():
            formats.checks(name, raises=ValueError)(is_format)
        schema = _rewrite(self.definition, _end_at_the_end)
        usual = Draft202012Validator.VALIDATORS
        bounded = {name: _up_to_the_limit(usual[name]) for name in ("items", "uniqueItems")}
        bounded_class = extend(Draft202012Validator, bounded)  # type: ignore[no-untyped-call]
        validator: Draft202012Validator = bounded_class(schema, format_checker=formats)
        return validator

    @cached_property
    def _fast_validator(self) -> jsonschema_rs.Draft202012Validator:
        import jsonschema_rs

        return jsonschema_rs.Draft202012Validator(
            _rewrite(self.definition, _refuse_decimals),
            formats={name: _without_reason(is_format) for name, is_format in _FORMATS.items()},
            validate_formats=True,
            keywords={_NO_DECIMAL: _NoDecimal},
            offline=True,
        )


def _up_to_the_limit(keyword: Callable[..., Any]) -> Callable[..., Iterator[ValidationError]]:
    """jsonschema's `keyword` of a list, for its first `maxItems` items: a long one is refused."""

    def check(
        validator: Any, value: Any, instance: Any, schema: Schema
    ) -> Iterator[ValidationError]:
        if isinstance(instance, list):
            instance = instance[: schema.get("maxItems")]
        yield from keyword(validator, value, instance, schema) or ()

    return check


# Keywords that only a schema's own file has.
_OF_A_FILE = {"$schema", "$id"}


def with_references(schema: Any, read: Callable[[str], Mapping[str, Any]]) -> Any:
    """`schema` complete in itself: a part with `$ref: FILE` gets what `read(FILE)` says.

    What is beside `$ref` counts more.
    """
    if isinstance(schema, list):
        return [with_references(part, read) for part in schema]
    if not isinstance(schema, dict):
        return schema
    own = {name: with_references(part, read) for name, part in schema.items()}
    if not isinstance(file := own.pop("$ref", None), str):
        return own
    return {name: part for name, part in read(file).items() if name not in _OF_A_FILE} | own


def _rewrite(schema: Any, change: Callable[[dict[str, Any]], dict[str, Any]]) -> Any:
    """A copy of `schema` with every object in it changed."""
    if isinstance(schema, Mapping):
        return change({name: _rewrite(part, change) for name, part in schema.items()})
    if isinstance(schema, list):
        return [_rewrite(part, change) for part in schema]
    return schema


def _end_at_the_end(schema: dict[str, Any]) -> dict[str, Any]:
    r"""Python writes ECMA-262's `$` as `\Z`."""
    pattern = schema.get("pattern")
    if isinstance(pattern, str) and pattern.endswith("$") and not pattern.endswith(r"\$"):
        return {**schema, "pattern": pattern[:-1] + r"\Z"}
    return schema


def _refuse_decimals(schema: dict[str, Any]) -> dict[str, Any]:
    return {**schema, _NO_DECIMAL: True} if schema.get("type") == "integer" else schema


class _NoDecimal:
    """Refuses `4.0` where an integer is asked for, as jsonschema does.

    `generator.reading` reads it as `Decimal("4.0")`, which is an integer for jsonschema-rs.
    """

    def __init__(self, parent_schema: dict[str, Any], value: Any, path: list[str | int]) -> None:
        pass

    def validate(self, instance: Any) -> None:
        """Raise ValueError for a decimal number: jsonschema-rs asks for an exception."""
        if isinstance(instance, Decimal):
            raise ValueError


def _without_reason(is_format: Callable[[object], bool]) -> Callable[[object], bool]:
    """jsonschema-rs wants False from a format, not an exception."""

    def is_valid(value: object) -> bool:
        try:
            return is_format(value)
        except ValueError:
            return False

    return is_valid


def complaints(data: Any, schema: CompiledSchema) -> Iterator[Complaint]:
    """What is wrong with `data` that came from no file; nothing if it is valid."""
    if schema.is_valid(data):
        return
    found = [
        complaint
        for error in _schema_errors(data, schema.validator, None)
        for complaint in in_words(error)
    ]
    yield from found or [Complaint((), "field/format", "it has a value that can't be read.", "")]


def check_fields(
    source: Source, schema: CompiledSchema, context: RuleContext | None = None
) -> tuple[Problem, ...]:
    """What is wrong with the fields of `source`, one problem a value, limited as a file's are.

    Items of a list beyond its `maxItems` are not looked at. With a `context`, the advice knows the
    board's currencies and words.
    """
    found = FileProblems()
    cut_places = add_cut_texts(source, found)
    if not schema.is_valid(source.data):
        errors = _schema_errors(source.data, schema.validator, context)
        complaints = [complaint for error in errors for complaint in in_words(error)]
        indented, layout = _indented(source, schema, complaints), Layout(source.text)
        for complaint in _own_mistakes(complaints, indented):
            is_other = complaint.rule not in {"field/missing", "field/choice"}
            if is_other and cut_places and source.place(complaint.path) in cut_places:
                continue  # the text is longer than what is read
            there = indented.get(complaint.path[0]) if len(complaint.path) == 1 else None
            if found.is_full:
                found.count_error()
            else:
                found.add(there or _problem(source, layout, complaint))
    return found.result()


def _own_mistakes(
    complaints: Iterable[Complaint], indented: Mapping[str | int, Problem]
) -> Iterator[Complaint]:
    """The complaints, without those that are said already where something else is wrong."""
    meant = {(item.path[:-1], item.meant) for item in complaints if item.meant}
    groups = {path for path, _ in meant}
    for complaint in complaints:
        if len(complaint.path) > 1 and complaint.rule == "field/unknown":
            if complaint.path[-1] in indented:
                continue  # that it is indented too far is said where it is missing
        if complaint.rule == "field/missing":
            if (complaint.path[:-1], complaint.path[-1]) in meant:
                continue  # it is there, under a misspelt name or in another field
        elif complaint.rule == "field/choice" and complaint.path in groups:
            continue  # one of the choice is there, under such a name
        yield complaint


def _indented(
    source: Source, schema: CompiledSchema, complaints: Iterable[Complaint]
) -> Mapping[str | int, Problem]:
    """Problems of fields that are missing because their line is indented, by their names."""
    known = schema.definition.get("properties", {})
    missing = [
        item.path[0]
        for item in complaints
        if item.rule == "field/missing" and len(item.path) == 1 and item.path[0] in known
    ]
    found = {
        name: indented_field(source, str(name), _own_lines(source, known, str(name)))
        for name in missing
    }
    return {name: problem for name, problem in found.items() if problem}


def _own_lines(source: Source, known: Mapping[str, Any], name: str) -> frozenset[int]:
    """The lines of `name` in groups that have such a field themselves: `outcome.summary`."""
    return frozenset(
        source.key_place((group, name)).line
        for group, value in source.data.items()
        if isinstance(value, Mapping)
        and name in value
        and name in known.get(group, {}).get("properties", {})
    )


def _problem(source: Source, layout: Layout, complaint: Complaint) -> Problem:
    path, fix = complaint.path, complaint.fix
    if complaint.rule == "field/missing":
        path = path[:-1] or _last_field(source)
    on_key = complaint.rule in _ON_THE_KEY
    place = source.key_place(path) if on_key else source.place(path)
    if mistake := layout_mistake(layout, complaint.path, complaint.rule, place):
        return mistake
    if complaint.rule == "field/empty":
        fix = comment_advice(source, place.line) or fix
    return Problem(place, complaint.rule, complaint.message, fix)


def _last_field(source: Source) -> Path:
    """Where to say that a field is missing: under the last one, not beside the first."""
    return (list(source.data)[-1],) if source.data else ()


def _schema_errors(
    data: Any, validator: Draft202012Validator, context: RuleContext | None
) -> list[SchemaError]:
    """jsonschema's errors, without those that say the same about a value again."""
    first: dict[tuple[Path, str], tuple[int, SchemaError]] = {}
    for raw in validator.iter_errors(data):
        if raw.validator == "maxLength" and typed_length(raw.instance) <= raw.validator_value:
            continue
        error = _schema_error(raw, data, context)
        rank = _RANK.index(error.keyword) if error.keyword in _RANK else -1
        key = (error.path, "" if rank >= 0 else error.message)
        if key not in first or rank < first[key][0]:
            first[key] = (rank, error)
    empty = {error.path for _, error in first.values() if error.value is None}
    return [
        error
        for _, error in first.values()
        if error.path not in empty or error.keyword in {"type", "enum"}
    ]


def _schema_error(error: ValidationError, data: Any, context: RuleContext | None) -> SchemaError:
    path, keyword = tuple(error.absolute_path), str(error.validator)
    if "propertyNames" in error.absolute_schema_path:
        path, keyword = (*path, str(error.instance)), "propertyNames"
    return SchemaError(
        path=path,
        keyword=keyword,
        limit=error.validator_value,
        value=error.instance,
        schema=with_current_dates(error.schema, context)
        if isinstance(error.schema, Mapping)
        else {},
        message=error.message,
        cause=str(error.cause or ""),
        data=data,
        context=context,
    )
