"""The ids and dates of a feed: made from content alone, so that they never change by themselves.

**Ids** are tag URIs (RFC 4151), `tag:<host>,2026:listing/<employer>/<name>`. A renamed listing
keeps the id it was born with: the first of its `aliases`. The year is no date of the listing's
but a constant, `TAG_YEAR`; a board that moves to another host writes its old prefix into
`extra.board.feed_ids` and keeps every id.

**Dates** come from the listing's own dates, in the board's time zone, never from a clock or a
file. A listing is published at 00:00 of the day it is `posted`; it is modified then, or when a
record of earlier builds says that it changed, or when its deadline's day ended. To `modified`
comes a fraction of a second made from the id: feed readers and the W3C validator want the
entries of a feed to differ in `updated`, and listings of one day would not.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from urllib.parse import urlsplit
from zlib import crc32

from generator.board.board import State
from generator.model.listing import Listing
from generator.model.settings import Settings

TAG_YEAR = "2026"
NO_ENTRY_YET = datetime(2026, 1, 1, tzinfo=UTC)  # `updated` of a feed that never had an entry
Edits = Mapping[str, datetime]  # when a listing was last edited, by id


def id_prefix(settings: Settings) -> str:
    """What every id of the board starts with, for example `tag:board.example,2026:`.

    A board below its host's root has its base path in it: one host may have many boards.
    """
    if settings.feed_ids:
        return settings.feed_ids
    parts = urlsplit(settings.url)
    host = parts.hostname or "localhost"
    try:
        host = host.encode("idna").decode("ascii")
    except UnicodeError:
        pass
    return f"tag:{host},{TAG_YEAR}:{parts.path.strip('/') + '/' if parts.path.strip('/') else ''}"


def original_id(listing: Listing) -> str:
    """The id the listing was born with."""
    return listing.aliases[0] if listing.aliases else listing.id


def midnight(day: date, zone: tzinfo) -> datetime:
    """The first moment of `day` in `zone`."""
    return datetime.combine(day, time(), zone)


def closes_at(listing: Listing, zone: tzinfo) -> datetime:
    """The moment after the last one to apply: the end of the deadline's day."""
    return midnight(listing.deadline + timedelta(days=1), zone)


def modified_at(listing: Listing, state: State, zone: tzinfo, edits: Edits) -> datetime:
    """When the listing's content last changed, as far as content and `edits` know.

    Without an edit, a listing that was filled or withdrawn says when it was posted: the day it
    closed stands in no file.
    """
    identifier = original_id(listing)
    moments = [midnight(listing.posted, zone)]
    if listing.id in edits:
        moments.append(edits[listing.id].astimezone(zone))
    if state is State.EXPIRED:
        moments.append(closes_at(listing, zone))
    fraction = crc32(identifier.encode("utf-8", "replace")) % 1_000_000
    return max(moments).replace(microsecond=fraction)
