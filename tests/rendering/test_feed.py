"""Feeds as values: what is in them, their ids, their dates."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from jsonschema import Draft202012Validator

from generator.board.feed_names import alternates
from generator.board.history import CLOSED_DAYS, NO_HISTORY, next_history
from generator.board.ids_and_dates import NO_ENTRY_YET, id_prefix
from generator.model.collection import Collection
from generator.model.settings import settings_from
from generator.rendering.feed import LATER_PAGE_SIZE, Detail, Publication, publication_of
from generator.rendering.pagination import PAGE_SIZE
from tests.support.boards import LISTINGS, SETTINGS, TODAY, board, listing, many
from tests.support.paths import ROOT


def ids(publication: Publication, path: str = "") -> dict[str, str]:
    """Entry ids of one feed, by listing."""
    (feed,) = (feed for feed in publication.feeds if feed.path == path)
    return {entry.listing.id: entry.id for entry in feed.entries}


def test_every_open_listing_is_in_each_of_its_feeds() -> None:
    """The whole board, its employer, its category, its industry, each of its skills."""
    publication = publication_of(board())
    for item in publication.board.open:
        paths = {f.path for f in publication.feeds if item.id in ids(publication, f.path)}
        industry = publication.board.industry_of(item)
        assert paths == {
            "",
            f"employers/{item.employer_id}/",
            f"categories/{item.category}/",
            f"industries/{industry}/",
            *(f"skills/{skill}/" for skill in item.skills),
        }


def test_closed_listings_leave_the_entries() -> None:
    """Who shows a feed shows work that a student can get."""
    publication = publication_of(board())
    assert set(ids(publication)) == {"harbour/bookshop-survey", "acme/turbine-data"}
    closed = {entry.listing.id for entry in publication.feeds[0].closed}
    assert closed == {"acme/filled", "harbour/last-week"}


@pytest.mark.parametrize("past", [0, 1])
def test_an_expired_listing_is_told_about_for_thirty_days(past: int) -> None:
    """And then is gone."""
    day = LISTINGS[0].deadline + timedelta(days=CLOSED_DAYS + past)
    feed = publication_of(board(LISTINGS[0], today=day)).feeds[0]
    assert len(feed.closed) == 1 - past


def test_a_word_nobody_uses_has_an_empty_feed() -> None:
    """People follow it for tomorrow."""
    feeds = {feed.path: feed for feed in publication_of(board(LISTINGS[0])).feeds}
    assert feeds["skills/python/"].entries == ()
    assert feeds["skills/python/"].updated == NO_ENTRY_YET


def test_an_id_is_a_tag_uri_of_the_first_name() -> None:
    """RFC 4151: authority, date, specific part; aliases name the listing's birth."""
    found = ids(publication_of(board()))
    assert found == {
        "harbour/bookshop-survey": "tag:board.example,2026:listing/harbour/bookshop-survey",
        "acme/turbine-data": "tag:board.example,2026:listing/acme/wind-data",
    }


@pytest.mark.parametrize(
    "changes",
    [
        {"title": "Another title altogether"},
        {"posted": date(2026, 11, 1)},
        {"deadline": date(2027, 1, 1)},
        {"summary": "Something else that is long enough to be a summary of the project."},
    ],
)
def test_an_id_outlives_every_edit(changes: dict[str, object]) -> None:
    """Whatever the employer changes."""
    before = ids(publication_of(board(LISTINGS[0])))
    after = ids(publication_of(board(replace(LISTINGS[0], **changes))))  # type: ignore[arg-type]
    assert before == after


def test_an_id_outlives_a_rename_and_its_neighbours() -> None:
    """A renamed listing keeps its id; others come and go."""
    old = LISTINGS[0]
    new = replace(old, id="acme/other-name", aliases=(old.id,))
    alone = ids(publication_of(board(old)))[old.id]
    assert ids(publication_of(board(new, *many(80))))[new.id] == alone


def test_an_id_outlives_a_move_of_the_board() -> None:
    """`extra.board.feed_ids` keeps what ids started with."""
    kept = replace(SETTINGS, url="https://new.example/", feed_ids=id_prefix(SETTINGS))
    before = ids(publication_of(board()))
    assert ids(publication_of(board(settings=kept))) == before


@pytest.mark.parametrize(
    ("url", "prefix"),
    [
        ("https://board.example/", "tag:board.example,2026:"),
        ("https://Board.Example:8443/jobs/here/", "tag:board.example,2026:jobs/here/"),
        ("https://bücher.example/", "tag:xn--bcher-kva.example,2026:"),
    ],
)
def test_the_id_prefix_is_the_host_and_the_base_path(url: str, prefix: str) -> None:
    """Without a port, in ASCII; two boards on one host differ."""
    assert id_prefix(replace(SETTINGS, url=url)) == prefix


def test_dates_come_from_the_listing_in_the_boards_zone() -> None:
    """Published at midnight anywhere on Earth; updated within the same second."""
    entry = publication_of(board(LISTINGS[0])).feeds[0].entries[0]
    assert entry.published.isoformat() == "2026-11-20T00:00:00-12:00"
    assert entry.updated - entry.published < timedelta(seconds=1)
    assert entry.closes.isoformat() == "2026-12-15T00:00:00-12:00"


def test_no_two_entries_of_a_day_say_the_same_moment() -> None:
    """W3C feed validator, DuplicateUpdated."""
    entries = publication_of(board(*many(500))).feeds[0].entries
    assert len({entry.updated for entry in entries}) == 500


