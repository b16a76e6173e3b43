"""What a place hears now: which news go into which message. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from generator.model.announce_place import WEEKDAYS, AnnouncePlace
from generator.upkeep.announce.news import News
from generator.upkeep.announce.record import PlaceRecord, Status

_QUIET_DAYS = 3  # after a listing was announced as new, in which it isn't announced as closing


@dataclass(frozen=True, slots=True)
class Message:
    """One message to one place. `day` is that of the digest; None if it is about one listing."""

    place: AnnouncePlace
    news: tuple[News, ...]
    keys: tuple[str, ...]  # of all that counts as announced with it
    day: date | None = None


def unsaid(said: PlaceRecord, news: tuple[News, ...], today: date) -> tuple[News, ...]:
    """Those of `news` that were not said yet, or surely did not arrive.

    A message that a listing opened has its deadline, so one that it closes soon is not due as well.
    """
    left = [
        item
        for item in news
        if (found := said.entry(item.keys)) is None or found.status is Status.FAILED
    ]
    new = {item.listing.id for item in left if item.kind == "opened"}
    return tuple(
        item
        for item in left
        if item.kind != "closing"
        or (item.listing.id not in new and not _was_just_new(said, item, today))
    )


def next_message(
    place: AnnouncePlace,
    said: PlaceRecord,
    news: tuple[News, ...],
    today: date,
    tried: frozenset[str] = frozenset(),
) -> Message | None:
    """The next message to `place`; None if there is none now.

    `news` are what the place wants to hear; `tried` are keys of messages that failed in this run.
    What failed before comes last: a message that a service does not take keeps no other waiting.
    """
    left = [item for item in unsaid(said, news, today) if tried.isdisjoint(item.keys)]
    if not left:
        return None
    if not place.is_digest:
        first = next((item for item in left if said.entry(item.keys) is None), left[0])
        return Message(place, (first,), _keys([first], news))
    day = digest_day(place, today)
    if said.digest >= day:
        return None
    return Message(place, tuple(left), _keys(left, news), day)


def digest_day(place: AnnouncePlace, today: date) -> date:
    """The day of the digest that is due: today, or the last such day of the week."""
    if place.when != "weekly":
        return today
    return today - timedelta(days=(today.weekday() - WEEKDAYS.index(place.weekday)) % 7)


def _keys(chosen: list[News], news: tuple[News, ...]) -> tuple[str, ...]:
    new = {item.listing.id for item in chosen if item.kind == "opened"}
    closing = [item for item in news if item.kind == "closing" and item.listing.id in new]
    return tuple(dict.fromkeys(item.keys[0] for item in (*chosen, *closing)))


def _was_just_new(said: PlaceRecord, item: News, today: date) -> bool:
    entry = said.entry(News("opened", item.listing, item.day).keys)
    if entry is None or entry.status is not Status.SENT:
        return False
    return (today - entry.at.date()).days < _QUIET_DAYS
