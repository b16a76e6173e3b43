"""Equal values of many listings as one object, so that a large board takes less memory.

A quarter of a listing's memory is words and numbers that many others have too.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any, TypeVar

from generator.model.listing import Listing, Pay, Range

T = TypeVar("T")


class SharedValues:
    """The values met so far. A listing that comes through keeps none that is here already."""

    def __init__(self) -> None:
        self._values: dict[tuple[type, Any], Any] = {}
        self._ranges: dict[tuple[str, str], Range] = {}

    def listing(self, item: Listing) -> Listing:
        """The same listing, made of shared values where another is likely to have them."""
        one, pay = self._one, item.pay
        return replace(
            item,
            category=one(item.category),
            skills=one(tuple(map(one, item.skills))),
            gains=one(tuple(map(one, item.gains))),
            level=one(item.level),
            hours=self._range(item.hours),
            pay=Pay(self._range(pay.amount), one(pay.currency), one(pay.per), one(pay.note)),
            place=one(item.place),
            eligibility=one(item.eligibility),
            offers=one(item.offers),
            terms=one(item.terms),
            posted=one(item.posted),
            deadline=one(item.deadline),
            language=one(item.language),
            status=one(item.status),
        )

    def _one(self, value: T) -> T:
        shared: T = self._values.setdefault((type(value), value), value)
        return shared

    def _range(self, value: Range) -> Range:
        # By its text: 20 and 20.0 are equal, but each is shown as it was written.
        return self._ranges.setdefault((str(value.low), str(value.high)), value)
