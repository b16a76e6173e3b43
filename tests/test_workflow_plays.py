"""The workflows, played from their first step to their last on a new board, and then again."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from textwrap import indent
from typing import Any

import pytest

from tests.support.command import board
from tests.support.paths import ROOT
from tests.support.playing import GitHub, Run, every_step
from tests.support.serving import serving
from tests.support.trees import BOLT, EMPLOYER, GOOD, OTHER, write_site_tree

TOOLS = (
    *(".ci/run", ".gitignore", "Makefile", "pyproject.toml"),
    *("requirements.txt", "requirements-dev.txt"),
)
SURVEY = "listings/acme/survey.yml"
_DAYS = {"2026-11-20": -3, "2026-12-04": 2, "2026-12-18": 30}  # from today


def real(text: str) -> str:
    """A sample as a listing or an employer that a real board takes.

    Its dates are around today, because the workflows know no other day. A real board refuses
    addresses below `.example`.
    """
    today = datetime.now(UTC).date()
    for day, distance in _DAYS.items():
        text = text.replace(day, (today + timedelta(distance)).isoformat())
    return text.replace(".example", "-supplies.org")


FILES = {"acme/employer.yml": EMPLOYER, "acme/survey.yml": GOOD, **BOLT}
REAL = {name: real(str(text)) for name, text in FILES.items()}


def small_board(folder: Path, site_url: str, samples: bool = False) -> Path:
    """A small board of samples, or else of real listings."""
    work = write_site_tree(folder / "work", FILES if samples else REAL)
    (work / ".ci").mkdir()
    for name in TOOLS:
        shutil.copy(ROOT / name, work / name)
    shutil.copytree(ROOT / ".github/ISSUE_TEMPLATE", work / ".github/ISSUE_TEMPLATE")
    mkdocs = work / "mkdocs.yml"
    text = mkdocs.read_text().replace("https://board.example/", site_url)
    if not samples:
        text = re.sub("    demo_day: .*\n", "", text)
    mkdocs.write_text(f"repo_url: https://github.com/example/board\n{text}")
    return work


def initiated_board(folder: Path, site_url: str) -> Path:
    """What `board init` makes, with the first listings."""
    board("init", folder / "work", "--name", "Mine", "--url", site_url, cwd=folder)
    for name, text in REAL.items():
        path = folder / "work/listings" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder / "work"


class Board:
    """A board of its own in a bare repository, and GitHub around it."""

    def __init__(self, folder: Path, work: Path, site_url: str) -> None:
        self.work = work
        remote = folder / "remote.git"
        self.git("init", "--quiet", "--initial-branch=main")
        self.commit("The board")
        subprocess.run(["git", "clone", "--quiet", "--bare", self.work, remote], check=True)
        self.github = GitHub(folder / "github", remote, site_url)

    def git(self, *arguments: str) -> str:
        """One git command in the maintainer's clone."""
        environment = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
        for who in ("AUTHOR", "COMMITTER"):
            environment |= {f"GIT_{who}_NAME": "A", f"GIT_{who}_EMAIL": "a@example.org"}
        return subprocess.run(
            ["git", *arguments], cwd=self.work, env=environment, check=True,
            capture_output=True, text=True,
        ).stdout.strip()  # fmt: skip

    def commit(self, message: str) -> str:
        """Commit everything; the commit."""
        self.git("add", "--all")
        self.git("commit", "--quiet", f"--message={message}")
        return self.git("rev-parse", "HEAD")

    def change(self, path: str, text: str) -> None:
        """Change a file of the board's own branch."""
        (self.work / path).write_text(text, encoding="utf-8")
        self.commit("A change")
        self.git("push", "--quiet", str(self.github.remote), "main")

    def pull_request(self, path: str, text: str, author: str = "acme-owner") -> dict[str, Any]:
        """A pull request, number 7, that changes one file; what GitHub says of it."""
        base = self.git("rev-parse", "main")
        self.git("checkout", "--quiet", "-B", "my-branch", "main")
        (self.work / path).parent.mkdir(exist_ok=True)
        (self.work / path).write_text(text, encoding="utf-8")
        head = self.commit("A change")
        self.git("push", "--quiet", "--force", str(self.github.remote), "HEAD:refs/pull/7/head")
        self.git("checkout", "--quiet", "main")
        return self.described(head, base, author)

    def fetched_pull_request(self, branch: str) -> dict[str, Any]:
        """A pull request, number 7, of a branch that a workflow pushed."""
        remote = str(self.github.remote)
        self.git("fetch", "--quiet", remote, branch)
        head = self.git("rev-parse", "FETCH_HEAD")
        self.git("push", "--quiet", remote, f"{head}:refs/pull/7/head")
        return self.described(head, self.git("rev-parse", "main"), "github-actions[bot]")

    def described(self, head: str, base: str, author: str) -> dict[str, Any]:
        """What GitHub says of pull request 7."""
        fork = {"full_name": f"{author}/board"}
        pull = {
            "number": 7, "state": "open", "draft": False, "user": {"login": author},
            "head": {"sha": head, "ref": "my-branch", "repo": fork},
            "base": {"sha": base, "ref": "main"},
        }  # fmt: skip
        self.tell({"pulls/7": pull, "commits/main": {"sha": base}})
        return pull

    def tell(self, facts: dict[str, Any]) -> None:
        """What GitHub knows from now on."""
        self.github.state.write_text(json.dumps({**self.state, **facts}))

    @property
    def state(self) -> dict[str, Any]:
        """What GitHub knows: see tests/support/gh.py."""
        path = self.github.state
        found: dict[str, Any] = json.loads(path.read_text()) if path.exists() else {}
        return found

    def answer(self, pull: dict[str, Any]) -> tuple[Run, Run]:
        """Play *Check* on a pull request, and *Comment* after it."""
        checked = self.github.play("check", {"number": 7, "pull_request": pull})
        run = {
            "id": self.github.runs, "event": "pull_request", "conclusion": checked.conclusion,
            "head_sha": pull["head"]["sha"],
        }  # fmt: skip
        event = {"workflow_run": run, "repository": {"default_branch": "main"}}
        return checked, self.github.play("comment", event, checked.artifacts)


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
        assert "::notice" in run.log
        after = json.loads((board.github.published / "api/v1/record.json").read_bytes())
        assert json.loads(before)["listings"]["acme/survey"]["edits"] == 0
        assert after["listings"]["acme/survey"]["edits"] == 1

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


