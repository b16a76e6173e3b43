"""The API's page: what it shows to copy runs, and the tables leave nothing out."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from generator.rendering.artifact import Artifact
from generator.rendering.listing_json import COMPACT
from tests.support.paths import ROOT
from tests.support.published import answers, published, samples, write_files
from tests.support.serving import serving

TEXT = (ROOT / "docs" / "reference" / "api.md").read_text("utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The samples' data, as a host has it."""
    root = tmp_path_factory.mktemp("served")
    files = published(samples().board)
    write_files(root, (Artifact(path, content) for path, content in files.items()))
    return root


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    with serving(folder) as url:
        yield url


needs_curl = pytest.mark.skipif(not shutil.which("curl"), reason="there is no curl here")


def example(language: str, containing: str, address: str) -> str:
    (found,) = (text for kind, text in BLOCKS if kind == language and containing in text)
    return found.replace("https://board.example/", address)


def run(command: list[str], script: str, folder: Path) -> str:
    done = subprocess.run(
        command, input=script, capture_output=True, text=True, cwd=folder, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def bash(script: str, folder: Path) -> str:
    return run(["bash", "-eo", "pipefail", "-s"], script, folder)


@needs_curl
def test_the_newest_five_with_curl(address: str, tmp_path: Path) -> None:
    shown = bash(example("bash", "listings.json |", address), tmp_path)
    expected = [item.title for item in samples().board.open[:5]]
    assert len(expected) == 5
    assert [line.split(" ", 3)[3] for line in shown.splitlines()] == expected


@needs_curl
def test_asking_again_with_curl(address: str, tmp_path: Path) -> None:
    """Without an ETag (Python's little server sends none) it simply fetches."""
    (tmp_path / "listings.etag").touch()
    bash(example("bash", "--etag-save", address), tmp_path)
    found = json.loads((tmp_path / "listings.json").read_bytes())
    assert found["count"] == len(samples().board.open)


@needs_curl
def test_fetching_the_record_with_curl(address: str, tmp_path: Path) -> None:
    script = example("bash", "mkdir -p site", address)
    *fetching, build = script.strip().splitlines()
    assert build == ".venv/bin/board build --site-dir site"
    bash("\n".join(fetching), tmp_path)
    assert json.loads((tmp_path / "site/api/v1/record.json").read_bytes())["version"] == 2


def test_remote_work_with_python(address: str, tmp_path: Path) -> None:
    shown = run([sys.executable, "-"], example("python", '"remote"', address), tmp_path)
    board = samples().board
    expected = [
        f"{item.title} at {board.employer_of(item).name}"
        for item in board.open
        if item.place.mode == "remote" and "excel" in item.skills
    ]
    assert expected
    assert [line for line in shown.splitlines() if line in expected] == expected


def test_everything_in_one_part_with_python(address: str, tmp_path: Path) -> None:
    """The example of the feeds' page."""
    text = (ROOT / "docs" / "reference" / "feeds.md").read_text("utf-8")
    (script,) = re.findall(r"^```python\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    shown = run([sys.executable, "-"], script.replace("https://board.example/", address), tmp_path)
    board = samples().board
    wanted = [item for item in board.open if "excel" in item.skills]
    assert shown.splitlines() == [board.settings.url + item.url for item in wanted] != []


def test_pay_in_one_currency_with_python(address: str, tmp_path: Path) -> None:
    shown = run([sys.executable, "-"], example("python", "exchange_rates", address), tmp_path)
    titles = [item.title for item in samples().board.open]
    assert [line.split(": ", 1)[1] for line in shown.splitlines()] == titles
    assert all(re.fullmatch(r"[1-9][0-9]* USD an hour: .+", line) for line in shown.splitlines())


def closed_since(folder: Path, day: str) -> list[str]:
    found = json.loads((folder / "api/v1/changes.json").read_bytes())["closed"]
    return [f"{i['date']} {i['id']} is {i['state']}" for i in found if i["date"] >= day]


def test_what_closed_with_javascript(address: str, folder: Path, browser: Browser) -> None:
    """In a browser, as a page of the same host would."""
    page, said = browser.new_page(), list[str]()
    page.on("console", lambda m: said.append(m.text) if m.type == "log" else None)
    page.goto(address + "robots.txt")
    page.evaluate(f"(async () => {{\n{example('javascript', 'fetch', address)}\n}})()")
    page.close()
    expected = closed_since(folder, "2026-11-16")
    assert expected
    assert said == expected


@pytest.mark.skipif(not shutil.which("node"), reason="the same runs in the browser")
def test_what_closed_with_node(address: str, folder: Path) -> None:
    script = example("javascript", "fetch", address)
    shown = run(["node", "--input-type=module", "-"], script, folder)
    assert shown.splitlines() == closed_since(folder, "2026-11-16")


def test_every_example_was_run() -> None:
    assert [kind for kind, _ in BLOCKS] == [
        "bash",
        "python",
        "javascript",
        "bash",
        "python",
        "bash",
    ]


def test_the_page_names_every_file() -> None:
    for path in published(samples().board):
        if path.startswith("api/v1/"):
            name = path.removeprefix("api/v1/")
            shown = "listings/<employer>/<name>.json" if name.startswith("listings/") else name
            assert f"`{shown}`" in TEXT, path


def test_the_page_names_every_field_that_the_board_adds() -> None:
    whole = answers(published(samples().board))
    schema = whole["schema/listing.schema.json"]["properties"]
    for path, answer in whole.items():
        for field in answer if path.startswith("listings/") else ():
            assert f"\n| `{field}` |" in TEXT or field in schema, field


def test_the_page_says_what_the_short_form_leaves_out() -> None:
    schema = answers(published(samples().board))["openapi.json"]["components"]["schemas"]
    whole = set(schema["Listing"]["properties"])
    (said,) = re.findall(
        r"^`listings.json` has all these fields except (.*?)\.", TEXT, re.MULTILINE | re.DOTALL
    )
    assert set(re.findall(r"`(\w+)`", said)) == whole - {*COMPACT, "employer"}
    assert set(schema["ListingInShort"]["properties"]) == {*COMPACT, "employer"}
