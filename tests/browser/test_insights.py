"""/insights/: charts that can be read on a phone, and their numbers one tap away."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from itertools import combinations
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.everywhere import everywhere

NewPage = Callable[..., Page]
SMALLEST_TEXT = 10.5  # pixels, of a chart on a phone
# The boxes of a chart's texts, and the chart's own, in pixels of the screen.
BOXES = """chart => [chart, ...chart.querySelectorAll("text")].map(element => {
  const {left, top, right, bottom} = element.getBoundingClientRect();
  return [left, top, right, bottom];
})"""
TEXT_SIZE = """chart => {
  const scale = chart.getBoundingClientRect().width / chart.viewBox.baseVal.width;
  return parseFloat(getComputedStyle(chart.querySelector("text")).fontSize) * scale;
}"""


def charts(page: Page) -> list[Locator]:
    found = page.locator(".i-chart").all()
    assert len(found) > 5
    return found


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_charts_fit_and_their_texts_are_apart(new_page: NewPage, site_url: str, width: int) -> None:
    page = new_page(width=width)
    page.goto(f"{site_url}insights/")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    for chart in charts(page):
        (left, top, right, bottom), *texts = chart.evaluate(BOXES)
        for box in texts:
            assert left - 1 <= box[0] and box[2] <= right + 1, (chart, box)
            assert top - 1 <= box[1] and box[3] <= bottom + 1, (chart, box)
        for one, other in combinations(texts, 2):
            is_beside = one[2] <= other[0] or other[2] <= one[0]
            # The boxes of two lines of text may touch, not the letters.
            is_above = one[3] <= other[1] + 3 or other[3] <= one[1] + 3
            assert is_beside or is_above, (chart, one, other)
        if width >= 390:
            assert chart.evaluate(TEXT_SIZE) >= SMALLEST_TEXT


@everywhere
def test_the_numbers_are_one_tap_away(new_page: NewPage, site_url: str, site: Path) -> None:
    page = new_page(width=390, java_script_enabled=False)
    page.goto(f"{site_url}insights/")
    figure = page.locator("#asked")
    expect(figure.get_by_role("img")).to_have_accessible_name(
        "Skills asked for: a chart. " + figure.locator("p").first.inner_text()
        + " The table below it has the numbers."
    )  # fmt: skip
    expect(figure.get_by_role("table")).to_be_hidden()
    figure.get_by_text("The numbers").click()
    rows = figure.get_by_role("table").get_by_role("row").all_inner_texts()
    with page.expect_download() as caught:
        figure.get_by_role("link", name="Download as CSV").click()
    content = Path(caught.value.path()).read_bytes()
    assert content == (site / "insights/asked.csv").read_bytes()
    saved = [*csv.reader(io.StringIO(content.decode(), newline=""))]
    assert len(saved) == len(rows)
    for row, cells in zip(rows[1:], saved[1:], strict=True):
        assert row.split("\t") == cells[1:]
    figure.get_by_role("table").get_by_role("link").first.click()
    assert page.url == f"{site_url}skills/{saved[1][0]}/"


def test_a_skill_leads_to_it(new_page: NewPage, site_url: str) -> None:
    page = new_page()
    page.goto(f"{site_url}skills/excel/")
    expect(page.get_by_text("projects asked for it")).to_be_visible()
    page.get_by_role("link", name="More in Insights").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Insights")
    page.get_by_role("contentinfo").get_by_role("link", name="Insights").click()
    assert page.url == f"{site_url}insights/"
