"""Finds listings with nearly the same text, without comparing every pair.

Texts are split into clauses at every full stop and comma. Two texts that share whole clauses are
then compared by their shingles: runs of characters that both contain (Broder, "On the resemblance
and containment of documents", 1997). Shingles need no word boundaries, so any script works.
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
_SHARED = 0.15  # share of a text's length from which a close comparison is worth it
_CERTAIN = 0.9  # share from which no close comparison is needed
_MOST_COMPARISONS = 1000  # usually a handful; limits the work if a board is flooded with copies
# A clause in many texts is a common phrase: only this many texts are remembered for it.
_COMMON = 8
_RUN = 8  # characters
_NEARLY = 0.6
_ANY = ""  # instead of an employer's id


@dataclass(frozen=True, slots=True)
class Twin:
    """A listing's file, the earlier listing that it repeats, and their resemblance (0 to 1)."""

    file: str
    other: Listing
    resemblance: float


@dataclass(frozen=True, slots=True)
class _Text:
    """A listing and the total length of its clauses, in characters."""

    listing: Listing
    length: int


def twins(parts: Parts, today: date) -> tuple[Twin, ...]:
    """Each open listing that nearly repeats an earlier open one, with the most similar one.

    Twice, if it repeats one of its own employer and one of another: neither hides the other.
    """
    if not _latest or _latest[0][0] is not parts or _latest[0][1] != today:
        _latest[:] = [(parts, today, tuple(_twins(parts, today)))]
    return _latest[0][2]


_latest: list[tuple[Parts, date, tuple[Twin, ...]]] = []


def _twins(parts: Parts, today: date) -> Iterator[Twin]:
    texts = [(item, _pieces(item.description.markdown)) for item in _open(parts, today)]
    shared = _in_several(pieces for _, pieces in texts)
    seen: dict[tuple[str, str], list[_Text]] = defaultdict(list)  # by employer and clause
    comparisons = _MOST_COMPARISONS
    for listing, pieces in texts:
        known = pieces & shared
        if not known:
            continue  # nearly every listing
        mine = _Text(listing, sum(map(len, pieces)))
        own = listing.employer_id
        for employer in (own, _ANY):
            other, share = _nearest(mine, known, seen, employer)
            if other and _SHARED <= share < _CERTAIN and comparisons:
                comparisons -= 1
                share = _resemblance(listing, other)
            if other and share >= _NEARLY:
                yield Twin(listing.file, other, share)
        for piece in known:
            for employer in (own, _ANY):
                if len(seen[employer, piece]) < _COMMON:
                    seen[employer, piece].append(mine)


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
    mine: _Text, pieces: set[str], seen: dict[tuple[str, str], list[_Text]], employer: str
) -> tuple[Listing | None, float]:
    """The earlier listing with most of these clauses, and the share (0 to 1) that they make up.

    `employer` is that of `mine`, or `_ANY` for the listings of all other employers.
    """
    shared: dict[str, int] = defaultdict(int)
    by_id: dict[str, _Text] = {}
    for piece in pieces:
        for other in seen.get((employer, piece), ()):
            if employer == _ANY and other.listing.employer_id == mine.listing.employer_id:
                continue
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
