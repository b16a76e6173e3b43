"""Every link of the built site leads somewhere, at a host's root and below a folder."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
import yaml
from lxml import etree

from tests.support.html_pages import Ground, HtmlPage
from tests.support.paths import ROOT

SITE_URL = str(yaml.safe_load((ROOT / "mkdocs.yml").read_text("utf-8"))["site_url"])
_TEXT = {".xml", ".json", ".ics", ".opml", ".txt", ".csv", ".html"}
_CSS_ADDRESS = re.compile(r"""(?:url\(|@import)\s*["']?([^"')]+)""")
# What a host sends for any missing address can't be relative: it follows `site_url`.
_ANYWHERE = "404.html"
_ELSEWHERE = "embed/index.html"  # other sites show it, even with `hide: [follow]`


@pytest.mark.parametrize("base", ["/", "/board/"])
def test_every_link_leads_to_a_file(site: Path, pages: tuple[HtmlPage, ...], base: str) -> None:
    ground = Ground(site, pages, base)
    links = {(page, link.target) for page in pages if page.path != _ANYWHERE for link in page.links}
    assert len(links) > 500
    troubles = sorted(filter(None, (ground.trouble(*link) for link in links)))
    assert not troubles, "\n".join(troubles[:40])


def test_the_page_for_missing_addresses_works_from_anywhere(
    site: Path, pages: tuple[HtmlPage, ...]
) -> None:
    page = next(page for page in pages if page.path == _ANYWHERE)
    ground = Ground(site, pages)
    for link in page.links:
        assert link.target.startswith(("/", "#", "https://", "data:")), link
        assert not ground.trouble(page, link.target)


def test_addresses_in_feeds_and_data_exist(site: Path, pages: tuple[HtmlPage, ...]) -> None:
    """Where a whole address is written (feeds, JSON-LD, sitemap), it is one that we have."""
    ground = Ground(site, pages)
    address = re.compile(re.escape(SITE_URL) + r"""([^\s"'<>\\,;)\]{}`*#?]*)""")
    missing, seen = set(), 0
    for file in sorted(site.rglob("*")):
        if file.suffix not in _TEXT:
            continue
        text = file.read_bytes().decode("utf-8")
        if file.suffix == ".ics":
            text = text.replace("\r\n ", "")  # long lines are folded
        paths = set(address.findall(unescape(text).replace("\\/", "/")))
        seen += len(paths)
        missing |= {f"{file.relative_to(site)}: {path}" for path in paths if not ground.file(path)}
    assert seen > 100
    assert not missing, "\n".join(sorted(missing)[:40])


def test_the_sitemap_has_every_page_that_search_engines_may_list(
    site: Path, pages: tuple[HtmlPage, ...]
) -> None:
    """Those of the board and those written by hand, once each."""
    root = etree.fromstring((site / "sitemap.xml").read_bytes())
    listed = [str(address.text).removeprefix(SITE_URL) for address in root.iter("{*}loc")]
    hidden = "//meta[@name='robots'][contains(@content, 'noindex')]"
    expected = {p.address for p in pages if p.path != _ANYWHERE and not p.tree.xpath(hidden)}
    assert len(listed) == len({*listed})
    assert {*listed} == expected
    by_hand = {"help/", "for-students/", "for-employers/", "reference/api/", "reference/feeds/"}
    assert {"", "post/", "browse/", *by_hand} <= expected
    assert "post/sent/" not in expected


def test_links_to_our_own_site_are_relative(pages: tuple[HtmlPage, ...]) -> None:
    """Only then does the site work wherever it is put. A canonical address says where it is."""
    for page in pages:
        for link in page.links:
            if not link.rel & {"canonical", "alternate"}:
                assert not link.target.startswith(SITE_URL), (page.path, link)


def test_every_page_can_be_reached_from_home(site: Path, pages: tuple[HtmlPage, ...]) -> None:
    ground = Ground(site, pages)
    by_path = {page.path: page for page in pages}
    found, waiting = {"index.html"}, ["index.html"]
    while waiting:
        page = by_path[waiting.pop()]
        for link in page.links:
            path = _inside(ground, page, link.target)
            if path in by_path and path not in found:
                found.add(path)
                waiting.append(path)
    moved = {page.path for page in pages if page.tree.xpath("//meta[@http-equiv='refresh']")}
    assert set(by_path) - found - moved - {_ELSEWHERE} == {_ANYWHERE}


def _inside(ground: Ground, page: HtmlPage, target: str) -> str | None:
    address = urlsplit(urljoin(f"{Ground.HOST}/{page.address}", target))
    if f"{address.scheme}://{address.netloc}" != Ground.HOST:
        return None
    return ground.file(address.path.removeprefix("/"))


def test_nothing_is_loaded_from_elsewhere(site: Path, pages: tuple[HtmlPage, ...]) -> None:
    for page in pages:
        for link in page.links:
            if link.loads and link.rel != {"canonical"}:
                assert not re.match(r"(?i)(https?:)?//", link.target), (page.path, link)
    for file in site.rglob("*.css"):
        for target in _CSS_ADDRESS.findall(file.read_text("utf-8")):
            assert not re.match(r"(?i)(https?:)?//", target), (file.name, target)


def test_links_to_other_sites_are_secure(pages: tuple[HtmlPage, ...]) -> None:
    for page in pages:
        for link in page.links:
            assert re.match(
                r"(?i)(https:|mailto:|webcal:|data:image/)", link.target
            ) or not re.match(r"(?i)([a-z][a-z0-9+.-]*:|//)", link.target), (page.path, link)
