"""Listings share equal values, and each stays exactly what it was."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from generator.model.listing import Listing, Pay, Range
from generator.model.shared_values import SharedValues
from tests.support.boards import LISTINGS

_MONEY = st.sampled_from(["20", "20.0", "20.00", "2E+1", "35.5"]).map(Decimal)
_RANGES = st.builds(Range, _MONEY, _MONEY)


@given(st.lists(st.builds(Listing, hours=_RANGES, pay=st.builds(Pay, amount=_RANGES)), max_size=3))
def test_a_listing_stays_what_it_was(items: list[Listing]) -> None:
    """To the last zero: `repr` tells 20 from 20.0, and True from 1."""
    shared = SharedValues()
    for item in (*items, *LISTINGS, *items):
        assert repr(shared.listing(item)) == repr(item)


def test_equal_values_are_one() -> None:
    shared = SharedValues()
    one = shared.listing(LISTINGS[0])
    copy = replace(LISTINGS[0], skills=(*one.skills, "x")[:-1], hours=replace(one.hours))
    other = shared.listing(copy)
    assert other.skills is one.skills and other.hours is one.hours and other.terms is one.terms
