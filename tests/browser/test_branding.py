"""A board's own colour, filters and required fields, in a browser."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from generator.model.colour import dark_shades, light_shades
from generator.rendering.pages.accent_style import accent_style
from generator.rendering.pages.site_style import PATH as SITE_STYLE
from tests.browser.page_kinds import visit
from tests.browser.test_access import COLOURS, too_wide, violations
from tests.support.boards import SETTINGS
from tests.support.branding import write_branded_tree
from tests.support.command import board
from tests.support.serving import serving

NewPage = Callable[..., Page]
# The darkest, the lightest yellow and grey that are accepted, and two between.
ACCENTS = ("#000000", "#776f00", "#6d6d6d", "#8a1c3b", "#1a56db")
COLOUR = "element => getComputedStyle(element).backgroundColor"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = write_branded_tree(tmp_path_factory.mktemp("branded"))
    done = board("build", "--today", "2026-11-23", cwd=root)
    assert done.returncode == 0, done.stderr
    return root / "site"


@pytest.fixture(scope="module")
def url(site: Path) -> Iterator[str]:
    with serving(site) as address:
        yield address


def rgb(colour: str) -> str:
    return f"rgb({', '.join(str(int(colour[at : at + 2], 16)) for at in (1, 3, 5))})"


@pytest.mark.parametrize("accent", ACCENTS)
def test_an_accent_can_be_read_in_both_schemes(
    new_page: NewPage, site: Path, url: str, accent: str
) -> None:
    """A build with another accent differs in the end of one file only: see tests/building."""
    file = site / SITE_STYLE
    before, _, _ = file.read_text("utf-8").rpartition(":root {")
    file.write_text(before + accent_style(replace(SETTINGS, accent=accent)), "utf-8")
    page, troubles = new_page(390, reduced_motion="reduce"), []
    for address in ("", "listings/acme/survey/", "browse/", "post/", "help/"):
        page.emulate_media(color_scheme="light")
        visit(page, f"{url}{address}")
        for scheme, shades in (("light", light_shades(accent)), ("dark", dark_shades(accent))):
            page.emulate_media(color_scheme=scheme)
            name = "slate" if scheme == "dark" else "default"
            expect(page.locator("body")).to_have_attribute("data-md-color-scheme", name)
            found = violations(page, COLOURS)
            troubles += [f"{address} {scheme}: {trouble}" for trouble in found]
            assert page.locator(".bs-call").evaluate(COLOUR) == rgb(shades.brand)
    assert not troubles, "\n".join(troubles[:20])


def test_logo_name_and_menu_fit_on_a_phone(new_page: NewPage, url: str) -> None:
    for width in (320, 390, 1280):
        page = new_page(width)
        page.goto(url)
        logo = page.locator(".bs-brand img")
        expect(logo).to_be_visible()
        assert logo.evaluate("image => image.naturalWidth") > 0
        assert not too_wide(page)
        for name in ("Projects at Northgate University", "Donaudampfschifffahrtsgesellschaft"):
            page.locator(".bs-brand").evaluate("(at, name) => at.lastChild.data = name", name)
            assert not too_wide(page)
            if width < 1280:
                box = page.get_by_role("button", name="Menu").bounding_box()
                assert box and box["x"] + box["width"] <= width


def test_browse_offers_the_chosen_filters_in_order(new_page: NewPage, url: str) -> None:
    page = new_page()
    page.goto(f"{url}browse/")
    titles = page.locator("#find-side .f-facet > summary")
    expect(titles).to_have_text(["Level", "Skill"])
    # A link with another filter still works, and says so.
    page.goto(f"{url}browse/?mode=remote")
    expect(page.locator("#find-chips")).to_contain_text("Remote")
    expect(page.locator("#find-count")).to_have_text("2 projects")


def test_there_is_no_star_without_a_shortlist(new_page: NewPage, url: str) -> None:
    page = new_page()
    page.goto(f"{url}browse/?q=market")
    expect(page.locator(".f-results .b-card")).to_have_count(2)
    expect(page.locator(".b-star")).to_have_count(0)


def test_the_form_asks_for_what_this_board_requires(new_page: NewPage, url: str) -> None:
    page = new_page()
    visit(page, f"{url}post/#pay")
    offers = page.locator("[data-field='offers']")
    expect(offers).to_be_visible()
    assert offers.evaluate("element => element.closest('details') === null")
    visit(page, f"{url}post/#send")
    said = page.locator("#p-problems")
    expect(said).to_contain_text("“Mentor” is missing: this board requires it.")
    expect(said).to_contain_text("“Engagement” is missing: this board requires it.")
