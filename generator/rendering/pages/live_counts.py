"""Counts of open listings that stay correct after the build.

A count is published together with the deadlines of what it counts, so that the browser can subtract
listings that closed since the build (generator/assets/deadlines.js).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date

from markupsafe import Markup

from generator.model.listing import Listing
from generator.model.numbers import count

_EPOCH = date(1970, 1, 1).toordinal()


def deadlines(listings: Iterable[Listing], *, people: bool = False) -> str:
    """The deadlines of `listings` in a short form: `20801*2 3 1*4`.

    The first number counts days from 1970-01-01, each other one from the deadline before it.
    `*2` means two listings. With `people`, openings are counted instead of listings.
    """
    counts: Counter[int] = Counter()
    for listing in listings:
        counts[listing.deadline.toordinal()] += listing.openings if people else 1
    parts, previous = [], _EPOCH
    for day, closing in sorted(counts.items()):
        parts.append(f"{day - previous}*{closing}" if closing > 1 else f"{day - previous}")
        previous = day
    return " ".join(parts)


def live_count(
    listings: Iterable[Listing], noun: str = "", *, people: bool = False, since: bool = False
) -> Markup:
    """The number of `listings`, all open today, in an element that the browser keeps correct.

    With `noun`, it reads `3 open projects`. With `people`, it counts openings instead. With
    `since`, the browser adds how many have closed since the build.
    """
    items = tuple(listings)
    total = sum(item.openings for item in items) if people else len(items)
    text = count(total, noun) if noun else f"{total:,}"
    noun_attribute = Markup(' data-noun="{}"').format(noun) if noun else ""
    since_attribute = Markup(" data-since") if since else ""
    days = deadlines(items, people=people)
    return Markup('<span data-deadlines="{}"{}{}>{}</span>').format(
        days, noun_attribute, since_attribute, text
    )
