"""The files for spreadsheets, aggregators and crawlers: CSV, jobs.xml, sitemap, robots, llms."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace
from datetime import datetime, timedelta
from importlib import import_module
from urllib.robotparser import RobotFileParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree, html

from generator.board.board import Board
from generator.board.history import NO_HISTORY, next_history
from generator.board.ids_and_dates import original_id
from generator.model.listing import Apply, WorkPlace
from generator.model.markdown import rich_text
from generator.rendering.csv_text import safe
from generator.rendering.feed import publication_of
from generator.rendering.formats.csv import COLUMNS
from generator.rendering.formats.sitemap import sitemap
from tests.support.boards import LISTINGS, SETTINGS, TODAY, board, listing, many
from tests.support.feeds import xml
from tests.support.published import published, samples

# Named by the aggregators that read this shape (Indeed, "XML feed reference").
JOB_FIELDS = (
    "title", "date", "referencenumber", "requisitionid", "url", "company", "city", "state",
    "country", "email", "description", "salary", "remotetype", "expirationdate",
)  # fmt: skip
URLS = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def rows(of: Board) -> list[dict[str, str]]:
    text = published(of)["api/v1/listings.csv"].decode("utf-8")
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def jobs(of: Board) -> list[dict[str, str]]:
    root = xml(published(of)["jobs.xml"])
    assert root.tag == "source"
    return [{part.tag: part.text or "" for part in job} for job in root.iterfind("job")]


def test_the_table_has_a_row_for_each_open_listing() -> None:
    found = rows(board())
    assert [row["id"] for row in found] == ["acme/turbine-data", "harbour/bookshop-survey"]
    assert found[0] == {
        "id": "acme/turbine-data",
        "url": "https://board.example/listings/acme/turbine-data/",
        "title": "Clean wind turbine data for R&D",
        "employer": "acme",
        "employer_name": "Acme & Søns",
        "summary": LISTINGS[1].summary,
        "category": "data",
        "industry": "energy",
        "skills": "python rd",
        "gains": "",
        "level": "beginner",
        "hours_min": "15",
        "hours_max": "20",
        "duration_weeks": "3",
        "start": "2027-01-04",
        "pay_min": "22.50",
        "pay_max": "27",
        "currency": "EUR",
        "per": "hour",
        "hourly_rate_min": "22.50",
        "hourly_rate_max": "27",
        "mode": "hybrid",
        "city": "Århus",
        "region": "",
        "country": "DK",
        "applicant_countries": "",
        "language": "en",
        "openings": "1",
        "posted": "2026-11-20",
        "deadline": "2026-11-23",
        "apply": "work@acme.example",
    }


def test_the_table_is_as_rfc_4180_has_it() -> None:
    content = published(board())["api/v1/listings.csv"]
    assert content.startswith(",".join(COLUMNS).encode() + b"\r\n")
    assert content.endswith(b"\r\n") and content.count(b"\n") == content.count(b"\r\n") == 3


def test_a_long_table_continues_in_another_file(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each has the header, and together they have every row once."""
    whole = rows(board(*many(12)))
    monkeypatch.setattr(import_module("generator.rendering.formats.csv"), "MAX_ROWS", 5)
    files = published(board(*many(12)))
    found = [
        list(csv.DictReader(io.StringIO(files[f"api/v1/{name}"].decode(), newline="")))
        for name in ("listings.csv", "listings-2.csv", "listings-3.csv")
    ]
    assert [len(part) for part in found] == [5, 5, 2]
    assert [row for part in found for row in part] == whole
    assert "api/v1/listings-4.csv" not in files


