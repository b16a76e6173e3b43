"""Comparing pay as a student does: in one's own currency, sorted, and beside the board's floor."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.everywhere import everywhere

NewPage = Callable[..., Page]
BASE_URL = re.compile(r"/browse/$")


@pytest.fixture(scope="module")
def exchange(site: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((site / "api/v1/exchange_rates.json").read_bytes())
    return found


@pytest.fixture(scope="module")
def hourly(site: Path, exchange: dict[str, Any]) -> dict[str, float]:
    """The least that an hour of each open listing pays, in US dollars."""
    listings = json.loads((site / "api/v1/listings.json").read_bytes())["listings"]
    rates = exchange["rates"]
    assert exchange["base"] == "USD"
    return {
        item["title"]: item["hourly_rate"]["min"] / rates[item["pay"]["currency"]]
        for item in listings
    }


def group(page: Page) -> Locator:
    return page.get_by_role("group", name="Hourly pay")


def amount(page: Page) -> Locator:
    return page.get_by_label("Least pay an hour")


def currency(page: Page) -> Locator:
    return group(page).get_by_label("Currency")


def titles(page: Page) -> list[str]:
    return page.locator(".f-results .b-card__title").all_inner_texts()


def about(page: Page) -> list[str]:
    return page.locator(".f-results .b-about").all_inner_texts()


@everywhere
def test_at_least_so_much_an_hour_in_my_currency(
    page: Page, site_url: str, hourly: dict[str, float]
) -> None:
    page.goto(f"{site_url}browse/")
    currency(page).select_option("USD")
    amount(page).fill("20")
    enough = {title for title, pay in hourly.items() if pay >= 20}
    assert 3 < len(enough) < 20
    expect(page).to_have_url(re.compile(r"\?rate=USD-20$"))
    expect(page.locator("#find-count")).to_have_text(f"{len(enough)} projects")
    expect(page.locator(".f-results .b-cards > li")).to_have_count(len(enough))
    assert {*titles(page)} == enough
    expect(group(page)).to_contain_text(f"{len(enough)} projects pay that or more.")
    chips = page.get_by_label("What you chose").get_by_role("button")
    expect(chips).to_have_text(["at least US$20/hour"])
    chips.first.click()
    expect(amount(page)).to_have_value("")
    expect(page).to_have_url(BASE_URL)


def test_the_amount_counts_with_the_other_filters(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}browse/?rate=USD-20")
    remote = page.locator("li", has_text="Remote").filter(has=page.locator("[name=mode]"))
    said = int(remote.locator(".f-number").inner_text())
    remote.get_by_role("checkbox").check()
    expect(page.locator("#find-count")).to_have_text(re.compile(rf"^{said} project"))
    page.go_back()
    expect(remote.get_by_role("checkbox")).not_to_be_checked()
    expect(amount(page)).to_have_value("20")


def test_typing_an_amount_is_one_step_back(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}browse/")
    currency(page).select_option("EUR")
    for typed in ("2", "25"):
        amount(page).fill(typed)
        expect(page).to_have_url(re.compile(rf"\?rate=EUR-{typed}$"))
    page.go_back()
    expect(page).to_have_url(BASE_URL)
    expect(amount(page)).to_have_value("")


def test_too_much_says_what_to_leave_out(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}browse/?rate=USD-900")
    expect(page.locator(".f-empty")).to_be_visible()
    expect(page.locator(".f-way").last).to_contain_text(re.compile(r"\d+ projects"))


def test_my_currency_is_remembered_everywhere(
    page: Page, site_url: str, exchange: dict[str, Any]
) -> None:
    """The board's own is the euro. Somebody in India sees rupees, on every page."""
    assert exchange["currency"] == "EUR"
    page.goto(f"{site_url}browse/?sort=rate")
    expect(page.locator(".f-results .b-about").first).to_be_visible()
    assert all(text.startswith(", about €") for text in about(page))
    currency(page).select_option("INR")
    expect(page.locator(".f-results .b-about").first).to_contain_text("about ₹")
    page.get_by_role("button", name=re.compile("^Show ")).last.click()  # cards that come later
    expect(page.locator(".f-results .b-about").last).to_contain_text("about ₹")
    for path in ("", "skills/excel/", "browse/"):
        page.goto(f"{site_url}{path}")
        expect(page.locator(".b-about:visible").first).to_contain_text("about ₹")
    expect(currency(page)).to_have_value("INR")


