"""A page's complaints fail the test that opened it."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.watch import Watch
from tests.support.serving import serving


def test_the_watch_hears_every_complaint(browser: Browser, tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text(
        "<!doctype html><title>x</title><link rel=icon href='data:,'><img src=missing.png>"
        "<img src='https://elsewhere.example/x.png'>"
        "<script>console.error('logged'); undefinedName()</script>"
    )
    watch = Watch()
    with serving(tmp_path, "/board/") as url, browser.new_page() as page:
        watch.over(page)
        page.goto(url)
    heard = "\n".join(watch.complaints)
    for expected in ("404: ", "another host: https://elsewhere", "logged", "undefinedName"):
        assert expected in heard
    with pytest.raises(pytest.fail.Exception):
        watch.judge()
