"""Lists on other sites: in a frame, as a component, and the page with the code for them."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from html import escape
from pathlib import Path
from urllib.parse import parse_qsl

import pytest
from lxml import html
from playwright.sync_api import Browser, FrameLocator, Locator, Page, Request, Route, expect

from tests.browser.everywhere import BASES, BELOW_A_FOLDER
from tests.support.paths import TODAY
from tests.support.serving import serving

NewPage = Callable[..., Page]
Embedded = Callable[..., Page]
LIMIT = 3
# What to show, and the page of the board that has the same listings first.
SAME = {
    "skill=excel": "skills/excel/",
    "employer=harbour-books": "employers/harbour-books/",
    "category=research": "categories/research/",
    "collection=first-steps": "collections/first-steps/",
    "mode=remote&level=beginner&sort=deadline": "browse/?mode=remote&level=beginner&sort=deadline",
    "q=customer+survey": "browse/?q=customer+survey",
}
FAILED = "The projects could not be loaded."
EVERY_PLACE = "mode=hybrid,onsite,remote"  # all projects, but asked for as a search
DATA = re.compile(r"/(?:find|api|embed/\w+)/.*\.(?:bin|json)$")
OPEN = {"access-control-allow-origin": "*"}


@pytest.fixture(scope="module")
def shared(site: Path) -> Iterator[dict[str, str]]:
    """The site at a host's root and below a folder, where other sites may read its files."""
    with ExitStack() as servers:
        yield {
            base: servers.enter_context(serving(site, base, shared=True)) for base in BASES.values()
        }


@pytest.fixture
def board(shared: dict[str, str], request: pytest.FixtureRequest) -> str:
    return shared[getattr(request, "param", BELOW_A_FOLDER)]


@pytest.fixture
def other_site(tmp_path: Path) -> Iterator[str]:
    """A site of somebody else: another port is another origin."""
    with serving(tmp_path) as address:
        yield address


@pytest.fixture
def embedded(board: str, other_site: str, tmp_path: Path, new_page: NewPage) -> Embedded:
    """Opens a page of another site with a frame and a component that show `query`."""

    def open_page(
        query: str, page: Page | None = None, charset: str = "utf-8", **options: object
    ) -> Page:
        attributes = " ".join(f'{name}="{escape(text)}"' for name, text in parse_qsl(query))
        (tmp_path / "index.html").write_text(
            f"""<!doctype html><meta charset={charset}><title>Careers</title>
            <link rel=icon href="data:,"><h1>Careers</h1>
            <iframe src="{board}embed/?{escape(query)}" title=Projects width="100%"></iframe>
            <microinternships-list {attributes}><a href="{board}browse/">Our projects</a>
            </microinternships-list><script async src="{board}embed/v1.js"></script>"""
        )
        page = page or new_page(**options)
        page.goto(f"{other_site}?{query}&{charset}")  # its own address: the browser keeps pages
        return page

    return open_page


def parts(page: Page) -> tuple[Locator, Locator]:
    """What the frame shows, and what the component does."""
    return page.frame_locator("iframe").locator("main"), page.locator("microinternships-list")


def in_frame(page: Page) -> list[str]:
    cards = page.frame_locator("iframe").locator(".b-card")
    expect(cards.first).to_be_visible()
    found: list[str] = cards.evaluate_all("all => all.map(card => card.dataset.listing)")
    return found


def in_component(page: Page, board: str) -> list[str]:
    links = page.locator("microinternships-list li a")
    expect(links.first).to_be_visible()
    hrefs = links.evaluate_all("links => links.map(link => link.href)")
    return [href.removeprefix(f"{board}listings/").rstrip("/") for href in hrefs]


def on_board(page: Page, site: Path, board: str, path: str) -> list[str]:
    """The first listings of a list of the board; of a search, as the browser shows them."""
    if "?" not in path:
        hrefs = html.parse(str(site / path / "index.html")).xpath(
            "//*[contains(@class, 'b-card__title')]/a/@href"
        )
        return [str(href).partition("listings/")[2].rstrip("/") for href in hrefs][:LIMIT]
    page.goto(board + path)
    cards = page.locator(".f-results .b-card")
    expect(cards.first).to_be_visible()
    return cards.evaluate_all("all => all.map(card => card.dataset.listing)")[:LIMIT]


@pytest.mark.parametrize(("query", "path"), SAME.items(), ids=SAME)
def test_it_shows_what_the_board_shows(
    embedded: Embedded, site: Path, board: str, query: str, path: str
) -> None:
    page = embedded(f"{query}&limit={LIMIT}")
    found = in_frame(page)
    assert found == in_component(page, board)
    assert found == on_board(page, site, board, path)


