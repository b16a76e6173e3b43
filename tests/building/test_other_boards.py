"""Boards unlike the sample have sound links too. `test_first_days` has empty and closed ones."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from benchmarks.make_board import write_board
from tests.building.test_site_html import (  # noqa: F401 - run here too, on the sites below
    test_ids_are_unique,
    test_no_parse_errors,
    test_titles_tell_pages_apart,
)
from tests.building.test_site_links import (  # noqa: F401 - the same
    test_addresses_in_feeds_and_data_exist,
    test_every_link_leads_to_a_file,
    test_every_page_can_be_reached_from_home,
    test_the_sitemap_has_every_page_that_search_engines_may_list,
)
from tests.support.command import board
from tests.support.html_pages import HtmlPage, html_pages
from tests.support.paths import TODAY

ARABIC = "نبحث عن قارئ يكتب نبذات جذابة وصادقة لثلاثين كتابًا من إصداراتنا"
NAMES = ("دار القنطرة", "東京の本屋", "Книги и карты", "आशा पाठशाला")


def nothing(text: str, number: int) -> str:
    return text


def no_remote(text: str, number: int) -> str:
    """Each listing is for one of two countries."""
    city, country = (("Porto", "PT"), ("Oslo", '"NO"'))[number % 2]
    mode = ("onsite", "hybrid")[number // 2 % 2]
    return _place(text, f"{{mode: {mode}, city: {city}, country: {country}}}")


def one_country(text: str, number: int) -> str:
    """In it, or remote for people there."""
    places = (
        "{mode: remote, applicant_countries: [PT]}",
        "{mode: onsite, city: Porto, country: PT}",
    )
    return _place(text, places[number % 2])


def from_anywhere(text: str, number: int) -> str:
    return _place(text, "{mode: remote}")


def other_scripts(text: str, number: int) -> str:
    """Employers, titles and summaries without a Latin letter."""
    text = re.sub(r"^name: .*", f"name: {NAMES[number % len(NAMES)]}", text, flags=re.MULTILINE)
    text = re.sub(r"^title: .*", f"title: {ARABIC[:40]} {number}", text, flags=re.MULTILINE)
    text = re.sub(r"^summary: .*", f"summary: {ARABIC} {number}.", text, flags=re.MULTILINE)
    text = re.sub(r"^language: .*\n", "", text, flags=re.MULTILINE)
    return text + ("language: ar\n" if "title: " in text else "")


# How many listings there are, and what is changed in each file.
BOARDS: dict[str, tuple[int, Callable[[str, int], str]]] = {
    "no remote work": (8, no_remote),
    "one country": (6, one_country),
    "all from anywhere": (6, from_anywhere),
    "other scripts": (64, other_scripts),
    "several pages": (160, nothing),
}


# The page of a skill that no listing names is the same on each board: this one has them all. The
# others have only the terms that their listings use.
_WITH_EVERY_TERM = "several pages"
_FIELDS = {
    "skills": ("skills", "gains"), "categories": ("category",), "industries": ("industry",),
}  # fmt: skip


def _keep_used_terms(root: Path) -> None:
    files = [yaml.safe_load(path.read_bytes()) for path in (root / "listings").rglob("*.yml")]
    (root / "schema").mkdir()
    for name, fields in _FIELDS.items():
        values = [data[field] for data in files for field in fields if field in data]
        used = {term for value in values for term in ([value] if isinstance(value, str) else value)}
        words = {"only": True, "terms": [{"id": term} for term in sorted(used)]}
        (root / f"schema/{name}.yml").write_text(yaml.safe_dump(words), encoding="utf-8")


def _place(text: str, place: str) -> str:
    return re.sub(r"^place: .*", f"place: {place}", text, flags=re.MULTILINE)


@pytest.fixture(scope="module", params=BOARDS)
def site(request: pytest.FixtureRequest, made_once: Callable[..., Path]) -> Path:
    listings, change = BOARDS[request.param]

    def build(site: Path) -> None:
        root = site.with_name(f"{site.name} board")
        write_board(root, listings)
        for number, path in enumerate(sorted((root / "listings").rglob("*.yml"))):
            path.write_text(change(path.read_text("utf-8"), number), encoding="utf-8")
        if request.param != _WITH_EVERY_TERM:
            _keep_used_terms(root)
        done = board("build", "--no-search", "--today", TODAY, "--site-dir", site, cwd=root)
        assert done.returncode == 0, done.stderr

    return made_once(request.param, build)


@pytest.fixture(scope="module")
def pages(site: Path) -> tuple[HtmlPage, ...]:
    return html_pages(site)
