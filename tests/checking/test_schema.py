"""The schemas are documentation too, and the two libraries that read them agree."""

from __future__ import annotations

import copy
import re
import subprocess
import sys
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from jsonschema_rs import ValidationError

from generator.checking.schema import CompiledSchema, check_fields
from generator.checking.workspace import read_schema
from generator.model.problem import Path
from generator.reading.source import Source, parse
from tests.support.paths import BROKEN, ROOT

SCHEMA = ROOT / "schema"
NAMES = ("listing", "employer", "board")


def load(name: str) -> dict[str, Any]:
    return read_schema(name)


def every_field(schema: dict[str, Any], path: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    for name, part in schema.get("properties", {}).items():
        yield f"{path}{name}", part
        yield from every_field(part, f"{path}{name}.")
    if isinstance(items := schema.get("items"), dict):
        yield f"{path}[]", items
        yield from every_field(items, f"{path}[].")


FIELDS = [
    (name, path, part) for name in (*NAMES, "mkdocs") for path, part in every_field(load(name))
]


@pytest.mark.parametrize(
    ("name", "path", "field"), FIELDS, ids=lambda value: value if isinstance(value, str) else ""
)
def test_every_field_explains_itself(name: str, path: str, field: dict[str, Any]) -> None:
    for word in ("title", "description", "x-ask"):
        assert field.get(word, "").strip(), f"{path} has no {word}"
    assert field["description"].endswith(".")
    assert field["examples"], f"{path} has no example"
    schema = CompiledSchema(field)
    for value in field["examples"]:
        assert schema.is_valid(value), f"{path}: {value} is no good example"
        assert schema.validator.is_valid(value), f"{path}: {value} is no good example"


@pytest.mark.parametrize("name", [*NAMES, "mkdocs"])
def test_schemas_are_valid(name: str) -> None:
    schema = load(name)
    CompiledSchema(schema).validator.check_schema(schema)


def patterns(schema: Any) -> Iterator[str]:
    if isinstance(schema, dict):
        for name, part in schema.items():
            if name == "pattern" and isinstance(part, str):
                yield part
            yield from patterns(part)
    elif isinstance(schema, list):
        for part in schema:
            yield from patterns(part)


PATTERNS = sorted({pattern for name in (*NAMES, "mkdocs") for pattern in patterns(load(name))})


@pytest.mark.parametrize("pattern", PATTERNS)
def test_patterns_use_only_what_both_engines_read_alike(pattern: str) -> None:
    r"""Not `\d`, which in `re` is a digit of any script, and nothing that looks around."""
    assert not re.search(r"\\[^.]|\(\?|\[\^|\[\[", pattern)
    assert "." not in re.sub(r"\[[^]]*\]|\\\.", "", pattern)
    assert pattern.startswith("^") and "$" not in pattern[:-1] and "^" not in pattern[1:]


HOSTILE = st.sampled_from(
    ["\n", "\r\n", "\r", "\u2028", "\x85", "\x00", " ", "\u00a0", "\ufeff", "\u0660", "\u212a"]
)


@given(st.data(), st.sampled_from(PATTERNS))
def test_a_pattern_means_the_same_in_both_engines(data: st.DataObject, pattern: str) -> None:
    text = data.draw(st.from_regex(re.compile(pattern, re.ASCII)) | st.text(max_size=12))
    at = data.draw(st.integers(0, len(text)))
    text = text[:at] + data.draw(st.just("") | HOSTILE) + text[at:]
    schema = CompiledSchema({"type": "string", "pattern": pattern})
    assert schema.is_valid(text) is schema.validator.is_valid(text), repr(text)


def sources(*paths: str) -> list[dict[str, Any]]:
    found = [parse(path.read_bytes(), "x")[0] for glob in paths for path in ROOT.glob(glob)]
    return [source.data for source in found if source]


BOARD = parse((ROOT / "mkdocs.yml").read_bytes(), "mkdocs.yml", relaxed=True)[0]
GOOD = parse((BROKEN / "good.yml").read_bytes(), "x")[0]
assert BOARD and GOOD
SCHEMAS = {name: CompiledSchema(load(name)) for name in NAMES}
LISTING = SCHEMAS["listing"]
SAMPLES = {
    "listing": [
        data
        for data in sources("listings/*/*.yml", "tests/broken/*.yml")
        if "name" not in data  # an employer
    ],
    "employer": sources("listings/*/employer.yml"),
    "board": [
        BOARD.data["extra"]["board"],
        {name: field["examples"][0] for name, field in load("board")["properties"].items()},
    ],
}
FIELD_NAMES = sorted({name.rpartition(".")[2] for _, path, _ in FIELDS for name in [path]} - {"[]"})


def paths(value: Any, path: Path = ()) -> Iterator[Path]:
    """Where there is a value, however deep."""
    yield path
    if isinstance(value, (dict, list)):
        for step, part in value.items() if isinstance(value, dict) else enumerate(value):
            yield from paths(part, (*path, step))


WORDS = st.sampled_from([
    "", " ", "yes", "no", "remote", "onsite", "flexible", "open", "USD", "usd", "PT", "PT\n", "en",
    "pt-BR", "2026-11-23", "2026-11-23\n", "2026-02-30", "0000-01-01", "٢٠٢٦-11-23", "acme/x",
    "a@b.example", "a@b.example\n", "https://a.example/x", "https://a@b.example/", "https://[::1",
    "https://a.example:80/", "https://a.example/\n", "http://a.example", "https://a.example/ x",
    "x" * 8, "x" * 80, "x" * 81, "😀" * 80, "😀" * 81, "e\u0301" * 40, "e\u0301" * 41, "1000+",
])  # fmt: skip
NUMBERS = (
    st.integers(-5, 400)
    | st.integers()
    | st.decimals(-5, 400, places=2)
    | st.decimals(allow_nan=False, allow_infinity=False)
    | st.sampled_from([Decimal("4.0"), Decimal("1E+2"), Decimal("-0"), 10**18, 10**400, -(10**400)])
)
# All that `generator.reading` can make of a file.
READABLE = st.recursive(
    st.none() | st.booleans() | NUMBERS | WORDS | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(FIELD_NAMES) | WORDS, inner, max_size=4)
    ),
    max_leaves=6,
)
# And what only a mistake of ours could hand over.
UNREADABLE = (
    st.floats()
    | st.decimals(allow_nan=True)
    | st.sampled_from(["\ud800", "x" * 8 + "\udfff", b"bytes", {1: "a"}, {None: 1}, {True: 1}])
    | st.builds(object)
)


