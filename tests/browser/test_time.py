"""Truth in time: what a page of yesterday's build says today, wherever the reader is."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from lxml import html
from playwright.sync_api import Page, expect

from generator.board import wording
from generator.board.board import Board
from generator.model.settings import Settings
from generator.rendering.pages.site_pages import pages
from generator.rendering.pages.static_files import assets
from tests.support.boards import SETTINGS, TODAY, board, listing
from tests.support.published import bare, write_files
from tests.support.serving import serving

NewPage = Callable[..., Page]
Publish = Callable[[str, Board], str]
ZONES = ("Etc/GMT+12", "Europe/Berlin", "America/New_York")
READERS = ("Pacific/Kiritimati", "Pacific/Pago_Pago", "Europe/Lisbon", "America/New_York")


def zoned(zone: str) -> Settings:
    return Settings(name=SETTINGS.name, url=SETTINGS.url, time_zone=zone)


@pytest.fixture
def publish(tmp_path: Path) -> Iterator[Publish]:
    """Serves boards, each in a folder of its own: `publish("old", board(…))` is its address."""
    with serving(tmp_path, "/board/") as address:

        def put(name: str, of: Board) -> str:
            write_files(tmp_path / name, [*assets(), *map(bare, pages(of))])
            return f"{address}{name}/"

        yield put


def test_the_browser_has_the_words_of_the_build(new_page: NewPage, publish: Publish) -> None:
    page = new_page()
    page.goto(publish("board", board()))
    days = list(range(-3, 121))
    said = page.evaluate(
        """async (days) => {
            const { dayInWords } = await import("./assets/board/lib/days.js");
            const date = (day) => new Date(Date.UTC(2026, 9, 1 + day)).toISOString().slice(0, 10);
            return days.map((day) => dayInWords(date(day)));
        }""",
        days,
    )
    first = date(2026, 10, 1)
    assert said == [wording.day(first + timedelta(day)) for day in days]


# The board's zone, a moment, and the day it is there then. Clocks change in Berlin on
# 25 October 2026 and 28 March 2027, in New York on 1 November 2026 and 14 March 2027.
MOMENTS = (
    ("Etc/GMT+12", "2026-12-15T11:59:59Z", "2026-12-14"),
    ("Etc/GMT+12", "2026-12-15T12:00:00Z", "2026-12-15"),
    ("Europe/Berlin", "2026-10-24T21:59:59Z", "2026-10-24"),
    ("Europe/Berlin", "2026-10-24T22:00:00Z", "2026-10-25"),
    ("Europe/Berlin", "2026-10-25T22:59:59Z", "2026-10-25"),
    ("Europe/Berlin", "2026-10-25T23:00:00Z", "2026-10-26"),
    ("Europe/Berlin", "2027-03-27T22:59:59Z", "2027-03-27"),
    ("Europe/Berlin", "2027-03-28T21:59:59Z", "2027-03-28"),
    ("Europe/Berlin", "2027-03-28T22:00:00Z", "2027-03-29"),
    ("America/New_York", "2026-11-01T03:59:59Z", "2026-10-31"),
    ("America/New_York", "2026-11-02T04:59:59Z", "2026-11-01"),
    ("America/New_York", "2026-11-02T05:00:00Z", "2026-11-02"),
    ("America/New_York", "2026-12-31T23:00:00Z", "2026-12-31"),
)


@pytest.mark.parametrize("reader", READERS)
def test_the_day_is_the_boards_wherever_the_reader_is(
    new_page: NewPage, publish: Publish, reader: str
) -> None:
    page = new_page(timezone_id=reader)
    for zone in ZONES:
        page.goto(publish(zone.replace("/", "-"), board(settings=zoned(zone))))
        moments = [(moment, day) for of, moment, day in MOMENTS if of == zone]
        days = page.evaluate(
            """async (moments) => {
                const { today } = await import("./assets/board/lib/days.js");
                return moments.map((moment) => today(new Date(moment)));
            }""",
            [moment for moment, _ in moments],
        )
        assert days == [day for _, day in moments], zone


def test_days_are_counted_right_when_clocks_change(new_page: NewPage, publish: Publish) -> None:
    page = new_page(timezone_id="Europe/Lisbon")
    page.goto(publish("board", board(settings=zoned("Europe/Berlin"))))
    for start in (date(2026, 10, 23), date(2027, 3, 26), date(2026, 12, 30), date(2028, 2, 27)):
        pairs = [(f"{start + timedelta(n)}", f"{start}") for n in range(-3, 95)]
        counted = page.evaluate(
            """async (pairs) => {
                const { daysLeft } = await import("./assets/board/lib/days.js");
                return pairs.map(([deadline, day]) => daysLeft(deadline, day));
            }""",
            pairs,
        )
        assert counted == list(range(-3, 95))


SHOWN = (
    listing(),
    listing("harbour/tomorrow", deadline=TODAY + timedelta(1), openings=3),
    listing("harbour/friday", deadline=TODAY + timedelta(4), skills=("excel",)),
    listing("acme/later", deadline=TODAY + timedelta(40), category="data", openings=2),
    listing("acme/filled", status="filled"),
)


def settled(page: Page, address: str, what: str) -> list[str]:
    """The elements `what` of the page as the browser has them, blanks aside."""
    page.goto(address)
    page.locator(".b-owner li").first.wait_for(state="attached")  # the last thing that scripts do
    return [plain(text) for text in page.locator(what).evaluate_all("a => a.map(e => e.outerHTML)")]


def plain(text: str) -> str:
    tree = html.fragment_fromstring(text)
    for element in tree.iter():
        element.text = " ".join((element.text or "").split())
        element.tail = " ".join((element.tail or "").split())
        for name in ("data-deadlines", "data-since", "itemprop"):
            element.attrib.pop(name, None)
    return html.tostring(tree, encoding="unicode")


# The way to a case study comes with the next build.
_CASE_STUDY = re.compile(r'<p class="b-small">Was it yours\?.*?</p>', re.DOTALL)


@pytest.mark.parametrize("later", [1, 2, 5, 30])
def test_an_old_page_reads_like_a_new_one(new_page: NewPage, publish: Publish, later: int) -> None:
    """What the browser makes of an old build is, tag by tag, what it makes of one of today."""
    now = TODAY + timedelta(later)
    old, new = publish("old", board(*SHOWN)), publish("new", board(*SHOWN, today=now))
    page = new_page(now=f"{now}T18:00:00Z")
    for item in SHOWN:
        pages = [
            [_CASE_STUDY.sub("", text) for text in settled(page, f"{of}{item.url}", ".b-listing")]
            for of in (old, new)
        ]
        assert pages[0] == pages[1], item.id


def test_the_page_of_a_listing_says_nothing_that_only_today_is_true() -> None:
    """So it needs no new build from day to day while nothing happens; the browser counts."""
    days = (TODAY, TODAY + timedelta(1), TODAY + timedelta(5))
    item, other = listing(), listing("acme/later", deadline=TODAY + timedelta(40))
    made = {
        next(page.content for page in pages(board(item, other, today=day)) if page.path == item.url)
        for day in days
    }
    assert len(made) == 1


def test_a_listing_that_closes_is_no_job_posting_any_more(
    new_page: NewPage, publish: Publish
) -> None:
    address = publish("old", board(*SHOWN))
    for later, jobs in ((0, 1), (60, 0)):
        page = new_page(now=f"{TODAY + timedelta(later)}T18:00:00Z")
        page.goto(f"{address}{listing().url}")
        posting = page.locator('[itemtype="https://schema.org/JobPosting"]')
        expect(posting).to_have_count(jobs)
        expect(page.locator("[itemprop=baseSalary]")).to_have_count(jobs)


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("zone", ZONES)
def test_a_deadline_is_told_in_the_readers_own_time(
    new_page: NewPage, publish: Publish, zone: str, reader: str
) -> None:
    page = new_page(timezone_id=reader)
    item = listing()
    page.goto(f"{publish('board', board(item, settings=zoned(zone)))}{item.url}")
    after = datetime.combine(item.deadline + timedelta(1), datetime.min.time(), ZoneInfo(zone))
    there = after.astimezone(ZoneInfo(reader))
    if there.hour or there.minute:
        said = f"until {there:%a} {there.day} {there:%b}, {there:%H:%M} your time"
    else:
        last = there - timedelta(minutes=1)
        said = f"until the end of {last:%a} {last.day} {last:%b}, your time"
    expect(page.locator(".b-box__day")).to_have_text(said)


def test_without_scripts_a_deadline_is_true_everywhere(new_page: NewPage, publish: Publish) -> None:
    page = new_page(java_script_enabled=False, timezone_id="Pacific/Kiritimati")
    page.goto(f"{publish('board', board())}{listing().url}")
    expect(page.locator(".b-box__day")).to_have_text(
        "until the end of Mon 14 December 2026, wherever you are"
    )


def test_the_last_hours_are_counted_until_it_closes(new_page: NewPage, publish: Publish) -> None:
    """`Closes today` would contradict a moment that is tomorrow for the reader."""
    item = listing(deadline=TODAY + timedelta(1))
    closes_at = datetime.combine(item.deadline + timedelta(1), datetime.min.time(), UTC)
    closes_at += timedelta(hours=12)
    page = new_page(timezone_id="Europe/Lisbon", now=f"{closes_at - timedelta(hours=41):%FT%TZ}")
    page.goto(f"{publish('board', board(item))}{item.url}")
    times = page.locator(".b-box__when time, .b-bar time")
    expect(times).to_have_text(["Closes in 41 hours"] * 2)
    for left, said in ((16.5, "16 hours"), (0.5, "30 minutes")):
        page.clock.set_fixed_time(closes_at - timedelta(hours=left))
        page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
        expect(times).to_have_text([f"Closes in {said}"] * 2)
    page.clock.set_fixed_time(closes_at)
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(page.locator(".b-box__closed")).to_contain_text("The deadline passed")
    expect(page.locator(".b-bar, .b-box__day, .b-where")).to_have_count(0)
