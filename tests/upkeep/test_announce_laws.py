"""Laws of announcing, for texts and records that nobody would write."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

from hypothesis import example, given, settings
from hypothesis import strategies as st

from generator.board.history import NO_HISTORY, next_history
from generator.model.announce_place import AnnouncePlace
from generator.upkeep.announce.due import Message, next_message
from generator.upkeep.announce.news import news_of
from generator.upkeep.announce.record import (
    Entry,
    PlaceRecord,
    Record,
    RecordError,
    Status,
    parse_record,
    record_json,
    tidied,
)
from generator.upkeep.announce.texts import chat_text, harmless
from tests.support import boards
from tests.support.hostile import hostile

NOW = datetime(2026, 11, 23, 12, 30, tzinfo=UTC)
GOOD = record_json(
    Record(
        {
            "chat": PlaceRecord(
                date(2026, 11, 20),
                {
                    "opened acme/survey": Entry(Status.SENT, NOW),
                    "closing acme/survey 2026-12-04": Entry(Status.FAILED, NOW, NOW),
                },
                ("opened", "closing", "skills/python"),
                date(2026, 11, 22),
            )
        }
    )
)


@given(st.text(max_size=200))
@example("0__")
@example("__a_b__c__")
def test_no_text_of_a_stranger_does_anything_in_a_chat(text: str) -> None:
    found = harmless(text)
    assert not re.search(r"[@<>\[\]*`~|\\\n\r\x00-\x1f]|://|#\w|&#?\w+;|:\w+:", found)
    assert harmless(found) == found


@given(hostile(GOOD))
@settings(max_examples=60)
def test_a_record_is_read_whole_or_refused(content: bytes) -> None:
    try:
        record = parse_record(content)
    except RecordError:
        return
    assert parse_record(record_json(record)) == record


@given(
    st.sampled_from([60, 300, 500, 2000]),
    st.sampled_from(["each", "daily"]),
    st.integers(1, 80),
)
@settings(max_examples=25)
def test_a_chat_gets_whole_addresses_and_no_more_than_it_takes(
    most: int, when: str, number: int
) -> None:
    board = boards.board(*boards.many(number))
    news = news_of(board, next_history(NO_HISTORY, board))
    message = next_message(AnnouncePlace("a", when=when), PlaceRecord(date.min), news, board.today)
    assert isinstance(message, Message)
    text = chat_text(message, board, most)
    assert len(text) <= max(most, 300)
    assert all(url.endswith("/") for url in re.findall(r"https://\S+", text))


def test_all_is_said_once_however_often_one_asks() -> None:
    board = boards.board(*boards.many(40))
    news = news_of(board, next_history(NO_HISTORY, board))
    said, keys = PlaceRecord(date.min), list[str]()
    place = AnnouncePlace("a")
    while message := next_message(place, said, news, board.today):
        said = said.with_entries(message.keys, Status.SENT, NOW)
        keys += message.keys
    assert len(keys) == len(set(keys)) == len(news) == 40


def test_what_is_long_over_is_forgotten_unless_the_listing_is_open() -> None:
    """Of an open listing, only an earlier deadline is."""
    old = NOW.replace(year=2025)
    keys = ("opened acme/open", "opened acme/gone", "closing acme/open 2025-12-01")
    said = {key: Entry(Status.SENT, old) for key in keys}
    left, died = tidied(PlaceRecord(date.min, said), frozenset({"acme/open"}), NOW)
    assert (list(left.said), died) == (["opened acme/open"], 0)