@st.composite
def changed(draw: st.DrawFn, values: st.SearchStrategy[Any]) -> tuple[str, dict[str, Any]]:
    """A real file's data with up to three changes: a value replaced, removed or added."""
    name = draw(st.sampled_from(NAMES))
    data = copy.deepcopy(draw(st.sampled_from(SAMPLES[name])))
    values = values.map(copy.deepcopy)  # or a sample of them would be changed for the next case
    for _ in range(draw(st.integers(0, 3))):
        path = draw(st.sampled_from([*paths(data)]))
        holder: Any = data
        for step in path[:-1]:
            holder = holder[step]
        change = draw(st.sampled_from(["replace", "remove", "add", "repeat"]))
        here = holder[path[-1]] if path else data
        if change == "replace" and path:
            holder[path[-1]] = draw(values)
        elif change == "remove" and path:
            del holder[path[-1]]
        elif change == "add" and isinstance(here, dict):
            here[draw(st.sampled_from(FIELD_NAMES) | WORDS)] = draw(values)
        elif isinstance(here, list):
            here.append(copy.deepcopy(here[0]) if here and change == "repeat" else draw(values))
    return name, data


@given(changed(READABLE))
def test_both_libraries_agree_on_what_can_be_read(case: tuple[str, dict[str, Any]]) -> None:
    name, data = case
    assert SCHEMAS[name].is_valid(data) is SCHEMAS[name].validator.is_valid(data)


