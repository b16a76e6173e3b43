"""Listings that a maintainer took off the site, while they are under review."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from generator.model.listing import Listing


@dataclass(frozen=True, slots=True)
class Hidden:
    """Since when a listing is hidden, and why. Everyone can read the `reason`.

    `issue` is the number of the issue where it was reported; None if there is none.
    """

    since: date
    reason: str
    issue: int | None = None


HiddenListings = Mapping[str, Hidden]  # by the listing's id, or by a former one


def hidden_from(data: Mapping[str, Mapping[str, Any]]) -> dict[str, Hidden]:
    """The hidden listings in data that was checked against schema/hidden.schema.json."""
    return {
        name: Hidden(date.fromisoformat(item["since"]), item["reason"], item.get("issue"))
        for name, item in data.items()
    }


def hidden_entry(listing: Listing, hidden: HiddenListings) -> Hidden | None:
    """Why `listing` is hidden; None if it is not. It stays hidden under a new id.

    A listing that is renamed keeps its former id in `aliases`.
    """
    names = (listing.id, *listing.aliases) if hidden else ()
    return next((hidden[name] for name in names if name in hidden), None)
