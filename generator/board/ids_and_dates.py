"""The ids and dates of feed entries. They depend on content alone, so they are stable.

**Ids** are tag URIs (RFC 4151): `tag:<host>,2026:listing/<employer>/<name>`. A renamed listing
keeps its original id, the first of its `aliases`. The year is a constant and no date of the
listing (model/tag_uri.py). A board that moves to another host keeps its ids by writing the old
prefix into `extra.board.feed_ids`.

**Dates** come from the listing and the history, in the board's time zone, never from a clock or a
file's modification time. A listing is published at 00:00 of the day it is `posted`. It is modified
when it is published, when it is edited according to the history, and when it expires. A fraction
of a second, made from the id, is added to the time of modification: feed readers and the W3C
validator want the entries of a feed to differ in `updated`, and those of one day would not.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from zlib import crc32

from generator.board.board import State
from generator.model.listing import Listing
from generator.model.settings import Settings
from generator.model.tag_uri import tag_prefix

NO_ENTRY_YET = datetime(2026, 1, 1, tzinfo=UTC)  # `updated` of a feed without any entry
Edits = Mapping[str, datetime]  # when each edited listing was last edited, by id


def id_prefix(settings: Settings) -> str:
    """The start of every id of the board, for example `tag:board.example,2026:`."""
    return settings.feed_ids or tag_prefix(settings.url)


def original_id(listing: Listing) -> str:
    """The listing's id before any renaming."""
    return listing.aliases[0] if listing.aliases else listing.id


def entry_id(listing: Listing, prefix: str) -> str:
    """The id of the listing in feeds. `prefix` is the board's `id_prefix`.

    Another board's listing keeps the id that it has there: whoever reads both sees it once.
    """
    return listing.origin.tag if listing.origin else f"{prefix}listing/{original_id(listing)}"


def midnight(day: date, zone: tzinfo) -> datetime:
    """The first moment of `day` in `zone`."""
    return datetime.combine(day, time(), zone)


def closes_at(listing: Listing, zone: tzinfo) -> datetime:
    """The end of the deadline's day, from which on nobody can apply.

    That of another board's listing ends in the time zone of that board.
    """
    if listing.origin and listing.origin.closes:
        return listing.origin.closes.astimezone(zone)
    return midnight(listing.deadline + timedelta(days=1), zone)


def modified_at(listing: Listing, state: State, zone: tzinfo, edits: Edits) -> datetime:
    """When the listing last changed: it was posted, edited or expired.

    A filled or withdrawn listing that is not in `edits` counts as unchanged since it was posted,
    because its file does not say when it closed.
    """
    moments = [midnight(listing.posted, zone)]
    if listing.origin and listing.origin.updated and listing.origin.updated >= moments[0]:
        return listing.origin.updated.astimezone(zone)
    if listing.id in edits:
        moments.append(edits[listing.id].astimezone(zone))
    if state is State.EXPIRED:
        moments.append(closes_at(listing, zone))
    fraction = crc32(original_id(listing).encode("utf-8", "replace")) % 1_000_000
    return max(moments).replace(microsecond=fraction)
