"""What the browser writes for `/post/` is what Python would write."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

import pytest
from playwright.sync_api import Page

from generator.authoring.canonical import clean_data
from generator.checking import typed_values
from generator.model.dates import as_date, swapped, two_readings
from generator.reading.source import parse
from generator.rendering.artifact import Artifact
from generator.rendering.pages.static_files import assets
from tests.authoring.test_canonical import DRAFT_SCHEMAS, holds
from tests.support.drafts import draft
from tests.support.published import write_files
from tests.support.serving import serving

DRAFTS = 500
FRAME = b'<!doctype html><html lang="en"><title>Post</title><link rel="icon" href="data:,">'
# Decimals travel as {"$": "17.50"}.
WRITE = """async (json) => {
    const { Numeral } = await import("/assets/board/post/numeral.js");
    const { cleanData } = await import("/assets/board/post/clean.js");
    const { canonicalYaml } = await import("/assets/board/post/yaml.js");
    const numeral = (name, value) => (value?.$ ? new Numeral(value.$) : value);
    const { schemas, drafts } = JSON.parse(json, numeral);
    return drafts.map(([kind, data]) => {
        const clean = cleanData(data, schemas[kind]);
        const text = canonicalYaml(clean, schemas[kind]);
        const again = canonicalYaml(cleanData(clean, schemas[kind]), schemas[kind]);
        return again === text ? text : "cleaning twice is not cleaning once";
    });
}"""


@pytest.fixture
def post(page: Page, tmp_path: Path) -> Iterator[Page]:
    """A page that has the scripts."""
    write_files(tmp_path, [*assets(), Artifact("index.html", FRAME)])
    with serving(tmp_path) as address:
        page.goto(address)
        yield page


def as_json(value: Any) -> str:
    return json.dumps(value, default=lambda decimal: {"$": f"{decimal:f}"})


def test_drafts_have_the_same_bytes_in_both_languages(post: Page) -> None:
    drafts = [
        (kind, draft(Random(seed), schema))
        for seed in range(DRAFTS // 2)
        for kind, schema in DRAFT_SCHEMAS.items()
    ]
    written = post.evaluate(WRITE, as_json({"schemas": DRAFT_SCHEMAS, "drafts": drafts}))
    for (kind, data), text in zip(drafts, written, strict=True):
        assert text == holds(clean_data(data, DRAFT_SCHEMAS[kind]), DRAFT_SCHEMAS[kind])


def test_both_remove_the_same_characters(post: Page) -> None:
    """Every character there is, in a place where it could stay, and joiners after each."""
    schema = {"properties": {"a": {}}}
    found = post.evaluate(
        """async (last) => {
            const { cleanText } = await import("/assets/board/post/clean.js");
            const different = [];
            for (let code = 0; code <= last; code += 1) {
                const text = `東${String.fromCodePoint(code)}\\u200dx`;
                const clean = cleanText(text, {});
                const codes = [...clean].map((character) => character.codePointAt(0));
                if (clean !== text) different.push([code, codes]);
            }
            return different;
        }""",
        sys.maxunicode,
    )
    expected = []
    for code in range(sys.maxunicode + 1):
        text = f"東{chr(code)}\u200dx"
        clean = clean_data({"a": text}, schema)["a"]
        if clean != text:
            expected.append([code, [*map(ord, clean)]])
    assert found == expected
    assert len(found) > 2048


# Parts of what people type: one of each list in a row is a text, and so are any of them.
BEFORE = ("", "", "about ", "~", "ca. ", "€", "$", "US$ ", "R$", "EUR ", "kr ", "¥", "zł", "x")
NUMBERS = (
    "1", "2", "3", "8", "12", "13", "15", "20", "0", "007", "160", "161", "1,200", "1.200,50",
    "12,50", "12.5", "1 000", "400.00", "300-450", "15–20", "15 to 20", "20-15", "20-20",
    "999999999", "1000000000",
    "1,000,000,000.01",
)  # fmt: skip
AFTER = (
    "", "", " hours", "h", " Hrs.", " hours in total", " weeks", "wk", " an hour", "/h", " hourly",
    "/project", " in total", " euros", " dollars/h", " EUR", "USD", " kr.", " a week", " each hour",
)  # fmt: skip
OTHERS = (
    "mailto:", "jobs@acme.example", "Jobs+1@acme.example", "a@b", "acme.example", "/apply?x=1#y",
    "https://", "http://", "www.", "/a/b", "a,b", "é@acme.example", "+49 30 1234567", "(030) 12",
    "12345", "unpaid", "None", "no ", "free", "-", " ", "🙂" * 60,
)  # fmt: skip
ACCEPTED = ["USD", "EUR", "SEK"]
READ = """async ([data, texts, accepted]) => {
    const { Numeral } = await import("/assets/board/post/numeral.js");
    const { typedValues } = await import("/assets/board/post/typed_values.js");
    const typed = typedValues(data, { today: "2026-11-23" });
    const range = ({ min, max }) => `{min: ${min}, max: ${max}}`;
    const amount = (found) => (found?.min ? range(found) : `${found ?? ""}`);
    const money = ({ low, high, currencies, per }) => [low.text, high?.text ?? "", currencies, per];
    const application = ({ email, url }) => (email ? `email: ${email}` : `url: ${url}`);
    return texts.map((text) => ({
        hours: amount(typed.hours(text)),
        weeks: amount(typed.weeks(text)),
        money: typed.money(text, accepted) && money(typed.money(text, accepted)),
        any: typed.money(text) && money(typed.money(text)),
        application: typed.application(text) ? application(typed.application(text)) : "",
        nothing: typed.isNothing(text),
        phone: typed.isPhoneNumber(text),
        number: Numeral.parse(text)?.text ?? "",
    }));
}"""


def test_what_people_type_means_the_same_in_both_languages(post: Page) -> None:
    random = Random(1)
    lists = (BEFORE, NUMBERS, AFTER)
    texts = ["".join(map(random.choice, lists)) for _ in range(2000)]
    texts += ["".join(random.choices(OTHERS, k=random.randint(1, 3))) for _ in range(1000)]
    every = [*BEFORE, *NUMBERS, *AFTER, *OTHERS]
    texts += ["".join(random.choices(every, k=random.randint(1, 4))) for _ in range(1000)]
    found = post.evaluate(READ, [typed_values.exported(), texts, ACCEPTED])
    expected = [as_python_reads(text) for text in texts]
    for text, in_browser, in_python in zip(texts, found, expected, strict=True):
        assert in_browser == in_python, text
    for name in ("hours", "weeks", "money", "application", "nothing", "phone", "number"):
        assert sum(bool(item[name]) for item in expected) >= 40, name


def as_python_reads(text: str) -> dict[str, Any]:
    def money(accepted: list[str]) -> Any:
        found = typed_values.money(text, accepted)
        return found and [found.low, found.high, [*found.currencies], found.per]

    return {
        "hours": typed_values.hours(text),
        "weeks": typed_values.weeks(text),
        "money": money(ACCEPTED),
        "any": money([]),
        "application": typed_values.application(text),
        "nothing": typed_values.is_nothing(text),
        "phone": typed_values.is_phone_number(text),
        "number": as_number(text),
    }


def as_number(text: str) -> str:
    """A decimal number as the board's reader reads it; it is one of the canonical form."""
    source, _ = parse(f"x: {text}".encode(), "x.yml")
    value = source.data.get("x") if source else None
    if isinstance(value, bool) or not isinstance(value, (int, Decimal)) or text.startswith("0x"):
        return ""
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


