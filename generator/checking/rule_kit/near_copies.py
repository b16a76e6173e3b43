"""Listings with nearly the same text, found without comparing each with each.

Texts are cut at every full stop and comma. Two that share whole pieces are compared closely, by
the runs of characters they have in common (Broder, "On the resemblance and containment of
documents", 1997): that needs no word boundaries, so it works in every script.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from generator.checking.rule import Parts
from generator.model.listing import Listing

# Where a clause ends, in several scripts; beside the full stop and the line's end.
_ENDS = "!?,;:\u0964\u06d4\u060c\u3002\uff01\uff1f\uff0c\u3001"
_SHORTEST = 12  # characters; shorter pieces say little
_SHARED = 0.15  # of a text's length, from which it is worth a close look
_CERTAIN = 0.9  # from which no closer look is needed
_MOST_LOOKS = 1000  # a board has a handful; this is for one that is flooded with copies
# A piece that stands in many texts is a phrase everybody uses: the first few are enough.
_COMMON = 8
_RUN = 8  # characters
_NEARLY = 0.6


@dataclass(frozen=True, slots=True)
class Twin:
    """A listing's file, the earlier one it repeats, and how much of their text the two share."""

    file: str
    other: Listing
    resemblance: float


@dataclass(frozen=True, slots=True)
class _Text:
    """A listing and how long its pieces are together."""

    listing: Listing
    length: int


def twins(parts: Parts, today: date) -> tuple[Twin, ...]:
    """Each open listing that nearly repeats an earlier open one, with the one most like it."""
    if not _latest or _latest[0][0] is not parts or _latest[0][1] != today:
        _latest[:] = [(parts, today, tuple(_twins(parts, today)))]
    return _latest[0][2]


_latest: list[tuple[Parts, date, tuple[Twin, ...]]] = []


def _twins(parts: Parts, today: date) -> Iterator[Twin]:
    texts = [(item, _pieces(item.description.markdown)) for item in _open(parts, today)]
    shared = _in_several(pieces for _, pieces in texts)
    seen: dict[str, list[_Text]] = defaultdict(list)
    looks = _MOST_LOOKS
    for listing, pieces in texts:
        known = pieces & shared
        if not known:
            continue  # nearly every listing
        mine = _Text(listing, sum(map(len, pieces)))
        other, share = _nearest(mine, known, seen)
        if other and _SHARED <= share < _CERTAIN and looks:
            looks -= 1
            share = _resemblance(listing, other)
        if other and share >= _NEARLY:
            yield Twin(listing.file, other, share)
        for piece in known:
            if len(seen[piece]) < _COMMON:
                seen[piece].append(mine)


def _open(parts: Parts, today: date) -> list[Listing]:
    items = parts.listings.values()
    found = [item for item in items if item.status == "open" and item.deadline >= today]
    return sorted(found, key=lambda item: (item.posted, item.id))


def _in_several(texts: Iterable[set[str]]) -> set[str]:
    once: set[str] = set()
    several: set[str] = set()
    for pieces in texts:
        several |= pieces & once
        once |= pieces
    return several


def _pieces(text: str) -> set[str]:
    whole = text.lower()
    for end in _ENDS:  # replacing is three times as fast as a regular expression
        whole = whole.replace(end, ".")
    parts = (part for line in whole.splitlines() for part in line.split("."))
    return {part for part in parts if len(part) >= _SHORTEST} or {whole}


def _nearest(
    mine: _Text, pieces: set[str], seen: dict[str, list[_Text]]
) -> tuple[Listing | None, float]:
    """The earlier listing that has most of these pieces, and how much of both texts they are."""
    shared: dict[str, int] = defaultdict(int)
    by_id: dict[str, _Text] = {}
    for piece in pieces:
        for other in seen.get(piece, ()):
            shared[other.listing.id] += len(piece)
            by_id[other.listing.id] = other
    if not shared:
        return None, 0.0
    best = by_id[min(shared, key=lambda key: (-shared[key], key))]
    return best.listing, shared[best.listing.id] / max(mine.length, best.length)


def _resemblance(one: Listing, other: Listing) -> float:
    mine, theirs = _runs(one.description.markdown), _runs(other.description.markdown)
    return len(mine & theirs) / len(mine | theirs)


def _runs(text: str) -> set[str]:
    plain = " ".join(text.lower().split())
    return {plain[at : at + _RUN] for at in range(max(1, len(plain) - _RUN + 1))}
