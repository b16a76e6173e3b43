"""A large board's workflow, played: machines build parts, and one joins them and publishes."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.paths import ROOT
from tests.support.played_board import SURVEY, Board, real
from tests.support.playing import every_step
from tests.support.serving import serving
from tests.support.trees import GOOD, contents
from tests.test_workflow_plays import BETTER, small_board

WORKFLOW = ".github/workflows/publish.yml"


@pytest.fixture(name="board")
def _board(tmp_path: Path) -> Iterator[Board]:
    """A board whose publish.yml is the one of a large board, with two parts."""
    published = tmp_path / "github/published"
    published.mkdir(parents=True)
    with serving(published, "/board/") as address:
        yield Board(tmp_path, small_board(tmp_path, address), address)


def switch(board: Board) -> None:
    """Do what docs/run/publish.md says, for two machines."""
    text = (ROOT / ".github/workflows/publish-large.yml").read_text("utf-8")
    workflow = re.sub(r"shard: \[.*\]", "shard: [1, 2]", text)
    (board.work / WORKFLOW).parent.mkdir(parents=True, exist_ok=True)
    board.change(WORKFLOW, workflow)


def steps_of_two_parts() -> list[str]:
    every = [*every_step("publish-large")]
    part = [step.removeprefix("part/") for step in every if step.startswith("part/")]
    first = every.index(f"part/{part[0]}")
    parts = [f"part ({number})/{step}" for number in (1, 2) for step in part]
    return [*every[:first], *parts, *every[first + len(part) :]]


def test_the_site_is_the_same_as_that_of_one_machine(board: Board, tmp_path: Path) -> None:
    """The first time, and after a change."""
    first = board.github.play("publish", {})
    assert first.conclusion == "success", first.log
    expected = [contents(board.github.published)]
    board.change(SURVEY, BETTER)
    second = board.github.play("publish", {})
    assert second.conclusion == "success", second.log
    expected.append(contents(board.github.published))

    board.change(SURVEY, real(GOOD))
    switch(board)
    for cache in (board.github.folder / "caches").iterdir():
        shutil.rmtree(cache)
    for path in [*board.github.published.iterdir()]:
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    run = board.github.play("publish", {})
    assert run.conclusion == "success", run.log
    assert run.steps == steps_of_two_parts()
    assert "::notice::There is no history at" in run.log and "::warning" not in run.log
    assert contents(board.github.published) == expected[0]
    assert "Open listings: 2\n" in run.summary
    assert re.search(r"^- Built \d+ pages in site: 2 open listings, ", run.summary, re.MULTILINE)

    board.change(SURVEY, BETTER)
    run = board.github.play("publish", {})
    assert run.conclusion == "success", run.log
    assert contents(board.github.published) == expected[1]


def test_a_broken_file_is_published_as_it_was(board: Board) -> None:
    """The cache has that version. The summary says what is wrong."""
    switch(board)
    board.github.play("publish", {})
    page = board.github.published / "listings/acme/survey/index.html"
    before = page.read_bytes()
    board.change(SURVEY, real(GOOD).replace("level: beginner", "level: novice"))
    run = board.github.play("publish", {})
    assert run.conclusion == "success", run.log
    assert "`level` can't be `novice`" in run.summary
    assert "Open listings: 2\n" in run.summary and page.read_bytes() == before


def test_without_its_history_no_part_is_built(board: Board) -> None:
    switch(board)
    board.tell({"deployments": [{"id": 1}]})
    record = board.github.published / "api/v1/record.json"
    record.parent.mkdir(parents=True)
    record.write_text("<h1>Back soon</h1>")
    run = board.github.play("publish", {})
    assert (run.conclusion, run.failed) == ("failure", "Fetch the site's history"), run.log
    assert {step.partition("/")[0] for step in run.steps} == {"history"}
