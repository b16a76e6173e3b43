"""A board from the wheel alone, as its maintainer sees it: made, served below a folder, opened."""

from __future__ import annotations

import re
import signal
import socket
import subprocess
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic, sleep

import pytest
from playwright.sync_api import Page, expect

from tests.authoring.test_new_file import FIRM, LISTING
from tests.authoring.test_new_file import options as sets
from tests.support.new_board import options
from tests.support.wheel import Installed

OWN = {
    "apply.email": "work@harbour-books.com",
    "employer.website": "https://harbour-books.com",
    "employer.maintainers": "northgate-careers",
    "title": "Market survey: what shops need",
    "pay.currency": "EUR",
}


@pytest.fixture(scope="module")
def address(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where `board serve` shows a new board with one listing; its program is installed."""
    folder = tmp_path_factory.mktemp("new")
    program = Installed(folder / "program", wheel)
    port = free_port()
    url = f"http://127.0.0.1:{port}/board/"
    done = program.run("init", "mine", *options({"--url": url}), cwd=folder)
    assert done.returncode == 0, done.stderr
    root = folder / "mine"
    for command in (["new", "harbour-books/survey", *sets(LISTING | FIRM | OWN)], ["check"]):
        done = program.run(*command, cwd=root)
        assert done.returncode == 0, done.stdout + done.stderr
    log = folder / "serve.txt"
    # A run in the background ignores Ctrl-C, and so would each program that it starts.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    with log.open("w") as output:
        process = subprocess.Popen(
            [program.board, "serve", "--address", f"127.0.0.1:{port}"],
            cwd=root, env=program.environment(), stdout=output, stderr=output,
        )  # fmt: skip
    try:
        wait_for(port, process)
        yield url
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(30)
    said = log.read_text("utf-8")
    assert "WARNING" not in said and "Traceback" not in said, said


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    """Until somebody listens there."""
    end = monotonic() + 60
    while monotonic() < end and process.poll() is None:
        with socket.socket() as tried:
            if tried.connect_ex(("127.0.0.1", port)) == 0:
                return
        sleep(0.1)
    pytest.fail("`board serve` does not listen.")


@pytest.mark.parametrize("width", [390, 1280])
def test_from_the_home_page_to_the_listing(
    width: int, address: str, new_page: Callable[..., Page]
) -> None:
    page = new_page(width=width, now=datetime.now(UTC).isoformat())
    page.goto(address)
    expect(page).to_have_title(re.compile("Projects at Northgate"))
    page.get_by_role("main").get_by_role("link", name=OWN["title"]).first.click()
    expect(page).to_have_url(f"{address}listings/harbour-books/survey/")
    expect(page.get_by_role("heading", level=1)).to_have_text(OWN["title"])
    expect(page.get_by_role("main")).to_contain_text("€400")


def test_its_own_page_and_the_program_s(address: str, page: Page) -> None:
    page.goto(f"{address}about/")
    expect(page.get_by_role("heading", level=1)).to_have_text("About this board")
    page.goto(f"{address}help/")
    page.get_by_role("link", name="About this board").first.click()
    expect(page).to_have_url(f"{address}about/")
    page.goto(f"{address}post/")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
