"""Several boards searched together on /browse/: a good board, and ones that are slow, broken, lying
or on the version before. Each is at a port of its own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from generator.building import BuildOptions
from generator.building.with_mkdocs import build
from tests.browser.test_access import COLOURS, too_wide, violations
from tests.browser.test_layout_shift import MOST, WATCH
from tests.browser.test_policy import policy
from tests.support.html_pages import html_pages
from tests.support.network import (
    ADDRESS,
    COLUMNS,
    NAMES,
    SENT,
    Boards,
    network,
    of_the_first_format,
    packed,
    sends,
    unpacked,
    without_end,
    write_network_tree,
)
from tests.support.paths import TODAY

# What a slow machine takes is not what these tests ask: limits of seconds are ten times as long.
PATIENT = """{
  const later = window.setTimeout;
  window.setTimeout = (run, wait = 0, ...more) =>
    later(run, wait < 1000 ? wait : 10 * wait, ...more);
}"""
SCRIPT = "<img src=x onerror='window.ran = true'><script>window.ran = true</script>"


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = write_network_tree(tmp_path_factory.mktemp("network"))
    build(root, BuildOptions(today=date.fromisoformat(TODAY)))
    return root / "site"


@pytest.fixture
def release() -> Iterator[Event]:
    """Ends the wait of the slow board."""
    event = Event()
    yield event
    event.set()


@pytest.fixture
def boards(own: Path, site: Path, release: Event) -> Iterator[Boards]:
    """The network; `boards.home` is the address of our own board."""
    columns = (own / COLUMNS[1:]).read_bytes()
    with network(own, {"north": site}) as found:
        found.answers |= {
            "slow": lambda path: (
                waiting(release, columns) if path == COLUMNS else its_own(own, path, "slow")
            ),
            "broken": lambda path: sends(b"<!doctype html><h1>Moved</h1>", media="text/html"),
            "lying": lies(own),
            "older": lambda path: (
                sends(of_the_first_format(columns))
                if path == COLUMNS
                else its_own(own, path, "older")
            ),
        }
        yield found
        release.set()


def waiting(release: Event, content: bytes) -> Callable[..., None]:
    """Answers when it is released."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        release.wait(60)
        sends(content)(handler)

    return answer


def its_own(own: Path, path: str, name: str) -> Callable[..., None] | None:
    """A listing like ours, but of the board `name`."""
    if not path.startswith("/api/v1/listings/"):
        return None
    text = (own / path.lstrip("/")).read_text("utf-8")
    return sends(text.replace("https://board.example/", ADDRESS.format(name)).encode())


def lies(own: Path) -> Callable[[str], Callable[..., None] | None]:
    """A board with our ids, and markup wherever there is text."""

    def answer(path: str) -> Callable[..., None] | None:
        file = own / path.lstrip("/")
        if path == COLUMNS:
            data = unpacked(file.read_bytes())
            data["category"]["values"] = [[name, SCRIPT] for name, _ in data["category"]["values"]]
            data["skill"]["values"] = [["constructor", SCRIPT], *data["skill"]["values"][1:]]
            return sends(packed(data))
        if path.startswith("/api/v1/listings/"):
            text = file.read_text("utf-8")
            text = re.sub(r'"title": ?"[^"]*"', f'"title": "{SCRIPT}"', text)
            text = re.sub(r'"html": ?"', f'"html": "{SCRIPT}', text)
            return sends(re.sub(r'"url": ?"[^"]*"', '"url": "javascript:run()"', text).encode())
        return None

    return answer


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page that may complain: of boards that do not answer."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.clock.set_fixed_time(f"{TODAY}T18:00:00Z")
    context.add_init_script(PATIENT)
    page, thrown = context.new_page(), list[str]()
    page.on("pageerror", lambda error: thrown.append(str(error)))
    yield page
    page.unroute_all(behavior="ignoreErrors")
    context.close()
    assert not thrown


def line(page: Page, name: str) -> Locator:
    """What the page says of a board."""
    return page.locator(f"#find-network [data-board={name}]")


def cards(page: Page, name: str) -> Locator:
    return page.locator(f".f-results [data-board={name}]")


def count(page: Page) -> Locator:
    return page.locator("#find-count")