def words(part: FrameLocator | Page, of: str) -> list[str]:
    """The text of each card, with where it leads."""
    cards = part.locator(of)
    expect(cards.first).to_be_visible()
    found: list[str] = cards.evaluate_all(
        "all => all.map(card => [card.innerText, ...card.querySelectorAll('a')].join(' '))"
    )
    return found


@pytest.mark.parametrize("day", ["2026-11-23", "2026-12-04", "2026-12-14"])
def test_small_files_and_a_search_have_the_same(
    new_page: NewPage, embedded: Embedded, site: Path, day: str
) -> None:
    """Also days after the build, when so much has closed that the small file has too few."""
    page = new_page(now=f"{day}T18:00:00Z")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    shown = {}
    for query in ("limit=20", f"{EVERY_PLACE}&limit=20"):
        asked.clear()
        embedded(query, page)
        frame = page.frame_locator("iframe")
        shown[query] = (
            words(frame, ".b-card"),
            words(page, "microinternships-list li"),
            frame.locator("#embed-said").inner_text(),
        )
        # A list of all has its file, which has 24, and the search's only where these are too few.
        assert any("/embed/all.json" in url for url in asked) is (query == "limit=20")
        assert any("/find/columns.bin" in url for url in asked) is is_searched(site, query, day)
    first, second = shown.values()
    assert first == second
    assert first[0]


def is_searched(site: Path, query: str, day: str) -> bool:
    """Whether the file of all that is open at the build does not have what is asked for."""
    file = json.loads((site / "embed/all.json").read_bytes())
    left = sum(item["deadline"] >= day for item in file["listings"])
    total = sum(count for on, count in file["deadlines"].items() if on >= day)
    return query != "limit=20" or left < min(total, 20)


