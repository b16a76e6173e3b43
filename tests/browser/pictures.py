"""Takes the pictures in the guide for employers: python -m tests.browser.pictures

They show the real form, so take them again when it looks different.
"""

from __future__ import annotations

import io
import os
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image
from playwright.sync_api import FloatRect, Page, sync_playwright

from tests.browser.filling import REMOTE, Person
from tests.support.browser import ARGUMENTS, ensure
from tests.support.command import board_process
from tests.support.paths import ROOT, TODAY
from tests.support.serving import serving

FOLDER = ROOT / "docs/assets/guide"
# What is not the form: the theme's header stays in the window and would be in the way.
HIDE = """for (const part of document.querySelectorAll(".b-notice, .md-header")) part.remove();
"""
MARGIN = 12  # pixels
FIRST = ("Title", "Summary", "Description")


def main() -> None:
    """Build the sample board, fill in its form and save the pictures."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    path = os.environ.get("BOARD_BROWSER") or ensure()
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        site = Path(folder) / "site"
        board_process("build", "--site-dir", site, "--today", TODAY, "--no-search", cwd=ROOT)
        browser = playwright.chromium.launch(executable_path=path, args=[*ARGUMENTS])
        context = browser.new_context(viewport={"width": 1100, "height": 900})
        context.clock.set_fixed_time(f"{TODAY}T18:00:00Z")
        page = context.new_page()
        with serving(site) as address:
            page.goto(f"{address}post/", wait_until="networkidle")
            page.evaluate(HIDE)
            person = Person(page)
            person.fill({name: REMOTE[name] for name in FIRST})
            _save(page, "form", ".p-columns", 650)
            page.locator(".p-steps a").nth(1).click()
            person.fill({"Hours of work": "15-20", "Duration in weeks": "3", "Amount": "€400"})
            page.locator("h2:visible").first.click()
            _save(page, "pay", "[data-field=pay]", 520)
        browser.close()


def _save(page: Page, name: str, part: str, height: int) -> None:
    """A part of the page from its top, with a margin around it."""
    page.wait_for_timeout(400)
    page.evaluate("scrollTo(0, 0)")
    box = page.locator(part).bounding_box()
    assert box is not None
    x, y, width = box["x"] - MARGIN, box["y"] - MARGIN, box["width"] + 2 * MARGIN
    clip: FloatRect = {"x": x, "y": y, "width": width, "height": height}
    image = Image.open(io.BytesIO(page.screenshot(clip=clip, full_page=True)))
    image.save(FOLDER / f"{name}.webp", quality=80, method=6)
    print(f"{FOLDER / name}.webp: {image.width} x {image.height}")


if __name__ == "__main__":
    main()
