"""Collections: named filters with feeds of their own, `extra.board.collections` in mkdocs.yml.

    collections:
      first-steps:
        label: First steps
        description: Remote, under 20 hours, no experience needed.
        mode: [remote]
        level: [beginner]
        hours_max: 20

A listing is in a collection if it meets every condition. For a list, one matching value is enough.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from generator.model.listing import Listing


@dataclass(frozen=True, slots=True)
class Collection:
    """A named filter. `id` is its folder under `collections/`. An empty condition allows all."""

    id: str
    label: str
    description: str = ""
    mode: tuple[str, ...] = ()
    level: tuple[str, ...] = ()
    category: tuple[str, ...] = ()
    industry: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()
    audience: tuple[str, ...] = ()
    offers: tuple[str, ...] = ()
    hours_max: Decimal | None = None
    weeks_max: int | None = None

    @property
    def url(self) -> str:
        """The page's address, relative to the site's root."""
        return f"collections/{self.id}/"

    def has(self, listing: Listing, industry: str) -> bool:
        """Whether `listing` meets every condition. `industry` is its own or its employer's."""
        return (
            _meets(self.mode, (listing.place.mode,))
            and _meets(self.level, (listing.level,))
            and _meets(self.category, (listing.category,))
            and _meets(self.industry, (industry,))
            and _meets(self.skills, listing.skills)
            and _meets(self.audience, listing.eligibility.audience)
            and _meets(self.offers, listing.offers.named)
            and (self.hours_max is None or listing.hours.high <= self.hours_max)
            and (self.weeks_max is None or listing.duration_weeks <= self.weeks_max)
        )


def collection_from(identifier: str, data: Mapping[str, Any]) -> Collection:
    """Build a collection from `data` that passed its schema."""
    hours = data.get("hours_max")
    return Collection(
        id=identifier,
        label=data["label"],
        description=data.get("description", ""),
        mode=tuple(data.get("mode", ())),
        level=tuple(data.get("level", ())),
        category=tuple(data.get("category", ())),
        industry=tuple(data.get("industry", ())),
        skills=tuple(data.get("skills", ())),
        audience=tuple(data.get("audience", ())),
        offers=tuple(data.get("offers", ())),
        hours_max=None if hours is None else Decimal(str(hours)),
        weeks_max=data.get("weeks_max"),
    )


def _meets(wanted: tuple[str, ...], found: tuple[str, ...]) -> bool:
    return not wanted or not set(wanted).isdisjoint(found)
