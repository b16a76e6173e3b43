"""The browser, and pages in it that fail a test when something is wrong with them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.browser.watch import Watch
from tests.support.browser import ARGUMENTS, ensure
from tests.support.paths import TODAY
from tests.support.serving import serving

# Two workers share two cores: how long a page takes says nothing.
expect.set_options(timeout=30_000)


@pytest.fixture(scope="session", params=["/", "/board/"], ids=["at-root", "under-board"])
def site_url(site: Path, request: pytest.FixtureRequest) -> Iterator[str]:
    """Where the built site stands: at a host's root, then below a folder."""
    with serving(site, request.param) as url:
        yield url


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser a worker."""
    path = ensure()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def new_page(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Opens pages: `new_page(width=390, color_scheme="dark", java_script_enabled=False)`.

    In the browser it is the day on which the samples are true; `now` makes it another moment.
    The test fails if one of them logs an error, throws, misses a file or asks another host.
    """
    watch, contexts = Watch(), []

    def open_page(
        width: int = 1280, height: int = 800, now: str = f"{TODAY}T18:00:00Z", **options: Any
    ) -> Page:
        size = {"width": width, "height": height}
        context = browser.new_context(viewport=size, **options)
        contexts.append(context)
        context.clock.set_fixed_time(now)
        page = context.new_page()
        watch.over(page)
        return page

    yield open_page
    for context in contexts:
        context.close()
    watch.judge()


@pytest.fixture
def page(new_page: Callable[..., Page]) -> Page:
    """A page of a laptop's size, watched as `new_page` says."""
    return new_page()
