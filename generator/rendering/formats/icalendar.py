"""`deadlines.ics`: the deadlines as a calendar to subscribe to (RFC 5545, RFC 7986).

A deadline is a day, not a moment. So it is an all-day event on the date the employer wrote,
wherever the reader is, and it blocks no time. The description says at which moment that day ends in
the board's time zone. A closed listing is `CANCELLED` for `CLOSED_DAYS`, so that calendars remove
it, and is then left out.

A calendar shows what is near, so it has the nearest deadlines only: 200 of the board, 10 of a
slice. Of what closed it has a quarter as many, the latest deadlines first: some are still ahead.

The icalendar library takes 0.3 ms an event, so it writes only one event of each shape, with
placeholders for its texts. These templates are filled, escaped and folded here, once a listing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from functools import cache, lru_cache

from icalendar import Calendar, Event, Timezone, TimezoneStandard, vDuration

from generator.board.board import State
from generator.board.wording import day
from generator.rendering.artifact import Artifact
from generator.rendering.feed import Entry, Feed, Publication

_PRODUCT = "-//Microinternships//Deadlines//EN"
# icalendar accepts only typed values, so these placeholders are values that occur nowhere else.
_MOMENT = datetime(1999, 1, 1, tzinfo=UTC)
_DAY = date(1999, 2, 2)
_NUMBER = 1999
_REFRESH = timedelta(hours=12)
_SPECIAL = re.compile(r"[\\;,\n]")
_MAX_OPEN = 200  # in the board's calendar
_MAX_OPEN_IN_SLICE = 10
_WIDTH = 75  # octets a line, without its end


def icalendar(publication: Publication) -> Iterator[Artifact]:
    """`deadlines.ics` of every feed."""
    cache = publication.rendered_entries("ics")
    url = publication.board.settings.url
    for feed in publication.feeds_in("calendar"):
        path = f"{feed.path}deadlines.ics"
        head, tail = _frame(feed, url + path)
        yield Artifact(path, b"".join((head, *_events(feed, cache), tail)))


def uid(entry: Entry) -> str:
    """`listing/<employer>/<name>@<host>`: the entry's permanent id, in the usual form of a UID."""
    authority, _, specific = entry.id.removeprefix("tag:").partition(":")
    return f"{specific}@{authority.partition(',')[0]}"


def sequence(entry: Entry) -> int:
    """A number that grows with every change: minutes from posting to the last change.

    It is 1 for a listing that closed on an unknown day, because it has changed at least once.
    """
    minutes = (entry.updated - entry.published) // timedelta(minutes=1)
    return minutes or int(entry.state is not State.OPEN)