def test_only_the_search_may_ask_other_boards(own: Path) -> None:
    for found in html_pages(own):
        asks = policy(found)["connect-src"]
        if found.address == "browse/":
            assert asks == " ".join(["'self'", *(f"https://{name}.example" for name in NAMES)])
            links = [link.get("href") for link in found.tree.xpath("//li[@data-board]/a")]
            assert links == [ADDRESS.format(name) for name in NAMES]
        else:
            assert asks == "'self'", found.address


def test_boards_are_searched_together_when_the_reader_wants_it(page: Page, boards: Boards) -> None:
    page.goto(f"{boards.home}browse/", wait_until="networkidle")
    assert not any(boards.asked.values())
    asks, answers = page.locator("#find-asks"), page.locator("#find-network summary")
    expect(asks).to_have_text(re.compile("^This asks Northgate College, Slowwater, Brokenhill"))
    page.get_by_label("Search 6 boards together").check()
    expect(line(page, "north")).to_have_text(re.compile(r"^Northgate College: (\d+) projects$"))
    expect(line(page, "lying")).to_have_text("Lyington: 2 projects")
    expect(line(page, "older")).to_have_text("Oldcastle: 2 projects, an older version")
    expect(line(page, "broken")).to_have_text("Brokenhill sent something that can’t be read")
    north = int(re.findall(r"\d+", line(page, "north").text_content() or "")[0])
    expect(count(page)).to_have_text(f"{north + 6} projects on 4 boards")
    expect(page).to_have_url(re.compile(r"/browse/\?boards=all$"))
    # The slow one is given six seconds, which are sixty here.
    expect(asks).to_be_hidden()
    expect(answers).to_have_text("Asking 5 other boards …")
    page.clock.fast_forward(60_100)
    expect(answers).to_have_text("3 of 5 other boards answered, not Slowwater or Brokenhill.")
    answers.click()
    expect(line(page, "slow")).to_have_text("Slowwater did not answer")
    expect(line(page, "slow").get_by_role("link")).to_have_attribute("href", boards.address("slow"))

    theirs = cards(page, "north").first
    expect(theirs.locator(".f-from")).to_have_text("On Northgate College")
    link = theirs.locator(".b-card__title a")
    assert str(link.get_attribute("href")).startswith(f"{boards.address('north')}listings/")
    assert link.get_attribute("rel") == "noopener"
    expect(theirs.locator(".b-star, .b-verified")).to_have_count(0)
    ours = page.locator(".f-results [data-listing='acme/survey']")
    expect(ours).to_have_count(1)
    expect(ours.locator(".b-star")).to_be_visible()

    page.get_by_label("Search 6 boards together").uncheck()
    expect(count(page)).to_have_text("2 projects")
    expect(asks).to_be_visible()
    expect(answers).to_be_hidden()
    expect(page).to_have_url(re.compile(r"/browse/$"))


def test_words_filters_and_counts_are_of_all_boards(page: Page, boards: Boards) -> None:
    page.goto(f"{boards.home}browse/?q=excel&boards=all")
    expect(line(page, "north")).to_contain_text(re.compile(r"\d+ of \d+ projects match"))
    expect(line(page, "older")).to_contain_text("2 of 2 projects match")
    expect(line(page, "lying")).to_contain_text("2 of 2 projects match")
    found, of = map(int, re.findall(r"\d+", line(page, "north").text_content() or ""))
    assert 0 < found < of
    expect(count(page)).to_have_text(f"{found + 6} projects on 4 boards for “excel”")
    expect(cards(page, "north")).to_have_count(found)
    expect(cards(page, "north").first.locator("mark").first).to_have_text(
        re.compile("excel", re.IGNORECASE)
    )
    place = page.locator("details.f-facet:has([aria-label='Place'])")
    onsite = place.locator("li", has_text="On site")
    said = int(onsite.locator(".f-number").inner_text())
    onsite.locator("input").check()
    expect(page.locator(".f-results .b-card")).to_have_count(said)
    expect(page).to_have_url(re.compile(r"\?q=excel&mode=onsite&boards=all$"))
    expect(onsite.locator("input")).to_be_focused()


