"""The digest that `board announce` sends by email, as a mail program shows it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.test_access import too_wide, violations
from tests.support.paths import GOLDEN


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_can_be_read_on_a_phone_and_in_the_dark(new_page: Callable[..., Page], scheme: str) -> None:
    page = new_page(390, color_scheme=scheme)
    page.set_content((GOLDEN / "announce/digest.html").read_text("utf-8"))
    assert violations(page) == []
    ground = page.locator(".sheet").evaluate("sheet => getComputedStyle(sheet).backgroundColor")
    assert (ground == "rgb(255, 255, 255)") == (scheme == "light")
    for width in (320, 390, 640):
        page.set_viewport_size({"width": width, "height": 800})
        assert not too_wide(page)
    assert page.locator("img, script, link, [src], [background]").count() == 0
