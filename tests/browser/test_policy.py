"""What a page may load and run: the Content-Security-Policy on every page, in a real browser."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.page_kinds import kinds, visit
from tests.support.html_pages import HtmlPage
from tests.support.serving import serving

NewPage = Callable[..., Page]
LISTEN = """addEventListener("securitypolicyviolation",
    event => (window.refused ??= []).push(`${event.effectiveDirective} ${event.blockedURI}`))"""


def policy(page: HtmlPage) -> dict[str, str]:
    """The page's directives."""
    head = page.tree.find("head")
    found = [meta for meta in head.iter("meta") if meta.get("http-equiv")]
    assert [meta.get("http-equiv") for meta in found[:1]] == ["Content-Security-Policy"], page.path
    assert list(head).index(found[0]) <= 1, "what comes before it is not bound by it"
    parts = (part.split(maxsplit=1) for part in found[0].get("content").split(";"))
    return {name: "".join(value) for name, *value in parts}


def test_every_page_runs_the_sites_own_files_only(pages: tuple[HtmlPage, ...]) -> None:
    for page in pages:
        rules = policy(page)
        assert rules["script-src"] == "'self'", page.path
        assert rules["default-src"] == "'none'"
        assert rules["style-src"] == rules["connect-src"] == rules["form-action"] == "'self'"
        assert rules["base-uri"] == "'none'"


def test_only_the_preview_of_a_frame_may_show_one(pages: tuple[HtmlPage, ...]) -> None:
    """Without a directive of their own, frames are what `default-src` says: nothing."""
    with_frames = {page.address: rules for page in pages if "frame-src" in (rules := policy(page))}
    assert {address: rules["frame-src"] for address, rules in with_frames.items()} == {
        "follow/embed/": "'self'"
    }


def test_no_page_has_a_script_or_style_in_it(pages: tuple[HtmlPage, ...]) -> None:
    for page in pages:
        for script in page.tree.iter("script"):
            is_data = script.get("type") in {"application/json", "application/ld+json"}
            assert script.get("src") or is_data, (page.path, script.text)
        assert not page.tree.xpath("//style | //@style"), page.path


def test_no_kind_of_page_is_refused_anything(new_page: NewPage, site: Path) -> None:
    """Also on the console: `new_page` fails on any complaint of the browser."""
    page = new_page()
    page.add_init_script(LISTEN)
    with serving(site, "/board/") as url:
        for kind, address in [*kinds(site).items(), ("search", "browse/?q=excel")]:
            if kind == "404.html":
                continue  # it is at a host's root, for any address
            visit(page, f"{url}{address}")
            assert page.evaluate("window.refused ?? []") == [], kind


@pytest.mark.parametrize(
    "smuggled",
    [
        "<script>window.ran = true</script>",
        '<img src="nothing.png" onerror="window.ran = true">',
        '<script src="https://elsewhere.example/x.js"></script>',
    ],
)
def test_what_gets_past_the_cleaning_does_not_run(
    browser: object, site: Path, site_url: str, smuggled: str
) -> None:
    """As if the cleaning of a listing's text had failed."""
    context = browser.new_context()  # type: ignore[attr-defined]
    page = context.new_page()
    page.add_init_script(LISTEN)
    address = f"{site_url}{kinds(site)['listing 3 listings']}"
    answer = page.request.get(address).text()
    assert answer.count("<div class=b-prose") == 1
    body = re.sub(r"(<div class=b-prose[^>]*>)", lambda match: match[0] + smuggled, answer)
    page.route(address, lambda route: route.fulfill(body=body, content_type="text/html"))
    page.goto(address, wait_until="load")
    page.wait_for_function("window.refused?.length > 0")
    assert page.evaluate("window.ran") is None
    context.close()