def test_most_lists_load_no_search(embedded: Embedded, page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for query in (*list(SAME)[:4], "industry=publishing", "limit=3"):
        embedded(query, page)
        in_frame(page)
        expect(page.locator("microinternships-list li").first).to_be_visible()
    assert asked
    assert not [url for url in asked if re.search(r"/(?:find|api)/|by_columns", url)]


@pytest.mark.parametrize("answer", ["down", "html", "wrong"])
def test_without_its_small_file_a_list_is_searched(
    embedded: Embedded, browser: Browser, board: str, answer: str
) -> None:
    """As on a board of an older version. Nobody watches the page: see below."""
    context = browser.new_context()
    context.clock.set_fixed_time(f"{TODAY}T18:00:00Z")
    page = context.new_page()
    page.route("**/embed/skills/excel.json", answering(answer))
    embedded(f"skill=excel&limit={LIMIT}", page)
    found = in_frame(page)
    assert len(found) == LIMIT
    assert found == in_component(page, board)
    context.close()


def answering(answer: str) -> Callable[[Route, Request], None]:
    """A board that is down, or answers with a page or with other data."""

    def serve(route: Route, _: Request) -> None:
        if answer == "down":
            route.abort()
        else:
            route.fulfill(body="<html>Hi" if answer == "html" else '{"id": 1}', headers=OPEN)

    return serve


def test_a_page_left_open_shows_what_is_open_on_a_new_day(page: Page, board: str) -> None:
    page.clock.install(time=f"{TODAY}T18:00:00Z")
    page.goto(f"{board}embed/?employer=harbour-books")
    before = page.locator(".b-card")
    expect(before.first).to_be_visible()
    count = before.count()
    page.clock.set_system_time("2027-02-27T18:00:00Z")
    page.clock.run_for(60_000)
    expect(page.get_by_text("No project is open here at the moment.")).to_be_visible()
    expect(page.locator(".b-card")).to_have_count(0)
    assert count > 0
    expect(page.locator("#embed-all")).to_have_attribute("href", re.compile("/browse/$"))


def test_a_limit_is_a_number_that_a_page_can_show(page: Page, board: str) -> None:
    for limit, shown in {"0": 6, "x": 6, "-3": 1, "99": 20}.items():
        page.goto(f"{board}embed/?limit={limit}")
        expect(page.locator(".b-card")).to_have_count(shown)


@pytest.mark.parametrize("charset", ["windows-1252", "shift_jis"])
def test_a_page_in_another_encoding_shows_the_same(
    embedded: Embedded, page: Page, site: Path, charset: str
) -> None:
    assert (site / "embed/v1.js").read_bytes().isascii()
    shown = []
    for name in ("utf-8", charset):
        embedded("employer=fjordlys", page, name)
        shown.append(words(page, "microinternships-list li"))
        assert page.evaluate("document.characterSet").lower() == name
    assert shown[0] == shown[1]
    assert " \u00b7 " in shown[0][0]


def test_a_script_that_comes_late_sizes_the_frame(
    new_page: NewPage, board: str, other_site: str, tmp_path: Path
) -> None:
    """The frame has told its height long before, and does not know that somebody listens now."""
    (tmp_path / "index.html").write_text(
        f"""<!doctype html><title>Careers</title><link rel=icon href="data:,">
        <iframe src="{board}embed/?limit=2" title=Projects width="100%" height=200></iframe>"""
    )
    page = new_page()
    page.add_init_script("""if (window === top) {
        window.heights = []; addEventListener("message", event => heights.push(event.data.height));
    }""")
    page.goto(other_site)
    assert len(in_frame(page)) == 2
    inside = page.frame_locator("iframe").locator("#content")
    height = inside.evaluate("it => Math.ceil(it.getBoundingClientRect().height)")
    page.wait_for_function("height => heights.at(-1) === height", arg=height)
    told = page.evaluate("heights")
    assert min(told) > 200  # never that of the list before its cards are there
    assert page.evaluate("document.querySelector('iframe').clientHeight") == 200
    page.add_script_tag(url=f"{board}embed/v1.js")
    page.wait_for_function(
        "height => document.querySelector('iframe').clientHeight === height", arg=height
    )
    assert height > 200
    assert page.evaluate("heights.length") > len(told)


def test_the_frame_is_as_high_as_its_list(embedded: Embedded) -> None:
    page = embedded("skill=excel&limit=2")
    assert len(in_frame(page)) == 2
    inside = page.frame_locator("iframe").locator("#content")
    page.wait_for_function("document.querySelector('iframe').clientHeight > 300")
    assert inside.evaluate("it => Math.ceil(it.getBoundingClientRect().height)") == page.evaluate(
        "document.querySelector('iframe').clientHeight"
    )


def test_a_height_is_the_frames_own_and_within_limits(embedded: Embedded) -> None:
    page = embedded("skill=excel&limit=2")
    assert len(in_frame(page)) == 2
    page.wait_for_function("document.querySelector('iframe').clientHeight > 300")
    page.evaluate("""
        window.heights = [];
        const {style} = document.querySelector("iframe");
        addEventListener("message", ({data}) => { if (data.isTest) heights.push(style.height); });
    """)
    say = """to => { for (const height of ["9e9", NaN, 1e9, -5]) {
        to.postMessage({type: "board-embed-height", height, isTest: true}, "*");
    }}"""
    page.evaluate(f"({say})(window)")  # the page around is not the frame
    page.frames[1].evaluate(f"({say})(parent)")
    page.wait_for_function("heights.length === 8")
    *others, text, no_number, most, least = page.evaluate("heights")
    assert len({*others, text, no_number}) == 1
    assert (most, least) == ("20000px", "60px")


def test_the_page_around_can_do_nothing(embedded: Embedded) -> None:
    """No message is listened to, and no link replaces the page around."""
    page = embedded("skill=excel&limit=1")
    in_frame(page)
    frame = page.frames[1]
    before = frame.content()
    page.evaluate("""for (const data of ["x", {type: "board-embed-height", height: 5}, {q: "sql"}])
        frames[0].postMessage(data, "*")""")
    page.evaluate("new Promise(done => setTimeout(done, 50))")
    assert frame.content() == before
    links = frame.locator("main a:visible")
    assert links.evaluate_all(
        "all => all.every(a => a.target === '_blank' && a.rel === 'noopener')"
    )


COMPONENT_COLOURS = {
    "light": "rgb(255, 255, 255)", "dark": "rgb(20, 26, 24)", "auto": "rgba(0, 0, 0, 0)",
}  # fmt: skip


def test_colours_are_chosen_or_the_readers(embedded: Embedded, new_page: NewPage) -> None:
    page = new_page(color_scheme="dark")
    for theme, scheme in {"light": "default", "dark": "slate", "auto": "slate"}.items():
        embedded(f"theme={theme}&limit=1", page)
        body = page.frame_locator("iframe").locator("body")
        expect(body).to_have_attribute("data-md-color-scheme", scheme)
        colour = COMPONENT_COLOURS[theme]
        expect(page.locator("microinternships-list")).to_have_css("background-color", colour)


def test_an_unknown_part_is_empty_with_a_link(
    browser: Browser, embedded: Embedded, board: str
) -> None:
    """It has no file, of which the browser complains: nobody watches the page."""
    context = browser.new_context()
    page = context.new_page()
    for query in ("skill=nothing-like-it", "employer=nobody", "collection=none", "q=zeppelin"):
        embedded(query, page)
        for part in parts(page):
            expect(part.get_by_text("No project is open here at the moment.")).to_be_visible()
            link = part.get_by_role("link")
            expect(link).to_have_attribute("href", re.compile(f"^{board}browse/"))
    context.close()


@pytest.mark.parametrize(
    ("answer", "data"),
    [("down", DATA), ("html", DATA), ("wrong", DATA), ("wrong", re.compile("/api/v1/listings/"))],
)
def test_without_the_data_the_link_stays(
    embedded: Embedded, browser: Browser, answer: str, data: re.Pattern[str]
) -> None:
    """As `new_page` would fail on it, the page is one that nobody watches."""
    context = browser.new_context()
    page = context.new_page()
    page.route(data, answering(answer))
    embedded("skill=excel" if data is DATA else "skill=excel&sort=deadline", page)
    for part in parts(page):
        expect(part.get_by_text(FAILED)).to_be_visible()
        expect(part.get_by_role("link").first).to_be_visible()
    context.close()


@pytest.mark.parametrize(
    "query", ["skill=excel&limit=1", "skill=excel&sort=newest&q=excel&limit=1"]
)
def test_texts_stay_texts(embedded: Embedded, new_page: NewPage, board: str, query: str) -> None:
    page = new_page()
    bad = '<img src=x onerror="window.ran = 1"><script>window.ran = 1</script>'
    worse = {"title": bad, "summary": bad, "id": "../../../javascript:alert(1)", "who": bad}

    def serve(route: Route, _: Request) -> None:
        answer = route.fetch()
        found = answer.json()
        for item in found.get("listings", [found]):
            item |= worse | {"place": item["place"] if "employer" in item else bad}
            if "employer" in item:
                item["employer"]["name"] = bad
        route.fulfill(response=answer, json=found)

    page.route(re.compile("/api/v1/listings/|/embed/skills/"), serve)
    embedded(query, page)
    expect(page.locator("microinternships-list li b")).to_have_text(bad)
    expect(page.frame_locator("iframe").locator(".b-card__title")).to_have_text(bad)
    for frame in page.frames:
        assert frame.evaluate("window.ran") is None
    hrefs = page.locator("microinternships-list li a").evaluate_all("all => all.map(a => a.href)")
    assert all(href.startswith(board) for href in hrefs)
    page.unroute_all(behavior="ignoreErrors")


def test_without_scripts_there_is_a_link(embedded: Embedded, board: str) -> None:
    page = embedded("skill=excel", java_script_enabled=False)
    link = page.get_by_role("link", name="Our projects")
    expect(link).to_be_visible()
    inside = page.frame_locator("iframe").get_by_role("link")
    expect(inside.first).to_have_attribute("href", "../browse/")
    page.goto(f"{board}follow/embed/?skill=excel")
    expect(page.get_by_text("add a search to the first address")).to_be_visible()
    expect(page.locator("#code-text")).to_contain_text("https://board.example/embed/")


@pytest.mark.parametrize("board", BASES.values(), ids=[*BASES], indirect=True)
def test_the_code_works_where_it_is_put(
    new_page: NewPage, board: str, other_site: str, tmp_path: Path
) -> None:
    """From a list to the code, for both ways, and the copied code on another site."""
    page = new_page(permissions=["clipboard-read", "clipboard-write"])
    page.goto(f"{board}skills/excel/")
    page.get_by_role("link", name="Embed this").click()
    expect(page.locator("#code-what")).to_have_text("open projects with skill: excel")
    for kind in ("frame", "component"):
        page.get_by_label("As", exact=True).select_option(kind)
        page.get_by_label("Projects", exact=True).fill("2")
        page.get_by_label("Colours", exact=True).select_option("dark")
        shown = in_frame(page) if kind == "frame" else in_component(page, board)
        assert len(shown) == 2
        page.get_by_role("button", name="Copy the code").click()
        expect(page.get_by_text("Copied.")).to_be_visible()
        code = page.evaluate("navigator.clipboard.readText()")
        (tmp_path / f"{kind}.html").write_text(f'<link rel=icon href="data:,">{code}')
        there = new_page()
        there.goto(f"{other_site}{kind}.html")
        assert shown == (in_frame(there) if kind == "frame" else in_component(there, board))


def test_a_search_can_be_embedded(page: Page, board: str) -> None:
    page.goto(f"{board}browse/?q=excel&mode=remote")
    link = page.locator("#find-embed")
    expect(link).to_have_attribute("href", "../follow/embed/?q=excel&mode=remote")
    link.click()
    expect(page.locator("#code-text")).to_contain_text("embed/?q=excel&amp;mode=remote")
    assert len(in_frame(page)) >= 1


def test_the_code_is_of_this_board_in_the_order_asked_for(page: Page, board: str) -> None:
    """Boards that were searched together, and how much was shown, are nothing to embed."""
    page.goto(f"{board}follow/embed/?q=%22excel%22&level=beginner&sort=pay&show=40&boards=all")
    expect(page.locator("#code-what")).to_have_text(
        'open projects with q: "excel", level: beginner'
    )
    address = f"{board}embed/?q=%22excel%22&amp;level=beginner&amp;sort=pay&amp;limit=6"
    title = page.locator("#code-preview iframe").get_attribute("title")
    script = f'<script src="{board}embed/v1.js" async=""></script>'
    code = page.locator("#code-text")
    assert code.text_content() == (
        f'<iframe src="{address}&amp;theme=auto" title="{title}" width="100%" height="600" '
        f'loading="lazy" style="border: 0px;"></iframe>\n{script}'
    )
    page.get_by_label("As", exact=True).select_option("component")
    assert code.text_content() == (
        '<microinternships-list q="&quot;excel&quot;" level="beginner" sort="pay" limit="6" '
        f'theme="auto"><a href="{board}browse/?q=%22excel%22&amp;level=beginner&amp;sort=pay">'
        f"{title}</a></microinternships-list>\n{script}"
    )


@pytest.mark.parametrize(
    ("query", "path", "said"),
    [
        ("employer=harbour-books", "employers/harbour-books/", r"See all \d+"),
        ("employer=harbour-books&sort=pay", "employers/harbour-books/", r"See all \d+"),
        ("employer=harbour-books&mode=remote,hybrid", "employers/harbour-books/", "See more"),
        ("collection=first-steps&mode=remote", "collections/first-steps/", "See more"),
        ("employer=harbour-books&q=books", "employers/harbour-books/", "See more"),
        ("level=beginner&q=data&boards=all", "browse/?q=data&level=beginner", r"See all \d+"),
    ],
)  # fmt: skip
def test_it_says_all_only_where_these_are_all(
    embedded: Embedded, board: str, query: str, path: str, said: str
) -> None:
    """No page of the board has what one employer, or a collection, asks for of a skill."""
    page = embedded(f"{query}&limit=1")
    assert len(in_frame(page)) == 1
    for link, rest in (
        (page.frame_locator("iframe").locator("#embed-list > p a"), "on .+"),
        (page.locator("microinternships-list > a, microinternships-list a").last, "projects"),
    ):
        expect(link).to_have_text(re.compile(f"^{said} {rest}$"))
        expect(link).to_have_attribute("href", f"{board}{path}")


def test_the_frame_moves_nothing_while_it_loads(new_page: NewPage, board: str) -> None:
    page = new_page(width=390)
    page.add_init_script("""window.shift = 0; new PerformanceObserver(list => {
        for (const entry of list.getEntries()) window.shift += entry.value;
    }).observe({type: "layout-shift", buffered: true})""")
    page.goto(f"{board}embed/?skill=excel")
    expect(page.locator(".b-card").first).to_be_visible()
    assert page.evaluate("shift") == 0
    assert page.evaluate("document.documentElement.scrollWidth") == 390


def test_a_frame_has_no_choice_of_currency(new_page: NewPage, board: str) -> None:
    """What converts pay is a script of the board's own pages, which a frame does not load."""
    page = new_page()
    page.goto(board)
    page.evaluate("path => localStorage.setItem(`board-currency:${path}`, 'USD')", BELOW_A_FOLDER)
    page.goto(f"{board}embed/?limit=20", wait_until="networkidle")
    expect(page.locator(".b-rates")).to_be_visible()
    assert page.get_by_role("button").count() == 0


def test_the_component_is_small(site: Path) -> None:
    assert len(gzip.compress((site / "embed/v1.js").read_bytes())) <= 3 * 1024


def test_frames_are_no_page_to_find(site: Path) -> None:
    assert "https://board.example/embed/" not in (site / "sitemap.xml").read_text()
    tree = html.parse(str(site / "embed/index.html"))
    assert tree.xpath("//meta[@name='robots']/@content") == ["noindex"]
    assert not tree.xpath("//header | //footer | //nav")
