"""Takes the pictures in the guides: python -m tests.browser.pictures

They show the real form and a real digest, so take them again when these look different.
"""

from __future__ import annotations

import io
import os
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image
from playwright.sync_api import Browser, FloatRect, Page, sync_playwright

from generator.board.board import board_of
from generator.board.history import read_history
from generator.checking.run import check_all
from generator.checking.workspace import open_workspace
from generator.model.announce_place import AnnouncePlace
from generator.upkeep.announce.due import Message
from generator.upkeep.announce.news import News, news_of
from generator.upkeep.announce.run import Occasion
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
        _digest(browser, site)
        browser.close()


def _digest(browser: Browser, site: Path) -> None:
    """An email with what is new, as a phone shows it: light, and dark beside it."""
    shots = []
    for scheme in ("light", "dark"):
        page = browser.new_page(viewport={"width": 390, "height": 600}, device_scale_factor=2)
        page.emulate_media(color_scheme="light" if scheme == "light" else "dark")
        page.set_content(sample_digest(site))
        shots.append(Image.open(io.BytesIO(page.screenshot())).convert("RGB"))
    width, height = shots[0].size
    image = Image.new("RGB", (2 * width + 48, height), "white")
    image.paste(shots[0], (0, 0))
    image.paste(shots[1], (width + 48, 0))
    image = image.resize((1280, round(height * 1280 / image.width)))
    image.save(FOLDER / "digest.webp", quality=80, method=6)
    print(f"{FOLDER / 'digest'}.webp: {image.width} x {image.height}")


def sample_digest(site: Path) -> str:
    """The HTML of an email with a few of the samples in `site`."""
    work, today = open_workspace(ROOT), date.fromisoformat(TODAY)
    board = board_of(check_all(work, today).checked, work.context(today))
    news = news_of(board, read_history(lambda path: (site / path).read_bytes(), today))
    picked = [item for item in news if item.kind == "opened"][:2]
    picked += [item for item in news if item.kind == "closing"][:2]
    filled = next(item for item in board.closed if item.status == "filled")
    picked.append(News("filled", filled, today))
    message = Message(AnnouncePlace("club", when="weekly"), tuple(picked), (), today)
    return Occasion(board, news, {}, lambda: datetime.now(UTC)).texts(message, is_mail=True).html


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