def test_a_board_with_our_ids_and_scripts_shows_text_under_its_own_name(
    page: Page, boards: Boards
) -> None:
    page.goto(f"{boards.home}browse/?q=excel&boards=all")
    expect(cards(page, "lying")).to_have_count(2)
    titles = cards(page, "lying").locator(".b-card__title a")
    expect(titles.first).to_have_text(SCRIPT)
    for link in titles.all():
        address = re.escape(f"{boards.address('lying')}listings/")
        assert re.fullmatch(rf"{address}[a-z]+/[a-z]+/", str(link.get_attribute("href")))
    expect(page.locator(".f-results [data-listing='acme/survey'] h3")).to_contain_text("Market")
    expect(page.locator(".f-results img, .f-results script, #find-side img")).to_have_count(0)
    assert page.evaluate("window.ran") is None


def with_rows(content: bytes, rows: list[tuple[int, str]], **more: Any) -> bytes:
    """Columns with these rows of others, under these ids."""
    data = unpacked(content)
    count = len(data["ids"].split())
    for name, column in data.items():
        values = column.get("rows") if isinstance(column, dict) else column
        if isinstance(values, list) and len(values) == count and name != "words":
            kept = [values[row] for row, _ in rows]
            data[name] = column | {"rows": kept} if isinstance(column, dict) else kept
    return packed(data | {"ids": " ".join(name for _, name in rows)} | more)


@pytest.fixture
def hub(boards: Boards, own: Path, site: Path) -> list[str]:
    """Northgate has ten projects. Brokenhill has them twice, then ours, then five of its own.

    The ids of the ten.
    """
    content = (site / COLUMNS[1:]).read_bytes()
    ours = unpacked((own / COLUMNS[1:]).read_bytes())["ids"].split()
    ids = unpacked(content)["ids"].split()
    ten = [*enumerate(ids[:10])]
    twice = [(row, f"{board}--{name}") for row, name in ten for board in ("n", "north")]
    from_us = [(10, f"us--{name}") for name in ours]
    north = boards.address("north")
    origins = {"n": north, "north": north, "us": "https://board.example/"}
    rows = [*twice, *from_us, *((row, ids[row]) for row in range(10, 15))]
    columns = with_rows(content, rows, origins=origins)

    def answer(path: str) -> Callable[..., None] | None:
        if path == COLUMNS:
            return sends(columns)
        file = site / re.sub("[a-z]+--", "", path).lstrip("/")
        return sends(file.read_bytes()) if file.is_file() else None

    boards.answers["broken"] = answer
    boards.answers["north"] = lambda path: (
        sends(with_rows(content, ten)) if path == COLUMNS else None
    )
    boards.answers["slow"] = lambda path: sends(b"", 404)
    return ids[:10]


def test_what_a_hub_has_of_us_and_of_others_is_shown_once(
    page: Page, boards: Boards, hub: list[str]
) -> None:
    page.goto(f"{boards.home}browse/?boards=all&show=40")
    expect(line(page, "broken")).to_have_text("Brokenhill: 5 projects")
    expect(line(page, "north")).to_have_text("Northgate College: 10 projects")
    expect(cards(page, "broken")).to_have_count(5)
    expect(cards(page, "north")).to_have_count(10)
    expect(count(page)).to_have_text("21 projects on 5 boards")
    expect(page.locator(".f-results .b-card")).to_have_count(21)
    expect(page.locator(".f-results [data-listing='acme/survey']")).to_have_count(1)


def test_a_hub_fills_the_page_when_the_origin_answers_later(
    page: Page, boards: Boards, hub: list[str], release: Event
) -> None:
    at_once = boards.answers["north"]

    def later(path: str) -> Callable[..., None] | None:
        release.wait(60)
        return at_once(path)

    boards.answers["north"] = later
    page.goto(f"{boards.home}browse/?boards=all")
    expect(line(page, "broken")).to_have_text("Brokenhill: 25 projects")
    for name in ("lying", "older"):
        expect(line(page, name)).to_contain_text("2 projects")
    expect(cards(page, "broken")).not_to_have_count(0)
    page.keyboard.press("PageDown")
    release.set()
    page.get_by_role("button", name="Show 10 more from Northgate College").click()
    expect(cards(page, "north")).to_have_count(10)
    expect(line(page, "broken")).to_have_text("Brokenhill: 5 projects")
    expect(count(page)).to_have_text("21 projects on 5 boards")
    expect(page.locator(".f-results .b-card")).to_have_count(20)


