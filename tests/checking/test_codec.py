"""What goes into the cache comes out the same, and nothing else comes out."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.checking.codec import decode, encode
from generator.model.employer import Employer
from generator.model.listing import Listing, Pay, Range
from tests.support.boards import EMPLOYERS, LISTINGS


@pytest.mark.parametrize("item", [*LISTINGS, *EMPLOYERS], ids=lambda item: item.id)
def test_there_and_back(item: Listing | Employer) -> None:
    assert decode(type(item), json.loads(json.dumps(encode(item)))) == item


_MONEY = st.decimals(0, 10**9, places=2)
_RANGES = st.builds(Range, _MONEY, _MONEY)


@given(st.builds(Listing, hours=_RANGES, pay=st.builds(Pay, amount=_RANGES)))
def test_any_listing(item: Listing) -> None:
    assert decode(Listing, json.loads(json.dumps(encode(item)))) == item


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=3), inner),
)


@given(st.integers(0, 24), _JSON)
def test_what_does_not_fit_is_refused(at: int, wrong: Any) -> None:
    """A listing with any other field than a right one never comes out."""
    data = encode(LISTINGS[0])
    data[at % len(data)] = wrong
    try:
        found = decode(Listing, data)
    except ValueError:
        return
    assert encode(found) is not None and isinstance(found.title, str)
    hash(found)


@pytest.mark.parametrize("data", [None, 1, "x", [], {}, [[]], ["x"] * 10])
def test_other_data_is_no_employer(data: Any) -> None:
    with pytest.raises(ValueError, match="not a Employer"):
        decode(Employer, data)
