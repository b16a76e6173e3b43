"""`/post/`, as employers use it who have never seen Git, and what arrives where they send it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from tests.browser.everywhere import everywhere
from tests.browser.filling import REMOTE, Person, files_of, sends_to
from tests.browser.test_access import violations
from tests.support.code_host import code_host
from tests.support.command import Done, board
from tests.support.paths import ROOT, TODAY

NewPage = Callable[..., Page]
CONTACT = "board@careers.example"
FIRST = "listings/quayside-books/market-survey-of-independent-bookshops.yml"
KNOWN = {
    **{name: REMOTE[name] for name in ("Title", "Summary", "Description", "Deliverables")},
    "Title": "Sort the photographs of our harbour",
    "Category": "Operations",
    "Skills needed": ["Excel"],
    "Level": "Intermediate",
    "Hours of work": "20",
    "Duration in weeks": "4",
    "Amount": "22 an hour",
    "Currency": "euro",
    "Mode": "On site",
    "City": "Porto",
    "Country": "Portugal",
    "Deadline": "2026-12-20",
    "Address": "https://harbour-books.example/jobs",
}


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """The sample board's repository, as a host has it."""
    folder = tmp_path / "repository"
    for name in ("schema", "listings"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copy(ROOT / "mkdocs.yml", folder)
    return folder


@pytest.fixture
def host(repository: Path) -> Iterator[str]:
    with code_host(repository) as address:
        yield address


def check(repository: Path, path: str) -> Done:
    return board("check", "--no-cache", "--today", TODAY, path, cwd=repository)


def opened(page: Page, site_url: str, address: str = "post/") -> Person:
    page.goto(f"{site_url}{address}")
    expect(page.locator("#p-app")).to_be_visible()
    expect(page.locator("[aria-busy=true]")).to_have_count(0)  # the names of employers are there
    return Person(page)


def finish(person: Person) -> None:
    """Go to the last step, where nothing is left to do."""
    while not person.page.locator("[data-step=send]").is_visible():
        person.press("Next")
    expect(person.page.locator("#p-problems .p-fine")).to_be_visible()


def allow_clipboard(page: Page) -> BrowserContext:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    return page.context


def followed(page: Page, name: str) -> Page:
    """The page of the host that a link opens."""
    with page.context.expect_page() as opening:
        page.get_by_role("link", name=name).click()
    there = opening.value
    there.wait_for_load_state()
    return there


@everywhere
def test_a_first_listing_is_one_file_that_the_check_accepts(
    page: Page, site_url: str, repository: Path, host: str
) -> None:
    sends_to(page, host, "github", CONTACT)
    person = opened(page, site_url)
    person.fill(REMOTE)
    finish(person)
    there = followed(page, "Send it on GitHub")
    assert person.seconds < 300
    assert there.get_by_label("File name").input_value() == FIRST
    there.get_by_role("button", name="Commit changes").click()
    done = check(repository, FIRST)
    assert done.returncode == 0, done.stdout
    assert "error" not in done.stdout
    assert board("fmt", "--check", FIRST, cwd=repository).returncode == 1  # it has the employer
    board("fmt", FIRST, cwd=repository)
    assert (repository / "listings/quayside-books/employer.yml").is_file()
    page.wait_for_url("**/post/sent/")
    expect(page.get_by_role("heading", name="What happens next")).to_be_visible()


def test_the_time_is_that_of_all_that_has_to_be_typed() -> None:
    """So that the five minutes are not met by leaving things out."""
    typed = sum(len(text) for answer in REMOTE.values() for text in _texts(answer))
    assert 600 < typed < 900


def _texts(answer: Any) -> list[str]:
    return answer if isinstance(answer, list) else [answer]


def test_a_link_survives_a_check_while_it_is_pressed(page: Page, site_url: str, host: str) -> None:
    """Browsers click only what is still there when the button of the mouse is let go."""
    sends_to(page, host, "github")
    person = opened(page, site_url)
    person.fill(REMOTE)
    finish(person)
    link = page.get_by_role("link", name="Send it on GitHub").element_handle()
    page.locator("#p-page-box").dispatch_event("toggle")  # checks the draft again
    assert link.evaluate("link => link.isConnected")
    for name in ("Back", "Next"):
        person.press(name)
    assert link.evaluate("link => link.isConnected")


@pytest.mark.parametrize("kind", ["gitlab", "forgejo"])
def test_other_hosts_get_the_same_file(
    page: Page, site_url: str, repository: Path, host: str, kind: str
) -> None:
    allow_clipboard(page)
    sends_to(page, host, kind)
    person = opened(page, site_url)
    person.fill(REMOTE)
    finish(person)
    there = followed(page, {"gitlab": "Send it on GitLab", "forgejo": "Send it on Forgejo"}[kind])
    assert there.get_by_label("File name").input_value() == FIRST
    if kind == "gitlab":  # it can't be filled in by an address
        paste(there)
    there.get_by_role("button", name="Commit changes").click()
    assert check(repository, FIRST).returncode == 0


def paste(there: Page) -> None:
    """Put the clipboard in place of the file's text."""
    field = there.get_by_label("File", exact=True)
    field.focus()
    field.select_text()
    there.keyboard.press("Control+V")


def test_a_text_too_long_for_an_address_is_pasted(
    page: Page, site_url: str, repository: Path, host: str
) -> None:
    allow_clipboard(page)
    sends_to(page, host, "github")
    long_text = "\n\n".join(
        f"{number}. عند الوصول 日本語のとても長い文章です。 🙂" * 3 for number in range(60)
    )
    person = opened(page, site_url)
    person.fill({**REMOTE, "Description": f"{REMOTE['Description']}\n\n{long_text}"[:6000]})
    finish(person)
    expect(page.locator(".p-picture")).to_contain_text("Paste the text")
    there = followed(page, "Send it on GitHub")
    assert there.get_by_label("File", exact=True).input_value() == ""
    paste(there)
    there.get_by_role("button", name="Commit changes").click()
    done = check(repository, FIRST)
    assert done.returncode == 0, done.stdout
    assert long_text[:300] in _data((repository / FIRST).read_bytes())["description"]


def test_an_employer_on_the_board_sends_no_second_introduction(
    page: Page, site_url: str, repository: Path, host: str
) -> None:
    sends_to(page, host, "github")
    person = opened(page, site_url)
    person.fill(KNOWN)
    person.press("Next")
    person.answer("Is your organisation on this board already?", "Yes")
    person.answer("Your organisation", "harb")
    finish(person)
    there = followed(page, "Send it on GitHub")
    there.get_by_role("button", name="Commit changes").click()
    path = "listings/harbour-books/sort-the-photographs-of-our-harbour.yml"
    done = check(repository, path)
    assert done.returncode == 0, done.stdout
    text = (repository / path).read_text(encoding="utf-8")
    assert "employer:" not in text
    assert "place: {mode: onsite, city: Porto, country: PT}" in text
    assert "pay: {amount: 22, currency: EUR, per: hour}" in text
    assert board("fmt", "--check", path, cwd=repository).returncode == 0


def test_a_project_is_marked_as_filled_with_one_line(
    page: Page, site_url: str, repository: Path, host: str
) -> None:
    allow_clipboard(page)
    sends_to(page, host, "github")
    page.goto(f"{site_url}listings/harbour-books/market-survey/")
    page.get_by_text("Is this your project?").click()
    page.get_by_role("link", name="Mark as filled").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Mark as filled")
    there = followed(page, "Open the file on GitHub")
    before = there.get_by_label("File", exact=True).input_value()
    there.get_by_label("File", exact=True).focus()
    there.keyboard.press("Control+End")
    there.keyboard.press("Control+V")
    there.get_by_role("button", name="Commit changes").click()
    path = "listings/harbour-books/market-survey.yml"
    assert check(repository, path).returncode == 0
    after = (repository / path).read_text(encoding="utf-8")
    assert after == f"{before}status: filled\n"


MADE = "Forty pages are online, and calls about returns are down by half."


def test_what_became_of_it_is_told_with_a_few_lines(
    page: Page, site_url: str, repository: Path, host: str
) -> None:
    """Of a filled project that has not told it yet; a link to a person is refused at once."""
    path = "listings/harbour-books/spanish-help-pages.yml"
    before = without_outcome(repository / path)
    page.route("**/spanish-help-pages.json", fulfil_without_outcome)
    allow_clipboard(page)
    sends_to(page, host, "github")
    page.goto(f"{site_url}listings/harbour-books/spanish-help-pages/")
    page.get_by_text("Is this your project?").click()
    page.get_by_role("link", name="Say what became of it").click()
    person = Person(page)
    person.press("Next")
    expect(page.locator("#p-problems")).to_contain_text("It does not say yet what became of")
    page.get_by_role("link", name="It does not say yet").click()
    person.answer("The result in short", MADE)
    person.answer("Link to the result", "linkedin.com/in/ana-reis")
    person.answer("Did it lead to a job?", "Yes")
    person.press("Next")
    expect(page.locator("#p-problems")).to_contain_text("leads to a person")
    page.get_by_role("link", name="leads to a person").click()
    assert not violations(page)
    person.answer("Link to the result", "harbourbooks.example/ayuda")
    person.press("Next")
    there = followed(page, "Open the file on GitHub")
    there.get_by_label("File", exact=True).focus()
    there.keyboard.press("Control+End")
    there.keyboard.press("Control+V")
    there.get_by_role("button", name="Commit changes").click()
    assert check(repository, path).returncode == 0
    assert (repository / path).read_text(encoding="utf-8") == (
        f"{before}outcome:\n  summary: {MADE}\n"
        "  link: https://harbourbooks.example/ayuda\n  hired: true\n"
    )
    page.goto(f"{site_url}post/#repost=harbour-books/spanish-help-pages")
    expect(page.locator("#p-title")).to_have_text("Post a project again")
    expect(page.locator(".p-steps").get_by_text("What became of it")).to_be_hidden()


def without_outcome(file: Path) -> str:
    lines = file.read_text(encoding="utf-8").splitlines(True)
    start, end = lines.index("outcome:\n"), lines.index("apply:\n")
    text = "".join(lines[:start] + lines[end:])
    file.write_text(text, encoding="utf-8")
    return text


def fulfil_without_outcome(route: Route) -> None:
    response = route.fetch()
    listing = response.json()
    listing.pop("outcome", None)
    route.fulfill(response=response, json=listing)


def test_what_became_of_it_is_changed_with_the_whole_file(
    page: Page, site_url: str, repository: Path, host: str
) -> None:
    allow_clipboard(page)
    sends_to(page, host, "github")
    person = opened(page, site_url, "post/#edit=harbour-books/spanish-help-pages")
    page.locator(".p-steps").get_by_text("What became of it").click()
    person.answer("The result in short", MADE)
    person.press("Next")
    there = followed(page, "Open the file on GitHub")
    paste(there)
    there.get_by_role("button", name="Commit changes").click()
    path = "listings/harbour-books/spanish-help-pages.yml"
    assert check(repository, path).returncode == 0
    original, edited = (_data((root / path).read_bytes()) for root in (ROOT, repository))
    assert edited["outcome"] == original["outcome"] | {"summary": MADE}
    assert {**edited, "outcome": ""} == {**original, "outcome": ""}


def test_a_deadline_is_extended(page: Page, site_url: str, repository: Path, host: str) -> None:
    allow_clipboard(page)
    sends_to(page, host, "gitlab", CONTACT)
    person = opened(page, site_url, "post/#extend=harbour-books/market-survey")
    expect(person.question("Title")).to_be_hidden()
    person.answer("Deadline", "1 December 2026")
    person.press("Next")
    expect(page.locator("#p-problems")).to_contain_text("The deadline is 2026-12-08 already.")
    expect(page.get_by_role("link", name="Open the file on GitLab")).to_be_hidden()
    page.get_by_role("link", name="The deadline is").click()
    person.answer("Deadline", "22 Dec 2026")
    person.press("Next")
    there = followed(page, "Open the file on GitLab")
    line = there.evaluate("navigator.clipboard.readText()")
    assert line == "deadline: 2026-12-22\n"
    path = "listings/harbour-books/market-survey.yml"
    before = (repository / path).read_text(encoding="utf-8")
    (old,) = [text for text in before.splitlines(True) if text.startswith("deadline:")]
    field = there.get_by_label("File", exact=True)
    field.fill(field.input_value().replace(old, line))
    there.get_by_role("button", name="Commit changes").click()
    assert check(repository, path).returncode == 0
    assert (repository / path).read_text(encoding="utf-8") == before.replace(old, line)


@pytest.mark.parametrize(
    "path", ["harbour-books/market-survey", "delgado-bookkeeping/receipt-spreadsheet"]
)
def test_editing_begins_with_what_the_board_shows(
    page: Page, site_url: str, repository: Path, host: str, path: str
) -> None:
    if not (ROOT / f"listings/{path}.yml").exists():
        path = next(
            iter(
                sorted(
                    f.parent.name + "/" + f.stem
                    for f in (ROOT / "listings").glob("del*/*.yml")
                    if f.stem != "employer"
                )
            )
        )
    allow_clipboard(page)
    sends_to(page, host, "github")
    person = opened(page, site_url, f"post/#edit={path}")
    person.answer("Title", "A better title for the same work")
    finish(person)
    there = followed(page, "Open the file on GitHub")
    paste(there)
    there.get_by_role("button", name="Commit changes").click()
    file = repository / f"listings/{path}.yml"
    assert check(repository, f"listings/{path}.yml").returncode == 0
    assert "title: A better title for the same work\n" in file.read_text(encoding="utf-8")
    original = _data((ROOT / f"listings/{path}.yml").read_bytes())
    edited = _data(file.read_bytes())
    assert {**edited, "title": ""} == {**original, "title": ""}


def _data(content: bytes) -> dict[str, Any]:
    from generator.reading.source import parse

    source, problems = parse(content, "listing")
    assert source is not None, problems
    data = dict(source.data)
    data["description"] = data["description"].strip()
    return data


def test_a_project_is_posted_again_under_a_new_name(page: Page, site_url: str) -> None:
    sends_to(page, "https://codeberg.org/acme/board", "forgejo")
    person = opened(page, site_url, "post/#repost=harbour-books/market-survey")
    while not person.question("Deadline").is_visible():
        person.press("Next")
    person.answer("Deadline", "2026-12-20")
    finish(person)
    href = page.get_by_role("link", name="Send it on Codeberg").get_attribute("href") or ""
    query = parse_qs(urlsplit(href).query)
    assert query["filename"] == ["listings/harbour-books/market-survey-2.yml"]
    assert "posted: 2026-11-23\n" in query["value"][0]
    assert "deadline: 2026-12-20\n" in query["value"][0]


def test_who_has_no_account_writes_an_email_or_saves_a_file(
    page: Page, site_url: str, repository: Path, tmp_path: Path
) -> None:
    sends_to(page, "", "", CONTACT)
    person = opened(page, site_url)
    person.fill(REMOTE)
    finish(person)
    with page.expect_download() as saving:
        page.get_by_role("button", name="Save the file").click()
    assert saving.value.suggested_filename == FIRST.removeprefix("listings/").replace("/", "--")
    file = tmp_path / "from-an-email.yml"
    saving.value.save_as(file)
    href = page.get_by_role("link", name="Send it by email").get_attribute("href") or ""
    assert unquote(href).startswith(f"mailto:{CONTACT}?subject=Microinternships: New project:")
    done = board("new", "--from", file, "--today", TODAY, cwd=repository)
    assert done.returncode == 0, done.stdout + done.stderr
    assert files_of(repository / "listings/quayside-books") == [
        "employer.yml", "market-survey-of-independent-bookshops.yml",
    ]  # fmt: skip


def test_without_javascript_there_is_a_guide(new_page: NewPage, site_url: str) -> None:
    page = new_page(java_script_enabled=False)
    page.goto(f"{site_url}post/")
    expect(page.locator("#p-app")).to_be_hidden()
    guide = page.locator("#by-hand")
    expect(guide).to_contain_text("listings/your-name/your-project.yml")
    expect(guide).to_contain_text(f"posted: {TODAY}")
    expect(guide).to_contain_text("deadline: 2026-12-14")


def test_the_guides_file_is_a_good_listing(
    new_page: NewPage, site_url: str, repository: Path
) -> None:
    page = new_page(java_script_enabled=False)
    page.goto(f"{site_url}post/")
    path = "listings/your-name/your-project.yml"
    (repository / path).parent.mkdir()
    text = page.locator("#by-hand pre code").first.inner_text()
    (repository / path).write_text(text.replace("harbour-books.", "quayside."), "utf-8")
    done = check(repository, path)
    assert done.returncode == 0, done.stdout


def test_the_keyboard_alone_is_enough(page: Page, site_url: str) -> None:
    person = opened(page, site_url)
    keys = page.keyboard
    page.locator("#f-title").focus()
    keys.type(REMOTE["Title"])
    for name in ("Summary", "Description"):
        keys.press("Tab")
        keys.type(REMOTE[name])
    keys.press("Tab")
    keys.type(REMOTE["Deliverables"][0])
    for _ in range(4):  # its date, remove, add another, the next question
        keys.press("Tab")
    keys.type("resea")
    keys.press("ArrowDown")
    keys.press("ArrowUp")
    keys.press("Enter")
    keys.press("Tab")
    keys.type("excel")
    keys.press("Enter")
    keys.press("Backspace")
    keys.type("interv")
    keys.press("Enter")
    keys.press("Tab")
    if page.evaluate("document.activeElement.closest('.p-chips') !== null"):
        keys.press("Tab")
    keys.press("Space")
    assert person.page.locator("[name=level]:checked").get_attribute("value") == "beginner"
    while page.evaluate("document.activeElement.textContent") != "Next":
        keys.press("Tab")
    keys.press("Enter")
    expect(page.locator("#h-pay")).to_be_focused()
    assert page.locator("#p-form .p-field--wrong").count() == 0


def test_a_phone_shows_one_question_after_the_other(new_page: NewPage, site_url: str) -> None:
    page = new_page(width=390)
    person = opened(page, site_url)
    person.fill(REMOTE)
    finish(person)
    for link in page.locator(".p-steps a:visible").all():
        link.click()
        assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_an_answer_is_checked_in_the_words_of_the_board(page: Page, site_url: str) -> None:
    person = opened(page, site_url)
    person.answer("Title", "URGENT survey!!")
    title = person.question("Title")
    page.locator("#f-summary").focus()
    expect(title.locator(".p-error")).to_contain_text("The title puts pressure on readers")
    assert page.evaluate("document.getElementById('f-title').validationMessage") != ""
    expect(page.locator("#f-title")).to_have_attribute("aria-invalid", "true")
    person.answer("Title", "Survey of bookshops")
    expect(title.locator(".p-error")).to_have_count(0)
    person.answer("Skills needed", ["Exel"])
    page.locator("#f-title").focus()
    expect(person.question("Skills needed")).to_contain_text("Did you mean excel")


def test_a_date_with_two_readings_is_asked_for(page: Page, site_url: str) -> None:
    person = opened(page, site_url, "post/#apply")
    person.answer("Deadline", "5/12/2026")
    page.locator("#f-apply-url").focus()
    deadline = person.question("Deadline")
    expect(deadline).to_contain_text("Is it 5 December or 12 May?")
    deadline.get_by_role("button", name="Use 2026-12-05").click()
    assert page.locator("#f-deadline").input_value() == "2026-12-05"
    expect(deadline.locator(".p-error")).to_have_count(0)


def test_the_rate_is_compared_with_the_boards_floor(page: Page, site_url: str) -> None:
    person = opened(page, site_url, "post/#pay")
    person.answer("Hours of work", "15-20")
    person.answer("Amount", "€100")
    rate = page.locator("#p-rate")
    expect(rate).to_contain_text("€5–6.66/hour is less than this board’s minimum of €14/hour.")
    person.answer("Amount", "€400")
    expect(rate).to_contain_text(
        "Students see about €20–26/hour. This board’s minimum is €14/hour."
    )


def test_the_draft_is_kept_until_it_is_deleted(page: Page, site_url: str) -> None:
    person = opened(page, site_url)
    person.answer("Title", REMOTE["Title"])
    person.answer("Skills needed", ["Excel"])
    person.answer("Deliverables", ["One page", "Another page"])
    expect(page.locator("#p-kept")).to_have_text("Your answers are kept in this browser.")
    page.wait_for_timeout(300)
    person = opened(page, site_url)
    assert page.locator("#f-title").input_value() == REMOTE["Title"]
    expect(person.question("Skills needed").get_by_role("button")).to_have_text("Excel")
    assert page.get_by_label("Deliverable 2", exact=True).input_value() == "Another page"
    page.on("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Start again").click()
    assert page.locator("#f-title").input_value() == ""


def test_a_browser_that_keeps_nothing_says_so(page: Page, site_url: str) -> None:
    page.add_init_script("Storage.prototype.setItem = () => { throw new Error('full'); };")
    person = opened(page, site_url)
    person.answer("Title", REMOTE["Title"])
    expect(page.locator("#p-kept")).to_contain_text("Your browser can't keep your answers")
    assert page.locator("#f-title").input_value() == REMOTE["Title"]


@pytest.mark.parametrize(
    "stored",
    [
        "{",
        "null",
        "[]",
        '{"version": 9, "values": 7}',
        '{"values": {"title": "Kept", "salary": "9"}}',
    ],
)
def test_an_older_draft_loses_nothing(page: Page, site_url: str, stored: str) -> None:
    page.goto(f"{site_url}help/")
    key = f"board-post-draft:{urlsplit(site_url).path}"
    page.evaluate("([key, text]) => localStorage.setItem(key, text)", [key, stored])
    person = opened(page, site_url)
    if "Kept" in stored:
        assert page.locator("#f-title").input_value() == "Kept"
        expect(page.locator("#p-notice")).to_contain_text("salary: 9")
        person.answer("Title", "Changed by now")
        page.wait_for_timeout(300)
        kept = json.loads(page.evaluate("key => localStorage.getItem(key)", key))
        assert kept["values"]["salary"] == "9"


def test_without_its_data_the_page_is_the_guide(browser: Browser, site_url: str) -> None:
    page = browser.new_page()  # not watched: it says in the console what failed
    page.route("**/post/form.json", lambda route: route.fulfill(body="{"))
    page.goto(f"{site_url}post/")
    expect(page.locator("#p-lead")).to_contain_text("The form could not be loaded")
    expect(page.locator("#by-hand")).to_have_attribute("open", "")
    page.unroute_all(behavior="ignoreErrors")  # a handler that runs would wait for the page
    page.close()


def test_what_is_pasted_is_shown_and_sent_as_text(page: Page, site_url: str) -> None:
    nasty = '<img src=x onerror="window.bad=1"> & "quotes" \u202e\u200b # not a comment: {a: b}'
    sends_to(page, "https://github.com/acme/board", "github")
    person = opened(page, site_url)
    description = f"{nasty}\n\n{REMOTE['Description']}\n\nمرحبا 東京 🙂"
    person.fill({**REMOTE, "Summary": f"{nasty} and some more", "Description": description})
    page.get_by_text("Show the whole page").click()
    expect(page.locator("#p-page")).to_contain_text("東京 🙂")
    assert page.evaluate("window.bad") is None
    assert page.locator("#p-app img").count() == 0
    person.press("Next")
    expect(page.locator("#p-problems")).to_contain_text("The description has HTML in it")
    text = page.locator("#p-yaml").text_content() or ""
    assert "\u202e" not in text
    assert "\u200b" not in text
    assert "مرحبا 東京 🙂" in text


def test_open_projects_like_it_are_shown(page: Page, site_url: str) -> None:
    person = opened(page, site_url)
    expect(page.locator("#p-like")).to_be_hidden()
    person.answer("Skills needed", ["Excel"])
    expect(page.locator("#p-like .b-card").first).to_be_visible()
    assert page.locator("#p-like .b-card").count() <= 3


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_step_is_for_everyone(new_page: NewPage, site_url: str, scheme: str) -> None:
    """With nothing answered and everything complained about, and with it all answered."""
    page = new_page(reduced_motion="reduce", color_scheme=scheme)
    sends_to(page, "https://gitlab.com/acme/board", "gitlab", CONTACT)
    person = opened(page, site_url)
    for answers in ({}, REMOTE):
        page.locator(".p-steps a").first.click()
        person.fill(answers)
        for link in page.locator(".p-steps a:visible").all():
            link.click()
            for details in page.locator("[data-step]:visible details").all():
                details.evaluate("details => { details.open = true; }")
            assert violations(page) == [], link.inner_text()


def test_the_preview_says_what_the_page_says(page: Page, site_url: str) -> None:
    address = "listings/harbour-books/market-survey/"
    opened(page, site_url, "post/#edit=harbour-books/market-survey")
    page.get_by_text("Show the whole page").click()
    expect(page.locator("#p-page dl")).to_be_visible()
    preview = facts(page, "#p-page")
    page.goto(f"{site_url}{address}")
    on_page = facts(page, ".b-listing")
    assert len(on_page) > 8
    # The page has some facts as lists with headings of their own, and the pay in a box.
    assert {name: preview.get(name) for name in on_page} == on_page


def facts(page: Page, root: str) -> dict[str, str]:
    """Names and values of the definition lists, without white space that nobody sees."""
    rows = page.locator(f"{root} dl > div").all()
    texts = [[part.text_content() or "" for part in row.locator("dt, dd").all()] for row in rows]
    return {name.strip(): " ".join(value.split()) for name, value in texts}


def test_an_address_that_is_taken_is_said(page: Page, site_url: str) -> None:
    person = opened(page, site_url)
    person.fill({**KNOWN, "Title": "Market survey"})
    person.press("Next")
    person.answer("Is your organisation on this board already?", "Yes")
    person.answer("Your organisation", "harb")
    person.press("Next")
    problems = page.locator("#p-problems")
    expect(problems).to_contain_text("There is a project harbour-books/market-survey already")
    page.get_by_role("link", name="There is a project").click()
    page.locator("#f-name").fill("market-survey-3")
    expect(problems.locator(".p-fine")).to_be_visible()
    expect(page.locator("#p-path")).to_have_text("listings/harbour-books/market-survey-3/")


def test_a_name_in_another_script_needs_an_address(page: Page, site_url: str) -> None:
    person = opened(page, site_url, "post/#employer")
    person.answer("Name", "東京書店")
    page.locator("#f-employer-about").focus()
    expect(person.question("Name")).to_contain_text("Add the name in Latin letters")


def test_a_project_that_cannot_be_loaded_is_said(browser: Browser, site_url: str) -> None:
    page = browser.new_page()  # not watched: the browser logs the failed request
    page.route("**/api/v1/listings/**", lambda route: route.abort())
    opened(page, site_url, "post/#edit=harbour-books/market-survey")
    expect(page.locator("#p-notice")).to_contain_text("can't be loaded now")
    page.unroute_all(behavior="ignoreErrors")  # a handler that runs would wait for the page
    page.close()


def test_without_the_api_the_form_still_works(browser: Browser, site_url: str) -> None:
    page = browser.new_page()
    page.context.clock.set_fixed_time(f"{TODAY}T18:00:00Z")
    for name in ("api/v1/listings.json", "post/employers.json"):
        page.route(f"**/{name}", lambda route: route.abort())
    person = opened(page, site_url)
    person.fill(REMOTE)
    finish(person)
    expect(page.locator("#p-notice")).to_contain_text("list of employers can't be loaded")
    page.unroute_all(behavior="ignoreErrors")  # a handler that runs would wait for the page
    page.close()


def test_half_typed_answers_stop_nothing(page: Page, site_url: str) -> None:
    """What is shown while people type must cope with every beginning of an answer."""
    person = opened(page, site_url)
    page.get_by_text("Show the whole page").click()
    for details in page.locator("#p-form details").all():
        details.evaluate("details => { details.open = true; }")
    half = {"Hours of work": "1", "Duration in weeks": "x", "Amount": "€4", "Currency": "eu"}
    half |= {"Start": "so", "Posted": "20", "Deadline": "2026-13", "Address": "htt"}
    for label, text in half.items():
        while not person.question(label).is_visible():
            person.press("Next")
        person.question(label).locator("input[type=text]").first.fill(text)
        page.wait_for_timeout(250)  # longer than the pause after which the draft is checked
    page.locator(".p-steps a").first.click()
    person.answer("Title", "Still alive after all of that")
    expect(page.locator("#p-card")).to_contain_text("Still alive after all of that")
