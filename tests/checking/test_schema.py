"""The schemas are documentation too, and the fast yes agrees with jsonschema."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.checking.schema import Fields, check_fields, fields
from generator.reading.source import parse
from tests.support.paths import BROKEN, ROOT

SCHEMA = ROOT / "schema"
NAMES = ("listing", "employer", "board")


def load(name: str) -> dict[str, Any]:
    schema: dict[str, Any] = json.loads((SCHEMA / f"{name}.schema.json").read_text())
    return schema


def every_field(schema: dict[str, Any], path: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    for name, part in schema.get("properties", {}).items():
        yield f"{path}{name}", part
        yield from every_field(part, f"{path}{name}.")
    if isinstance(items := schema.get("items"), dict):
        yield f"{path}[]", items
        yield from every_field(items, f"{path}[].")


FIELDS = [(name, path, part) for name in NAMES for path, part in every_field(load(name))]


@pytest.mark.parametrize(
    ("name", "path", "field"), FIELDS, ids=lambda value: value if isinstance(value, str) else ""
)
def test_every_field_explains_itself(name: str, path: str, field: dict[str, Any]) -> None:
    for word in ("title", "description", "x-ask"):
        assert field.get(word, "").strip(), f"{path} has no {word}"
    assert field["description"].endswith(".")
    assert field["examples"], f"{path} has no example"
    ready = fields(field)
    for example in field["examples"]:
        assert ready.judge.is_valid(example), f"{path}: {example} is no good example"


@pytest.mark.parametrize("name", NAMES)
def test_schemas_are_valid_and_compile(name: str) -> None:
    ready = fields(load(name))
    ready.judge.check_schema(load(name))
    assert (ready.fits is not None) is (name != "board"), "the board's is checked once, slowly"


def test_a_schema_with_an_unknown_keyword_is_left_to_jsonschema() -> None:
    assert fields({"type": "object", "maxProperties": 1}).fits is None


LISTING, EMPLOYER = fields(load("listing")), fields(load("employer"))
GOOD = parse((BROKEN / "good.yml").read_bytes(), "x")[0]
PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 200) | st.decimals(-5, 200, places=2)
    | st.sampled_from(["", "yes", "remote", "onsite", "USD", "PT", "2026-11-23", "2026-02-30",
                       "https://a.example/x", "https://a@b.example/", "flexible", "x" * 90, "a/b"])
    | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(
        st.sampled_from(["what", "due", "min", "max", "amount", "mode", "city", "url", "x"]),
        inner, max_size=4,
    ),
    max_leaves=6,
)  # fmt: skip
NAMES_OF_FIELDS = sorted(load("listing")["properties"])


@given(
    st.dictionaries(st.sampled_from([*NAMES_OF_FIELDS, "x"]), PLAIN, max_size=3),
    st.sets(st.sampled_from(NAMES_OF_FIELDS), max_size=1),
)
def test_the_fast_yes_is_jsonschemas_yes(changes: dict[str, Any], without: set[str]) -> None:
    assert GOOD is not None and LISTING.fits is not None
    data = {name: value for name, value in {**GOOD.data, **changes}.items() if name not in without}
    assert LISTING.fits(data) is LISTING.judge.is_valid(data)


@given(st.sampled_from(NAMES_OF_FIELDS), PLAIN)
def test_one_wrong_field_is_seen_by_both(name: str, value: Any) -> None:
    assert GOOD is not None and LISTING.fits is not None
    data = {**GOOD.data, name: value}
    assert LISTING.fits(data) is LISTING.judge.is_valid(data)


@given(st.sampled_from(NAMES_OF_FIELDS), PLAIN)
def test_what_does_not_fit_is_always_said(name: str, value: Any) -> None:
    """No misfit is lost between jsonschema and the sentences, and each has a way out."""
    assert GOOD is not None
    data = {**GOOD.data, name: value}
    source = type(GOOD)(GOOD.file, GOOD.text, data)
    said = [*check_fields(source, LISTING)]
    assert bool(said) is not LISTING.judge.is_valid(data)
    for problem in said:
        assert problem.message.endswith(".") and problem.fix, problem
        assert problem.rule.startswith(("field/", "date/"))


def test_a_number_is_kept_exactly() -> None:
    ready: Fields = fields({"type": "number", "minimum": 1})
    assert (
        ready.fits is not None and ready.fits(Decimal("1.10")) and not ready.fits(Decimal("0.99"))
    )