def test_updated_moves_with_the_record_alone() -> None:
    """An edit is known from the history of the previous build; other listings do not move."""
    edited = replace(LISTINGS[1], summary="Another summary, of at least forty characters.")
    listings = [edited if item.id == edited.id else item for item in LISTINGS]
    past = next_history(NO_HISTORY, board(today=TODAY - timedelta(days=1)))
    before = publication_of(board(*listings)).feeds[0].entries
    after = publication_of(board(*listings), next_history(past, board(*listings))).feeds[0].entries
    moved = {e.listing.id for e, old in zip(after, before, strict=True) if e.updated != old.updated}
    assert moved == {"acme/turbine-data"}
    found = next(e for e in after if e.listing.id in moved)
    assert found.updated.date() == TODAY


def test_a_feed_moves_when_a_listing_closes() -> None:
    """On the day after the deadline, and not before."""
    one = LISTINGS[1]
    last, after = (
        publication_of(board(one, today=one.deadline + timedelta(days=n))).feeds[0] for n in (0, 1)
    )
    assert last.updated == last.entries[0].updated
    assert after.entries == ()
    assert after.updated.replace(microsecond=0) == after.closed[0].closes


def test_nothing_is_dated_after_today() -> None:
    """W3C feed validator, ImplausibleDate: ten minutes ahead are forgiven, we need one second."""
    feed = publication_of(board(listing(posted=TODAY))).feeds[0]
    midnight = datetime.combine(TODAY, datetime.min.time(), SETTINGS.zone)
    assert feed.updated < midnight + timedelta(seconds=1)


@pytest.mark.parametrize(
    ("number", "sizes"),
    [
        (0, [0]),
        (1, [1]),
        (PAGE_SIZE, [50]),
        (PAGE_SIZE + 1, [50, 1]),
        (PAGE_SIZE + LATER_PAGE_SIZE + 1, [50, 200, 1]),
    ],
)
def test_pages_have_every_entry_once(number: int, sizes: list[int]) -> None:
    """Newest first, fifty on the first page, which is there even if empty."""
    feed = publication_of(board(*many(number), LISTINGS[-1])).feeds[0]
    found = [entry for page in feed.pages for entry in page.entries]
    assert found == list(feed.entries)
    assert [len(page.entries) for page in feed.pages] == sizes
    assert [page.number for page in feed.pages] == list(range(1, len(sizes) + 1))
    assert all(page.last == len(feed.pages) for page in feed.pages)


def test_only_the_boards_first_page_has_whole_listings() -> None:
    """And the feed of a slice has one page: all of them would be most of a large site."""
    feeds = publication_of(board(*many(60))).feeds
    assert [page.detail for page in feeds[0].pages] == [Detail.FULL, Detail.TERMS]
    assert {len(feed.pages) for feed in feeds[1:]} == {1}
    assert {feed.pages[0].detail for feed in feeds[1:]} == {Detail.SHORT}


@pytest.mark.parametrize(
    ("path", "first", "number"),
    [
        ("", ("Test board (RSS)", "application/rss+xml", "feed.xml"), 3),
        ("skills/excel/", ("Excel – Test board (RSS)", "application/rss+xml", "feed.xml"), 6),
        ("listings/acme/x/", ("Test board (RSS)", "application/rss+xml", "../../../feed.xml"), 3),
        ("skills/unknown/", ("Test board (RSS)", "application/rss+xml", "../../feed.xml"), 3),
    ],
)
def test_pages_announce_feeds(path: str, first: tuple[str, str, str], number: int) -> None:
    """A slice's page its own first; each address relative to the page."""
    part = next((part for part in board().slices if part.path == path and path), None)
    found = alternates(board(), part, "../" * path.count("/"))
    assert found[0] == first
    assert len(found) == number


FIRST_STEPS = Collection("first-steps", "First steps", mode=("remote",), hours_max=Decimal(20))


def test_a_collection_has_a_feed_of_what_meets_every_condition() -> None:
    """A named filter of the board's settings."""
    publication = publication_of(board(settings=replace(SETTINGS, collections=(FIRST_STEPS,))))
    assert set(ids(publication, "collections/first-steps/")) == {"harbour/bookshop-survey"}
    feed = publication.feeds[-1]
    assert feed.title == "First steps – Test board"
    assert (
        alternates(publication.board, feed.slice, "../../")[0].title
        == "First steps – Test board (RSS)"
    )


@pytest.mark.parametrize(
    ("conditions", "number"),
    [
        ({}, 2),
        ({"mode": ["remote", "hybrid"]}, 2),
        ({"mode": ["onsite"]}, 0),
        ({"level": ["beginner"]}, 2),
        ({"category": ["data"]}, 1),
        ({"industry": ["energy"]}, 1),
        ({"skills": ["python", "excel"]}, 2),
        ({"skills": ["python"], "mode": ["remote"]}, 0),
        ({"audience": ["anyone"]}, 2),
        ({"hours_max": 20}, 2),
        ({"hours_max": 19.5}, 0),
        ({"weeks_max": 3}, 2),
        ({"weeks_max": 2}, 0),
    ],
)
def test_conditions_of_a_collection(conditions: dict[str, object], number: int) -> None:
    """Of a list one is enough; all conditions must hold. Each passes the settings' schema."""
    data = {"label": "Any", **conditions}
    path = ROOT / "schema/board.schema.json"
    schema = json.loads(path.read_text("utf-8"))
    Draft202012Validator(schema).validate({"collections": {"any": data}})
    changed = settings_from(
        {
            "site_name": "B",
            "site_url": "https://b.example",
            "extra": {"board": {"collections": {"any": data}}},
        }
    )
    publication = publication_of(board(settings=changed))
    assert len(ids(publication, "collections/any/")) == number
