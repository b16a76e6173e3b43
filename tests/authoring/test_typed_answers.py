"""What `board new` understands, and that it never accepts what `board check` would refuse."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.authoring.typed_answers import answer_errors, understood
from generator.checking.check import CheckContext, check_file
from generator.checking.workspace import open_workspace
from tests.authoring.test_new_file import FIRM, LISTING, options
from tests.support.command import board
from tests.support.paths import ROOT
from tests.support.trees import write_tree

DAY = ("--today", "2026-11-23")


@pytest.fixture(scope="module")
def context() -> CheckContext:
    return open_workspace(ROOT).context(date(2026, 11, 23))


def schema_of(path: tuple[str, ...], context: CheckContext, kind: str = "listing") -> Any:
    compiled = context.listing_schema if kind == "listing" else context.employer_schema
    schema: Any = compiled.definition
    for name in path:
        schema = schema["properties"][name]
    return schema


@pytest.mark.parametrize(
    ("name", "typed", "value"),
    [
        ("hours", "15-20", {"min": 15, "max": 20}),
        ("hours", "15-20 hours", {"min": 15, "max": 20}),
        ("hours", "20 h", 20),
        ("hours", "hours: 20", 20),
        ("hours", "{min: 15, max: 20}", {"min": 15, "max": 20}),
        ("hours.max", "20 hours", 20),
        ("duration_weeks", "3 weeks", 3),
        ("pay", "€400", {"amount": 400, "currency": "EUR"}),
        ("pay", "400 euros", {"amount": 400, "currency": "EUR"}),
        ("pay", "£18-22 an hour", {"min": 18, "max": 22, "currency": "GBP", "per": "hour"}),
        ("pay.amount", "€400", 400),
        ("pay.currency", "€", "EUR"),
        ("pay.currency", "usd", "USD"),
        ("pay.per", "an hour", "hour"),
        ("place", "Remote", {"mode": "remote"}),
        ("place.mode", "on-site", "onsite"),
        ("place.mode", "hyb", "hybrid"),
        ("place.country", "Portugal", "PT"),
        ("place.country", "UK", "GB"),
        ("place.country", "Côte d'Ivoire", "CI"),
        ("place.applicant_countries", "Portugal and Spain", ["PT", "ES"]),
        ("place.applicant_countries", "usa, Trinidad and Tobago or Canada", ["US", "TT", "CA"]),
        ("place.applicant_countries", "[Portugal, ES]", ["PT", "ES"]),
        ("deadline", "14 December 2026", "2026-12-14"),
        ("deadline", "14/12/2026", "2026-12-14"),
        ("start", "Flexible", "flexible"),
        ("start", "4.1.2027", "2027-01-04"),
        ("category", "Writing", "writing"),
        ("category", "market research", "research"),
        ("category", "Legal, no", "Legal, no"),
        ("category", "finance and", "finance"),
        ("industry", "category: x", "category: x"),
        ("skills", "MS Excel, market-research", ["excel", "market-research"]),
        ("skills", "Excel and interviews", ["excel", "interviewing"]),
        ("level", "Begin", "beginner"),
        ("eligibility.audience", "students and career changers", ["students", "career-changers"]),
        ("eligibility.min_age", "18 years old", 18),
        ("offers.mentor", "yes", True),
        ("offers.mentor", "A senior analyst", "A senior analyst"),
        ("terms.nda", "no", "no"),
        ("openings", "2 people", 2),
        ("language", "Portuguese", "pt"),
        ("apply", "jobs@acme.com", {"email": "jobs@acme.com"}),
        ("apply", "acme.com/jobs", {"url": "https://acme.com/jobs"}),
        ("apply", "https://acme.com/jobs", {"url": "https://acme.com/jobs"}),
        ("apply.url", "www.acme.com/jobs", "https://www.acme.com/jobs"),
        ("deliverables", "Notes, Ten slides", ["Notes", "Ten slides"]),
        (
            "deliverables",
            "Notes (due on 15 January 2027); 2 slides by 4.1.2027; Slides by hand",
            [
                {"what": "Notes", "due": "2027-01-15"},
                {"what": "2 slides", "due": "2027-01-04"},
                "Slides by hand",
            ],
        ),
        ("deliverables", "Notes, all of them; Ten slides", ["Notes, all of them", "Ten slides"]),
        ("title", "  Market\tsurvey\u200b of shops ", "Market survey of shops"),
    ],
)
def test_what_people_type(name: str, typed: str, value: Any, context: CheckContext) -> None:
    path = tuple(name.split("."))
    assert understood(path, typed, schema_of(path, context), context) == value


@pytest.mark.parametrize(
    ("name", "typed", "value"),
    [
        ("country", "Norway", "NO"),
        ("website", "harbour.com", "https://harbour.com"),
        ("industry", "Retail", "retail"),
        ("size", "11-50", "11-50"),
        ("maintainers", "@ana, https://github.com/bo", ["ana", "bo"]),
    ],
)
def test_what_people_type_for_an_employer(
    name: str, typed: str, value: Any, context: CheckContext
) -> None:
    assert understood((name,), typed, schema_of((name,), context, "employer"), context) == value


@pytest.mark.parametrize(
    ("name", "typed", "said"),
    [
        ("deadline", "5/12/2026", "Is it 5 December or 12 May?"),
        ("deadline", "2026-02-30", "does not exist"),
        ("pay", "unpaid", "Every project on this board is paid"),
        ("pay.currency", "$", "Is it `USD`"),
        ("pay.currency", "XYZ", "no minimum rate for `XYZ`"),
        ("hours", "20 hours a week", "Count the hours of the whole project"),
        ("place.country", "Narnia", "`place.country` can't be `Narnia`"),
        ("place.country", "ZZ", "there is no country `ZZ`"),
        ("category", "reserch", "Did you mean `research`"),
        ("apply", "+351 912 345 678", "Nobody can apply by phone"),
        ("hours", "9" * 5000, "is text but should be"),
        ("hours", "[" * 5000, "is text but should be"),
        ("title", "", "`title`"),
    ],
)
def test_a_refused_answer_gets_the_words_of_check(
    name: str, typed: str, said: str, context: CheckContext
) -> None:
    path = tuple(name.split("."))
    schema = schema_of(path, context)
    errors = [*answer_errors(path, understood(path, typed, schema, context), schema, context)]
    assert said in " ".join(errors)


def _names() -> Iterator[str]:
    context = open_workspace(ROOT).context(date(2026, 11, 23))
    for kind, prefix in (("listing", ""), ("employer", "employer.")):
        for name, schema in schema_of((), context, kind)["properties"].items():
            yield prefix + name
            yield from (f"{prefix}{name}.{inner}" for inner in schema.get("properties", ()))


_TYPED = st.one_of(
    st.text(max_size=30),
    st.text(alphabet="0123456789 -/.,€$£hweuro", max_size=15),
    st.text(alphabet="[]{}:,'\"#&*!|>%@` \nax1\x00\x85\u200b\ud800", max_size=15),
    st.sampled_from([
        "null", "~", "yes", "no", "true", "1e9", ".inf", "0x1F", "Portugal", "EU", "$", "€400",
        "5/12/2026", "2026-02-30", "{}", "[]", "[1]", "{a: [b]}", "{min: 1}", "[[], {}]", "- x",
        "a" * 7000, "1" * 200, "x@y.zz", "javascript:alert(1)", "https://a.b/%", "and and and",
    ]),
)  # fmt: skip


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=st.sampled_from([*_names()]), typed=_TYPED, others=st.booleans())
def test_whatever_is_typed_is_refused_or_valid(
    tmp_path_factory: pytest.TempPathFactory, name: str, typed: str, others: bool
) -> None:
    """Nothing raises; a file that is written has no field that `board check` refuses."""
    root = write_tree(tmp_path_factory.mktemp("board"))
    given_answers = LISTING | FIRM
    outer = name.removeprefix("employer.").partition(".")[0]
    replaced = {
        other: value
        for other, value in given_answers.items()
        if others or other.removeprefix("employer.").partition(".")[0] != outer
    }
    done = board("new", "harbour/shops", *options(replaced | {name: typed}), *DAY, cwd=root)
    written = root / "listings/harbour/shops.yml"
    assert done.returncode in {0, 1, 2}
    assert written.exists() == (done.returncode != 2) and "Traceback" not in done.stderr
    if written.exists():
        context = open_workspace(root).context(date(2026, 11, 23))
        for path in (written, written.with_name("employer.yml")):
            found = check_file(f"listings/harbour/{path.name}", path.read_bytes(), context)
            refused = [p for p in found.problems if p.rule.startswith(("field/", "yaml/", "file/"))]
            assert not refused, path.read_text()
            words = {"date/impossible", "date/format", "vocabulary/unknown", "pay/currency"}
            assert not [p for p in found.problems if p.rule in words | {"place/country-unknown"}]
