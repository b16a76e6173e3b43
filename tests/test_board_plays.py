"""A board of one's own from its first push: every workflow, in the order in which they come.

Once on what `board init` makes, with the program from the wheel; once on a copy of this repository,
as **Use this template** makes it, which holds the program too.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from textwrap import indent

import pytest

from tests.support.issues import CHANGE_FIELDS, event, issue
from tests.support.issues import SURVEY as CLOSED
from tests.support.new_board import new_board, options
from tests.support.paths import ROOT
from tests.support.played_board import REAL, SURVEY, Board, real
from tests.support.playing import Run, every_step
from tests.support.serving import serving
from tests.support.trees import EMPLOYER, GOOD
from tests.support.wheel import Installed

WORKFLOWS = (
    "announce", "check", "comment", "from-issue", "hold", "links", "moderate", "publish",
    "reminders",
)  # fmt: skip


def played(board: Board, name: str, event_data: dict[str, object] | None = None) -> Run:
    """One run of a workflow that ends well, each step of it done."""
    run = board.github.play(name, event_data or {})
    assert run.conclusion == "success", run.log
    return run


def test_from_board_init_to_a_published_listing(wheel: Path, tmp_path: Path) -> None:
    program = Installed(tmp_path / "program", wheel)
    with serving(tmp_path / "github/published", "/projects/") as address:
        changes: dict[str, str | None] = {
            "--url": None, "--currency": "USD=15", "--repository": "example/board",
        }  # fmt: skip
        work = new_board(tmp_path / "work", wheel, changes)
        shown = sorted(path.stem for path in (work / ".github/workflows").iterdir())
        assert shown == [*WORKFLOWS]
        board = Board(tmp_path, work, address, program.board)

        # The first push: an empty board is published, and the daily work finds nothing to do.
        first = played(board, "publish")
        assert first.steps == [*every_step("publish")] and "::warning" not in first.log
        assert "Open listings: 0\n" in first.summary
        robots = (board.github.published / "robots.txt").read_text("utf-8")
        assert f"Sitemap: {address}sitemap.xml" in robots, "the workflow knows where it publishes"
        about = board.github.published / "about/index.html"
        assert "About this board" in about.read_text("utf-8")
        assert "0 addresses checked" in played(board, "links").log
        assert played(board, "reminders").steps == [*every_step("reminders")]

        # An employer's first pull request is checked and answered, and merged by a person.
        first_listing = real(GOOD + "employer:\n" + indent(EMPLOYER, "  "))
        checked, commented = board.answer(board.pull_request(SURVEY, first_listing))
        assert checked.conclusion == commented.conclusion == "success", checked.log
        assert {"board: new employer", "board: new listing"} <= {*board.state["issues/7/labels"]}
        (work / "listings/acme").mkdir()
        board.change(SURVEY, first_listing)
        assert "Open listings: 1\n" in played(board, "publish").summary
        assert (board.github.published / "listings/acme/survey/index.html").is_file()

        # The employer closes it by an issue form.
        sent = json.loads(event(issue(CLOSED, CHANGE_FIELDS)))
        run = played(board, "from-issue", {**sent, "repository": {"default_branch": "main"}})
        assert "Open a pull request" in " ".join(run.steps)
        assert len(board.state["opened"]) == len(board.state["issues/12/comments"]) == 1
        branch = ["git", "-C", board.github.remote, "show", f"issue-12:{SURVEY}"]
        closed = subprocess.run(branch, check=True, capture_output=True, text=True).stdout
        assert "status: filled" in closed
        assert board.github.program == program.board


def template_copy(folder: Path, site_url: str) -> Path:
    """This repository's files, with the samples deleted and the settings set."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, check=True, capture_output=True, text=True,
    ).stdout.split("\0")  # fmt: skip
    for name in filter(None, listed):
        if (ROOT / name).exists() and not name.startswith("listings/"):
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, folder / name, follow_symlinks=False)
    for name, text in REAL.items():
        path = folder / "listings" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    mkdocs = folder / "mkdocs.yml"
    text = mkdocs.read_text().replace("https://board.example/", site_url)
    text = re.sub("    demo_day: .*\n", "", text)
    mkdocs.write_text(f"repo_url: https://github.com/example/board\n{text}")
    return folder


@pytest.fixture(name="copy")
def _copy(tmp_path: Path) -> Iterator[Board]:
    with serving(tmp_path / "github/published", "/board/") as address:
        yield Board(tmp_path, template_copy(tmp_path / "work", address), address)


class TestACopyOfThisRepository:
    def test_is_checked_and_published(self, copy: Board) -> None:
        run = played(copy, "publish")
        assert "Open listings: 2\n" in run.summary and "::warning" not in run.log
        changed = real(GOOD).replace("amount: 400", "amount: 450")
        checked, commented = copy.answer(copy.pull_request(SURVEY, changed))
        assert checked.conclusion == commented.conclusion == "success", checked.log

    def test_makes_boards_of_data_too(self, copy: Board, tmp_path: Path) -> None:
        """Even without its folder of listings, which the package links to."""
        shutil.rmtree(copy.work / "listings")
        done = subprocess.run(
            [sys.executable, "-P", "-m", "generator", "init", "mine", *options()],
            cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(copy.work)}, check=False,
            capture_output=True, text=True,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        assert [*(tmp_path / "mine").glob("microinternships-*.whl")]

    def test_a_board_of_its_own_is_checked_and_built(self, copy: Board) -> None:
        """Not tested: the tests compare with samples that its owner has deleted."""
        run = copy.github.play("ci", {})
        assert run.conclusion == "success", run.log
        assert run.steps == [*every_step("ci")]
        assert "A board of its own" in run.log and "\n4 files" in run.log

        untidy = real(GOOD).replace("level: beginner\n", "") + "level:   'beginner'\n"
        copy.change(SURVEY, untidy)
        assert copy.github.play("ci", {}).conclusion == "success", "another style is no fault"

        copy.change(SURVEY, real(GOOD).replace("level: beginner", "level: novice"))
        run = copy.github.play("ci", {})
        assert run.failed == "Lint and test" and "`level` can't be `novice`" in run.log
        assert run.steps == [*every_step("ci")], "the required job says so too"

    def test_this_repository_is_linted_and_tested(self, copy: Board) -> None:
        """Which is decided by the samples and the day they were written for."""
        (copy.github.programs / "make").write_text('#!/bin/sh\necho "made $*"\n')
        (copy.github.programs / "make").chmod(0o755)
        log = copy.github.play("ci", {}).log
        assert "made --silent has-samples\nmade --silent set-up\nmade lint\nmade test\n" in log
        (copy.work / "listings/harbour-books").mkdir()
        assert not runs_tests(copy.work), "the samples alone are not enough"
        with (copy.work / "mkdocs.yml").open("a") as settings:
            settings.write('    demo_day: "2026-11-23"\n')
        assert runs_tests(copy.work)
        (copy.work / "listings/harbour-books").rmdir()
        assert not runs_tests(copy.work), "the day alone is not enough"


def runs_tests(folder: Path) -> bool:
    """Whether `make test` would run the tests there."""
    done = subprocess.run(
        ["make", "--dry-run", "test"], cwd=folder, check=True, capture_output=True, text=True
    )
    is_tested = " -m pytest" in done.stdout  # a folder's name can have the word too
    asked = subprocess.run(["make", "--silent", "has-samples"], cwd=folder, check=False)
    assert (asked.returncode == 0) == is_tested
    return is_tested
