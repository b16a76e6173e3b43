"""The form on `/post/` says about a draft what `board check` says, in the same words.

Each rule is in Python and in JavaScript. Its words, lists, limits and patterns are exported.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from generator.authoring.canonical import canonical_text, clean_data
from generator.checking.check import CheckContext, check_file
from generator.checking.exported_checks import WITH_EMPLOYER, exported_checks, exported_phrases
from generator.checking.rule import Parts
from generator.checking.rules import RULES
from generator.checking.workspace import open_workspace
from generator.model.employer import Employer
from generator.model.listing import Listing
from generator.model.problem import Place, Problem
from generator.reading.source import MAX_BYTES, Source, parse
from generator.rendering.artifact import Artifact
from generator.rendering.pages.static_files import assets
from tests.checking.rules.samples import data_of
from tests.checking.rules.test_links import BAD, BAD_TARGETS, GOOD_TEXTS
from tests.checking.rules.test_phrases import CAUGHT, LEFT, PHRASE_RULES
from tests.checking.rules.test_words import HOSTILE
from tests.support import addresses
from tests.support.form_drafts import drafts, examples
from tests.support.paths import ROOT, TODAY
from tests.support.published import write_files
from tests.support.serving import serving
from tests.support.trees import EMPLOYER, GOOD

FLOORS = {"USD": Decimal(15), "EUR": Decimal("12.50"), "JPY": Decimal(1500)}
DRAFTS = 400
MOST_MILLISECONDS = 3000  # a hundred times as long as it takes, for a machine that is busy
FRAME = b'<!doctype html><html lang="en"><title>Post</title><link rel="icon" href="data:,">'
# Decimals travel as {"$": "17.50"}.
CHECK = """async ([board, json]) => {
    const { Numeral } = await import("/assets/board/post/numeral.js");
    const { checkEmployer, checkListing } = await import("/assets/board/post/check/check.js");
    const drafts = JSON.parse(json, (_, value) => (value?.$ ? new Numeral(value.$) : value));
    return drafts.map(({ kind, data, isDemo }) => {
        const settings = { ...board.settings, isDemo };
        const check = kind === "employer" ? checkEmployer : checkListing;
        const start = performance.now();
        const problems = check(data, { ...board, settings });
        return [problems, performance.now() - start];
    });
}"""
_TWICE = {rule.id: rule for rule in RULES if rule.id in WITH_EMPLOYER}
_BEFORE_RULES = ("field/", "date/", "vocabulary/unknown")
_ON_THE_KEY = {"field/missing", "field/choice", "field/empty"}
_IN_TEXTS = {
    "text/employer-link", "text/http-link", "text/link", "text/link-shortener", "url/disguised",
    "url/not-public", "url/sample",
}  # fmt: skip


@pytest.fixture(scope="module")
def known() -> CheckContext:
    context = open_workspace(ROOT).context(date.fromisoformat(TODAY))
    return replace(context, settings=replace(context.settings, demo_day=None, floors=FLOORS))


@pytest.fixture
def form(page: Page, tmp_path: Path) -> Iterator[Page]:
    """A page that has the scripts."""
    write_files(tmp_path, [*assets(), Artifact("index.html", FRAME)])
    with serving(tmp_path) as address:
        page.goto(address)
        yield page


def board(known: CheckContext) -> dict[str, Any]:
    """What the form knows."""
    terms = {
        kind: [
            {"id": term.id, "label": term.label, "aliases": term.aliases}
            for term in getattr(known.vocabularies, kind).terms.values()
        ]
        for kind in ("skills", "categories", "industries")
    }
    settings = known.settings
    return {
        "schema": known.listing_schema.definition,
        "employerSchema": known.employer_schema.definition,
        "checks": _checks(),
        "vocabularies": terms,
        "settings": {
            "floors": {code: str(floor) for code, floor in settings.floors.items()},
            "deadlineMaxDays": settings.deadline_max_days,
            "url": settings.url,
        },
        "today": str(known.today),
        "id": "acme/draft",
    }


def _checks() -> dict[str, Any]:
    """The checks, once the form has loaded the phrases too."""
    checks, phrases = exported_checks(), exported_phrases()
    for rule, known in phrases["rules"].items():
        checks["rules"][rule]["phrases"] = known
    return {**checks, "prose": phrases["prose"]}


Case = tuple[str, dict[str, Any], bool]  # what it is, its data, whether the board is a demo


def cleaned(case: Case, known: CheckContext) -> Case:
    kind, data, is_demo = case
    schema = known.employer_schema if kind == "employer" else known.listing_schema
    return kind, clean_data(data, schema.definition), is_demo


def in_python(case: Case, known: CheckContext) -> tuple[Source, list[Problem]]:
    """The file that the form writes, and what `board check` says about it."""
    kind, data, is_demo = case
    schema = known.employer_schema if kind == "employer" else known.listing_schema
    path = f"listings/acme/{kind if kind == 'employer' else 'draft'}.yml"
    content = canonical_text(data, schema.definition).encode()
    demo_day = known.today if is_demo else None
    context = replace(known, settings=replace(known.settings, demo_day=demo_day))
    source, problems = parse(content, path)
    assert source, (content.decode(), problems)
    result = check_file(path, content, context)
    # Lists of common words would be a lot to load, and the author can do nothing about it.
    found = [item for item in result.problems if item.rule != "language/not-judged"]
    if isinstance(result.item, Listing) and isinstance(result.inline, Employer):
        parts = Parts({path: result.item}, {path: result.inline})
        for rule in _TWICE.values():
            for _, finding in rule.board(parts, context) if rule.board else ():
                place = source.place(finding.path)
                found.append(Problem(place, rule.id, finding.message, finding.fix, rule.severity))
    return source, found


def in_words(source: Source, problems: Sequence[Problem], answer: Sequence[Any]) -> list[str]:
    """The form shows a problem at its field; a place within the field's text is for files."""
    fields = {source.place(tuple(problem["path"])) for problem in answer}

    def spot(place: Place) -> tuple[int, int]:
        return place.line, place.column

    def place(problem: Problem) -> Place:
        if problem.rule not in _IN_TEXTS:
            return problem.place
        before = (field for field in fields if spot(field) <= spot(problem.place))
        return max(before, key=spot, default=problem.place)

    return sorted({_line(place(p), p.severity.label, p.rule, p.message, p.fix) for p in problems})


