"""The places where one has to be for hybrid and on-site work, as `/match/` offers them."""

from __future__ import annotations

import re

from generator.board import wording
from generator.model.listing import Listing

# Everything that is no part of a word, in any script. assets/match/preferences.js accepts the rest.
_BETWEEN = re.compile(r"[\W_]+")


def work_site(listing: Listing) -> tuple[str, str] | None:
    """The id and the label of the place, such as `pt-lisbon` and `Lisbon, Portugal`.

    None if the work is remote.
    """
    place = listing.place
    if place.mode == "remote":
        return None
    spot = place.city or place.region or ""
    parts = (place.country or "", spot)
    identifier = _BETWEEN.sub("-", " ".join(parts).casefold()).strip("-")
    names = (spot, wording.country(place.country) if place.country else "")
    return identifier, ", ".join(name for name in names if name)


def work_sites(listings: tuple[Listing, ...]) -> dict[str, str]:
    """The labels of all places of `listings` by id."""
    return dict(site for item in listings if (site := work_site(item)))
