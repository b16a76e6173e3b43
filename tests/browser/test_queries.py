"""Twenty queries of a person, with the results they should get: tests/data/queries.yml."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

import pytest
import yaml
from playwright.sync_api import Page, expect

from tests.support.paths import ROOT

NewPage = Callable[..., Page]
QUERIES: list[dict[str, Any]] = yaml.safe_load(
    (ROOT / "tests/data/queries.yml").read_text(encoding="utf-8")
)


def test_there_are_twenty() -> None:
    assert len({one["query"] for one in QUERIES}) == len(QUERIES) == 20


@pytest.mark.parametrize("one", QUERIES, ids=[one["query"] for one in QUERIES])
def test_a_query_finds_what_it_should(page: Page, site_url: str, one: dict[str, Any]) -> None:
    page.goto(f"{site_url}browse/?{urlencode({'q': one['query']})}")
    expect(page.locator("#find-count")).to_have_text(re.compile(re.escape(one["says"])))
    cards = page.locator(".f-results .b-card")
    expected = one.get("first", [])
    if one.get("nothing"):
        expect(page.locator(".f-empty")).to_be_visible()
        assert cards.count() == 0
    else:
        expect(cards.first).to_be_visible()
        found = cards.evaluate_all("cards => cards.map(card => card.dataset.listing)")
        assert {*found[: len(expected)]} == {*expected}, found
    meant = page.locator(".f-correction")
    if "meant" in one:
        expect(meant.first).to_have_text(one["meant"])
    else:
        expect(meant).to_have_count(0)


def test_three_taps_from_home_to_apply(new_page: NewPage, site_url: str) -> None:
    """For "10 hours and some Excel": find, open, apply."""
    page = new_page(390, 844)
    page.goto(site_url)
    search = page.get_by_role("main").get_by_role("searchbox")
    search.fill("10 hours and some Excel")
    search.locator("xpath=..").get_by_role("button").click()  # the first tap
    page.locator(".f-results .b-card__title a").first.click()  # the second
    expect(page.get_by_role("heading", level=1)).to_have_text("Tidy up my receipt spreadsheet")
    apply = page.get_by_role("link", name=re.compile("^Apply")).first  # the third
    expect(apply).to_be_visible()
    expect(apply).to_have_attribute("href", re.compile("^(https://|mailto:)"))
