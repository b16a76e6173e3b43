"""The browser, and pages in it that fail a test when something is wrong with them."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.browser.everywhere import BASES, BELOW_A_FOLDER
from tests.browser.watch import ALONE, Watch
from tests.support.browser import ARGUMENTS, ensure
from tests.support.paths import TODAY
from tests.support.serving import serving

# The workers share the machine: how long a page takes says nothing.
expect.set_options(timeout=30_000)


@pytest.fixture(scope="session")
def addresses(site: Path) -> Iterator[dict[str, str]]:
    """The built site at a host's root, and the same below a folder."""
    with ExitStack() as servers:
        yield {base: servers.enter_context(serving(site, base)) for base in BASES.values()}


@pytest.fixture
def site_url(addresses: dict[str, str], request: pytest.FixtureRequest) -> str:
    """Where the built site is: below a folder, and for tests marked `everywhere` at both."""
    return addresses[getattr(request, "param", BELOW_A_FOLDER)]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser a worker."""
    path = os.environ.get("BOARD_BROWSER") or ensure()  # `make test` has tried it already
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=[*ARGUMENTS, ALONE])
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
        for page in context.pages:
            page.unroute_all(behavior="ignoreErrors")  # closing would wait for their handlers
        context.close()
    watch.judge()


@pytest.fixture
def page(new_page: Callable[..., Page]) -> Page:
    """A page of a laptop's size, watched as `new_page` says."""
    return new_page()
