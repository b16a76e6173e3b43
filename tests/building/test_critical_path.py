"""What a browser must load before it paints: few small files, whatever the page.

Bytes and files decide how soon a page is seen on a bad network, and they are the same on every
machine. Times are measured by `python -m benchmarks.first_paint`.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from tests.support.html_pages import HtmlPage

SHARED = ("assets/board/site.css", "assets/shell/colours.js")
MOST_OF_SHARED = 12 * 1024  # bytes, gzipped: both of SHARED
MOST_OF_STYLE = 3 * 1024  # of the stylesheet of a page with one of its own
MOST_REQUESTS = 4  # the page, what is shared, and one stylesheet of its own
# Bytes of HTML, gzipped, by kind of page; `` is any other kind.
MOST_OF_PAGE = {"listing": 7 * 1024, "home": 9 * 1024, "browse": 14 * 1024, "": 20 * 1024}
BLOCKS = """//link[contains(@rel, 'stylesheet')][not(ancestor::noscript)][not(@media)]/@href
    | //script[@src][not(@type='module' or @async or @defer)]/@src"""


# Bytes of HTML of a listing's page on average, as it is stored: open and closed ones.
MOST_OF_OPEN, MOST_OF_CLOSED = 13 * 1024, 7 * 1024


def blocking(page: HtmlPage) -> Iterator[str]:
    """The paths of the files without which `page` is not painted."""
    for target in page.tree.xpath(BLOCKS):
        yield urlsplit(urljoin(f"https://board.example/{page.address}", str(target))).path[1:]


def packed(content: bytes) -> int:
    return len(gzip.compress(content, 9, mtime=0))


def test_nothing_is_painted_late(site: Path, pages: tuple[HtmlPage, ...]) -> None:
    weights = {path: packed((site / path).read_bytes()) for path in SHARED}
    assert sum(weights.values()) <= MOST_OF_SHARED, weights
    kinds = set()
    for page in pages:
        paths = [*blocking(page)]
        assert {*SHARED} <= {*paths}, page.path
        assert 1 + len(paths) <= MOST_REQUESTS, (page.path, paths)
        for path in {*paths} - {*SHARED}:
            assert packed((site / path).read_bytes()) <= MOST_OF_STYLE, path
        kind = str(page.tree.body.get("data-page-kind"))
        kinds.add(kind)
        most = MOST_OF_PAGE.get(kind, MOST_OF_PAGE[""])
        assert packed(page.content) <= most, (page.path, kind, packed(page.content))
    assert {*MOST_OF_PAGE} - {""} <= kinds


def test_pages_of_listings_are_small(pages: tuple[HtmlPage, ...]) -> None:
    """There are more of them than of all others, and closed ones stay for years."""
    for state, most in (("='open'", MOST_OF_OPEN), ("!='open'", MOST_OF_CLOSED)):
        found = [
            len(page.content) for page in pages if page.tree.xpath(f"//article[@data-state{state}]")
        ]
        assert len(found) > 10 and sum(found) / len(found) <= most, (state, found)


def test_all_scripts_of_a_page_are_few_files(pages: tuple[HtmlPage, ...]) -> None:
    """Modules are not waited for, but each more would come one round trip later."""
    for page in pages:
        modules = page.tree.xpath("//script[@type='module']/@src")
        late = page.tree.xpath("//meta[@name='board-script']/@content")
        assert 1 <= len(modules) + len(late) <= 2, (page.path, modules, late)
        # A page for frames of other sites has no stars and no menu that need it.
        shared = "embed/main.js" if page.address == "embed/" else "site.js"
        assert any(str(name).endswith(f"assets/board/{shared}") for name in modules), page.path


def test_what_a_page_loads_late_is_loaded_by_the_shared_script(
    site: Path, pages: tuple[HtmlPage, ...]
) -> None:
    assert "board-script" in (site / "assets/board/site.js").read_text("utf-8")
    late = {page.address for page in pages if page.tree.xpath("//meta[@name='board-script']")}
    assert {"browse/", "match/", "post/"} <= late
