"""A large board's workflow, played: machines build parts, and one joins them and publishes."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.paths import ROOT
from tests.support.played_board import SURVEY, Board, real
from tests.support.playing import every_step
from tests.support.serving import serving
from tests.support.trees import BOLT, GOOD, contents
from tests.test_workflow_plays import small_board

LOGOS = "listings/bolt/logos.yml"
LOGOS_TEXT = str(BOLT["bolt/logos.yml"])
BETTER_LOGOS = LOGOS_TEXT.replace("amount: 400", "amount: 450")
BROKEN = GOOD.replace("level: beginner", "level: novice")
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


def start_again(board: Board) -> None:
    """Nothing was published, and no cache is there."""
    for folder in (board.github.folder / "caches", board.github.published):
        for path in [*folder.iterdir()]:
            shutil.rmtree(path) if path.is_dir() else path.unlink()


def test_the_site_is_the_same_as_that_of_one_machine(board: Board) -> None:
    """Also with the history, and with a file with errors, which stays as it was published."""
    runs, sites = [], []
    for is_large in (False, True):
        if is_large:
            start_again(board)
            switch(board)
        for texts in ({SURVEY: GOOD, LOGOS: LOGOS_TEXT}, {SURVEY: BROKEN, LOGOS: BETTER_LOGOS}):
            for path, text in texts.items():
                (board.work / path).write_text(real(text), "utf-8")
            board.change("README.md", f"{is_large} {text}")
            run = board.github.play("publish", {})
            assert run.conclusion == "success", run.log
            runs.append(run)
            sites.append(contents(board.github.published))
    assert sites[2] == sites[0] and sites[3] == sites[1]
    record = json.loads(sites[3]["api/v1/record.json"])["listings"]
    assert [record[name]["edits"] for name in ("acme/survey", "bolt/logos")] == [0, 1]
    _, _, first, second = runs
    assert first.steps == second.steps == steps_of_two_parts()
    assert "::notice::There is no history at" in first.log and "::warning" not in first.log
    assert re.search(r"^- Built \d+ pages in site: 2 open listings, ", first.summary, re.MULTILINE)
    assert "Open listings: 2\n" in second.summary and "`level` can't be `novice`" in second.summary


def test_without_its_history_no_part_is_built(board: Board) -> None:
    switch(board)
    board.tell({"deployments": [{"id": 1}]})
    record = board.github.published / "api/v1/record.json"
    record.parent.mkdir(parents=True)
    record.write_text("<h1>Back soon</h1>")
    run = board.github.play("publish", {})
    assert (run.conclusion, run.failed) == ("failure", "Fetch the site's history"), run.log
    assert {step.partition("/")[0] for step in run.steps} == {"history"}