def test_a_board_that_was_made_by_board_init(tmp_path: Path) -> None:
    with serving(tmp_path / "github/published", "/mine/") as address:
        made = Board(tmp_path, initiated_board(tmp_path, address), address)
        for name in ("ci", "publish"):
            run = made.github.play(name, {})
            assert run.conclusion == "success", run.log
        assert "Open listings: 2\n" in run.summary and "::warning" not in run.log


class TestCI:
    def test_a_board_of_its_own_is_checked_and_built(self, board: Board) -> None:
        """Not tested: the tests compare with samples that its owner has deleted."""
        run = board.github.play("ci", {})
        assert run.conclusion == "success", run.log
        assert run.steps == [*every_step("ci")]
        assert "A board of its own" in run.log and "\n4 files" in run.log

        untidy = real(GOOD).replace("level: beginner\n", "") + "level:   'beginner'\n"
        board.change(SURVEY, untidy)
        assert board.github.play("ci", {}).conclusion == "success", "another style is no fault"

        board.change(SURVEY, real(GOOD).replace("level: beginner", "level: novice"))
        run = board.github.play("ci", {})
        assert run.failed == "Lint and test" and "`level` can't be `novice`" in run.log
        assert run.steps == [*every_step("ci")], "the required job says so too"

    def test_this_repository_is_linted_and_tested(self, board: Board) -> None:
        """Which is decided by the samples and the day they were written for."""
        (board.github.programs / "make").write_text('#!/bin/sh\necho "made $*"\n')
        (board.github.programs / "make").chmod(0o755)
        log = board.github.play("ci", {}).log
        assert "made --silent has-samples\nmade lint\nmade test ARGS=--cov\n" in log
        (board.work / "listings/harbour-books").mkdir()
        assert not runs_tests(board.work), "the samples alone are not enough"
        with (board.work / "mkdocs.yml").open("a") as settings:
            settings.write('    demo_day: "2026-11-23"\n')
        assert runs_tests(board.work)
        (board.work / "listings/harbour-books").rmdir()
        assert not runs_tests(board.work), "the day alone is not enough"


def runs_tests(folder: Path) -> bool:
    """Whether `make test` would run the tests there."""
    done = subprocess.run(
        ["make", "--dry-run", "test"], cwd=folder, check=True, capture_output=True, text=True
    )
    is_tested = " -m pytest" in done.stdout  # a folder's name can have the word too
    asked = subprocess.run(["make", "--silent", "has-samples"], cwd=folder, check=False)
    assert (asked.returncode == 0) == is_tested
    return is_tested
