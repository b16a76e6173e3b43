"""500 drafts on their whole way: typed into the form, checked there, written, checked here."""

from __future__ import annotations

import random
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from generator.authoring.format import formatted
from generator.checking.check import check_file
from generator.checking.exported_checks import WITH_EMPLOYER
from generator.checking.workspace import open_workspace
from tests.support.paths import ROOT, TODAY

DRAFTS = 500
FILE = "listings/quayside/draft.yml"
HOSTILE = (
    "<b>bold</b> & <script>alert(1)</script>", "{{ title }} {% raw %}", "# a comment: {a: [b, c]}",
    "“smart quotes”", "'single' \"double\" \\ back", "- item\n- item", "---\n...\n%YAML 1.2",
    "مرحبا بكم في المكتبة", "東京の小さな本屋のための調査です", "🙂👩‍👩‍👧 🇵🇹", "\u202e\u200b\ufeffhidden\u00ad",
    "yes", "null", "0x1F", "1e3", "2026-02-30", "!!str x", "&a *a", "| >", "a\tb\r\nc", "\u2028",
    "**bold** *em* [link](https://quayside.example) `code` ~~gone~~", "> quote\n\n1. one\n2. two",
    "unpaid internship", "young and dynamic team", "write to ana@quayside.example", "URGENT!!",
    "call +44 20 7946 0958", "native speaker", "pay a deposit of $50 to start", "![x](https://a.b/c.png)",
    "See bit.ly/abc and http://old.example", "FIVE WORDS IN CAPITAL LETTERS", "x" * 90, ": ", " #",
)  # fmt: skip
PLAIN = (
    "We want to know what small bookshops wish for before we plan our next version. You will talk "
    "to twelve shops, sort what you hear and propose what we should build. Our product lead "
    "answers questions every weekday and reads two drafts of your slides."
)


def draft(at: random.Random) -> dict[str, Any]:
    """What somebody could have typed: mostly sensible, with hostile text in places."""

    def text(usual: str, chance: float = 0.06) -> str:
        parts = [usual]
        while at.random() < chance:
            parts.insert(at.randrange(len(parts) + 1), at.choice(HOSTILE))
        return at.choice((" ", "\n\n", "\n")).join(parts)

    def some(name: str, value: Any, chance: float = 0.3) -> dict[str, Any]:
        return {name: value} if at.random() < chance else {}

    def mostly(*choices: str) -> str:
        """The first one, and one of the others now and then."""
        return at.choice(choices) if at.random() < 0.12 else choices[0]

    mode = at.choice(("remote", "remote", "hybrid", "onsite"))
    return {
        "title": text("Market survey of bookshops", 0.15),
        "summary": text("Find out what small bookshops need from a stock system, in ten slides."),
        "description": text(PLAIN, 0.3),
        "deliverables": [
            [text("Ten slides with your findings", 0.2), mostly("", "2027-01-15", "5/1/27")]
            for _ in range(at.randint(1, 4))
        ],
        "category": mostly("research", "data", "no such kind"),
        "skills": [mostly("excel", "Exel"), mostly("market-research", "MS Excel", "sql")],
        "level": at.choice(("beginner", "advanced")),
        "hours": mostly("15-20", "20", "12.5 hours", "about 30 h", "5 to 40", "many"),
        "duration_weeks": mostly("3", "3 weeks", "1", "99"),
        "pay.amount": mostly("€400", "400.50", "300-450", "17.125", "0", "five", "1,200"),
        "pay.currency": mostly("EUR", "USD", "JPY", "XAF"),
        "pay.per": at.choice(("project", "project", "hour")),
        "place.mode": mode,
        "deadline": mostly("2026-12-14", "14 December 2026", "5/12/2026", "2026-02-30", "2027-12-01"),
        "apply.url": mostly(
            "jobs@quayside.example", "https://quayside.example/apply?utm_source=x", "quayside.example/a",
            "https://192.168.1.1/x", "+44 20 7946 0958", "jobs@gmail.com"),
        "known": "no",
        "employer.name": text("Quayside Books", 0.1),
        "employer.website": mostly("quayside.example", "https://xn--80ak6aa92e.example", "http://q.example"),
        "employer.about": text("We make a stock system for independent bookshops in Porto.", 0.3),
        "employer.industry": mostly("software", "Publishing", "nothing"),
        "employer.country": mostly("PT", "Portugal", "Nowhere"),
        **some("gains", ["interviewing", "excel"]),
        **some("start", mostly("2027-01-04", "flexible", "soon")),
        **some("pay.note", text("Half at the start.")),
        **some("place.city", text("Porto", 0.03), 0.95),
        **some("place.country", mostly("PT", "UK"), 0.95),
        **some("place.applicant_countries", ["PT", "ES"]),
        **some("eligibility.audience", ["students", "anyone"]),
        **some("eligibility.min_age", mostly("18", "9", "x")),
        **some("offers.mentor", at.choice(("yes", text("An analyst")))),
        **some("terms.nda", at.choice(("yes", "no"))),
        **some("terms.portfolio", "yes"),
        **some("language", mostly("en", "xx", "pt-BR")),
        **some("openings", mostly("2", "0")),
        **some("accommodations", text("Captions on every call.")),
        **some("apply.instructions", text("Send two sentences on why.")),
        **some("employer.maintainers", "@quayside-ana, bob"),
        **some("employer.size", "1-10"),
    }  # fmt: skip


