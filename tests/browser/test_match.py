"""/match/, as somebody with ten hours a week and some Excel uses it."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.everywhere import everywhere

NewPage = Callable[..., Page]


def items(page: Page) -> Locator:
    return page.locator("#match-results .b-cards > li")


def status(page: Page) -> Locator:
    return page.locator("#match-status")


def tick(page: Page, legend: str, words: str) -> None:
    """Type a word and take the first skill that it finds."""
    box = page.get_by_label(f"{legend}: find a skill")
    box.fill(words)
    box.press("Enter")


def ranked(page: Page, site_url: str, wish: dict[str, Any], rows: list[dict[str, Any]]) -> Any:
    """What rank.js makes of a wish and of rows `{skills, gains, hours, weeks, from, language}`."""
    page.goto(f"{site_url}help/")
    return page.evaluate(
        """async ([wish, rows]) => {
            const { rank, reasons } = await import("../assets/board/match/rank.js");
            const facet = (id, of) => {
                const names = [...new Set(rows.flatMap(of))].sort();
                const starts = [0];
                for (const row of rows) starts.push(starts.at(-1) + of(row).length);
                return {
                    id, label: id, values: names.map((name) => ({ id: name, label: name.toUpperCase() })),
                    starts: Uint32Array.from(starts),
                    items: Uint16Array.from(rows.flatMap(of).map((name) => names.indexOf(name))),
                };
            };
            const columns = {
                size: rows.length,
                facets: [facet("skill", (r) => r.skills), facet("country", (r) => r.from ?? [])],
                deadlines: Float64Array.from(rows, (r) => r.deadline ?? 100),
                hours: Float64Array.from(rows, (r) => r.hours ?? 10),
                weeks: Float64Array.from(rows, (r) => r.weeks ?? 2),
            };
            const more = { gains: facet("gains", (r) => r.gains ?? []), language: facet("language", (r) => [r.language ?? "en"]), site: facet("site", () => []) };
            const asked = {
                can: new Set(wish.can), learn: new Set(wish.learn), hours: wish.hours ?? 0,
                from: wish.from ?? "", languages: new Set(wish.languages),
            };
            const found = rank(columns, more, asked, 50);
            return { ...found, rows: found.matches.map((m) => m.row), why: found.matches.map((m) => reasons(m, asked)) };
        }""",  # noqa: E501
        [{"can": [], "learn": [], "languages": []} | wish, rows],
    )


class TestRank:
    def test_the_better_the_fit_the_higher(self, page: Page, site_url: str) -> None:
        rows: list[dict[str, Any]] = [
            {"skills": ["sql"]},
            {"skills": ["excel", "sql", "word"]},
            {"skills": ["excel", "sql"]},
            {"skills": ["excel"]},
        ]
        found = ranked(page, site_url, {"can": ["excel"]}, rows)
        assert found["rows"] == [3, 2, 1]
        assert found["why"] == [
            ["You have the skill it needs: EXCEL"],
            ["You have 1 of 2: missing SQL"],
            ["You have 1 of 3: missing SQL and WORD"],
        ]

    def test_what_one_would_learn_counts_and_is_said(self, page: Page, site_url: str) -> None:
        rows: list[dict[str, Any]] = [
            {"skills": ["excel"]},
            {"skills": ["excel"], "gains": ["tableau"]},
            {"skills": ["law"], "gains": ["tableau", "sql"]},
            {"skills": ["excel", "tableau"]},
        ]
        wish = {"can": ["excel"], "learn": ["tableau", "sql"]}
        found = ranked(page, site_url, wish, rows)
        assert found["rows"] == [1, 0, 3, 2]
        assert found["why"][0] == ["You have the skill it needs: EXCEL", "You would learn TABLEAU"]
        assert found["why"][2] == ["You have 1 of 2: missing TABLEAU, and you want to learn that"]
        assert found["why"][3] == ["It needs LAW", "You would learn TABLEAU and SQL"] or found[
            "why"
        ][3] == ["It needs LAW", "You would learn SQL and TABLEAU"]

    def test_limits_leave_out_and_count(self, page: Page, site_url: str) -> None:
        rows: list[dict[str, Any]] = [
            {"skills": ["excel"], "hours": 20, "weeks": 2},
            {"skills": ["excel"], "hours": 21, "weeks": 2},
            {"skills": ["excel"], "from": ["PT", "ES"]},
            {"skills": ["excel"], "from": ["DE"]},
            {"skills": ["excel"], "language": "de"},
            {"skills": ["excel"], "deadline": 49},
        ]
        wish = {"can": ["excel"], "hours": 10, "from": "PT", "languages": ["en", "pt"]}
        found = ranked(page, site_url, wish, rows)
        assert sorted(found["rows"]) == [0, 2]
        assert found["excluded"] == {"hours": 1, "from": 1, "site": 0, "language": 1}
        assert found["why"][0][-1] in {"10 hours a week of your 10", "5 hours a week of your 10"}

    def test_the_one_skill_that_opens_most(self, page: Page, site_url: str) -> None:
        rows: list[dict[str, Any]] = [
            {"skills": ["excel", "sql"]},
            {"skills": ["excel", "sql"]},
            {"skills": ["excel", "word"]},
            {"skills": ["sql", "word"]},
            {"skills": ["excel"]},
        ]
        found = ranked(page, site_url, {"can": ["excel"]}, rows)
        assert found["advice"] == {"skills": [{"id": "sql", "label": "SQL"}], "count": 2}
        assert ranked(page, site_url, {"learn": ["sql"]}, rows).get("advice") is None

    def test_nothing_told_is_nothing_found(self, page: Page, site_url: str) -> None:
        assert ranked(page, site_url, {}, [{"skills": ["excel"]}])["matches"] == []


class TestPage:
    @everywhere
    def test_ten_hours_and_some_excel(self, page: Page, site_url: str) -> None:
        """From the home page, in one tap."""
        page.goto(site_url)
        page.get_by_role("link", name="10 hours a week and some Excel").click()
        expect(status(page)).to_have_text(re.compile("close: one skill away"))
        first = items(page).first
        expect(first.locator(".m-why")).to_contain_text(re.compile("^You have "))
        expect(first.locator(".m-why")).to_contain_text("a week of your 10")
        expect(first.locator(".b-card__title a")).to_be_visible()
        expect(page.get_by_role("button", name="Remove Excel")).to_be_visible()

    def test_typed_and_ticked(self, page: Page, site_url: str) -> None:
        page.goto(f"{site_url}match/")
        expect(status(page)).to_have_text("Pick a skill to see matching projects.")
        tick(page, "I can do", "spreadsheets")  # an alias
        expect(page.get_by_role("button", name="Remove Excel")).to_be_visible()
        expect(items(page).first).to_be_visible()
        before = items(page).count()
        page.get_by_label("Hours a week, at most").fill("4")
        expect(page.locator("#match-out")).to_contain_text("for more than 4 hours a week")
        assert items(page).count() < before
        page.get_by_role("button", name="Remove Excel").click()
        expect(status(page)).to_have_text("Pick a skill to see matching projects.")
        expect(items(page)).to_have_count(0)

    def test_by_area_and_by_keyboard(self, page: Page, site_url: str) -> None:
        page.goto(f"{site_url}match/")
        group = page.locator("#match-can")
        group.get_by_text("Data", exact=True).click()
        group.get_by_label("Excel", exact=True).focus()
        page.keyboard.press("Space")
        expect(group.locator("summary", has_text="Data")).to_have_text("Data (1)")
        expect(items(page).first).to_be_visible()

    def test_no_such_skill_says_so(self, page: Page, site_url: str) -> None:
        page.goto(f"{site_url}match/")
        page.get_by_label("I can do: find a skill").fill("zeppelin <b>")
        group = page.locator("#match-can")
        expect(group.get_by_text("No project here asks for that skill")).to_be_visible()

    def test_country_and_language(self, page: Page, site_url: str) -> None:
        page.goto(f"{site_url}match/#can=excel,interviewing,market-research,copywriting,editing")
        expect(items(page).first).to_be_visible()
        page.get_by_label("I live in").select_option(label="Japan")
        expect(page.locator("#match-out")).to_contain_text("for people in other countries")
        page.get_by_label("I live in").select_option("")
        page.get_by_role("group", name="Languages I work in").get_by_label("Portuguese").check()
        expect(page.locator("#match-out")).to_contain_text("in other languages")

    def test_what_is_close_comes_after_what_fits(self, page: Page, site_url: str) -> None:
        """Each below a heading, and the status says how many there are."""
        page.goto(f"{site_url}match/#can=excel,market-research,interviewing")
        heads = page.locator("#match-results h2")
        expect(heads.first).to_have_text("You have every skill")
        expect(heads.nth(1)).to_have_text("One skill away")
        said = re.match(r"(\d+) fits?, (\d+) (?:is|are) close", status(page).inner_text())
        assert said
        lists = page.locator("#match-results .b-cards")
        for at, (count, why) in enumerate(zip(said.groups(), ("all", "missing"), strict=True)):
            reasons = lists.nth(at).locator(".m-why li:first-child").all_inner_texts()
            assert len(reasons) == int(count)
            assert all(why in reason or "the skill it needs" in reason for reason in reasons)

    def test_work_on_site_only_where_one_can_be(self, page: Page, site_url: str) -> None:
        """And a place stays chosen when no project is there any more."""
        page.goto(f"{site_url}match/#can=organising,facilitation,video-editing,filming,german")
        on_site = items(page).filter(has_text=re.compile("On site|Hybrid"))
        expect(on_site).not_to_have_count(0)
        box = page.get_by_label("I can work on site in")
        box.select_option("remote")
        expect(page.locator("#match-out")).to_contain_text("on site elsewhere")
        expect(on_site).to_have_count(0)
        box.select_option(label="Leipzig, Germany")
        expect(page).to_have_url(re.compile("site=de-leipzig"))
        expect(on_site).to_have_count(on_site.filter(has_text="Leipzig").count())
        expect(on_site).not_to_have_count(0)
        page.goto(f"{site_url}match/#can=german&from=AQ&site=de-nowhere")
        page.reload()
        expect(box.locator("option:checked")).to_contain_text("no project is there now")
        expect(page.get_by_label("I live in").locator("option:checked")).to_have_text("Antarctica")

    def test_somebody_from_elsewhere_sees_what_is_open_to_all(
        self, page: Page, site_url: str
    ) -> None:
        page.goto(f"{site_url}match/#can=excel,copywriting,editing")
        expect(items(page).first).to_be_visible()
        before = items(page).count()
        page.get_by_label("I live in").select_option(label="another country")
        expect(page.locator("#match-out")).to_contain_text("for people in other countries")
        assert items(page).count() < before

    def test_the_skill_that_opens_most_can_be_wanted(self, page: Page, site_url: str) -> None:
        page.goto(f"{site_url}match/#can=excel")
        gap = page.locator("#match-gap")
        expect(gap).to_have_text(
            re.compile(r"^Learn one more skill: with .+ you'd meet every requirement of \d+ more ")
        )
        gap.get_by_role("button").click()
        expect(page).to_have_url(re.compile("learn="))
        expect(page.locator("#match-learn .m-chosen button")).to_have_count(1)

    def test_it_is_kept_here_and_can_be_forgotten(self, page: Page, site_url: str) -> None:
        page.goto(f"{site_url}match/")
        tick(page, "I can do", "excel")
        expect(items(page).first).to_be_visible()
        page.goto(f"{site_url}match/")
        expect(page.get_by_role("button", name="Remove Excel")).to_be_visible()
        page.get_by_role("button", name="Forget my answers").click()
        expect(page.get_by_text("Forgotten: nothing is kept")).to_be_visible()
        assert page.evaluate("Object.keys(localStorage)") == []
        assert "#" not in page.url
        page.goto(f"{site_url}match/")
        expect(items(page)).to_have_count(0)

    @everywhere
    def test_a_link_carries_it(self, new_page: NewPage, site_url: str) -> None:
        page = new_page()
        page.goto(f"{site_url}match/")
        tick(page, "I can do", "excel")
        page.get_by_label("Hours a week, at most").fill("10")
        page.get_by_role("button", name="Copy a link with my answers").click()
        address = page.get_by_label("Link with your answers").input_value()
        assert address == f"{site_url}match/#can=excel&hours=10"
        expect(status(page)).to_have_text(re.compile("fit"))
        friend = new_page(width=390)
        friend.goto(address)
        expect(status(friend)).to_have_text(status(page).inner_text())
        friend.get_by_role("button", name=re.compile(r"^See \d+ projects")).click()
        expect(items(friend).first).to_be_in_viewport()

    def test_stars_are_there_too(self, page: Page, site_url: str) -> None:
        page.goto(f"{site_url}match/#can=excel")
        items(page).first.get_by_role("button", name=re.compile("^Save ")).click()
        expect(page.get_by_role("link", name="Shortlist, 1 saved")).to_be_visible()

    def test_what_has_closed_is_not_offered(self, new_page: NewPage, site_url: str) -> None:
        page = new_page(now="2027-06-01T12:00:00Z")
        page.goto(f"{site_url}match/#can=excel")
        expect(status(page)).to_have_text(re.compile("^Nothing fits yet"))

    @pytest.mark.parametrize("hash", ["can=%3Cimg%20src=x%3E", "can=,,&hours=-3&from=zz", "x=%FF"])
    def test_an_odd_link_does_no_harm(self, page: Page, site_url: str, hash: str) -> None:  # noqa: A002
        page.goto(f"{site_url}match/#{hash}")
        expect(status(page)).to_have_text("Pick a skill to see matching projects.")

    def test_no_storage_is_no_error(self, page: Page, site_url: str) -> None:
        page.add_init_script(
            "Object.defineProperty(window, 'localStorage', {get() { throw new Error('blocked') }})"
        )
        page.goto(f"{site_url}match/")
        tick(page, "I can do", "excel")
        expect(items(page).first).to_be_visible()

    @pytest.mark.parametrize("width", [320, 390])
    def test_it_fits_a_phone(self, new_page: NewPage, site_url: str, width: int) -> None:
        page = new_page(width=width)
        page.goto(f"{site_url}match/#can=excel,copywriting")
        expect(items(page).first).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth") == width

    def test_without_javascript_it_leads_on(self, new_page: NewPage, site_url: str) -> None:
        page = new_page(java_script_enabled=False)
        page.goto(f"{site_url}match/")
        expect(page.get_by_text("needs JavaScript")).to_be_visible()
        expect(page.locator("#match")).to_be_hidden()
        page.get_by_role("link", name="by skill", exact=True).click()
        expect(page).to_have_url(re.compile("/skills/$"))
