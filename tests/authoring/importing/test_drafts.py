"""Whatever a page or an API says, its draft is a file that the board can read."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.authoring.format import formatted
from generator.authoring.importing.draft_fields import Frame, answers, guessed
from generator.authoring.importing.draft_text import draft_of
from generator.authoring.importing.job_posting import job_posting
from generator.authoring.importing.other_board import is_listing_file, listing_posting
from generator.authoring.importing.page import Page
from generator.authoring.importing.posting import Posting, Salary, amount, salary
from generator.authoring.importing.tracking_systems import api_of
from generator.checking.workspace import open_workspace
from generator.reading.source import CONTROL, HIDDEN, MAX_BYTES, parse
from tests.support.job_pages import DATA
from tests.support.paths import ROOT

WORK = open_workspace(ROOT, cache=False)
SCHEMA = WORK.listing_schema.definition
FRAME = Frame(SCHEMA, WORK.vocabularies.skills, WORK.settings, date(2026, 11, 23), False)
PAGE = "https://acme.example/jobs/1"
GREENHOUSE = "https://job-boards.greenhouse.io/harbourbooks/jobs/4012345"
LEVER = "https://jobs.lever.co/northgate/5f1d2c3b-0a9e-4d7c-8b6a-112233445566"
BOARD = "boards-api.greenhouse.io/v1/boards/acme/jobs"
JOB = f"{BOARD}/12?pay_transparency=true"
POSTING = "northgate/5f1d2c3b-0a9e-4d7c-8b6a-112233445566"
ASHBY_API = "api.ashbyhq.com/posting-api/job-board"
ASHBY = "https://jobs.ashbyhq.com/Staithe%20Museum/99999999-2222-3333-4444-555555555555"
NASTY = (
    "\u202e", "\x00\x1b[31m", "---\n...", "key: [", "&a *a !!x", "{{ x }}", "'\"`\\", "# x\n# y",
    "\u2028y: 1\x85z: 2", "<<<<<<< x\n=======\n>>>>>>> y", "😀" * 8000, "a\n" * 7000, "x" * 9000,
    "<ul><li>" * 300, "&lt;p&gt;&amp;#0;", "2026-12-18", "TELECOMMUTE", "HOUR", "1e999", "NaN", "%",
    "- a", "? b", "|", "\ud800", "\ufeff", "9" * 400, "remote", "Portugal", "EUR", "a # b",
)  # fmt: skip
texts = st.one_of(st.sampled_from(NASTY), st.text(max_size=20))
values = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), texts),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(texts | st.just("name"), inner, max_size=3)
    ),
    max_leaves=6,
)


def changed(good: Any) -> st.SearchStrategy[Any]:
    """`good` with some of its values, at any depth, made into something else."""
    if isinstance(good, dict):
        fields = {name: changed(item) for name, item in good.items()}
        return st.one_of(st.fixed_dictionaries({}, optional=fields), values)
    if isinstance(good, list):
        return st.one_of(st.tuples(*map(changed, good)).map(list), values)
    return st.one_of(st.just(good), st.just(good), values)


def posting_of(name: str) -> Any:
    data = json.loads((DATA / f"{name}.json").read_text())
    return data["jobs"][-1] if name == "ashby" else data


def require_readable(posting: Posting) -> None:
    found = answers(posting, FRAME)
    draft = draft_of(found, SCHEMA, f"From {PAGE}.", WORK.settings.url)
    content = draft.text.encode()
    source, problems = parse(content, "x.yml")
    assert source is not None, (problems, draft.text)
    assert not CONTROL.search(draft.text) and not HIDDEN.search(draft.text)
    assert len(content) < MAX_BYTES
    expected = {answer.name: answer.value for answer in found if answer.value is not None}
    assert {name: source.data[name] for name in expected} == expected
    assert formatted(content, "x.yml", SCHEMA, WORK.vocabularies) == content
    for decision in draft.decisions:
        assert draft.lines[decision.line - 1].lstrip().startswith("# decide: ")


@given(changed(Page(PAGE, (DATA / "json_ld.html").read_bytes()).items("JobPosting")[0][0]))
def test_any_job_posting_makes_a_draft(item: Any) -> None:
    if isinstance(item, dict):
        require_readable(job_posting(item, PAGE, "a page"))


@pytest.mark.parametrize(
    ("url", "name"), [(GREENHOUSE, "greenhouse"), (LEVER, "lever"), (ASHBY, "ashby")]
)
def test_any_answer_of_an_api_makes_drafts(url: str, name: str) -> None:
    api = api_of(url)
    assert api

    @given(changed(posting_of(name)))
    def example(data: Any) -> None:
        for answer in (data, [data], {"jobs": [data, data]}, {"jobs": data}):
            for posting in api.postings(answer):
                require_readable(posting)
        if isinstance(data, Mapping):
            require_readable(api.read(data, api))

    example()


OTHER = {
    "id": "a/b", "title": "A good title", "description": {"markdown": "Text " * 60, "html": ""},
    "deliverables": [{"what": "A list"}], "skills": ["excel"], "hours": {"min": 5, "max": 9.5},
    "pay": {"amount": 20, "currency": "EUR", "per": "hour"}, "offers": {"mentor": True},
    "place": {"mode": "remote"}, "deadline": "2026-12-14", "apply": {"url": "https://a.example/x"},
    "employer": {"id": "a", "name": "Acme", "website": "https://a.example", "country": "PT"},
}  # fmt: skip


@given(changed(OTHER))
def test_any_answer_of_another_board_makes_a_draft(data: Any) -> None:
    posting = listing_posting(data, PAGE, SCHEMA)
    if posting:
        require_readable(posting)


@given(
    st.one_of(
        st.binary(max_size=300),
        st.lists(
            st.sampled_from(
                ["<script type=application/ld+json>", "</script>", '{"@type": "JobPosting",',
                 '"title": "x"}', "[", "]", "<!--", "-->", "//<![CDATA[", "]]>", '{"@graph": [',
                 "<div itemscope itemtype=https://schema.org/JobPosting>", "<b itemprop=title>",
                 "\x00", "\ud800", '{"@id": "#a"}', '"hiringOrganization": {"@id": "#a"},', "null"]
            ),
            max_size=12,
        ).map(lambda parts: "".join(parts).encode("utf-8", "surrogatepass")),
    )
)  # fmt: skip
def test_any_page_can_be_read(content: bytes) -> None:
    page = Page(PAGE, content)
    for item, _ in page.items("JobPosting"):
        require_readable(job_posting(item, PAGE, "a page"))


class TestPage:
    def items(self, text: str) -> list[Any]:
        return [item for item, _ in Page(PAGE, text.encode()).items("JobPosting")]

    def script(self, text: str) -> str:
        return f'<html><script type="Application/LD+JSON ">{text}</script></html>'

    @pytest.mark.parametrize(
        "text",
        [
            '{"@type": "JobPosting", "title": "x"}',
            '{"@type": ["Thing", "http://schema.org/JobPosting"], "title": "x"};',
            '<!-- {"@type": "JobPosting", "title": "x"} -->',
            '//<![CDATA[\n{"@type": "JobPosting", "title": "x"}\n//]]>',
            '/*<![CDATA[*/ {"@type": "JobPosting", "title": "x"} /*]]>*/',
            '{"@type": "JobPosting",\t"title": "x\n"}',
            '{"a": [[{"b": {"@type": "schema:JobPosting", "title": "x"}}]]}',
            '[{"@type": "JobPosting", "title": "x"}, {"@type": "JobPosting", "title": "x"}]',
        ],
    )
    def test_json_ld_as_it_is_on_the_web(self, text: str) -> None:
        (item,) = self.items(self.script(text))
        assert item["title"].strip() == "x"

    @pytest.mark.parametrize(
        "text",
        ["", "null", "[" * 100_000, '{"a":' * 70 + '{"@type":"JobPosting","title":"x"}' + "}" * 70,
         '{"@type": "JobPostings", "title": "x"}', '{"title": "x"}', "9" * 5000],
    )  # fmt: skip
    def test_what_is_none(self, text: str) -> None:
        assert self.items(self.script(text)) == []

    @pytest.mark.parametrize(
        ("encoding", "said"), [("utf-8", ""), ("iso-8859-1", "iso-8859-1"), ("windows-1252", ""),
                               ("utf-8", "iso-8859-1"), ("iso-8859-1", "no-such-charset"),
                               ("iso-8859-1", "utf-16")],
    )  # fmt: skip
    def test_a_wrong_charset_does_no_harm(self, encoding: str, said: str) -> None:
        meta = f'<meta charset="{said}">' if said else ""
        text = f"<html><head>{meta}<title>Café</title></head></html>"
        title = Page(PAGE, text.encode(encoding)).title
        assert title == "Café" or said == "utf-16"

    def test_many_postings_end(self) -> None:
        many = json.dumps([{"@type": "JobPosting", "title": f"x{at}"} for at in range(3000)])
        assert len(self.items(self.script(many))) == 500


class TestApiAddresses:
    @pytest.mark.parametrize(
        ("url", "api"),
        [
            ("https://boards.greenhouse.io/acme/jobs/12", JOB),
            ("https://job-boards.greenhouse.io/acme/jobs/12?gh_src=x", JOB),
            ("https://boards.greenhouse.io/acme?gh_jid=12", JOB),
            ("https://boards.greenhouse.io/embed/job_app?for=acme&token=12", JOB),
            ("https://boards.greenhouse.io/acme", f"{BOARD}?content=true&pay_transparency=true"),
            (LEVER, f"api.lever.co/v0/postings/{POSTING}?mode=json"),
            (LEVER.replace("jobs", "jobs.eu"), f"api.eu.lever.co/v0/postings/{POSTING}?mode=json"),
            (ASHBY, f"{ASHBY_API}/Staithe%20Museum?includeCompensation=true"),
        ],
    )  # fmt: skip
    def test_pages_and_their_apis(self, url: str, api: str) -> None:
        found = api_of(url)
        assert found and found.url == f"https://{api}"

    @pytest.mark.parametrize(
        "url",
        ["https://acme.example/acme/jobs/12", "https://jobs.lever.co/", "https://jobs.lever.co/%2e%2e/x",
         "https://jobs.ashbyhq.com/a%2Fb/x", "https://boards.greenhouse.io/embed/job_app?for=../x",
         "https://evil.example/?https://jobs.lever.co/a", "https://[", "",
         "https://jobs.lever.co.evil.example/acme"],
    )  # fmt: skip
    def test_other_pages(self, url: str) -> None:
        assert api_of(url) is None

    @pytest.mark.parametrize(
        ("url", "is_one"),
        [("https://b.example/x/api/v1/listings/a/b.json", True), ("https://[", False),
         ("https://c.example/api/v1/listings/a/b.json", False), ("https://b.example/a.json", False),
         ("http://b.example/api/v1/listings/a/b.json", False)],
    )  # fmt: skip
    def test_only_the_boards_own_data_is_read(self, url: str, is_one: bool) -> None:
        assert is_listing_file(url, "https://b.example/x/listings/a/b/") is is_one


class TestFacts:
    """Only what a posting says is in the draft."""

    def draft(self, **said: Any) -> tuple[dict[str, Any], str]:
        item = {
            "title": "A title of a project",
            "description": "<p>Words, and more. </p>" * 20,
            **said,
        }
        found = answers(job_posting(item, PAGE, "a page"), FRAME)
        draft = draft_of(found, SCHEMA, "x", "")
        source, _ = parse(draft.text.encode(), "x")
        assert source
        return source.data, " ".join(draft.text.replace("\n#", " ").split())

    def pay(self, value: Any, currency: str = "EUR") -> tuple[Any, str]:
        data, text = self.draft(baseSalary={"currency": currency, "value": value})
        return data.get("pay"), text

    def test_pay_for_an_hour_is_taken(self) -> None:
        assert self.pay({"value": "18.50", "unitText": "HOUR"})[0] == {
            "amount": Decimal("18.50"), "currency": "EUR", "per": "hour"}  # fmt: skip

    @pytest.mark.parametrize(
        ("value", "currency", "said"),
        [
            ({"value": 55000, "unitText": "YEAR"}, "EUR", "55,000 EUR a year"),
            ({"minValue": 900, "maxValue": 1200.5, "unitText": "MONTH"}, "EUR",
             "900 to 1,200.50 EUR a month"),
            ({"value": 20}, "EUR", "20 EUR"),
            ({"value": 20, "unitText": "HOUR"}, "euros", "20 an hour"),
            ({"value": "18,50", "unitText": "HOUR"}, "EUR", "18,50 EUR an hour"),
            ({"minValue": "18,50", "maxValue": "20", "unitText": "HOUR"}, "EUR",
             "18,50 to 20 EUR an hour"),
            ({"maxValue": 40, "unitText": "HOUR"}, "EUR", "up to 40 EUR an hour"),
            ({"minValue": 40, "unitText": "HOUR"}, "EUR", "from 40 EUR an hour"),
            ({"minValue": 0, "maxValue": 40, "unitText": "HOUR"}, "EUR", "0 to 40 EUR an hour"),
        ],
    )  # fmt: skip
    def test_other_pay_is_a_question(self, value: Any, currency: str, said: str) -> None:
        pay, text = self.pay(value, currency)
        assert pay is None and f'The page says: "{said}"' in text

    @pytest.mark.parametrize(
        ("given", "taken"),
        [("2026-12-18", True), ("2026-12-18T23:59:00+01:00", True), ("18 December 2026", True),
         ("2026-11-23", False), ("2020-01-01", False), ("2027-06-01", False), ("soon", False),
         ("5/12/2026", False)],
    )  # fmt: skip
    def test_a_deadline_that_a_listing_can_have(self, given: str, taken: bool) -> None:
        data, text = self.draft(validThrough=given)
        assert data.get("deadline") == ("2026-12-18" if taken else None)
        assert taken or f'The page says: "{given}"' in text

    def test_two_places_are_a_question(self) -> None:
        places = [{"address": {"addressLocality": city, "addressCountry": "PT"}}
                  for city in ("Porto", "Lisbon")]  # fmt: skip
        data, text = self.draft(jobLocation=places)
        assert "place" not in data and 'The page says: "Porto, PT; Lisbon, PT"' in text

    def test_long_text_is_cut_between_lines_and_short_text_is_a_question(self) -> None:
        data, text = self.draft(
            description="<p>" + "Words and words. " * 9 + "</p>" + "<p>y</p>" * 3000
        )
        assert len(data["description"]) <= 6000 and data["description"].endswith("y\n")
        assert "This is the beginning of the page's text." in text
        data, text = self.draft(description="<p>Short.</p>")
        assert data["description"] == "Short.\n"
        assert "The page has 6 characters; a listing needs 200 or more." in text

    def test_a_title_that_is_too_long_is_a_question(self) -> None:
        data, text = self.draft(title="A word " * 60)
        assert len(data["title"]) <= 200 and "may have 8 to 80" in text

    def test_an_address_that_is_not_secure_is_not_where_to_apply(self) -> None:
        data, _ = self.draft(url="http://acme.example/apply")
        assert data["apply"] == {"url": PAGE}

    def test_skills_are_guessed_from_whole_words(self) -> None:
        text = "Excelling in R or Go? You need MS Excel, Python. And market-research; then python."
        assert guessed(text, WORK.vocabularies.skills) == ["excel", "python", "market-research"]

    @pytest.mark.parametrize(
        ("value", "found"),
        [("1,200.50", Decimal("1200.50")), (20, Decimal(20)), (float("nan"), None), (-5, None),
         (True, None), ("1e999999", None), ("1e-999999", Decimal("0.00")), ("x", None),
         ("18,50", None), ("12,5", None), ("1.200,50", None), ("1,200,50", None), ("1,20", None),
         ("1_0", None), (10**30, None), ("٣", Decimal(3)), ([5], None)],
    )  # fmt: skip
    def test_numbers(self, value: Any, found: Decimal | None) -> None:
        assert amount(value) == found

    def test_a_range_that_is_upside_down(self) -> None:
        assert salary(20, 10, "eur", "hour") == Salary(Decimal(10), Decimal(20), "EUR", "hour")
        assert salary(None, 0, "EUR", "hour") is None


class TestTimesOfPay:
    """Only what an API surely means by its interval is taken."""

    def paid(self, url: str, **fields: Any) -> Posting:
        api = api_of(url)
        assert api
        return api.read({"title": "x", **fields}, api)

    @pytest.mark.parametrize(
        ("interval", "said"),
        [("per-hour-wage", "20 EUR an hour"), ("per-year-salary", "20 EUR a year"),
         ("bi-week-salary", "20 EUR every two weeks"),
         ("semi-month-salary", "20 EUR twice a month"), ("bi-month-salary", "20 EUR"),
         ("one-time", "20 EUR"), ("hours", "20 EUR")],
    )  # fmt: skip
    def test_of_lever(self, interval: str, said: str) -> None:
        pay = {"min": 20, "max": 20, "currency": "EUR", "interval": interval}
        assert self.paid(LEVER, salaryRange=pay).salary_said == said

    @pytest.mark.parametrize(
        ("interval", "per"), [("1 HOUR", "hour"), ("2 WEEK", "every two weeks"), ("6 HOUR", "")]
    )
    def test_of_ashby(self, interval: str, per: str) -> None:
        part = {"compensationType": "Salary", "minValue": 20, "maxValue": 20, "currencyCode": "EUR"}
        pay = {"summaryComponents": [{**part, "interval": interval}]}
        found = self.paid(ASHBY, compensation=pay).salary
        assert found and found.per == per

    @pytest.mark.parametrize(
        ("title", "blurb", "per", "said"),
        [("Hourly pay", "", "hour", "Hourly pay: 20 EUR an hour"),
         ("Pay", "Based on 20 hours", "", "Pay: 20 EUR (Based on 20 hours)"),
         ("", "", "", "20 EUR")],
    )  # fmt: skip
    def test_of_greenhouse(self, title: str, blurb: str, per: str, said: str) -> None:
        pay = {"min_cents": 2000, "max_cents": 2000, "currency_type": "EUR", "title": title}
        found = self.paid(GREENHOUSE, pay_input_ranges=[{**pay, "blurb": blurb}])
        assert found.salary and (found.salary.per, found.salary_said) == (per, said)


class TestLongAndDeep:
    def test_lists_in_lists_are_left_out(self) -> None:
        deep = json.loads("[" * 900 + "]" * 900)
        for name in ("gains", "skills", "deliverables", "apply"):
            posting = listing_posting({**OTHER, name: deep}, PAGE, SCHEMA)
            assert posting and name not in posting.exact
            require_readable(posting)

    def test_a_list_makes_no_markdown_until_one_is_picked(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        made: list[str] = []
        monkeypatch.setattr(
            "generator.authoring.importing.posting.markdown_from",
            lambda text, page: made.append(text) or "Done",
        )
        api = api_of("https://jobs.ashbyhq.com/acme")
        assert api
        jobs = [{"title": f"Job {at}", "descriptionHtml": f"<p>{at}</p>"} for at in range(60)]
        postings = api.postings({"jobs": jobs})
        assert (len(postings), made) == (60, [])
        assert (postings[3].description, made) == ("Done", ["<p>3</p>"])

    def test_html_without_an_end_is_cut_and_the_draft_says_so(self) -> None:
        html = "<p>Words, and more. </p>" * 20 + "<i></i>" * 30_000 + "<p>The end.</p>"
        posting = job_posting(
            {"title": "A title of a project", "description": html}, PAGE, "a page"
        )
        draft = draft_of(answers(posting, FRAME), SCHEMA, "x", "")
        assert "The end" not in draft.text
        assert "This is the beginning of the page's text." in " ".join(draft.text.split())

    def test_texts_of_trackers_styled_or_plain(self) -> None:
        for url, names in ((ASHBY, ("descriptionHtml", "descriptionPlain")),
                           (LEVER, ("description", "descriptionPlain"))):  # fmt: skip
            api = api_of(url)
            assert api
            styled, plain = names
            assert api.read({styled: "<b>A</b>", plain: "B"}, api).description == "**A**"
            assert api.read({styled: " ", plain: "a < b\nc"}, api).description == "a \\< b\\\nc"
            assert api.read({}, api).description == ""