def test_the_last_amount_is_offered_again_not_applied(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}browse/")
    currency(page).select_option("USD")
    amount(page).fill("20")
    expect(page).to_have_url(re.compile("rate=USD-20"))
    page.goto(f"{site_url}browse/")
    expect(page.locator("#results")).to_be_visible()
    page.get_by_role("button", name="At least US$20/hour, as last time").click()
    expect(page).to_have_url(re.compile("rate=USD-20"))
    expect(amount(page)).to_have_value("20")


@pytest.mark.parametrize("order", ["rate", "pay"])
def test_the_highest_pay_comes_first_in_every_currency(
    page: Page, site_url: str, site: Path, exchange: dict[str, Any], order: str
) -> None:
    listings = json.loads((site / "api/v1/listings.json").read_bytes())["listings"]

    def least(value: Any) -> float:
        return float(value["min"] if isinstance(value, dict) else value)

    def pay(item: dict[str, Any]) -> float:
        rate = exchange["rates"][item["pay"]["currency"]]
        if order == "rate":
            return float(item["hourly_rate"]["min"]) / rate
        whole = least(item["pay"].get("amount", item["pay"]))
        return whole * (least(item["hours"]) if item["pay"]["per"] == "hour" else 1) / rate

    by_title = {item["title"]: pay(item) for item in listings}
    page.goto(f"{site_url}browse/?sort={order}&show=500")
    expect(page.locator(".f-results .b-cards > li")).to_have_count(len(listings))
    found = [by_title[title] for title in titles(page)]
    # An hourly rate in the data is rounded down to a cent.
    assert all(a >= b - 0.02 * max(1, a / 100) for a, b in pairwise(found))
    assert len({item["pay"]["currency"] for item in listings}) > 5


def test_a_listing_says_how_fair_its_pay_is_and_whose_rates_these_are(
    page: Page, site_url: str, site: Path
) -> None:
    listings = json.loads((site / "api/v1/listings.json").read_bytes())["listings"]
    item = next(item for item in listings if item["pay"]["currency"] == "KES")
    page.goto(f"{site_url}listings/{item['id']}/")
    box = page.locator(".b-box")
    expect(box).to_contain_text(re.compile(r"about €\d+(\.\d\d)?(–\d+(\.\d\d)?)?/hour"))
    expect(box).to_contain_text(re.compile("this board’s minimum of KES\\s700/hour"))
    note = page.locator(".b-rates")
    expect(note).to_contain_text("exchange rates of 26 November 2026")
    expect(note).to_contain_text("by hand")
    note.get_by_role("button", name="Use my currency").click()
    choice = note.get_by_label("Your currency")
    expect(choice).to_be_focused()
    choice.select_option("KES")
    expect(box.locator(".b-about")).to_be_hidden()
    choice.select_option("JPY")
    expect(box.locator(".b-about")).to_contain_text("about ¥")


def test_the_shortlist_compares_pay_too(page: Page, site_url: str, site: Path) -> None:
    listings = json.loads((site / "api/v1/listings.json").read_bytes())["listings"]
    by_currency = {item["pay"]["currency"]: item for item in listings}
    ids = [by_currency[code]["id"] for code in ("KES", "EUR", "JPY")]
    page.goto(f"{site_url}shortlist/#{','.join(ids)}")
    expect(page.locator("#shortlist-items .b-about")).to_have_count(2)  # the euro needs none
    page.get_by_label("Sort by").select_option("highest hourly pay")
    rates = json.loads((site / "api/v1/exchange_rates.json").read_bytes())["rates"]
    expected = sorted(
        ("KES", "EUR", "JPY"),
        key=lambda code: -by_currency[code]["hourly_rate"]["min"] / rates[code],
    )
    cards = page.locator("#shortlist-items .b-card")
    for at, code in enumerate(expected):
        expect(cards.nth(at)).to_have_attribute("data-listing", by_currency[code]["id"])
    for box in page.get_by_role("checkbox").all():
        box.check()
    pay = page.get_by_role("row", name="Pay", exact=False).first
    expect(pay).to_contain_text("about €")


def test_without_javascript_amounts_are_in_the_boards_currency(
    new_page: NewPage, site_url: str
) -> None:
    page = new_page(java_script_enabled=False)
    page.goto(f"{site_url}browse/")
    expect(page.locator("#results .b-about").first).to_contain_text("about €")
    expect(page.locator(".b-rates")).to_contain_text("exchange rates of")
    expect(page.get_by_role("button", name="Use my currency")).to_be_hidden()