def test_many_jobs_are_in_several_files(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each is a whole feed, and leads to the following one."""
    whole = jobs(board(*many(12)))
    assert xml(published(board(*many(12)))["jobs.xml"]).find("nextpage") is None
    monkeypatch.setattr(import_module("generator.rendering.formats.jobs_xml"), "MAX_JOBS", 5)
    files = published(board(*many(12)))
    found, path = [], "jobs.xml"
    while path:
        root = xml(files[path])
        assert root.findtext("publisher") == "Test board"
        found += [{part.tag: part.text or "" for part in job} for job in root.iterfind("job")]
        path = root.findtext("nextpage", "").removeprefix(SETTINGS.url)
    assert found == whole
    assert {"jobs.xml", "jobs-2.xml", "jobs-3.xml"} <= files.keys()


FORMULAS = (
    "=1+1", "+1", "-1", "@SUM(A1)", "=cmd|' /C calc'!A0", "\t=1", "\r\n=1", "  =1", '"=1', "'=1",
    "\ufeff=1", "\u200b=1", "\uff1d1", "\uff0b1", "\uff0d1", "\uff20x", "\x00=1",
)  # fmt: skip


@pytest.mark.parametrize("text", FORMULAS, ids=range(len(FORMULAS)))
def test_no_cell_runs(text: str) -> None:
    """OWASP, CSV Injection: at its start, and after a semicolon, which also separates cells."""
    (row,) = rows(board(listing(title=text, summary=f"a;{text}", place=WorkPlace("remote", text))))
    for cell in (row["title"], row["city"], *row["summary"].split(";")):
        assert not is_formula(cell)
    assert row["title"].lstrip("'") in text or "\x00" in text


def is_formula(cell: str) -> bool:
    """As a spreadsheet decides, once it has dropped what it does not see."""
    seen = re.sub(r"^[\s\"\u200b\ufeff\x00]+", "", cell)
    return seen.startswith(("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20"))


@given(st.text())
def test_no_text_at_all_runs(text: str) -> None:
    assert not any(is_formula(part) for part in safe(text).split(";"))


def test_harmless_text_stays_as_it_is() -> None:
    for text in ("Ten slides", "a = b; then c", "(a)", "C++ and a-b", "東京"):
        assert safe(text) == text


def test_jobs_have_the_fields_that_aggregators_read() -> None:
    found = jobs(board())
    assert len(found) == 2
    for job in found:
        assert set(JOB_FIELDS) <= job.keys()
    job = found[0]
    assert job["title"] == "Clean wind turbine data for R&D"
    assert job["company"] == "Acme & Søns"
    assert (job["city"], job["state"], job["country"]) == ("Århus", "", "DK")
    assert job["email"] == "work@acme.example"
    assert job["salary"] == "22.50 - 27 EUR per hour"
    assert job["remotetype"] == "Hybrid remote"
    assert job["date"] == "2026-11-20T00:00:00-12:00"
    assert (
        datetime.fromisoformat(job["expirationdate"])
        == publication_of(board()).feeds[0].entries[0].closes
    )
    assert job["url"] == "https://board.example/listings/acme/turbine-data/"


def test_the_reference_number_survives_a_renaming() -> None:
    for item, job in zip(board().open, jobs(board()), strict=True):
        assert job["referencenumber"] == job["requisitionid"] == original_id(item)
    assert jobs(board())[0]["referencenumber"] == "acme/wind-data"


def test_a_job_is_described_in_full() -> None:
    """As HTML with absolute addresses: project, pay, hours, what to hand over, skills."""
    text = jobs(board())[1]["description"]
    shown = html.fromstring(f"<div>{text}</div>")
    words = shown.text_content()
    for said in ("twelve shops", "€400", "15–20 hours", "Ten slides", "Excel", "Interviewing"):
        assert said in words
    assert all(link[2].startswith("https://") for link in shown.iterlinks())


def test_where_a_remote_job_is() -> None:
    """Applicants' country, else the employer's: aggregators want one."""
    assert jobs(board())[1]["country"] == "PT"
    assert jobs(board(listing("acme/x", place=WorkPlace("remote"))))[0]["country"] == "DK"


def test_the_end_of_a_cdata_section_in_text_ends_nothing() -> None:
    bad = "]]></title></job><job>]]>"
    (job,) = jobs(board(listing(title=bad, description=rich_text(f"`{bad}` " * 9))))
    assert job["title"] == bad
    assert bad in html.fromstring(f"<div>{job['description']}</div>").text_content()


def test_every_open_sample_is_a_job() -> None:
    assert len(jobs(samples().board)) == len(samples().board.open)


def pages(count: int) -> list[str]:
    return ["", "browse/", *(f"skills/x-{number}/" for number in range(count - 2))]


def addresses(content: bytes, name: str) -> list[str]:
    return [element.text or "" for element in etree.fromstring(content).iter(f"{URLS}{name}")]


def test_a_small_sitemap_is_one_file() -> None:
    (artifact,) = sitemap(publication_of(board()), pages(50))
    assert artifact.path == "sitemap.xml"
    assert set(addresses(artifact.content, "loc")) == {SETTINGS.url + path for path in pages(50)}


def test_a_sitemap_is_split_at_fifty_thousand_addresses() -> None:
    """sitemaps.org: at most 50,000 addresses and 50 MB a file, then an index."""
    found = {a.path: a.content for a in sitemap(publication_of(board()), pages(100_001))}
    assert [*found] == ["sitemap-1.xml", "sitemap-2.xml", "sitemap-3.xml", "sitemap.xml"]
    parts = [addresses(found[name], "loc") for name in found if name != "sitemap.xml"]
    assert [len(part) for part in parts] == [50_000, 50_000, 1]
    assert {path for part in parts for path in part} == {SETTINGS.url + p for p in pages(100_001)}
    index = etree.fromstring(found["sitemap.xml"])
    assert index.tag == f"{URLS}sitemapindex"
    assert addresses(found["sitemap.xml"], "loc") == [SETTINGS.url + name for name in [*found][:3]]
    assert max(map(len, found.values())) < 50_000_000


def test_a_sitemap_is_split_before_it_is_too_large() -> None:
    """By size as well, for a board with long addresses."""
    whole = len(next(sitemap(publication_of(board()), pages(100))).content)
    found = [*sitemap(publication_of(board()), pages(100), max_bytes=whole // 2)]
    *parts, index = found
    assert index.path == "sitemap.xml" and len(parts) == 3
    assert max(len(part.content) for part in parts) <= whole // 2
    listed = [address for part in parts for address in addresses(part.content, "loc")]
    assert listed == sorted(SETTINGS.url + path for path in pages(100))


@pytest.mark.parametrize("number", [0, 1, 3, 4])
def test_a_sitemap_of_any_size(number: int) -> None:
    found = [*sitemap(publication_of(board()), pages(number + 2)[:number], max_urls=3)]
    assert len(found) == (3 if number > 3 else 1)
    assert all(etree.fromstring(artifact.content) is not None for artifact in found)


def test_lastmod_is_when_the_content_changed() -> None:
    """Of listings and of what lists them; a page of which nobody knows has none."""
    one = listing()
    edited = replace(one, summary="A summary that was edited, of more than forty characters.")
    later = board(edited, today=TODAY + timedelta(days=2))
    publication = publication_of(later, next_history(next_history(NO_HISTORY, board(one)), later))
    (artifact,) = sitemap(publication, ["", "help/", one.url, "skills/excel/", "skills/python/"])
    found = {
        entry.findtext(f"{URLS}loc"): entry.findtext(f"{URLS}lastmod")
        for entry in etree.fromstring(artifact.content)
    }
    day = "2026-11-25T00:01:00-12:00"
    expected = {"": day, "help/": None, one.url: day, "skills/excel/": day, "skills/python/": None}
    assert found == {SETTINGS.url + path: when for path, when in expected.items()}


def test_robots_may_read_everything() -> None:
    """RFC 9309."""
    parser = RobotFileParser()
    parser.parse(published(board())["robots.txt"].decode().splitlines())
    assert parser.can_fetch("Googlebot", "https://board.example/listings/acme/turbine-data/")
    assert parser.site_maps() == ["https://board.example/sitemap.xml"]


def test_llms_txt_has_the_shape_that_programs_expect() -> None:
    """llmstxt.org: a title, a summary, then lists of links."""
    lines = published(board(*many(80)))["llms.txt"].decode().splitlines()
    assert lines[0] == "# Test board" and lines[2].startswith("> ")
    links = [line for line in lines if line.startswith("- ")]
    assert all(re.match(r"- \[.+\]\(https://board\.example/\S+\): .+", line) for line in links)
    assert len([line for line in links if "/listings/" in line]) == 50


def test_llms_txt_links_to_files_that_are_there() -> None:
    files = published(board())
    for path in re.findall(r"\(https://board\.example/([^)]+)\)", files["llms.txt"].decode()):
        assert path in files or path.startswith("listings/")


def test_text_is_text_in_llms_txt() -> None:
    bad = "[x](javascript:alert(1)) # <script> `a`\n## Evil"
    text = published(board(listing(title=bad)))["llms.txt"].decode()
    assert "[x](javascript" not in text and "<script>" not in text and "\n## Evil" not in text


def test_nobody_s_address_is_in_the_table_but_the_one_to_apply_to() -> None:
    found = rows(board(listing(apply=Apply(email="work@harbour.example"))))
    assert found[0]["apply"] == "work@harbour.example"