# ruff: noqa: E501

# What main.js does with what was typed, for each draft.
CHECK = """async (drafts) => {
    const post = "../assets/board/post/";
    const { loadForm } = await import(`${post}form_data.js`);
    const { Fields } = await import(`${post}fields.js`);
    const { toData } = await import(`${post}draft.js`);
    const { checkListing } = await import(`${post}check/check.js`);
    const { canonicalYaml } = await import(`${post}yaml.js`);
    const board = await loadForm();
    await board.loadEmployers(); // and the phrases that rules look for
    const form = document.getElementById("p-form").cloneNode(true);
    const fields = new Fields(form, board.options, () => {});
    const widgets = Object.fromEntries([...fields.elements].map(([path, el]) => [path, el.dataset.widget]));
    return drafts.map((draft) => {
        fields.write(draft);
        const typed = fields.read();
        const isAsked = (path) => fields.isAsked(path, typed);
        const known = { widgets, isAsked, typed: board.typed, currencies: board.currencies, today: "%s" };
        const data = board.clean(toData(typed, known));
        return { text: canonicalYaml(data, board.schema), problems: checkListing(data, board.check) };
    });
}"""


def test_the_file_says_what_was_typed_and_the_check_what_the_form_said(
    page: Page, site_url: str
) -> None:
    at = random.Random(12)
    drafts = [draft(at) for _ in range(DRAFTS)]
    page.goto(f"{site_url}post/", wait_until="networkidle")
    answers = page.evaluate(CHECK % TODAY, drafts)
    work = open_workspace(Path(ROOT))
    context = work.context(date.fromisoformat(TODAY))
    schema = work.listing_schema.definition
    accepted = 0
    for answer in answers:
        content = answer["text"].encode()
        found = check_file(FILE, content, context).problems
        said = [item for item in answer["problems"] if item["rule"] not in WITH_EMPLOYER]
        here = {(item.rule, item.severity.name.lower(), item.message, item.fix) for item in found}
        there = {_facts(item) for item in said}
        if here != there:  # a short message: pytest compares long texts for minutes
            pytest.fail(f"only here: {here - there}\nonly there: {there - here}\n{answer['text']}")
        # fmt also writes ids for other names of skills and unambiguous dates: that is not layout.
        if not {item.rule for item in found} & {"vocabulary/alias", "date/format", "field/format"}:
            assert formatted(content, FILE, schema, work.vocabularies) == content
        accepted += not any(item["severity"] == "error" for item in said)
    assert 50 < accepted < DRAFTS - 100  # both kinds are there


def _facts(problem: dict[str, Any]) -> tuple[str, str, str, str]:
    return problem["rule"], problem["severity"], problem["message"], problem["fix"]
