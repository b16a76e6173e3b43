"""The history from build to build: when listings were first seen, changed and closed."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.board import history
from generator.board.board import Board, board_from
from generator.board.history import (
    CLOSED_DAYS,
    NO_HISTORY,
    History,
    ListingHistory,
    fingerprint,
    history_files,
    history_json,
    next_history,
    parse_history,
    read_history,
)
from generator.checking.sample_dates import move_sample_dates
from generator.model.hidden import Hidden
from generator.model.listing import Outcome, listing_from
from generator.rendering.feed import publication_of
from tests.support.boards import LISTINGS, TODAY, board, listing, many
from tests.support.published import answers, published

DAY = timedelta(days=1)
ONE = listing()
EDITED = replace(ONE, summary="A summary that was edited, of more than forty characters.")
FILLED = replace(ONE, status="filled")
OUTCOME = Outcome("Forty shops told us what they need.", hired=True)


def after(*boards: Board) -> History:
    """The history when each of `boards` was built in turn."""
    found = NO_HISTORY
    for each in boards:
        found = next_history(parse_history(history_json(found), each.today), each)
    return found


def hiding(of: Board) -> Board:
    """The board, with everything on it hidden."""
    entry = {item.id: Hidden(of.today, "It may not exist.") for item in of.listings}
    return board_from(
        of.employers.values(), of.listings, of.vocabularies, of.settings, of.today, hidden=entry
    )


def test_a_hidden_listing_is_told_as_removed_and_comes_back_as_a_known_one() -> None:
    """Whoever takes only the changes drops it, and takes it again."""
    first, away, late, back = (board(ONE, today=TODAY + DAY * n) for n in (0, 1, 14, 15))
    away, late = hiding(away), hiding(late)
    gone = history_of(first, away)
    assert (gone.state, gone.closed) == ("removed", away.today)
    told = changes(first, away)
    assert told["closed"] == [(ONE.id, str(away.today), "removed")]
    assert history_of(first, away, late) == gone
    known = history_of(first, away, late, back)
    assert (known.state, known.closed, known.first_seen) == ("open", None, gone.first_seen)
    told = changes(first, away, late, back)
    assert told["changed"] == [(ONE.id, str(back.today), "open")] and told["closed"] == []


def test_a_hidden_listing_is_remembered_for_as_long_as_it_is_hidden() -> None:
    far = hiding(board(ONE, today=TODAY + DAY * (CLOSED_DAYS * 3)))
    hidden = hiding(board(ONE, today=TODAY + DAY))
    assert history_of(board(ONE), hidden, far).first_seen == history_of(board(ONE)).first_seen
    assert changes(board(ONE), hidden, far) == {"opened": [], "changed": [], "closed": []}
    assert after(board(ONE), hidden, board(*LISTINGS[1:], today=far.today)).listings.keys() == {
        item.id for item in LISTINGS[1:]
    }, "and not longer, once its file is gone"


def test_the_first_build_with_a_hidden_listing_knows_it() -> None:
    assert history_of(hiding(board(ONE))).state == "removed"


def history_of(*boards: Board) -> ListingHistory:
    return after(*boards).listings[ONE.id]


def changes(*boards: Board) -> dict[str, list[tuple[str, str, str]]]:
    """The lists of changes.json, each item as id, date and state."""
    found = answers(published(boards[-1], after(*boards)))["changes.json"]
    return {
        name: [(item["id"], item["date"], item["state"]) for item in found[name]]
        for name in ("opened", "changed", "closed")
    }


def test_a_first_build_knows_what_the_listings_say() -> None:
    found = after(board())
    for item in LISTINGS:
        seen = found.listings[item.id]
        assert (seen.first_seen, seen.changed, seen.edits) == (item.posted, item.posted, 0)
    assert found.listings["harbour/last-week"].closed == date(2026, 11, 17)
    assert found.listings["acme/filled"].closed is None
    assert found.closings() == {} and found.edits(board().settings.zone) == {}


@pytest.mark.parametrize(
    "boards",
    [
        (board(),),
        (board(ONE), board(EDITED, today=TODAY + DAY)),
        (board(ONE), board(FILLED, today=TODAY + DAY)),
        (board(ONE, LISTINGS[1]), board(LISTINGS[1], today=TODAY + DAY)),
        (board(ONE), board(EDITED), board(FILLED), board(ONE)),
    ],
    ids=range(5),
)
def test_to_build_again_changes_nothing(boards: tuple[Board, ...]) -> None:
    """On the same day, from the new history or once more from the old one: the same bytes."""
    once, twice = after(*boards), after(*boards, boards[-1])
    assert history_json(once) == history_json(twice)
    assert published(boards[-1], once) == published(boards[-1], twice)


def test_a_day_without_changes_moves_no_feed() -> None:
    first, second = board(*many(60)), board(*many(60), today=TODAY + DAY)
    before = published(first, after(first))
    now = published(second, after(first, second))
    moving = {path for path in now if now[path] != before[path]}
    assert moving == {"api/v1/changes.json"}  # its window moves


def test_a_new_listing_opened_today() -> None:
    """Even if it was posted before: nobody who looked yesterday saw it."""
    found = history_of(board(LISTINGS[1]), board(LISTINGS[1], ONE))
    assert (found.first_seen, found.edits) == (TODAY, 0)
    assert found.first_seen > ONE.posted


def test_an_edit_is_dated_and_two_on_a_day_differ() -> None:
    later = TODAY + 3 * DAY
    twice = replace(EDITED, title="Another title")
    steps = [board(ONE), board(EDITED, today=later), board(twice, today=later)]
    assert (history_of(*steps[:2]).changed, history_of(*steps[:2]).edits) == (later, 1)
    moments = [
        publication_of(step, after(*steps[:number])).modified[ONE.id]
        for number, step in enumerate(steps, start=1)
    ]
    assert moments == sorted(set(moments))
    assert {moment.date() for moment in moments[1:]} == {later}


def test_filled_gets_a_closing_day_and_keeps_it() -> None:
    steps = [board(ONE), board(FILLED, today=TODAY + DAY), board(FILLED, today=TODAY + 9 * DAY)]
    assert history_of(*steps).closed == TODAY + DAY
    publication = publication_of(steps[-1], after(*steps))
    assert publication.board.closed_on(FILLED) == TODAY + DAY
    assert [entry.listing.id for entry in publication.feeds[0].closed] == [ONE.id]


def test_a_closed_listing_leaves_the_feeds_after_thirty_days() -> None:
    """Counted from the day it closed, not from its deadline."""
    steps = [board(ONE), board(FILLED, today=TODAY + DAY)]
    for days, there in ((CLOSED_DAYS, True), (CLOSED_DAYS + 1, False)):
        last = board(FILLED, today=TODAY + DAY * days)
        feed = publication_of(last, after(*steps, last)).feeds[0]
        assert bool(feed.closed) is there


def test_a_deadline_closes_on_the_day_after_whenever_it_is_built() -> None:
    late = board(ONE, today=ONE.deadline + 5 * DAY)
    assert history_of(board(ONE), late).closed == ONE.deadline + DAY
    assert history_of(late).closed == ONE.deadline + DAY


def test_a_longer_deadline_opens_it_again() -> None:
    ended = ONE.deadline + DAY
    longer = replace(ONE, deadline=ONE.deadline + 10 * DAY)
    found = history_of(board(ONE), board(ONE, today=ended), board(longer, today=ended))
    assert (found.state, found.closed, found.changed) == ("open", None, ended)


def test_a_deleted_listing_is_told_about_for_thirty_days() -> None:
    other = listing("acme/other")
    steps = [board(ONE, other), board(other, today=TODAY + DAY)]
    assert changes(*steps)["closed"] == [(ONE.id, "2026-11-24", "removed")]
    last = board(other, today=TODAY + DAY * 32)
    assert ONE.id not in after(*steps, last).listings
    back = board(ONE, other, today=TODAY + 2 * DAY)
    assert history_of(*steps, back).closed is None
    assert (ONE.id, "2026-11-25", "open") in changes(*steps, back)["changed"]


def test_a_renamed_listing_takes_its_past_along() -> None:
    renamed = replace(ONE, id="harbour/new-name", aliases=(ONE.id,))
    found = after(board(ONE, today=TODAY - DAY), board(renamed))
    assert found.listings.keys() == {renamed.id}
    assert found.listings[renamed.id].first_seen == ONE.posted
    assert found.listings[renamed.id].changed == TODAY


def test_changes_say_what_happened_and_when() -> None:
    new = listing("acme/new", posted=TODAY)
    steps = [
        board(ONE, LISTINGS[1]),
        board(ONE, LISTINGS[1], new, today=TODAY + DAY),
        board(EDITED, LISTINGS[1], new, today=TODAY + 2 * DAY),
        board(EDITED, LISTINGS[1], replace(new, status="withdrawn"), today=TODAY + 3 * DAY),
    ]
    assert changes(*steps) == {
        "opened": [
            ("acme/new", "2026-11-24", "withdrawn"),
            ("acme/turbine-data", "2026-11-20", "expired"),
            ("harbour/bookshop-survey", "2026-11-20", "open"),
        ],
        "changed": [("harbour/bookshop-survey", "2026-11-25", "open")],
        "closed": [
            ("acme/new", "2026-11-26", "withdrawn"),
            ("acme/turbine-data", "2026-11-24", "expired"),
        ],
    }


def test_changes_forget_after_thirty_days() -> None:
    last = board(EDITED, today=TODAY + timedelta(days=31))
    found = changes(board(ONE), board(EDITED), last)
    assert found["changed"] == found["opened"] == []


def test_samples_that_move_with_the_calendar_were_not_edited() -> None:
    """`demo_day` moves all dates of a listing by whole weeks."""
    source: dict[str, Any] = {
        "title": "A title", "summary": "x", "description": "x", "category": "data",
        "deliverables": [{"what": "Ten slides", "due": "2026-12-20"}], "skills": ["excel"],
        "level": "beginner", "hours": "20", "duration_weeks": 2, "start": "2026-12-01",
        "pay": {"amount": "400", "currency": "EUR", "per": "project"}, "place": {"mode": "remote"},
        "posted": "2026-11-20", "deadline": "2026-12-14", "apply": {"email": "a@acme.example"},
    }  # fmt: skip
    later = TODAY + timedelta(weeks=2)
    before = listing_from(ONE.id, source)
    moved = listing_from(ONE.id, move_sample_dates(source, TODAY, later))
    assert moved.posted == before.posted + timedelta(weeks=2)
    assert fingerprint(moved) == fingerprint(before)
    found = history_of(board(before), board(moved, today=later))
    assert (found.first_seen, found.changed, found.edits) == (moved.posted, moved.posted, 0)


def leaves(value: Any, name: str = "") -> list[str]:
    """The names of all plain fields below a dataclass."""
    if not is_dataclass(value):
        return [name]
    parts = ((getattr(value, f.name), f"{name}.{f.name}".lstrip(".")) for f in fields(value))
    return [leaf for part, path in parts for leaf in leaves(part, path)]


def test_the_fingerprint_looks_at_every_field() -> None:
    """A field that is new must be added to it, and its version raised."""
    seen = set(history._FIELDS.__reduce__()[1])
    dates = {"posted", "deadline", "start", "deliverables"}
    made = {"description.html", "description.plain", "description.links"}  # from the Markdown
    made.add("origin")  # another board's listings have no history
    assert set(leaves(ONE)) == seen | dates | made | {"outcome"}


@pytest.mark.parametrize(
    "changed",
    [
        {"title": "Another title"},
        {"deadline": ONE.deadline + DAY},
        {"posted": ONE.posted + DAY},
        {"start": date(2027, 1, 1)},
        {"deliverables": (replace(ONE.deliverables[0], due=date(2027, 1, 1)),)},
        {"status": "filled"},
        {"id": "harbour/other"},
        {"outcome": OUTCOME},
    ],
    ids=lambda changed: next(iter(changed)),
)
def test_any_edit_changes_the_fingerprint(changed: dict[str, Any]) -> None:
    assert fingerprint(replace(ONE, **changed)) != fingerprint(ONE)


def test_the_fingerprint_looks_at_every_part_of_an_outcome() -> None:
    parts = [
        {"summary": "Something else came of it."},
        {"link": "https://a.example/b"},
        {"hired": 0},
    ]
    found = {fingerprint(replace(ONE, outcome=replace(OUTCOME, **part))) for part in parts}
    assert len(found | {fingerprint(replace(ONE, outcome=OUTCOME))}) == 4


def test_without_an_outcome_a_fingerprint_is_that_of_programs_that_had_none() -> None:
    """So the first build of a newer program takes no listing for edited."""
    assert fingerprint(ONE) == "7bce870e2622592e"


def test_an_outcome_is_an_edit_of_its_day_but_closes_nothing_anew() -> None:
    told = replace(FILLED, outcome=OUTCOME)
    steps = [board(ONE), board(FILLED, today=TODAY + DAY), board(told, today=TODAY + 5 * DAY)]
    found = history_of(*steps)
    assert (found.closed, found.changed, found.edits) == (TODAY + DAY, TODAY + 5 * DAY, 1)
    assert changes(*steps)["changed"] == [(ONE.id, str(TODAY + 5 * DAY), "filled")]
    at_once = changes(board(ONE), board(told, today=TODAY + DAY))
    assert at_once["changed"] == [] and at_once["closed"] == [(ONE.id, str(TODAY + DAY), "filled")]


def test_a_record_of_another_version_keeps_days_and_compares_nothing() -> None:
    content = history_json(after(board(ONE))).replace(b'"version":2', b'"version":1')
    old = parse_history(content, TODAY + DAY)
    found = next_history(old, board(EDITED, today=TODAY + DAY)).listings[ONE.id]
    assert (found.first_seen, found.edits) == (ONE.posted, 0)
    assert found.hash == fingerprint(EDITED)


SOUND = json.loads(history_json(after(board())))
_NAME = ONE.id


def with_trace(**changed: Any) -> bytes:
    listings = {**SOUND["listings"], _NAME: {**SOUND["listings"][_NAME], **changed}}
    return json.dumps({**SOUND, "listings": listings}).encode()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{}",
        b"[]",
        b"null",
        b"\xff\xfe",
        b"<html>404</html>",
        b"[" * 100_000,
        b'{"version":1}',
        b'{"version":1,"listings":[]}',
        b'{"version":1,"listings":{"a/b":null}}',
        b'{"version":1,"listings":{"a/b":{}},"more":1}',
        history_json(after(board()))[:-40],
        json.dumps({**SOUND, "listings": {"../../x": SOUND["listings"][_NAME]}}).encode(),
        json.dumps({**SOUND, "listings": {"a/" + "b" * 300: SOUND["listings"][_NAME]}}).encode(),
        with_trace(first_seen="2026-11-24"),
        with_trace(changed="9999-12-31"),
        with_trace(closed="2027-01-01"),
        with_trace(closed="2026-11-01"),
        with_trace(first_seen="20261101"),
        with_trace(first_seen=20261101),
        with_trace(changed="2026-02-30"),
        with_trace(hash="</script>"),
        with_trace(hash=7),
        with_trace(state="evil"),
        with_trace(state=["open"]),
        with_trace(edits=-1),
        with_trace(edits=True),
        with_trace(edits=1.5),
        with_trace(more=1),
    ],
    ids=range(29),
)
def test_a_damaged_or_hostile_record_counts_as_none(content: bytes) -> None:
    assert parse_history(content, TODAY) == NO_HISTORY


@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_nothing_in_a_record_makes_a_build_fail(content: bytes) -> None:
    assert isinstance(parse_history(content, TODAY), History)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=10),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner),
    max_leaves=8,
)


@given(json_values)
def test_nor_does_any_json(value: Any) -> None:
    for data in (
        value,
        {"version": 1, "listings": value},
        {"version": 1, "listings": {"a/b": value}},
    ):
        assert isinstance(parse_history(json.dumps(data).encode(), TODAY), History)


def test_a_sound_record_comes_back() -> None:
    found = after(board(ONE), board(EDITED), board(FILLED, today=TODAY + DAY))
    assert parse_history(history_json(found), TODAY + DAY) == found
    assert parse_history(history_json(found), TODAY) == NO_HISTORY  # it tells of days to come


def in_parts(monkeypatch: pytest.MonkeyPatch) -> tuple[History, dict[str, bytes]]:
    """A history of 30 listings, and its files with at most 10 each."""
    monkeypatch.setattr(history, "MAX_LISTINGS", 10)
    found = after(board(*many(30)))
    return found, dict(history_files(found))


def read(files: dict[str, bytes], today: date = TODAY) -> History:
    return read_history(lambda path: files.get(path, b""), today)


def test_a_large_history_is_in_files_of_bounded_size(monkeypatch: pytest.MonkeyPatch) -> None:
    found, files = in_parts(monkeypatch)
    names = [f"api/v1/record/{number}.json" for number in range(1, 5)]
    assert [*files] == [history.PATH, *names]
    assert all(map(history.is_history, files)) and not history.is_history("api/v1/changes.json")
    assert read(files) == found
    assert [*read(files).listings] == [*found.listings]
    assert dict(history_files(read(files))) == files


def test_one_changed_listing_changes_one_file(monkeypatch: pytest.MonkeyPatch) -> None:
    found, files = in_parts(monkeypatch)
    name = "harbour/project-7"
    edited = {**found.listings, name: replace(found.listings[name], edits=3)}
    now = dict(history_files(History(edited)))
    assert len({path for path in files if now[path] != files[path]}) == 1


def test_a_history_in_one_file_is_still_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """That of an older version, however large it is."""
    found, _ = in_parts(monkeypatch)
    assert read({history.PATH: history_json(found)}) == found
    assert read({}) == NO_HISTORY


@pytest.mark.parametrize(
    "damage",
    [
        lambda files: files.pop("api/v1/record/3.json"),
        lambda files: files.update({"api/v1/record/3.json": b"<h1>Back soon</h1>"}),
        lambda files: files.update({history.PATH: b'{"version":2,"parts":5}'}),
        lambda files: files.update({history.PATH: b'{"version":2,"parts":999999999}'}),
        lambda files: files.update({history.PATH: b'{"version":2,"parts":-1}'}),
        lambda files: files.update({history.PATH: b'{"version":2,"parts":"4"}'}),
        lambda files: files.update({history.PATH: b'{"version":2,"parts":0}'}),
    ],
    ids=range(7),
)
def test_an_incomplete_history_counts_as_none(
    damage: Callable[[dict[str, bytes]], object], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else the listings of a part that is missing would open a second time."""
    _, files = in_parts(monkeypatch)
    damage(files)
    assert read(files) == NO_HISTORY


@given(st.dictionaries(st.sampled_from([history.PATH, "api/v1/record/1.json"]), st.binary()))
def test_nothing_in_its_files_makes_a_build_fail(files: dict[str, bytes]) -> None:
    assert isinstance(read(files), History)


def test_many_edits_on_a_day_stay_on_that_day() -> None:
    found = History({ONE.id: replace(history_of(board(ONE)), edits=10**30)})
    assert found.edits(board().settings.zone)[ONE.id].date() == ONE.posted
