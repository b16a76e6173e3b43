"""Reading: one meaning of YAML, exact places, and nothing that can blow up."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.problem import Place
from generator.reading.source import MAX_BYTES, Source, parse

FILE = "listings/acme/x.yml"


def read(text: str) -> Source:
    source, problems = parse(text.encode(), FILE)
    assert source is not None, problems
    return source


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("no", "no"), ("on", "on"), ("yes", "yes"), ("NO", "NO"), ("off", "off"), ("y", "y"),
        ("12:30", "12:30"), ("12:30:45", "12:30:45"), ("1_000", "1_000"),
        ("2026-11-23", "2026-11-23"),
        ("2026-11-23T10:00:00Z", "2026-11-23T10:00:00Z"), ("0777", 777), ("0o17", 15), ("0x1F", 31),
        ("+5", 5), ("-5", -5), ("17.50", Decimal("17.50")), (".5", Decimal("0.5")),
        ("1.", Decimal(1)),
        ("true", True), ("False", False), ("null", None), ("~", None), ("", None),
        ("'null'", "null"), ('"5"', "5"), ("1.2.3", "1.2.3"), ("a:b", "a:b"), ("-x", "-x"),
    ],
)  # fmt: skip
def test_scalars_mean_what_yaml_1_2_says(typed: str, meant: object) -> None:
    value = read(f"field: {typed}\n").data["field"]
    assert value == meant
    assert type(value) is type(meant)


def test_keys_are_always_text() -> None:
    assert read("no: 1\n5: 2\ntrue: 3\n").data == {"no": 1, "5": 2, "true": 3}


def test_places_count_characters_not_bytes() -> None:
    source = read("title: x\npay: {note: 日本, amount: 400}\nitems:\n  - a\n  - what: b\n")
    assert source.place(("pay", "amount")) == Place(FILE, 2, 25, 28)
    assert source.key_place(("pay",)) == Place(FILE, 2, 1, 4)
    assert source.place(("items", 1, "what")) == Place(FILE, 5, 11, 12)
    assert source.place(("items", 0)) == Place(FILE, 4, 5, 6)


def test_a_group_is_pointed_at_by_its_name() -> None:
    assert read("a: 1\npay:\n  amount: 1\n").place(("pay",)) == Place(FILE, 2, 1, 4)


def test_a_missing_value_stands_where_its_group_does() -> None:
    assert read("a: 1\npay: {amount: 1}\n").place(("pay", "currency")) == Place(FILE, 2, 1, 4)
    assert read("a: 1\n").place(("pay", "currency")) == Place(FILE)


def test_byte_order_mark_and_carriage_returns_change_nothing() -> None:
    plain = read("a: 1\nb:\n  - x\n")
    odd, problems = parse(b"\xef\xbb\xbfa: 1\r\nb:\r\n  - x\r\n", FILE)
    assert odd is not None and not problems
    assert odd.data == plain.data
    assert odd.place(("b", 0)) == plain.place(("b", 0))


def test_joiners_pass_where_a_script_or_an_emoji_needs_them() -> None:
    assert read("a: نمی‌خواهم 👩‍💻 क्‍ष\n").data["a"].count("\u200d") == 2
    _, problems = parse("a: pay\u200dpal\n".encode(), FILE)
    assert problems[0].rule == "file/hidden-character"


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "? "])
def test_depth_is_refused_and_not_followed(opening: str) -> None:
    """The library's own composer ends the process on some of these."""
    text = ("a: " if opening in "[{a: " else "") + opening * (MAX_BYTES // len(opening) - 2)
    source, problems = parse(text.encode(), FILE)
    assert source is None and problems


def test_several_duplicates_are_all_named() -> None:
    _, problems = parse(b"a: 1\nb: 2\na: 3\nb: 4\n", FILE)
    assert [(p.place.line, p.rule) for p in problems] == [
        (3, "yaml/duplicate-key"),
        (4, "yaml/duplicate-key"),
    ]


def test_same_name_in_two_groups_is_no_duplicate() -> None:
    assert read("a: {y: 1}\nb: {y: 2}\n").data == {"a": {"y": 1}, "b": {"y": 2}}


def test_relaxed_reading_passes_over_tags_and_anchors() -> None:
    source, problems = parse(b"a: !ENV [X, y]\nb: &c 1\nd: *c\n", "mkdocs.yml", relaxed=True)
    assert source is not None and not problems
    assert source.data["a"] == ["X", "y"]


@given(
    st.one_of(
        st.binary(max_size=400),
        st.text(max_size=400).map(lambda t: t.encode("utf-8", "surrogatepass")),
    )
)
def test_any_bytes_give_data_or_problems(content: bytes) -> None:
    source, problems = parse(content, FILE)
    assert (source is None) == bool(problems)
    for problem in problems:
        assert problem.message and problem.fix and problem.place.file == FILE
        assert problem.place.line >= 1 and problem.place.column >= 1


@given(st.text(alphabet="ab:-?[]{}&*!|>'\"%@`#,\n\t \\.~0123456789<", max_size=120))
def test_any_yaml_like_text_gives_data_or_problems(text: str) -> None:
    source, problems = parse(text.encode(), FILE)
    assert (source is None) == bool(problems)
    if source is not None:
        assert isinstance(source.data, dict)
        for key in source.data:
            source.place((key,))