def _line(place: Place, *said: str) -> str:
    return " ".join((f"{place.line}:{place.column}", *said))


def shown(source: Source, problems: Sequence[dict[str, Any]]) -> list[str]:
    """The same for what the browser says, whose paths become places."""
    found = set()
    for problem in problems:
        path = tuple(problem["path"])
        if problem["rule"] == "field/missing":
            path = path[:-1] or tuple(source.data)[-1:]
        place = source.key_place(path) if problem["rule"] in _ON_THE_KEY else source.place(path)
        said = (problem[name] for name in ("severity", "rule", "message", "fix"))
        found.add(_line(place, *said))
    return sorted(found)


def compare(form: Page, known: CheckContext, cases: Sequence[Case]) -> set[str]:
    """Assert that both say the same about each case. Returns the rules that both named."""
    cases = [cleaned(case, known) for case in cases]
    sent = [{"kind": kind, "data": data, "isDemo": is_demo} for kind, data, is_demo in cases]
    plain = json.loads(json.dumps(board(known), default=list))
    answers = form.evaluate(CHECK, [plain, json.dumps(_numerals(sent))])
    named: set[str] = set()
    for case, (answer, milliseconds) in zip(cases, answers, strict=True):
        assert milliseconds < MOST_MILLISECONDS, case
        source, problems = in_python(case, known)
        assert shown(source, answer) == in_words(source, problems, answer), source.text
        named |= {problem["rule"] for problem in answer}
    return named


def _numerals(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _numerals(item) for name, item in value.items()}
    if isinstance(value, list):
        return [_numerals(item) for item in value]
    is_number = not isinstance(value, (str, bool))
    return {"$": f"{value:f}" if not isinstance(value, int) else str(value)} if is_number else value


# Where an example is not a draft that gets as far as its rule.
_BESIDE_EXAMPLES: tuple[tuple[str, dict[str, Any]], ...] = (
    ("listing", {"aliases": ["acme/draft"]}),
    (
        "listing",
        {"skills": ["sql", "excel", "proofreading", "illustration", "interviewing", "python"]},
    ),
    ("employer", {"maintainers": None}),
)


def test_every_example_of_a_rule(form: Page, known: CheckContext) -> None:
    """And every rule says something about one of them."""
    good = {"listing": data_of(GOOD), "employer": data_of(EMPLOYER)}
    others = ((kind, {**good[kind], **fields}) for kind, fields in _BESIDE_EXAMPLES)
    cases = [
        (kind, {name: value for name, value in data.items() if value is not None}, is_demo)
        for kind, data in (*examples(), *others)
        for is_demo in (True, False)
    ]
    named = compare(form, known, cases)
    own = {rule.id for rule in RULES if not rule.board}
    assert own <= named, own - named


