"""Counts of open listings that stay true after the build.

A count carries the deadlines of what it counts, so that the browser can leave out what has
closed since (generator/assets/deadlines.js).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date

from markupsafe import Markup

from generator.board import wording
from generator.model.listing import Listing

_EPOCH = date(1970, 1, 1).toordinal()


def deadlines(listings: Iterable[Listing], *, people: bool = False) -> str:
    """`20801*2 3 1*4`: days since 1970, each as its distance to the one before, and how many.

    Of `people`, it counts the openings instead of the listings.
    """
    number: Counter[int] = Counter()
    for listing in listings:
        number[listing.deadline.toordinal()] += listing.openings if people else 1
    parts, before = [], _EPOCH
    for day, times in sorted(number.items()):
        parts.append(f"{day - before}*{times}" if times > 1 else f"{day - before}")
        before = day
    return " ".join(parts)


def counted(
    listings: Iterable[Listing], noun: str = "", *, people: bool = False, since: bool = False
) -> Markup:
    """How many of `listings`, which are open today, in an element that the browser keeps true.

    With a `noun` it reads `3 open projects`; with `since` it will say how many have closed.
    """
    items = tuple(listings)
    total = sum(item.openings for item in items) if people else len(items)
    text = wording.count(total, noun) if noun else f"{total:,}"
    named = Markup(' data-noun="{}"').format(noun) if noun else ""
    said = Markup(" data-since") if since else ""
    days = deadlines(items, people=people)
    return Markup('<span data-deadlines="{}"{}{}>{}</span>').format(days, named, said, text)