def _events(feed: Feed, cache: dict[str, bytes]) -> Iterator[bytes]:
    """The feed's events, from `cache` or rendered and added to it."""
    most = _MAX_OPEN if feed.is_whole_board else _MAX_OPEN_IN_SLICE
    nearest = sorted(feed.entries, key=lambda entry: (entry.listing.deadline, entry.listing.id))
    for entry in (*nearest[:most], *feed.closed[: most // 4]):
        found = cache.get(entry.id)
        if found is None:
            found = cache[entry.id] = _event(entry)
        yield found


def _event(entry: Entry) -> bytes:
    closed = entry.state is not State.OPEN
    verb = "Closed" if closed else "Last day to apply"
    values = {
        "uid": uid(entry),
        "moment": _utc(entry.updated),
        "day": entry.listing.deadline.isoformat().replace("-", ""),
        "sequence": str(sequence(entry)),
        "summary": _text(f"{verb}: {entry.title} ({entry.author})"),
        "description": _text(f"{entry.line}{_until(entry.closes)}\n{entry.url}"),
        "url": entry.url,
        "categories": _text(entry.categories[0].label),
    }
    return _fold(_event_template(closed) % values)


def _frame(feed: Feed, url: str) -> tuple[bytes, bytes]:
    """What comes before and after the events."""
    values = {
        "name": _text(feed.title),
        "description": _text(feed.description),
        "home": feed.home,
        "source": url,
        "moment": _utc(feed.updated),
    }
    head, tail = _frame_template(not (feed.entries or feed.closed))
    return _fold(head % values), _fold(tail)


@cache
def _event_template(closed: bool) -> str:
    event = Event()
    event.add("uid", "%(uid)s")
    event.add("dtstamp", _MOMENT)
    event.add("last-modified", _MOMENT)
    event.add("sequence", _NUMBER)
    event.add("dtstart", _DAY)
    event.add("summary", "%(summary)s")
    event.add("description", "%(description)s")
    event.add("url", "%(url)s")
    event.add("categories", ["%(categories)s"])
    event.add("status", "CANCELLED" if closed else "CONFIRMED")
    event.add("transp", "TRANSPARENT")
    return _with_placeholders(event.to_ical())


@cache
def _frame_template(empty: bool) -> tuple[str, str]:
    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    for name in ("name", "x-wr-calname"):
        calendar.add(name, "%(name)s")
    for name in ("description", "x-wr-caldesc"):
        calendar.add(name, "%(description)s")
    calendar.add("url", "%(home)s")
    calendar.add("source", "%(source)s", parameters={"VALUE": "URI"})
    calendar.add("last-modified", _MOMENT)
    calendar.add("refresh-interval", _REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", vDuration(_REFRESH))
    if empty:
        calendar.add_component(_utc_zone())
    text = _with_placeholders(calendar.to_ical())
    end = text.index("END:VCALENDAR")
    return text[:end], text[end:]


def _utc_zone() -> Timezone:
    """A component for a calendar without events: it must have one (RFC 5545, section 3.6)."""
    zone, standard = Timezone(), TimezoneStandard()
    zone.add("tzid", "Etc/UTC")
    standard.add("dtstart", datetime(1970, 1, 1))  # noqa: DTZ001 - the RFC wants local time
    standard.add("tzoffsetfrom", timedelta())
    standard.add("tzoffsetto", timedelta())
    zone.add_component(standard)
    return zone


def _with_placeholders(content: bytes) -> str:
    """What the library wrote, with placeholders for the dates and the number too."""
    text = content.decode()
    text = text.replace(f"{_MOMENT:%Y%m%dT%H%M%SZ}", "%(moment)s")
    return text.replace(f"{_DAY:%Y%m%d}", "%(day)s").replace(f":{_NUMBER}\r", ":%(sequence)s\r")


@lru_cache(maxsize=1024)
def _until(moment: datetime) -> str:
    """` (until 4 December 2026, 12:00 UTC)`: an all-day event has no time of its own."""
    closes = moment.astimezone(UTC)
    return f" (until {day(closes.date())}, {closes:%H:%M} UTC)"


def _utc(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _text(value: str) -> str:
    """`value` escaped as a TEXT value (RFC 5545, section 3.3.11)."""
    value = value.replace("\r\n", "\n").replace("\r", "\n")
    return _SPECIAL.sub(lambda match: "\\n" if match[0] == "\n" else f"\\{match[0]}", value)


def _fold(text: str) -> bytes:
    """`text` in lines of at most 75 octets (RFC 5545, section 3.1), no character cut in two."""
    lines = text.encode("utf-8", "replace").split(b"\r\n")
    return b"\r\n".join(line if len(line) <= _WIDTH else _folded(line) for line in lines)


def _folded(line: bytes) -> bytes:
    parts, start, width = [], 0, _WIDTH
    while len(line) - start > width:
        end = start + width
        while line[end] & 0xC0 == 0x80:  # the middle of a character
            end -= 1
        parts.append(line[start:end])
        start, width = end, _WIDTH - 1  # minus the space at the start of a continued line
    return b"\r\n ".join([*parts, line[start:]])
