"""What a site of 1,000 listings may weigh: its pages, its kinds of files and a first search.

Bytes, files and requests are the same on every machine, so a test can limit them; benchmarks/
measure times. The limits are a few percent above what the site has. A change that needs more raises
the limit in the same commit, and says there what the bytes are for.
"""

from __future__ import annotations

import gzip
import re
from collections import Counter, defaultdict
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Page, Request, expect

from benchmarks.make_board import write_board
from generator.board.feed_names import FORMATS
from generator.building import BuildOptions
from generator.building.with_mkdocs import build
from tests.support.html_pages import HtmlPage, html_pages
from tests.support.paths import TODAY
from tests.support.serving import serving

LISTINGS = 1_000

# Kind of page: bytes of HTML of the mean page and of the largest.
PAGES: dict[str, tuple[int, int]] = {
    "listing": (11_700, 18_700),
    "moved": (4_200, 4_300),
    "home": (24_600, 24_600),
    "browse": (38_200, 56_000),
    "skill": (12_300, 15_300),
    "category": (20_200, 24_700),
    "industry": (18_200, 36_500),
    "employer": (15_300, 16_800),
    "collection": (35_600, 44_500),
    "index": (13_000, 30_400),
    "places": (36_000, 54_800),
    "deadlines": (34_200, 43_400),
    "archive": (13_000, 23_300),
    "embed": (4_400, 4_400),
    "embedding": (6_100, 6_100),
    "follow": (28_500, 39_900),
    "insights": (47_500, 47_500),  # nine charts and their tables
    "match": (91_800, 91_800),
    "post": (53_900, 53_900),  # with a step for what became of a filled project
    "sent": (5_000, 5_000),
    "portfolio": (15_200, 15_200),
    "shortlist": (7_900, 7_900),
    "text": (16_200, 80_200),
}

# Kind of file: bytes in all, and how many files.
FILES: dict[str, tuple[int, int]] = {
    "all": (35_900_000, 3_700),
    "pages of listings": (11_700_000, 1_040),
    "listings in the API": (3_660_000, 1_040),
    "api/": (1_700_000, 15),
    "find/": (102_000, 7),
    "other pages": (7_400_000, 453),
    "feed.xml of parts": (2_880_000, 344),
    "deadlines.ics of parts": (2_560_000, 344),
    "whole board": (4_010_000, 31),  # with the numbers behind /insights/
    "newest of parts": (1_690_000, 340),  # what lists on other sites load instead of find/
    "assets/": (985_000, 144),
}

# What a phone with an empty cache loads for the first results of a word: bytes and requests.
SEARCHES: dict[str, tuple[int, int]] = {"excel": (71_500, 22), "translation": (63_900, 22)}

# What a list of a skill's newest projects loads on another site, with an empty cache: bytes and
# requests. It stays the same however large the board is. A frame has the board's styles.
EMBEDDED: dict[str, tuple[int, int]] = {"frame": (25_200, 8), "component": (6_900, 3)}

_FEEDS = {item.file for item in FORMATS}


