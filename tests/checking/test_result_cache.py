"""What goes into the cache comes out the same, and nothing else comes out."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from generator.checking.check import FileResult, Item
from generator.checking.result_cache import decode, encode
from generator.model.listing import Listing, Pay, Range
from generator.model.problem import Place, Problem, Severity
from tests.support.boards import EMPLOYERS, LISTINGS

PROBLEMS = (
    Problem(Place("listings/a/b.yml", 3, 7, 12), "pay/currency", "`x` is “y”.", "Write `z`."),
    Problem(Place("listings/a/b.yml"), "title/emoji", "An 😀.", severity=Severity.HINT),
)


def there_and_back(item: Item) -> FileResult | None:
    return decode(*encode(FileResult(item.file, item, PROBLEMS)))


@pytest.mark.parametrize("item", [*LISTINGS, *EMPLOYERS], ids=lambda item: item.id)
def test_there_and_back(item: Item) -> None:
    assert there_and_back(item) == FileResult(item.file, item, PROBLEMS)


def test_a_listing_that_carries_its_employer() -> None:
    employer = replace(EMPLOYERS[0], inline_in=LISTINGS[0].id)
    result = FileResult(LISTINGS[0].file, LISTINGS[0], PROBLEMS, employer)
    assert decode(*encode(result)) == result


@pytest.mark.parametrize("wrong", [{}, [], "x", {"id": "a"}, 1])
def test_what_is_no_employer_of_a_listing_is_refused(wrong: Any) -> None:
    encoded = encode(FileResult("listings/a/b.yml", LISTINGS[0], ()))
    data = [json.loads(encoded.item)[0], wrong]
    assert decode(*encoded._replace(item=json.dumps(data).encode())) is None


def test_a_file_that_describes_nothing() -> None:
    result = FileResult("listings/a/b.yml", None, PROBLEMS)
    assert decode(*encode(result)) == result


_MONEY = st.decimals(0, 10**9, places=2)
_RANGES = st.builds(Range, _MONEY, _MONEY)


@given(st.builds(Listing, hours=_RANGES, pay=st.builds(Pay, amount=_RANGES)))
def test_any_listing(item: Listing) -> None:
    found = there_and_back(item)
    assert found is not None and found.item == item


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=3), inner),
)
_FIELDS = sorted(json.loads(encode(FileResult("x", LISTINGS[0], ())).item)[0])


@given(st.sampled_from(_FIELDS), _JSON)
@example("hours", {"low": "NaN", "high": "NaN"})
@example("hours", {"low": "1", "high": "Infinity"})
@example("openings", True)
@example("openings", "2")
@example("title", 5)
@example("posted", "2026-02-30")
def test_what_does_not_fit_is_refused(field: str, wrong: Any) -> None:
    """A listing comes out only if each field is of the type it declares."""
    encoded = encode(FileResult("listings/a/b.yml", LISTINGS[0], ()))
    data = json.loads(encoded.item)
    data[0][field] = wrong
    found = decode(*encoded._replace(item=json.dumps(data).encode()))
    if found is None:
        return
    assert isinstance(found.item, Listing)
    assert json.loads(encode(found).item)[0][field] is not None or wrong is None
    hash(found.item)
    str(found.item.hourly_rate) if found.item.hours.low else None


@pytest.mark.parametrize("field", ["hours", "pay", "openings", "title", "posted"])
def test_the_examples_are_refused(field: str) -> None:
    wrong = {"hours": {"low": "NaN", "high": "2"}, "pay": [], "openings": True, "title": None}
    encoded = encode(FileResult("listings/a/b.yml", LISTINGS[0], ()))
    data = json.loads(encoded.item)
    data[0][field] = wrong.get(field, "tomorrow")
    assert decode(*encoded._replace(item=json.dumps(data).encode())) is None


@pytest.mark.parametrize("data", [b"", b"null", b"1", b'"x"', b"[]", b"{}", b"[[]]", b"\xff", b"{"])
def test_other_data_is_no_employer(data: bytes) -> None:
    assert decode("listings/a/employer.yml", "", "employer", data, b"[]") is None


def test_an_unknown_kind_and_broken_problems() -> None:
    encoded = encode(FileResult("x", EMPLOYERS[0], ()))
    assert decode(*encoded._replace(kind="logo")) is None
    for problems in (b"", b"{}", b'[{"rule": "x"}]', b'[["x"]]'):
        assert decode(*encoded._replace(problems=problems)) is None
    assert decode(*encode(replace(FileResult("x", None, ()), problems=()))) is not None