def test_drafts_that_have_something_wrong(form: Page, known: CheckContext) -> None:
    known = replace(known, today=date(2026, 12, 3))  # the dates of examples have moved

    def is_readable(kind: str, data: dict[str, Any]) -> bool:
        """Whether all fields and words are right, so that rules run."""
        _, problems = in_python(cleaned((kind, data, True), known), known)
        return not any(p.rule.startswith(_BEFORE_RULES) for p in problems)

    cases = [
        (kind, data, index % 3 == 0)
        for index, (kind, data) in enumerate(drafts(DRAFTS, is_readable))
    ]
    named = compare(form, known, cases)
    assert len(named) > 70, sorted(named)


def test_texts_that_could_keep_a_rule_busy(form: Page, known: CheckContext) -> None:
    cases = [("listing", {**data_of(GOOD), "description": text}, True) for text in HOSTILE]
    assert compare(form, known, cases)


def test_addresses_are_read_as_in_python(form: Page) -> None:
    """`URL` of the browser, and what is said of hosts."""
    checks = {name: exported_checks()[name] for name in ("address", "hosts")}
    found = form.evaluate(addresses.IN_BROWSER, [[*addresses.ADDRESSES], checks])
    assert dict(zip(addresses.ADDRESSES, found, strict=True)) == addresses.ADDRESSES


def test_links_in_texts(form: Page, known: CheckContext) -> None:
    good = data_of(GOOD)
    texts = [f"Look at {address} before." for address in BAD]
    texts += [f"Look at [this]({address})." for address in BAD_TARGETS]
    cases: list[Case] = [
        ("listing", {**good, **fields}, True)
        for text in [*texts, *GOOD_TEXTS]
        for fields in (
            {"description": f"{good['description']}\n{text}\n"},
            {"apply": {"email": "jobs@acme.example", "instructions": text}},
        )
    ]
    cases += [("employer", {**data_of(EMPLOYER), "about": text}, False) for text in texts]
    assert {*BAD.values(), "text/employer-link"} <= compare(form, known, cases)


def test_a_file_that_is_too_large(form: Page, known: CheckContext) -> None:
    """The form measures the file that it would write."""
    check = """async ([file, bytes]) => {
        const { checkSize } = await import("/assets/board/post/check/check.js");
        return bytes.map((size) => checkSize(size, { checks: { file } }));
    }"""
    sound, too_large = form.evaluate(check, [exported_checks()["file"], [MAX_BYTES, MAX_BYTES + 1]])
    (problem,) = check_file("listings/acme/draft.yml", b"#" * (MAX_BYTES + 1), known).problems
    said = {"rule": problem.rule, "message": problem.message, "fix": problem.fix}
    assert sound == []
    assert too_large == [{**said, "severity": "error", "path": []}]


def test_no_rule_is_forgotten() -> None:
    """A rule with phrases alone needs no code of its own."""
    folder = ROOT / "generator/assets/post/check"
    code = "".join(path.read_text(encoding="utf-8") for path in folder.glob("*_rules.js"))
    written = set(re.findall(r'^  "([a-z]+/[a-z-]+)": ', code, re.MULTILINE))
    needed = {
        rule.id
        for rule in RULES
        if (not rule.board or rule.id in WITH_EMPLOYER) and [*rule.data] != ["phrases"]
    }
    forgotten = needed - written
    assert not forgotten, (
        f"{sorted(forgotten)}: write them in assets/post/check/field_rules.js or text_rules.js, so "
        "that the form on /post/ says what `board check` says. What a rule says and compares with "
        "belongs into its `texts` and `data`."
    )
    assert written <= needed, f"{sorted(written - needed)}: Python has no such rules (any more)"


def test_every_sentence_beside_the_phrases_of_a_language(form: Page, known: CheckContext) -> None:
    """Caught, or left alone, and quoted in the same words."""
    texts = [*(text for _, text in CAUGHT), *LEFT]
    good = data_of(GOOD)
    cases: list[Case] = [
        ("listing", {**good, "description": f"{good['description']}\n{text}\n"}, True)
        for text in texts
    ]
    named = compare(form, known, cases)
    assert named >= PHRASE_RULES