@pytest.fixture(scope="module")
def large_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of a board with 1,000 made-up listings."""
    root = tmp_path_factory.mktemp("budget") / "board"
    write_board(root, LISTINGS)
    build(root, BuildOptions(today=date.fromisoformat(TODAY)))
    return root / "site"


def over(found: dict[str, tuple[int, int]], most: dict[str, tuple[int, int]]) -> list[str]:
    """`["skill: 15,100 / 16,000, at most 13,000 / 15,000 (+16 %)"]`: what is above its limits.

    What has no limit yet, and what has one and is no longer there, is named too.
    """
    lines = [f"{name}: is no longer there" for name in most if name not in found]
    for name, values in found.items():
        if name not in most:
            lines.append(f"{name}: {values[0]:,} / {values[1]:,}, and it has no limit yet")
        elif any(value > limit for value, limit in zip(values, most[name], strict=True)):
            grown = max(value / limit for value, limit in zip(values, most[name], strict=True))
            lines.append(
                f"{name}: {values[0]:,} / {values[1]:,}, at most {most[name][0]:,} / "
                f"{most[name][1]:,} (+{grown - 1:.1%})"
            )
    return lines


def sizes_of_pages(pages: tuple[HtmlPage, ...]) -> dict[str, tuple[int, int]]:
    """The mean and the largest size of the pages of each kind."""
    kinds = defaultdict(list)
    for page in pages:
        kinds[str(page.tree.body.get("data-page-kind"))].append(len(page.content))
    return {kind: (sum(sizes) // len(sizes), max(sizes)) for kind, sizes in kinds.items()}


def kind_of_file(path: str) -> str:
    """`api/v1/listings/acme/x.json` is of the kind `listings in the API`."""
    top, _, rest = path.partition("/")
    name = path.rpartition("/")[2]
    if path.startswith("api/v1/listings/"):
        return "listings in the API"
    if top in {"api", "find", "assets"}:
        return f"{top}/"
    if top == "embed" and name.endswith(".json"):
        return "newest of parts"
    if name in _FEEDS:
        return f"{name} of parts" if rest else "whole board"
    if not path.endswith(".html"):
        return "whole board"
    return "pages of listings" if top == "listings" else "other pages"


def weights_of_files(site: Path) -> dict[str, tuple[int, int]]:
    """The bytes and the number of the files of each kind, and of all."""
    sizes: Counter[str] = Counter()
    numbers: Counter[str] = Counter()
    for path in site.rglob("*"):
        if path.is_file():
            for kind in ("all", kind_of_file(path.relative_to(site).as_posix())):
                sizes[kind] += path.stat().st_size
                numbers[kind] += 1
    return {kind: (sizes[kind], numbers[kind]) for kind in sizes}


def test_a_site_keeps_its_weight(large_site: Path) -> None:
    """All in one test, so that one worker builds the site for it."""
    grown = over(weights_of_files(large_site), FILES)
    grown += over(sizes_of_pages(html_pages(large_site)), PAGES)
    assert not grown, "\n" + "\n".join(grown)


def test_a_first_search_loads_little(large_site: Path, new_page: Callable[..., Page]) -> None:
    found = {}
    with serving(large_site) as address:
        for word in ("excel", "translation"):
            page, requests = new_page(width=390, height=844), list[Request]()
            page.on("requestfinished", lambda request, to=requests: to.append(request))
            page.goto(f"{address}browse/", wait_until="networkidle")
            page.locator("#finder-q").fill(word)
            expect(page.locator(".f-results > *").first).to_be_visible()
            page.wait_for_load_state("networkidle")
            data = [item for item in requests if re.search("/(?:find|api)/", item.url)]
            # As a host compresses them; files of the index are compressed already.
            sizes = [len(gzip.compress(item.response().body())) for item in data]
            found[word] = (sum(sizes), len(sizes))
    grown = over(found, SEARCHES)
    assert not grown, "\n" + "\n".join(grown)


def test_an_embedded_list_loads_little(
    large_site: Path, tmp_path: Path, new_page: Callable[..., Page]
) -> None:
    found = {}
    with serving(large_site, shared=True) as board, serving(tmp_path) as other_site:
        for kind, html in {
            "frame": f'<iframe src="{board}embed/?skill=excel" title=Projects></iframe>',
            "component": '<microinternships-list skill="excel"></microinternships-list>',
        }.items():
            (tmp_path / f"{kind}.html").write_text(
                f"""<!doctype html><title>Careers</title><link rel=icon href="data:,">{html}
                <script async src="{board}embed/v1.js"></script>"""
            )
            page, requests = new_page(), list[Request]()
            page.on("requestfinished", lambda request, to=requests: to.append(request))
            page.goto(f"{other_site}{kind}.html", wait_until="networkidle")
            inside = page.frame_locator("iframe") if kind == "frame" else page
            cards = inside.locator(".b-card, microinternships-list li")
            expect(cards).to_have_count(6)
            page.wait_for_load_state("networkidle")
            loaded = [item for item in requests if item.url.startswith(board)]
            sizes = [len(gzip.compress(item.response().body())) for item in loaded]
            found[kind] = (sum(sizes), len(sizes))
    grown = over(found, EMBEDDED)
    assert not grown, "\n" + "\n".join(grown)


@pytest.mark.parametrize(
    ("found", "said"),
    [
        ({"skill": (100, 200)}, []),
        ({"skill": (110, 200)}, ["skill: 110 / 200, at most 100 / 200 (+10.0%)"]),
        ({"skill": (100, 300)}, ["skill: 100 / 300, at most 100 / 200 (+50.0%)"]),
        (
            {"other": (1, 1)},
            ["skill: is no longer there", "other: 1 / 1, and it has no limit yet"],
        ),
    ],
)
def test_the_message_says_what_grew(found: dict[str, tuple[int, int]], said: list[str]) -> None:
    assert over(found, {"skill": (100, 200)}) == said