DATES = """async ([data, texts, today]) => {
    const { typedValues } = await import("/assets/board/post/typed_values.js");
    const typed = typedValues(data, { today });
    return texts.map((text) => ({ ...typed.dates(text), day: typed.day(text) }));
}"""


def test_dates_mean_the_same_in_both_languages(post: Page) -> None:
    random = Random(2)
    forms = (
        "{y}-{m}-{d}", "{y}/{m}/{d}", "{y}.{m}.{d}", "{y}-{d}-{m}", "{y}-{m:02}-{d:02}T09:00Z",
        "{d}/{m}/{y}", "{m}/{d}/{y}", "{d}-{m}-{y}", "{d}.{m}.{y}", "{d} {name} {y}", "{d}/{m}-{y}",
        "{name} {d}, {y}", "{d}th of {name} {y}", "Mon, {d} {name}. {y}", " {name}  {d} {y} ",
        "{d} {name}. {y}", "{name} {y}", "{d}{name}{y}", "{y}",
    )  # fmt: skip
    names = ("December", "dec", "Sept", "FEBRUARY", "feb", "May", "Juni", "xyz")
    texts = [
        random.choice(forms).format(
            y=random.choice((2026, 2027, 2028, 9999, "0000", 226)),
            m=random.randint(0, 14), d=random.randint(0, 33), name=random.choice(names),
        )
        for _ in range(3000)
    ]  # fmt: skip
    found = post.evaluate(DATES, [typed_values.exported(), texts, "2026-11-23"])
    counts = [0, 0, 0]
    for text, in_browser in zip(texts, found, strict=True):
        one, two = as_date(text), two_readings(" ".join(text.split()))
        day = one if one != text or _is_iso(text) else swapped(text)
        expected = [*two] if two else [day] if day else []
        assert in_browser["days"] == expected, text
        counts[len(expected)] += 1
    assert min(counts) >= 50


def _is_iso(text: str) -> bool:
    """Whether it is a day that exists, in the form that `as_date` returns."""
    return "-" in text and as_date(text.replace("-", "/")) == text


def test_days_from_today(post: Page) -> None:
    """Python has no such dates: a file says its year."""
    cases: list[tuple[str, list[str], str]] = [
        ("Dec 14", ["2026-12-14"], ""),
        ("14 December", ["2026-12-14"], ""),
        ("Mon, 14th of Dec.", ["2026-12-14"], ""),
        ("14/12", ["2026-12-14"], ""),
        ("14.12.", ["2026-12-14"], ""),
        ("14.12", ["2026-12-14"], ""),
        ("23 November", ["2026-11-23"], ""),
        ("22 November", ["2027-11-22"], ""),
        ("5/12", ["2026-12-05", "2027-05-12"], ""),
        ("30 February", [], "30 February 2027"),
        ("30 February 2026", [], "30 February 2026"),
        ("2026-02-30", [], "30 February 2026"),
        ("2026-14-12", ["2026-12-14"], ""),
        ("29 Feb", [], "29 February 2027"),
        ("31/02/2026", [], "31 February 2026"),
        ("in 3 weeks", ["2026-12-14"], ""),
        ("In a week", ["2026-11-30"], ""),
        ("in 10 days", ["2026-12-03"], ""),
        ("tomorrow", ["2026-11-24"], ""),
        ("Today", ["2026-11-23"], ""),
        ("soon", [], ""),
        ("", [], ""),
        ("14", [], ""),
        ("14/12/26", [], ""),
    ]
    found = post.evaluate(
        DATES, [typed_values.exported(), [case[0] for case in cases], "2026-11-23"]
    )
    for (text, days, missing), in_browser in zip(cases, found, strict=True):
        day = days[0] if len(days) == 1 else None
        assert in_browser == {"days": days, "missing": missing, "day": day}, text
