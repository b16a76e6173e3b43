"""Typed values as JSON and back, for the cache.

Not pickle: a cache can be brought along from elsewhere, and unpickling runs whatever it says.
Here nothing but our own frozen classes can come out, each field of the type it declares;
anything else raises `ValueError`.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

Decoder = Callable[[Any], Any]
T = TypeVar("T")


def encode(value: Any) -> Any:
    """`value` as plain JSON data; a class becomes the list of its fields."""
    kind: Any = type(value)
    if kind in _PLAIN:
        return value
    if kind is tuple:
        return [encode(item) for item in value]
    if kind is Decimal:
        return str(value)
    if kind is date:
        return value.isoformat()
    return [encode(getattr(value, name)) for name in _names(kind)]


def decode(kind: type[T], data: Any) -> T:
    """The value of class `kind` that `data` holds. Raises `ValueError` if it holds none."""
    known: Any = kind
    try:
        found: T = _decoder(known)(data)
    except (TypeError, ValueError, InvalidOperation) as error:
        raise ValueError(f"not a {kind.__name__}") from error
    return found


_PLAIN = frozenset({str, int, bool, NoneType})


@cache
def _names(kind: Any) -> tuple[str, ...]:
    return tuple(field.name for field in dataclasses.fields(kind))


@cache
def _decoder(kind: Any) -> Decoder:
    if kind in _PLAIN:
        return _exactly(kind)
    if kind is Decimal:
        return _decimal
    if kind is date:
        return date.fromisoformat
    origin = get_origin(kind)
    if origin is tuple:
        return _list_of(_decoder(get_args(kind)[0]))
    if origin in {Union, UnionType}:
        return _one_of(get_args(kind))
    return _fields_of(kind)


def _exactly(kind: type) -> Decoder:
    def decoder(value: Any) -> Any:
        if value.__class__ is not kind:
            raise ValueError
        return value

    return decoder


def _decimal(value: Any) -> Decimal:
    if value.__class__ is not str or len(value) > 40:
        raise ValueError
    number = Decimal(value)
    if not number.is_finite():
        raise ValueError
    return number


def _list_of(item: Decoder) -> Decoder:
    return lambda values: tuple([item(value) for value in values])


def _one_of(kinds: tuple[type, ...]) -> Decoder:
    """At most one of `kinds` is written as text or a list that another could be, so try each."""
    decoders = [_decoder(kind) for kind in kinds]

    def decoder(value: Any) -> Any:
        for one in decoders:
            try:
                return one(value)
            except (TypeError, ValueError):
                continue
        raise ValueError

    return decoder


def _fields_of(kind: Any) -> Decoder:
    hints = get_type_hints(kind)
    decoders = [_decoder(hints[name]) for name in _names(kind)]

    def decoder(values: Any) -> Any:
        if values.__class__ is not list or len(values) != len(decoders):
            raise ValueError
        return kind(*[one(value) for one, value in zip(decoders, values, strict=True)])

    return decoder
