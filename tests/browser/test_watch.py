"""A page's complaints fail the test that opened it, and a browser that does not start, the run."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.watch import Watch
from tests.support.browser import NoBrowser, ensure
from tests.support.serving import serving


def test_the_watch_hears_every_complaint(browser: Browser, tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text(
        "<!doctype html><title>x</title><link rel=icon href='data:,'><img src=missing.png>"
        "<img src='https://elsewhere.example/x.png'><img src='http://192.0.2.1/x.png'>"
        "<script>console.error('logged'); undefinedName()</script>"
    )
    watch = Watch()
    with serving(tmp_path, "/board/") as url, browser.new_page() as page:
        watch.over(page)
        page.goto(url)
    heard = "\n".join(watch.complaints)
    for expected in (
        "404: ",
        "another host: https://elsewhere",
        "another host: http://192.0.2.1/",
        "logged",
        "undefinedName",
    ):
        assert expected in heard
    # Neither was looked for on the network.
    for host in ("https://elsewhere.example", "http://192.0.2.1"):
        assert f"failed: {host}/x.png: net::ERR_NAME_NOT_RESOLVED" in heard
    with pytest.raises(pytest.fail.Exception):
        watch.judge()


def test_a_named_browser_that_does_not_start_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BOARD_BROWSER", "/no/such/browser")
    with pytest.raises(NoBrowser, match="does not start"):
        ensure()
