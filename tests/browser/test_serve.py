"""Somebody writes a listing while `board serve` runs, and watches its page."""

from __future__ import annotations

import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Page, expect

from tests.support.paths import ENGINE
from tests.support.trees import GOOD, override, write_site_tree

WAIT = 120_000  # milliseconds: for slow machines, not a measure


@pytest.fixture
def board(tmp_path: Path) -> Path:
    """A board below a folder of its host."""
    root = write_site_tree(tmp_path / "board")
    settings = root / "mkdocs.yml"
    text = settings.read_text("utf-8")
    settings.write_text(text.replace("https://board.example/", "https://board.example/jobs/"))
    return root


@pytest.fixture
def address(board: Path) -> Iterator[str]:
    """Where the board is served."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = ["serve", "--root", str(board), "--today", "2026-11-23", "--engine", ENGINE]
    with subprocess.Popen(
        [sys.executable, "-m", "generator", *command, "--address", f"127.0.0.1:{port}"],
        stderr=subprocess.PIPE, text=True,
    ) as process:  # fmt: skip
        assert process.stderr
        said = iter(process.stderr.readline, "")
        assert f"Serving on http://127.0.0.1:{port}/jobs/\n" in said
        Thread(target=lambda: [*said], daemon=True).start()
        yield f"http://127.0.0.1:{port}/jobs/"
        process.terminate()


def test_a_saved_change_is_seen_at_once(page: Page, board: Path, address: str) -> None:
    page.goto(f"{address}listings/acme/survey/")
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_contain_text("Market survey")
    listing = board / "listings/acme/survey.yml"
    for title in ("Careful survey", "Thorough survey"):
        listing.write_text(GOOD.replace("Market survey", title))
        expect(heading).to_contain_text(title, timeout=WAIT)
    listing.write_text("title: broken")
    listing.write_text(GOOD.replace("Market survey", "Final survey"))
    expect(heading).to_contain_text("Final survey", timeout=WAIT)
    override(board, "theme/partials/footer.html", "<footer", "<footer data-own")  # the first one
    expect(page.locator("footer[data-own]")).to_be_attached(timeout=WAIT)
    page.goto("about:blank")  # before the server stops