def test_listings_that_can_not_be_read_make_room_for_the_next(
    page: Page, boards: Boards, own: Path, site: Path
) -> None:
    def newest(name: str, folder: Path) -> list[tuple[date, str]]:
        data = unpacked((folder / COLUMNS[1:]).read_bytes())
        day, ids = date.fromisoformat(data["newest"]), data["ids"].split()
        return [
            (day - timedelta(days), f"{boards.address(name) if name else '../'}listings/{one}/")
            for days, one in zip(data["posted"], ids, strict=True)
        ]

    north = newest("north", site)
    gone = [link.partition("/listings/")[2].rstrip("/") for _, link in north[:2]]
    boards.answers["north"] = lambda path: (
        sends(b"", 404) if path in {f"/api/v1/listings/{one}.json" for one in gone} else None
    )
    page.goto(f"{boards.home}browse/?boards=all")
    expect(line(page, "north")).to_have_text(f"Northgate College: {len(north) - 2} projects")
    expect(count(page)).to_have_text(f"{len(north) + 4} projects on 4 boards")
    every = [*newest("", own), *north[2:], *newest("lying", own)]
    every.sort(key=lambda one: one[0], reverse=True)  # keeps the order of boards within a day
    shown = page.locator(".f-results .b-card__title a")
    expect(shown).to_have_count(20)
    links = shown.evaluate_all("all => all.map(link => link.getAttribute('href'))")
    assert links == [link for _, link in every[:20]]


def test_what_is_embedded_is_our_own(page: Page, boards: Boards) -> None:
    page.goto(f"{boards.home}browse/?q=excel&boards=all")
    expect(count(page)).to_contain_text("boards for “excel”")
    link = page.locator("#find-embed")
    expect(link).to_have_attribute("href", "../follow/embed/?q=excel")


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (sends(b"", 500), "did not answer"),
        (sends(b"", 404), "can’t be searched from here"),
        (sends(packed({"format": 99})), "has a newer version than this board can read"),
        (sends(packed({"ids": "javascript:alert(1)"})), "sent something that can’t be read"),
        (sends(packed({"ids": "acme/survey " * 1_000_000})), "is too large to search from here"),
        (without_end, "is too large to search from here"),
    ],
    ids=["500", "404", "newer", "script", "a-million", "endless"],
)
def test_a_board_that_is_not_right_costs_only_its_own_results(
    page: Page, boards: Boards, answer: Callable[..., None], said: str
) -> None:
    boards.answers["broken"] = lambda path: answer
    SENT.clear()
    page.goto(f"{boards.home}browse/?skill=excel&boards=all")
    expect(line(page, "broken")).to_contain_text(f"Brokenhill {said}")
    expect(line(page, "older")).to_contain_text("2 of 2 projects match")
    expect(cards(page, "older")).to_have_count(2)
    assert sum(SENT) < 1 << 28, "it is not loaded to its end"


def test_what_comes_late_moves_nothing(page: Page, boards: Boards, release: Event) -> None:
    page.goto(f"{boards.home}browse/?q=excel&boards=all")
    for name in ("north", "lying", "older"):
        expect(cards(page, name)).not_to_have_count(0)
    page.keyboard.press("PageDown")
    before = page.locator(".f-results .b-card").all_inner_texts()
    release.set()
    late = page.get_by_role("button", name="Show 2 more from Slowwater")
    expect(late).to_be_visible()
    expect(line(page, "slow")).to_have_text("Slowwater: 2 of 2 projects match")
    assert page.locator(".f-results .b-card").all_inner_texts() == before
    assert not violations(page, within=".f-network")
    late.click()
    expect(cards(page, "slow")).to_have_count(2)
    expect(cards(page, "slow").first.locator(".b-card__title a")).to_be_focused()
    expect(late).to_have_count(0)
    expect(page.locator("#find-network summary")).to_have_text(
        "4 of 5 other boards answered, not Brokenhill."
    )


@pytest.mark.parametrize("width", [390, 1280])
def test_it_can_be_read_and_does_not_jump(page: Page, boards: Boards, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    page.add_init_script(WATCH)
    page.goto(f"{boards.home}browse/?sort=hours", wait_until="networkidle")
    alone = page.evaluate("seen.moved")
    page.goto(f"{boards.home}browse/?sort=hours&boards=all")
    expect(count(page)).to_contain_text("on 4 boards")
    assert page.evaluate("seen.moved") < alone + MOST, page.evaluate("seen")
    page.locator("#find-network summary").click()
    assert not too_wide(page)
    assert not violations(page)
    page.emulate_media(color_scheme="dark")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    assert not violations(page, COLOURS)
