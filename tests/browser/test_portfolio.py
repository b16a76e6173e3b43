"""/portfolio/: a finished project and one's notes become a page to print and a file."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from lxml import html
from playwright.sync_api import Download, Page, Request, expect

from tests.browser.everywhere import everywhere
from tests.support.paths import TESTS

NewPage = Callable[..., Page]
SCHEMA = json.loads((TESTS / "support/schemas/open-badge-3.0.schema.json").read_text("utf-8"))
NOTES = {
    "Your name": "Inês Sousa",
    "Finished on": "2026-11-20",
    "The task, in your own words": "The shop did not know which orders came late.",
    "What I did": "I cleaned 900 rows.\n\nThen I talked to twelve customers.",
    "What came of it": "The team reads the chart every Monday.",
    "What I learned": "Next time I ask for the data earlier.",
    "Link to the work, if you may show it": "https://ines.example/orders/",
    "What the employer said": "We use it every week.",
    "Who said it": "Ana Lopes",
}


def closed(site: Path) -> str:
    """The id of a listing that the page offers."""
    page = html.parse(site / "portfolio/index.html")
    return str(page.xpath("string(//optgroup[@label='Closed']/option[1]/@value)"))


def write(page: Page, notes: dict[str, str] = NOTES) -> None:
    for label, text in notes.items():
        page.get_by_label(label, exact=True).fill(text)


def data_of(download: Download) -> Any:
    return json.loads(Path(download.path()).read_text("utf-8"))


def save(page: Page) -> Any:
    with page.expect_download() as caught:
        page.get_by_role("button", name="Save as JSON").click()
    return data_of(caught.value)


def sheet(page: Page) -> Any:
    return page.get_by_role("region", name="The page that is printed")


@everywhere
def test_from_a_closed_listing_to_a_file(page: Page, site: Path, site_url: str) -> None:
    name = closed(site)
    page.goto(f"{site_url}listings/{name}/")
    page.get_by_role("link", name="Make a case study").click()
    title = page.locator("#portfolio-status")
    expect(title).to_have_text(re.compile("^Your case study is about: "))
    write(page)
    for text in NOTES.values():
        for part in text.split("\n\n"):
            if not part.startswith("2026"):
                expect(sheet(page).get_by_text(part).first).to_be_visible()
    expect(sheet(page)).to_contain_text("20 November 2026")
    expect(sheet(page)).to_contain_text("Neither the employer nor the board has confirmed it")
    data = save(page)
    Draft202012Validator.check_schema(SCHEMA)
    Draft202012Validator(SCHEMA).validate(data)
    assert "proof" not in data
    assert data["description"].startswith("Unsigned: ")
    assert data["issuer"]["name"] == NOTES["Your name"]
    listing = json.loads((site / f"api/v1/listings/{name}.json").read_bytes())
    achievement = data["credentialSubject"]["achievement"]
    assert achievement["id"] == listing["url"] and achievement["name"] == listing["title"]
    labels = {
        item["id"]: item["label"]
        for item in json.loads((site / "api/v1/skills.json").read_bytes())["skills"]
    }
    assert achievement["tag"][0] == labels[listing["skills"][0]]
    (work,) = data["evidence"]
    assert work["id"] == "https://ines.example/orders/"
    assert "Then I talked to twelve customers." in work["narrative"]


def test_every_listing_makes_a_valid_file(page: Page, site: Path, site_url: str) -> None:
    """Also with a name alone."""
    page.goto(f"{site_url}help/")
    listings = [
        json.loads(path.read_bytes()) for path in (site / "api/v1/listings").rglob("*.json")
    ]
    assert len(listings) > 30
    made = page.evaluate(
        """async (listings) => {
            const { credential, uuid } = await import("../assets/board/portfolio/credential.js");
            const stamp = { person: uuid(), credential: uuid(), now: "2026-11-26T10:00:00Z" };
            return listings.map((one) => credential(one, { name: "A" }, (_, id) => id, stamp));
        }""",
        listings,
    )
    validator = Draft202012Validator(SCHEMA)
    for data in made:
        validator.validate(data)


def test_the_schema_refuses_what_is_no_open_badge(page: Page, site: Path, site_url: str) -> None:
    page.goto(f"{site_url}portfolio/#project={closed(site)}")
    page.get_by_label("Your name").fill("Ana")
    data = save(page)
    validator = Draft202012Validator(SCHEMA)
    assert validator.is_valid(data)
    for path in ("issuer", "validFrom", "type", "credentialSubject.achievement.criteria"):
        *parents, last = path.split(".")
        broken = json.loads(json.dumps(data))
        part = broken
        for name in parents:
            part = part[name]
        del part[last]
        assert not validator.is_valid(broken), path
    assert not validator.is_valid(data | {"proof": {"type": "DataIntegrityProof"}})


def test_by_its_address_and_from_the_shortlist(page: Page, site: Path, site_url: str) -> None:
    name = closed(site)
    page.goto(f"{site_url}browse/")
    star = page.locator(".b-card .b-star").first
    saved = star.get_attribute("data-title") or ""
    star.click()
    page.goto(f"{site_url}portfolio/")
    box = page.get_by_label("Or paste the address of its page")
    for wrong in ("https://elsewhere.example/", "survey", "a/b/c", f"{site_url}browse/"):
        box.fill(wrong)
        page.get_by_role("button", name="Use it").click()
        expect(page.locator("#portfolio-status")).to_have_text(re.compile("^That is no project's"))
        expect(sheet(page)).to_be_hidden()
    box.fill(f"{site_url}listings/{name}/?from=x#apply")
    box.press("Enter")
    expect(page.get_by_label("Your name")).to_be_visible()
    expect(page).to_have_url(f"{site_url}portfolio/#project={name}")
    group = page.locator("#portfolio-pick optgroup[label='Your shortlist'] option")
    page.get_by_label("Choose a project").select_option(group.get_attribute("value"))
    expect(sheet(page).get_by_role("heading", level=2)).to_have_text(saved)
    expect(page.locator("#portfolio-cautions")).to_contain_text("still open")


def test_notes_stay_in_this_browser_by_project(page: Page, site: Path, site_url: str) -> None:
    page.goto(f"{site_url}portfolio/#project={closed(site)}")
    write(page)
    expect(page.locator("#portfolio-kept")).to_have_text("Kept in this browser.")
    page.goto(f"{site_url}portfolio/")
    expect(page.get_by_label("What I learned")).to_have_value(NOTES["What I learned"])
    other = page.locator("#portfolio-pick optgroup[label='Closed'] option").nth(1)
    page.get_by_label("Choose a project").select_option(other.get_attribute("value"))
    expect(page.get_by_label("What I learned")).to_have_value("")
    expect(page.get_by_label("Your name")).to_have_value(NOTES["Your name"])
    page.goto(f"{site_url}portfolio/#project={closed(site)}")
    page.reload()
    expect(page.get_by_label("What I learned")).to_have_value(NOTES["What I learned"])
    page.on("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Delete my notes").click()
    expect(page.get_by_label("What I learned")).to_have_value("")
    assert page.evaluate("Object.keys(localStorage)") == []


def test_nothing_that_is_written_leaves_the_browser(page: Page, site: Path, site_url: str) -> None:
    page.goto(f"{site_url}portfolio/#project={closed(site)}")
    expect(page.get_by_label("Your name")).to_be_visible()
    page.wait_for_load_state("networkidle")
    sent: list[str] = []

    def note(request: Request) -> None:
        if not request.url.startswith("blob:"):
            sent.append(request.url)

    page.on("request", note)
    write(page)
    page.get_by_label("Your name").press("Enter")
    save(page)
    assert sent == []


def test_a_name_is_needed_and_a_link_must_be_one(page: Page, site: Path, site_url: str) -> None:
    page.goto(f"{site_url}portfolio/#project={closed(site)}")
    page.get_by_label("Link to the work, if you may show it").fill("javascript:alert(1)")
    expect(page.get_by_text("Write the whole address, beginning with https://")).to_be_visible()
    expect(sheet(page).get_by_role("link")).to_have_count(1)  # the project's own page
    page.get_by_role("button", name="Save as JSON").click()
    expect(page.locator("#portfolio-status")).to_have_text(re.compile("^Write your name first"))
    expect(page.get_by_label("Your name")).to_be_focused()
    page.keyboard.type("<b>Ana</b>")
    expect(sheet(page).get_by_text("<b>Ana</b>")).to_be_visible()
    data = save(page)
    assert "id" not in data["evidence"][0]


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_it_prints_on_one_page_and_alone(page: Page, site: Path, site_url: str, paper: str) -> None:
    """With every note as long as it may be, on the listing that says most."""
    longest = max(
        (json.loads(path.read_bytes()) for path in (site / "api/v1/listings").rglob("*.json")),
        key=lambda listing: len(json.dumps(listing["deliverables"])),
    )
    page.goto(f"{site_url}portfolio/#project={longest['id']}")
    write(page)
    for area in page.locator("#portfolio textarea").all():
        most = int(area.get_attribute("maxlength") or 0)
        area.fill(("A sentence of usual length about it. " * 50)[:most])
    assert len(re.findall(rb"/Type\s*/Page\b", page.pdf(format=paper))) == 1
    page.emulate_media(media="print")
    expect(sheet(page)).to_be_visible()
    shown = page.evaluate("document.body.innerText")
    assert shown.strip().startswith("Case study") or shown.strip().startswith("CASE STUDY")
    assert shown.strip().endswith("Neither the employer nor the board has confirmed it.")


def test_without_javascript_it_leads_on(new_page: NewPage, site_url: str) -> None:
    page = new_page(java_script_enabled=False)
    page.goto(f"{site_url}portfolio/")
    expect(page.locator("#portfolio")).to_be_hidden()
    page.get_by_role("link", name="what belongs on it").click()
    expect(page).to_have_url(f"{site_url}for-students/show-your-work/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Show your work")


def test_no_storage_is_said(page: Page, site: Path, site_url: str) -> None:
    page.add_init_script(
        "Object.defineProperty(window, 'localStorage', {get() { throw new Error('blocked') }})"
    )
    page.goto(f"{site_url}portfolio/#project={closed(site)}")
    page.get_by_label("Your name").fill("Ana")
    expect(page.locator("#portfolio-kept")).to_have_text(re.compile("can't keep your notes"))
