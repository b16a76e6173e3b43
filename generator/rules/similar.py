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

from generator.listing import Listing
from generator.rules.base import Parts

# Where a clause ends, in several scripts; beside the full stop and the line's end.
_ENDS = "!?,;:\u0964\u06d4\u060c\u3002\uff01\uff1f\uff0c\u3001"
_SHORTEST = 12  # characters; shorter pieces say little
_SHARED = 0.15  # of a text's length, from which it is worth a close look
_CLOSEST = 3  # candidates looked at closely
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


def twins(parts: Parts, today: date) -> tuple[Twin, ...]:
    """Each open listing that nearly repeats an earlier open one, with the one most like it."""
    if not _latest or _latest[0][0] is not parts or _latest[0][1] != today:
        _latest[:] = [(parts, today, tuple(_twins(parts, today)))]
    return _latest[0][2]


_latest: list[tuple[Parts, date, tuple[Twin, ...]]] = []


def _twins(parts: Parts, today: date) -> Iterator[Twin]:
    texts = [(item, _pieces(item.description.markdown)) for item in _open(parts, today)]
    shared = _in_several(pieces for _, pieces in texts)
    seen: dict[str, list[Listing]] = defaultdict(list)
    for listing, pieces in texts:
        known = pieces & shared
        if not known:
            continue  # nearly every listing
        near = _near(known, sum(map(len, pieces)), seen)
        found = [(_resemblance(listing, other), other) for other in near]
        for resemblance, other in sorted(found, key=lambda pair: -pair[0])[:1]:
            if resemblance >= _NEARLY:
                yield Twin(listing.file, other, resemblance)
        for piece in known:
            if len(seen[piece]) < _COMMON:
                seen[piece].append(listing)


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


def _near(pieces: set[str], length: int, seen: dict[str, list[Listing]]) -> list[Listing]:
    """Earlier listings that share most of a text of this length, by the length of the pieces."""
    shared: dict[str, int] = defaultdict(int)
    by_id: dict[str, Listing] = {}
    for piece in pieces:
        for other in seen.get(piece, ()):
            shared[other.id] += len(piece)
            by_id[other.id] = other
    best = sorted(shared, key=lambda key: (-shared[key], key))[:_CLOSEST]
    return [by_id[identifier] for identifier in best if shared[identifier] >= _SHARED * length]


def _resemblance(one: Listing, other: Listing) -> float:
    if one.description.markdown == other.description.markdown:
        return 1.0
    mine, theirs = _runs(one.description.markdown), _runs(other.description.markdown)
    return len(mine & theirs) / len(mine | theirs)


def _runs(text: str) -> set[str]:
    plain = " ".join(text.lower().split())
    return {plain[at : at + _RUN] for at in range(max(1, len(plain) - _RUN + 1))}
