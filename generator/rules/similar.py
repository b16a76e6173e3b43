"""Listings with nearly the same text, found without comparing each with each.

Every text is cut into runs of words; the lowest hashes of those are its fingerprint (Broder,
"On the resemblance and containment of documents", 1997). Texts that share most of their
fingerprints are nearly the same.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date
from zlib import crc32

from generator.listing import Listing
from generator.rules.base import Parts

_WORD = re.compile(r"\w+")
_RUN = 8  # words
_KEPT = 16  # hashes a text
_SHARED = 12
# A run that stands in more texts than this is a phrase everybody uses.
_COMMON = 50


def twins(parts: Parts, today: date) -> list[tuple[str, Listing]]:
    """Each open listing's file with the earlier one that it nearly repeats, if there is one."""
    key = (id(parts), today)
    if not _latest or _latest[0][0] != key or _latest[0][1] is not parts:
        _latest[:] = [(key, parts, [*_twins(parts, today)])]
    return _latest[0][2]


_latest: list[tuple[tuple[int, date], Parts, list[tuple[str, Listing]]]] = []


def _twins(parts: Parts, today: date) -> Iterator[tuple[str, Listing]]:
    seen: dict[int, list[Listing]] = defaultdict(list)
    ordered = sorted(parts.listings.items(), key=lambda item: (item[1].posted, item[0]))
    for file, listing in ordered:
        if listing.status != "open" or listing.deadline < today:
            continue
        marks = _fingerprint(listing.description.markdown)
        shared = Counter(
            other.id for mark in marks if len(seen[mark]) < _COMMON for other in seen[mark]
        )
        best = shared.most_common(1)
        if best and best[0][1] * _KEPT >= _SHARED * len(marks):
            yield file, parts.listings[f"listings/{best[0][0]}.yml"]
        for mark in marks:
            seen[mark].append(listing)


def _fingerprint(text: str) -> list[int]:
    words = _WORD.findall(text.lower())
    runs = {crc32(" ".join(words[at : at + _RUN]).encode()) for at in range(len(words) - _RUN + 1)}
    return sorted(runs)[:_KEPT]
