"""The workflows, played from their first step to their last on a small board, and then again."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from textwrap import indent

import pytest

from tests.support.paths import ROOT
from tests.support.played_board import FILES, REAL, SURVEY, Board, real
from tests.support.playing import Run, every_step
from tests.support.serving import serving
from tests.support.trees import EMPLOYER, GOOD, OTHER, write_site_tree

BOARD = ROOT / "generator/scaffold/board"


def small_board(folder: Path, site_url: str, samples: bool = False) -> Path:
    """A small board of samples, or else of real listings."""
    work = write_site_tree(folder / "work", FILES if samples else REAL)
    shutil.copy(BOARD / "Makefile", work / "Makefile")
    shutil.copy(BOARD / "dot-gitignore", work / ".gitignore")
    shutil.copy(ROOT / "requirements.txt", work / "requirements.txt")
    shutil.copytree(ROOT / ".github/ISSUE_TEMPLATE", work / ".github/ISSUE_TEMPLATE")
    mkdocs = work / "mkdocs.yml"
    text = mkdocs.read_text().replace("https://board.example/", site_url)
    if not samples:
        text = re.sub("    demo_day: .*\n", "", text)
    mkdocs.write_text(f"repo_url: https://github.com/example/board\n{text}")
    return work


@pytest.fixture(name="board")
def board_on_github(tmp_path: Path) -> Iterator[Board]:
    """A small board of real listings."""
    published = tmp_path / "github" / "published"
    with serving(published, "/board/") as address:
        yield Board(tmp_path, small_board(tmp_path, address), address)


class TestPublish:
    def test_the_first_time_and_again(self, board: Board) -> None:
        site = board.github.published
        first = board.github.play("publish", {})
        assert first.conclusion == "success", first.log
        assert first.steps == [*every_step("publish")]
        assert "Open listings: 2\n" in first.summary
        assert f"Address: <{board.github.site_url}>" in first.summary
        assert re.search(
            r"^- Built \d+ pages in site: 2 open listings, ", first.summary, re.MULTILINE
        )
        assert "::notice::There is no history at" in first.log and "::warning" not in first.log
        record = json.loads((site / "api/v1/record.json").read_bytes())
        assert (site / "index.html").is_file() and record["listings"]["acme/survey"]["edits"] == 0

        survey = real(GOOD).replace("amount: 400", "amount: 450")
        board.change(SURVEY, survey)
        second = board.github.play("publish", {})
        assert second.conclusion == "success", second.log
        assert "::notice" not in second.log
        record = json.loads((site / "api/v1/record.json").read_bytes())
        assert record["listings"]["acme/survey"]["edits"] == 1

        board.change(SURVEY, survey + "status: filled\n")
        assert "Open listings: 1\n" in board.github.play("publish", {}).summary

    def test_makes_the_labels_that_forms_name_and_are_missing(self, board: Board) -> None:
        """GitHub leaves a label out, without a word, if a form names one that does not exist."""
        board.tell({"labels": ["Bug", "wontfix"]})  # as every new repository has some
        for _ in range(2):
            run = board.github.play("publish", {})
            assert run.conclusion == "success", run.log
            made = ["approved", "listing", "listing-report", "vocabulary"]
            assert board.state["labels"] == ["Bug", "wontfix", *made]

    def test_a_broken_file_is_published_as_it_was(self, board: Board) -> None:
        """That version is in the cache, which lasts from one run to the next."""
        board.github.play("publish", {})
        board.change(SURVEY, real(GOOD).replace("level: beginner", "level: novice"))
        run = board.github.play("publish", {})
        assert run.conclusion == "success", run.log
        assert "Open listings: 2\n" in run.summary
        assert "novice" in run.summary

    def test_the_history_survives_a_site_that_does_not_answer(self, board: Board) -> None:
        board.github.play("publish", {})
        before = (board.github.published / "api/v1/record.json").read_bytes()
        board.change(SURVEY, real(GOOD).replace("amount: 400", "amount: 450"))
        (board.github.published / "api/v1/record.json").write_text("<h1>Back soon</h1>")
        run = board.github.play("publish", {})
        assert run.conclusion == "success", run.log
        assert "::warning::" in run.log and "that of the last run counts" in run.log
        after = json.loads((board.github.published / "api/v1/record.json").read_bytes())
        assert json.loads(before)["listings"]["acme/survey"]["edits"] == 0
        assert after["listings"]["acme/survey"]["edits"] == 1

    @pytest.mark.parametrize("answer", ["<h1>Back soon</h1>", "", "[]", '{"listings": null}'])
    def test_without_its_history_nothing_is_published(self, board: Board, answer: str) -> None:
        """The cache is gone too, as after a week without a run."""
        board.github.play("publish", {})
        for cache in (board.github.folder / "caches").iterdir():
            shutil.rmtree(cache)
        record = board.github.published / "api/v1/record.json"
        whole = record.read_bytes()
        record.write_text(answer)
        board.tell({"deployments": [{"id": 1}]})
        run = board.github.play("publish", {})
        assert (run.conclusion, run.failed) == ("failure", "What the site said of its own past")
        assert "so nothing is published. Try again later." in run.log
        assert record.read_text() == answer
        record.write_bytes(whole)
        assert board.github.play("publish", {}).conclusion == "success"

    def test_a_site_that_never_was_has_no_history(self, board: Board) -> None:
        """A domain of its own that leads nowhere yet, for example."""
        (board.github.published / "api/v1").mkdir(parents=True)
        (board.github.published / "api/v1/record.json").write_text("<h1>Parked</h1>")
        board.tell({"deployments": []})
        run = board.github.play("publish", {})
        assert run.conclusion == "success", run.log
        assert "::notice::There is no history at" in run.log

    def test_says_when_the_settings_name_another_address(self, board: Board) -> None:
        board.github.site_url = board.github.site_url.replace("127.0.0.1", "localhost")
        run = board.github.play("publish", {})
        assert run.conclusion == "success", run.log
        assert (
            "::warning file=mkdocs.yml::Feeds say that the site is at http://127.0.0.1" in run.log
        )


class TestCheckAndComment:
    def test_a_good_pull_request_has_one_comment(self, board: Board) -> None:
        changed = real(GOOD).replace("amount: 400", "amount: 450")
        checked, commented = board.answer(board.pull_request(SURVEY, changed))
        assert checked.conclusion == "success", checked.log
        assert checked.steps == [*every_step("check")]
        assert commented.conclusion == "success", commented.log
        job = [step for step in every_step("comment") if step.startswith("comment/")]
        assert commented.steps == job
        (comment,) = board.state["issues/7/comments"]
        assert "All good" in comment["body"]
        assert board.state["issues/7/labels"] == ["board: ready"]

        broken = changed.replace("level: beginner", "level: novice")
        checked, commented = board.answer(board.pull_request(SURVEY, broken))
        assert (checked.conclusion, checked.failed) == ("failure", "Review")
        assert commented.conclusion == "success", commented.log
        (comment,) = board.state["issues/7/comments"]
        assert "One thing to mend" in comment["body"]
        assert board.state["issues/7/labels"] == ["board: to mend"]

    def test_an_employer_is_new(self, board: Board) -> None:
        employer = "employer:\n" + indent(EMPLOYER.replace("Acme", "Delta Press"), "  ")
        text = real((OTHER + employer).replace("acme", "delta"))
        text = text.replace("Market survey of independent", "Sort the letters of two")
        pull = board.pull_request("listings/delta/letters.yml", text, "delta-owner")
        checked, commented = board.answer(pull)
        assert checked.conclusion == commented.conclusion == "success", checked.log
        labels = board.state["issues/7/labels"]
        assert {"board: new employer", "board: new listing"} <= set(labels)

    def test_merges_by_itself_only_where_that_is_turned_on(self, board: Board) -> None:
        closed = real(GOOD) + "status: filled\n"
        _, commented = board.answer(board.pull_request(SURVEY, closed))
        assert "board: safe to merge" in board.state["issues/7/labels"]
        assert "merge/Install" not in commented.steps

        mkdocs = (board.work / "mkdocs.yml").read_text()
        board.change("mkdocs.yml", mkdocs.replace("  board:\n", "  board:\n    auto_merge: true\n"))
        pull = board.pull_request(SURVEY, closed)
        _, commented = board.answer(pull)
        assert commented.conclusion == "success", commented.log
        assert commented.steps == [*every_step("comment")]
        assert board.state["pulls/7/merge"]["sha"] == pull["head"]["sha"]
        assert board.state["calls"][-1] == "workflow run publish.yml --ref main"


def twice(board: Board, name: str) -> Run:
    """Play a workflow twice; the second run."""
    for _ in range(2):
        run = board.github.play(name, {})
        assert run.conclusion == "success", run.log
        assert run.steps == [*every_step(name)]
    return run


def test_links(tmp_path: Path) -> None:
    """On a board of samples, whose addresses are never asked: tests are offline."""
    site_url = "https://board.example/"
    samples = Board(tmp_path, small_board(tmp_path, site_url, samples=True), site_url)
    assert "0 addresses asked" in twice(samples, "links").log
    kept = [*(tmp_path / "github/caches").glob("*/.cache/links.json")]
    assert len(kept) == 2


def test_reminders(board: Board) -> None:
    twice(board, "reminders")
    titles = sorted(issue["title"] for issue in board.state["issues"])
    assert len(titles) == 2 and "Acme" in titles[0] and "Bolt & Co" in titles[1]