@given(changed(READABLE | UNREADABLE))
def test_the_fast_library_accepts_nothing_that_the_other_refuses(
    case: tuple[str, dict[str, Any]],
) -> None:
    name, data = case
    assert not SCHEMAS[name].is_valid(data) or SCHEMAS[name].validator.is_valid(data)


LISTING_FIELDS = sorted(load("listing")["properties"])


@given(st.sampled_from(LISTING_FIELDS), READABLE)
@example("deadline", "2026-12-14\n")
@example("duration_weeks", Decimal("4.0"))
@example("duration_weeks", None)
def test_what_is_not_valid_always_has_a_message(name: str, value: Any) -> None:
    """No error is lost between jsonschema and the sentences, and each has a way out."""
    data = {**GOOD.data, name: value}
    source = Source(GOOD.file, GOOD.text, data)
    problems = [*check_fields(source, LISTING)]
    assert bool(problems) is not LISTING.validator.is_valid(data)
    for problem in problems:
        assert problem.message.endswith(".") and problem.fix, problem
        assert problem.rule.startswith(("field/", "date/"))


@pytest.mark.parametrize("name", ["listing", "employer"])
def test_the_samples_are_accepted_fast(name: str) -> None:
    valid = sources(f"listings/*/{'employer' if name == 'employer' else '*'}.yml")
    valid = [data for data in valid if ("name" in data) is (name == "employer")]
    assert len(valid) >= 10 and all(map(SCHEMAS[name].is_valid, valid))


def test_a_number_is_compared_exactly() -> None:
    schema = CompiledSchema({"type": "number", "minimum": 1})
    assert schema.is_valid(Decimal("1.10"))
    assert not schema.is_valid(Decimal("0." + "9" * 30))


def test_an_integer_has_no_decimal_point() -> None:
    """jsonschema-rs, like JSON Schema, would take 4.0; `Listing.openings` would then be none."""
    schema = CompiledSchema({"type": "integer"})
    assert schema.is_valid(4) and not schema.is_valid(Decimal("4.0"))


def test_an_unknown_keyword_changes_nothing() -> None:
    assert CompiledSchema({"type": "object", "x-new": 1}).is_valid({})


def test_a_schema_never_fetches_another() -> None:
    with pytest.raises(ValidationError, match="Retrieval is disabled"):
        CompiledSchema({"$ref": "https://schemas.example/x.json"}).is_valid({})


def test_jsonschema_is_imported_only_for_a_file_that_is_wrong() -> None:
    """Importing it takes as long as all the rest of `board check`."""
    code = """
import sys
from datetime import date
from pathlib import Path
from generator.checking.run import check_paths
assert check_paths(Path.cwd(), [], date(2026, 11, 23))[0].files
assert "jsonschema_rs" in sys.modules and "jsonschema" not in sys.modules
"""
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)


def _described(length: int) -> list[str]:
    """What is said of a description of so many characters, in a block of YAML."""
    text = ("Ask shops what they need and sort what they say. " * 130)[: length - 1] + "."
    begin, end = GOOD.text.index("description:"), GOOD.text.index("deliverables:")
    content = f"{GOOD.text[:begin]}description: |\n  {text}\n{GOOD.text[end:]}"
    source, problems = parse(content.encode(), "listings/acme/survey.yml")
    assert source, problems
    assert len(source.data["description"]) == length + 1
    return [problem.message for problem in check_fields(source, LISTING)]


def test_the_line_break_that_ends_a_block_is_not_counted() -> None:
    assert _described(6000) == []
    assert _described(6001) == ["`description` has 6,001 characters; it may have at most 6,000."]
