"""The shortlist, as a student uses it: a star here and there, then a page to decide on."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from icalendar import Calendar
from playwright.sync_api import Locator, Page, expect

from generator.board.board import board_of
from generator.checking.run import check_all
from generator.checking.workspace import open_workspace
from generator.rendering.card_facts import card_facts
from tests.browser.everywhere import everywhere
from tests.support.paths import ROOT, TODAY
from tests.support.serving import serving

NewPage = Callable[..., Page]
SURVEY = "harbour-books/market-survey"


# What the comparison says of each listing and its page does not, and the labels of both.
SAID = """async (names) => {
    const { comparisonRows } = await import("../assets/board/shortlist/facts.js");
    const { loadLabels, loadListing } = await import("../assets/board/shortlist/listing.js");
    const labelOf = await loadLabels();
    const plain = (text) => text.replace(/[ \\n\\t]+/g, " ").trim();
    return Promise.all(names.map(async (name) => {
        const answer = await fetch(`../listings/${name}/`);
        const page = new DOMParser().parseFromString(await answer.text(), "text/html");
        const { id, listing } = await loadListing(name);
        const rows = comparisonRows(listing, labelOf);
        if (id !== name) return { id: name, missing: [], labels: [], expected: [] };
        const text = plain(page.querySelector(".b-listing").textContent);
        const all = (what) => [...page.querySelectorAll(what)].map((e) => plain(e.textContent));
        return {
            id,
            missing: rows.flatMap(({ lines }) => lines).filter((line) => !text.includes(line)),
            labels: rows.map(({ label }) => label),
            expected: ["Pay", ...all(".b-facts dt"), ...all(".b-side section:has(li) h2"), ...all(".b-terms dt")],
        };
    }));
}"""  # noqa: E501


def items(page: Page) -> Locator:
    return page.locator("#shortlist-items > li")


def shown(page: Page) -> list[str | None]:
    return [card.get_attribute("data-listing") for card in items(page).locator("article").all()]


def compare(page: Page, site_url: str, number: int) -> Locator:
    """The shortlist with all of its `number` projects ticked."""
    page.goto(f"{site_url}shortlist/")
    ticks = page.get_by_role("checkbox")
    expect(ticks).to_have_count(number)
    for tick in ticks.all():
        tick.check()
    return page.get_by_role("table")


def star(page: Page, site_url: str, *ids: str) -> None:
    """Save projects from their own pages."""
    for identifier in ids:
        page.goto(f"{site_url}listings/{identifier}/")
        page.get_by_role("button", name=re.compile("^Save ")).first.click()


@pytest.fixture(scope="module")
def ids(site: Path) -> list[str]:
    """Open listings of the sample board, the next deadline first."""
    return [
        f"{urlsplit(event['url']).path.removeprefix('/listings/').strip('/')}"
        for event in sorted(_events((site / "deadlines.ics").read_bytes()), key=_deadline)
        if event["status"] == "CONFIRMED"
    ]


def _events(content: bytes) -> list[dict[str, str]]:
    return [
        {name: str(event.get(name)) for name in ("uid", "url", "status", "summary", "sequence")}
        | {"day": event["dtstart"].dt.isoformat()}
        for event in Calendar.from_ical(content.decode()).walk("VEVENT")
    ]


def _deadline(event: dict[str, str]) -> str:
    return event["day"]


class TestStar:
    def test_on_a_card_and_in_the_header(self, page: Page, site_url: str) -> None:
        page.goto(f"{site_url}browse/")
        first = page.locator(".b-card .b-star").first
        expect(first).to_have_attribute("aria-pressed", "false")
        first.click()
        expect(first).to_have_attribute("aria-pressed", "true")
        expect(page).to_have_url(re.compile("/browse/$"))  # the card's link was not followed
        expect(page.get_by_role("link", name="Shortlist, 1 saved")).to_be_visible()
        page.reload()
        expect(page.locator(".b-card .b-star").first).to_have_attribute("aria-pressed", "true")
        page.locator(".b-card .b-star").first.click()
        expect(page.get_by_role("link", name="Shortlist", exact=True)).to_be_visible()

    def test_by_keyboard_and_said_aloud(self, page: Page, site_url: str) -> None:
        page.goto(f"{site_url}listings/{SURVEY}/")
        page.locator(".b-box .b-star").focus()
        page.keyboard.press("Space")
        said = page.get_by_role("status").filter(has_text="saved on your shortlist")
        expect(said).to_have_count(1)
        expect(page.locator(".b-box .b-star")).to_contain_text("Saved")

    @everywhere
    def test_every_page_has_the_way_there(self, page: Page, site_url: str) -> None:
        star(page, site_url, SURVEY)
        page.goto(f"{site_url}help/")
        page.get_by_role("link", name="Shortlist, 1 saved").click()
        expect(items(page)).to_have_count(1)

    def test_another_tab_knows_at_once(self, page: Page, site_url: str) -> None:
        page.goto(f"{site_url}shortlist/")
        expect(page.get_by_text("Nothing here yet.")).to_be_visible()
        other = page.context.new_page()
        star(other, site_url, SURVEY)
        expect(items(page)).to_have_count(1)

    def test_no_storage_is_no_error(self, page: Page, site_url: str) -> None:
        page.add_init_script(
            "Object.defineProperty(window, 'localStorage', {get() { throw new Error('blocked') }})"
        )
        page.goto(f"{site_url}browse/")
        page.locator(".b-card .b-star").first.click()
        expect(page.locator(".b-card .b-star").first).to_have_attribute("aria-pressed", "true")

    def test_boards_on_one_host_have_a_list_each(self, site: Path, page: Page) -> None:
        with serving(site, "/one/") as address:
            star(page, address, SURVEY)
            key = page.evaluate("Object.keys(localStorage).filter(k => k.startsWith('board-s'))")
        assert key == ["board-shortlist:/one/"]

    def test_what_somebody_else_put_into_storage_does_no_harm(
        self, page: Page, site_url: str
    ) -> None:
        page.goto(f"{site_url}help/")
        for text in ("{", "null", "7", '[1, null, {"id": "../../x"}, {"id": "<b>/x"}]'):
            page.evaluate(
                "([key, text]) => localStorage.setItem(key, text)",
                [f"board-shortlist:{urlsplit(site_url).path}", text],
            )
            page.goto(f"{site_url}shortlist/")
            expect(page.get_by_text("Nothing here yet.")).to_be_visible()


class TestList:
    def test_the_next_deadline_first_or_the_last_saved(
        self, page: Page, site_url: str, ids: list[str]
    ) -> None:
        star(page, site_url, ids[3], ids[0], ids[2])
        page.goto(f"{site_url}shortlist/")
        expect(items(page)).to_have_count(3)
        assert shown(page) == [ids[0], ids[2], ids[3]]
        count = page.locator("#shortlist-count")
        expect(count).to_contain_text("3 projects saved: 3 open, the next one closes")
        page.get_by_label("Sort by").select_option("saved")
        expect(items(page).locator("article").first).to_have_attribute("data-listing", ids[2])

    @everywhere
    def test_a_card_says_what_its_card_elsewhere_says(self, page: Page, site_url: str) -> None:
        page.goto(f"{site_url}browse/")
        card = page.locator(".b-card", has=page.locator(".b-star")).first
        words = card.inner_text()
        card.locator(".b-star").click()
        page.goto(f"{site_url}shortlist/")
        expect(items(page).locator("article")).to_have_text(re.compile(r"\S"))
        assert items(page).locator("article").inner_text() == words

    def test_the_star_removes_it(self, page: Page, site_url: str) -> None:
        star(page, site_url, SURVEY)
        page.goto(f"{site_url}shortlist/")
        items(page).get_by_role("button", name=re.compile("^Save ")).click()
        expect(page.get_by_text("Nothing here yet.")).to_be_visible()

    def test_remove_all_asks_first(self, page: Page, site_url: str, ids: list[str]) -> None:
        star(page, site_url, ids[0], ids[1])
        page.goto(f"{site_url}shortlist/")
        page.once("dialog", lambda dialog: dialog.dismiss())
        page.get_by_role("button", name="Remove all").click()
        expect(items(page)).to_have_count(2)
        page.once("dialog", lambda dialog: dialog.accept())
        page.get_by_role("button", name="Remove all").click()
        expect(page.get_by_text("Nothing here yet.")).to_be_visible()

    def test_a_project_that_closed_stays_and_says_so(
        self, new_page: NewPage, site_url: str
    ) -> None:
        page = new_page()
        star(page, site_url, SURVEY)
        page.clock.set_fixed_time("2027-06-01T12:00:00Z")
        page.goto(f"{site_url}shortlist/")
        expect(items(page).locator(".b-card--closed")).to_have_count(1)
        expect(page.locator("#shortlist-count")).to_have_text("1 project saved: 0 open.")

    @everywhere
    def test_a_former_address_is_followed(self, page: Page, site_url: str) -> None:
        page.goto(f"{site_url}shortlist/#harbour-books/bookshop-survey")
        expect(items(page).locator("article")).to_have_attribute("data-listing", SURVEY)


class TestGone:
    @pytest.fixture
    def emptied(self, site: Path, tmp_path: Path) -> Iterator[str]:
        """A board that does not know what was saved on it."""
        (tmp_path / "site").mkdir()
        for path in site.iterdir():
            if path.name not in {"listings", "api"}:
                (tmp_path / "site" / path.name).symlink_to(path)
        with serving(tmp_path / "site", "/") as url:
            yield url

    def test_what_is_gone_is_still_named(self, emptied: str, browser: object) -> None:
        page = browser.new_page()  # type: ignore[attr-defined]  # unwatched: a page is missing
        page.goto(f"{emptied}help/")
        page.evaluate(
            "localStorage.setItem('board-shortlist:/', JSON.stringify([{id: 'acme/gone',"
            " title: 'Count <b>birds</b>', who: 'Acme'}]))"
        )
        page.goto(f"{emptied}shortlist/")
        expect(items(page)).to_contain_text("Count <b>birds</b>")
        expect(items(page)).to_contain_text("This project is no longer on the board.")
        page.get_by_role("button", name="Remove Count <b>birds</b>").click()
        expect(page.get_by_text("Nothing here yet.")).to_be_visible()
        page.close()


class TestCompare:
    def test_side_by_side(self, page: Page, site_url: str, ids: list[str]) -> None:
        star(page, site_url, SURVEY, *[name for name in ids if name != SURVEY][:4])
        page.goto(f"{site_url}shortlist/")
        ticks = page.get_by_role("checkbox")
        expect(ticks).to_have_count(5)
        ticks.nth(0).check()
        expect(page.get_by_role("status").filter(has_text="tick another")).to_be_visible()
        expect(page.get_by_role("table")).to_be_hidden()
        for at in (1, 2, 3):
            ticks.nth(at).check()
        table = page.get_by_role("table")
        expect(table.get_by_role("columnheader")).to_have_count(4)
        for label in ("Pay", "Time", "Place", "Level", "Start", "Language", "You need"):
            expect(table.get_by_role("rowheader", name=label, exact=True)).to_be_visible()
        ticks.nth(4).click()
        expect(ticks.nth(4)).not_to_be_checked()
        expect(page.get_by_text("At most 4 projects fit side by side.")).to_be_visible()
        ticks.nth(0).uncheck()
        expect(table.get_by_role("columnheader")).to_have_count(3)

    def test_says_what_the_page_says(self, page: Page, site_url: str, ids: list[str]) -> None:
        star(page, site_url, SURVEY, next(name for name in ids if name != SURVEY))
        text = compare(page, site_url, 2).inner_text()
        for words in (
            "€480 for the project", "about €20–26/hour", "18–24 hours in 4 weeks",
            "from Portugal or Spain", "Market research", "Ask first",
        ):  # fmt: skip
            assert words in text

    def test_every_listing_s_data_says_what_its_page_says(
        self, page: Page, site: Path, site_url: str
    ) -> None:
        """The browser makes words of the data: the same words, and none are missing.

        A closed project's page has fewer: nobody needs its terms any more.
        """
        folder = site / "listings"
        names = [
            file.parent.relative_to(folder).as_posix()
            for file in folder.glob("*/*/index.html")
            if 'data-state="open"' in file.read_text("utf-8")
        ]
        assert len(names) > 25
        page.goto(f"{site_url}help/")
        said = page.evaluate(SAID, names)
        assert [item["missing"] for item in said if item["missing"]] == []
        for item in said:
            assert item["labels"] == item["expected"], item["id"]

    def test_every_card_made_from_data_says_what_the_template_says(
        self, page: Page, site_url: str
    ) -> None:
        work, today = open_workspace(ROOT), date.fromisoformat(TODAY)
        board = board_of(check_all(work, today).checked, work.context(today))
        page.goto(f"{site_url}help/")
        made = page.evaluate(
            """async (names) => {
                const { cardFacts } = await import("../assets/board/lib/card_facts.js");
                const { loadListing } = await import("../assets/board/shortlist/listing.js");
                const found = await Promise.all(names.map(loadListing));
                return found.map(({ listing }) => cardFacts(listing));
            }""",
            [listing.id for listing in board.listings],
        )
        for listing, facts in zip(board.listings, made, strict=True):
            expected = card_facts(board, listing)
            if expected["state"] == "expired":
                expected["state"] = ""  # which the browser finds out by itself
            del expected["about"]  # which assets/currency.js adds
            # The card leaves it out if it is the page's.
            expected["lang"] = expected["lang"] or board.settings.language
            assert facts == expected

    @pytest.mark.parametrize("width", [320, 390])
    def test_a_phone_scrolls_the_table_not_the_page(
        self, new_page: NewPage, site_url: str, ids: list[str], width: int
    ) -> None:
        page = new_page(width=width)
        star(page, site_url, *ids[:4])
        expect(compare(page, site_url, 4)).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth") == width


class TestTakeAway:
    def test_deadlines_are_the_events_of_the_boards_calendar(
        self, page: Page, site_url: str, site: Path, ids: list[str]
    ) -> None:
        star(page, site_url, *ids[:3])
        page.goto(f"{site_url}shortlist/")
        with page.expect_download() as waiting:
            page.get_by_role("button", name="Add deadlines to my calendar").click()
        assert waiting.value.suggested_filename == "shortlist.ics"
        content = Path(waiting.value.path()).read_bytes()
        lines = content.split(b"\r\n")
        assert lines[-1] == b"" and all(len(line) <= 75 for line in lines)
        assert b"\n" not in content.replace(b"\r\n", b"")
        ours = {event["uid"]: event for event in _events(content)}
        theirs = {event["uid"]: event for event in _events((site / "deadlines.ics").read_bytes())}
        assert len(ours) == 3
        assert ours == {name: theirs[name] for name in ours}
        expect(page.get_by_text("shortlist.ics has 3 projects in it.")).to_be_visible()

    def test_a_spreadsheet_has_the_boards_columns(
        self, page: Page, site_url: str, site: Path, ids: list[str]
    ) -> None:
        page.goto(f"{site_url}shortlist/#{','.join(ids)}")
        page.get_by_role("button", name="Add them to mine").click()
        expect(items(page)).to_have_count(len(ids))
        with page.expect_download() as waiting:
            page.get_by_role("button", name="Download as a spreadsheet (CSV)").click()
        text = Path(waiting.value.path()).read_bytes().decode("utf-8-sig")
        ours = [*csv.DictReader(io.StringIO(text, newline=""))]
        assert {row.pop("state") for row in ours} == {"open"}
        board = (site / "api/v1/listings.csv").read_text(encoding="utf-8")
        theirs = {row["id"]: row for row in csv.DictReader(io.StringIO(board, newline=""))}
        assert {row["id"]: row for row in ours} == theirs

    def test_no_cell_is_a_formula(self, page: Page, site_url: str) -> None:
        page.goto(f"{site_url}shortlist/")
        rows = page.evaluate(
            """async () => {
                const { csv } = await import("../assets/board/shortlist/csv.js");
                const base = { employer: {}, skills: [], pay: {}, place: {}, apply: {} };
                const titles = ["=1+1", "+1", "-1", "@x", " =1", "a;=1", "\\uff1d1", '"=1', "ok"];
                return csv(titles.map((title) => ({ ...base, title })));
            }"""
        )
        cells = [row["title"] for row in csv.DictReader(io.StringIO(rows, newline=""))]
        assert cells[-1] == "ok"
        assert not any(re.match(r"\W*[=+@\-]", cell.replace("'", "x")) for cell in cells)
        assert cells[5] == "a;'=1"

    @everywhere
    def test_a_link_shares_it_without_an_account(
        self, new_page: NewPage, site_url: str, ids: list[str]
    ) -> None:
        page = new_page()
        star(page, site_url, ids[0], ids[1])
        page.goto(f"{site_url}shortlist/")
        page.get_by_role("button", name="Share a link").click()
        address = page.get_by_label("Link to these projects").input_value()
        assert address == f"{site_url}shortlist/#{ids[0]},{ids[1]}"
        friend = new_page()
        star(friend, site_url, ids[2])
        friend.goto(address)
        expect(friend.get_by_text("Someone shared 2 projects with you")).to_be_visible()
        expect(items(friend)).to_have_count(2)
        friend.get_by_role("button", name="Add them to mine").click()
        expect(items(friend)).to_have_count(3)
        expect(friend.locator("#shortlist-count")).to_contain_text("3 projects saved")

    def test_a_hostile_link_is_only_text(self, page: Page, site_url: str) -> None:
        page.goto(f"{site_url}shortlist/#../../x,%3Cimg%20src=x%3E,acme")
        expect(page.get_by_text("Nothing here yet.")).to_be_visible()

    def test_on_paper_there_are_projects_and_no_buttons(
        self, page: Page, site_url: str, ids: list[str]
    ) -> None:
        star(page, site_url, ids[0])
        page.goto(f"{site_url}shortlist/")
        page.emulate_media(media="print")
        expect(items(page)).to_be_visible()
        expect(page.get_by_role("button").and_(page.locator(":visible"))).to_have_count(0)


def test_without_javascript_it_says_why(new_page: NewPage, site_url: str) -> None:
    page = new_page(java_script_enabled=False)
    page.goto(f"{site_url}shortlist/")
    expect(page.get_by_text("needs JavaScript to keep a shortlist")).to_be_visible()
    expect(page.get_by_role("button", name="Remove all")).to_be_hidden()
    page.goto(f"{site_url}browse/")
    expect(page.locator(".b-star")).to_have_count(0)
