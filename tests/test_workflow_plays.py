"""The workflows, played from their first step to their last on a small board, and then again."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory
from textwrap import indent

import pytest

from generator.board.history import history_json
from generator.checking.workspace import open_workspace
from tests.support.announcing import AnnouncingBoard
from tests.support.paths import ROOT
from tests.support.played_board import FILES, REAL, SURVEY, Board, real
from tests.support.playing import Run, every_step
from tests.support.services import web_service
from tests.support.serving import serving
from tests.support.trees import EMPLOYER, GOOD, OTHER, contents, write_site_tree

FALLBACK = "comment/Report that the check itself failed"
BOARD = ROOT / "generator/scaffold/board"
BETTER = real(GOOD).replace("amount: 400", "amount: 450")


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


class Boards:
    """A small board of real listings in each state that tests start from, made once.

    A test gets a copy of its own. One address serves them all, because it is in the settings: it
    shows what the board that was copied last has published.
    """

    def __init__(self, folder: Path, address: str) -> None:
        self._folder, self._address = folder, address

    @cached_property
    def new(self) -> Board:
        """A board on which nothing has run yet."""
        folder = self._folder / "new"
        return Board(folder, small_board(folder, self._address), self._address)

    @cached_property
    def published(self) -> Board:
        """A board that was published once."""
        board = self.copied(self.new, self._folder / "once")
        run = board.github.play("publish", {})
        assert run.conclusion == "success", run.log
        return board

    @cached_property
    def ready(self) -> Board:
        """A board with pull request 7, which is ready to be merged."""
        board = self.new.copied(self._folder / "ready")
        pull = board.pull_request(SURVEY, BETTER)
        held = board.hold(pull)
        assert held.conclusion == "success", held.log
        assert board.status(pull["head"]["sha"]) == ("pending", "Not checked yet")
        board.answer(pull)
        assert board.state["issues/7/labels"] == ["board: ready"]
        state, text = board.status(pull["head"]["sha"])
        assert state == "success" and text.startswith("All good")
        return board

    def copied(self, board: Board, folder: Path) -> Board:
        """A copy of `board` in `folder`, which the address serves from now on."""
        copy = board.copied(folder)
        link = self._folder / "published"
        link.unlink(missing_ok=True)
        link.symlink_to(copy.github.published)
        return copy


@pytest.fixture(name="boards", scope="module")
def boards_on_github(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Boards]:
    folder = tmp_path_factory.mktemp("boards")
    with serving(folder / "published", "/board/") as address:
        yield Boards(folder, address)


@pytest.fixture(name="board")
def board_on_github(boards: Boards, tmp_path: Path) -> Board:
    return boards.copied(boards.new, tmp_path)


@pytest.fixture(name="published")
def _published(boards: Boards, tmp_path: Path) -> Board:
    return boards.copied(boards.published, tmp_path)


@pytest.fixture(name="ready")
def _ready(boards: Boards, tmp_path: Path) -> Board:
    return boards.copied(boards.ready, tmp_path)


def warmth(run: Run) -> tuple[int, int]:
    """How many files of a warm build are from the last one, and how many there are."""
    found = re.search(r"^- Warm: (\d+) of (\d+) files are from the last", run.summary, re.MULTILINE)
    assert found, run.summary
    return int(found[1]), int(found[2])


def cut_short(cache: Path) -> None:
    archive = cache / "cache.tar"
    archive.write_bytes(archive.read_bytes()[: archive.stat().st_size // 2])


def of_another_version(cache: Path) -> None:
    """Its files are older, and it knows nothing that this version would look for."""
    with unpacked(cache) as folder:
        for path in folder.rglob("*"):
            if path.suffix in {".html", ".json", ".xml"} and path.name != "record.json":
                path.write_bytes(path.read_bytes().replace(b"format", b"form")[:-1])
            elif path.suffix == ".sqlite":
                path.write_bytes(b"another version")


def removed(cache: Path) -> None:
    shutil.rmtree(cache)


@contextmanager
def unpacked(cache: Path) -> Iterator[Path]:
    """The files of a cache, to be changed."""
    with TemporaryDirectory() as folder:
        subprocess.run(["tar", "-xf", cache / "cache.tar"], cwd=folder, check=True)
        yield Path(folder)
        subprocess.run(["tar", "--posix", "-cf", cache / "cache.tar", "."], cwd=folder, check=True)


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
        assert re.search(r"^- Cold: all \d+ files are new\.$", first.summary, re.MULTILINE)
        assert "::notice::There is no history at" in first.log and "::warning" not in first.log
        record = json.loads((site / "api/v1/record.json").read_bytes())
        assert (site / "index.html").is_file() and record["listings"]["acme/survey"]["edits"] == 0

        board.change(SURVEY, BETTER)
        second = board.github.play("publish", {})
        assert second.conclusion == "success", second.log
        assert "::notice" not in second.log
        record = json.loads((site / "api/v1/record.json").read_bytes())
        assert record["listings"]["acme/survey"]["edits"] == 1

        board.change(SURVEY, BETTER + "status: filled\n")
        assert "Open listings: 1\n" in board.github.play("publish", {}).summary

    def test_the_next_build_is_warm(self, published: Board) -> None:
        run = published.github.play("publish", {})
        assert run.conclusion == "success", run.log
        kept, every = warmth(run)
        assert every >= kept > every / 2
        whole = contents(published.github.published)
        for cache in (published.github.folder / "caches").iterdir():
            shutil.rmtree(cache)
        cold = published.github.play("publish", {})
        assert f"\n- Cold: all {every} files are new.\n" in cold.summary
        assert contents(published.github.published) == whole

    @pytest.mark.parametrize("name", ["site-", "published-"])
    def test_caches_may_be_lost_or_damaged(
        self, name: str, published: Board, tmp_path_factory: pytest.TempPathFactory
    ) -> None:
        """One of the two is gone, half of it is there, or another version wrote it."""
        published.change(SURVEY, real(GOOD).replace("amount: 400", "amount: 450"))
        expected = None
        for damage in (cut_short, of_another_version, removed):
            board = published.copied(tmp_path_factory.mktemp("damaged"))
            for cache in (board.github.folder / "caches").glob(f"{name}*"):
                damage(cache)
            run = board.github.play("publish", {})
            assert run.conclusion == "success", (damage, run.log)
            assert "::warning" not in run.log
            site = contents(board.github.published)
            expected = expected or site
            assert site == expected, damage

    def test_a_large_site_is_not_kept(self, published: Board) -> None:
        """What a host may keep for a repository is limited."""
        workflow = published.work / ".github/workflows/publish.yml"
        workflow.parent.mkdir(exist_ok=True)
        text = (ROOT / ".github/workflows/publish.yml").read_text("utf-8")
        assert text.count('MOST_MB: "600"') == 1
        published.change(str(workflow), text.replace('MOST_MB: "600"', 'MOST_MB: "1"'))
        caches = published.github.folder / "caches"
        before = {*caches.glob("site-*")}
        run = published.github.play("publish", {})
        assert run.conclusion == "success", run.log
        assert {*caches.glob("site-*")} == before and len([*caches.glob("published-*")]) == 2
        assert "The next build is cold: the site has" in run.summary
        left_out = "build/Keep the site for the next build"
        assert run.steps == [step for step in every_step("publish") if step != left_out]

    def test_makes_the_labels_that_forms_name_and_are_missing(self, published: Board) -> None:
        """GitHub leaves a label out, without a word, if a form names one that does not exist."""
        made = ["approved", "hide", "bug", "listing", "listing-report", "vocabulary"]
        assert published.state["labels"] == made
        some = ["Bug", "Listing", "wontfix"]  # as every new repository has some
        published.tell({"labels": some})
        run = published.github.play("publish", {})
        assert run.conclusion == "success", run.log
        assert published.state["labels"] == [
            *some,
            "approved",
            "hide",
            "listing-report",
            "vocabulary",
        ]

    def test_a_broken_file_is_published_as_it_was(self, published: Board) -> None:
        """That version is in the cache, which lasts from one run to the next."""
        board = published
        board.change(SURVEY, real(GOOD).replace("level: beginner", "level: novice"))
        run = board.github.play("publish", {})
        assert run.conclusion == "success", run.log
        assert "Open listings: 2\n" in run.summary
        assert "novice" in run.summary

    def test_the_history_survives_a_site_that_does_not_answer(self, published: Board) -> None:
        board = published
        before = (board.github.published / "api/v1/record.json").read_bytes()
        board.change(SURVEY, BETTER)
        (board.github.published / "api/v1/record.json").write_text("<h1>Back soon</h1>")
        run = board.github.play("publish", {})
        assert run.conclusion == "success", run.log
        assert "::warning::" in run.log and "the last run's is used" in run.log
        after = json.loads((board.github.published / "api/v1/record.json").read_bytes())
        assert json.loads(before)["listings"]["acme/survey"]["edits"] == 0
        assert after["listings"]["acme/survey"]["edits"] == 1

    def test_without_its_history_nothing_is_published(self, published: Board) -> None:
        """The cache is gone too, as after a week without a run."""
        board = published
        for cache in (board.github.folder / "caches").iterdir():
            shutil.rmtree(cache)
        record = board.github.published / "api/v1/record.json"
        whole = record.read_bytes()
        board.tell({"deployments": [{"id": 1}]})
        for answer in ("<h1>Back soon</h1>", "", "[]", '{"listings": null}'):
            record.write_text(answer)
            run = board.github.play("publish", {})
            assert (run.conclusion, run.failed) == ("failure", "Fetch the site's history"), answer
            assert "so nothing is published. Try again later." in run.log
            assert record.read_text() == answer
        record.write_bytes(whole)
        assert board.github.play("publish", {}).conclusion == "success"

    def test_the_history_of_a_large_board_is_in_parts(self, board: Board) -> None:
        """Without a part of it nothing is published, as without all of it."""
        board.github.play("publish", {})
        for cache in (board.github.folder / "caches").iterdir():
            shutil.rmtree(cache)
        record = board.github.published / "api/v1/record.json"
        parts = record.with_suffix("")
        data = json.loads(record.read_bytes())
        parts.mkdir()
        for number, name in enumerate(sorted(data["listings"]), start=1):
            part = data | {"listings": {name: data["listings"][name]}}
            (parts / f"{number}.json").write_text(json.dumps(part))
        record.write_text('{"version":2,"parts":2}\n')
        (parts / "2.json").rename(parts / "lost")
        board.tell({"deployments": [{"id": 1}]})
        run = board.github.play("publish", {})
        assert (run.conclusion, run.failed) == ("failure", "Fetch the site's history")
        (parts / "lost").rename(parts / "2.json")
        board.change(SURVEY, real(GOOD).replace("amount: 400", "amount: 450"))
        run = board.github.play("publish", {})
        assert run.conclusion == "success", run.log
        found = json.loads(record.read_bytes())["listings"]
        assert [found[name]["edits"] for name in sorted(found)] == [1, 0]
        assert not parts.exists()

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
        checked, commented = board.answer(board.pull_request(SURVEY, BETTER))
        assert checked.conclusion == "success", checked.log
        assert checked.steps == [*every_step("check")]
        assert commented.conclusion == "success", commented.log
        job = [step for step in every_step("comment") if step.startswith("comment/")]
        assert commented.steps == [step for step in job if step != FALLBACK]
        (comment,) = board.state["issues/7/comments"]
        assert "All good" in comment["body"]
        assert board.state["issues/7/labels"] == ["board: ready"]

        broken = BETTER.replace("level: beginner", "level: novice")
        checked, commented = board.answer(board.pull_request(SURVEY, broken))
        assert (checked.conclusion, checked.failed) == ("failure", "Review")
        assert commented.conclusion == "success", commented.log
        (comment,) = board.state["issues/7/comments"]
        assert "One thing to fix" in comment["body"]
        assert board.state["issues/7/labels"] == ["board: to fix"]

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
        assert commented.steps == [step for step in every_step("comment") if step != FALLBACK]
        assert board.state["pulls/7/merge"]["sha"] == pull["head"]["sha"]
        assert board.state["calls"][-1] == "workflow run publish.yml --ref main"


EVIL = (".github/workflows/check.yml", "on: push\n")


class TestAVerdictBelongsToOneCommit:
    """A label and a status say something of the newest commit, or there are none."""

    def test_a_new_commit_takes_the_labels_away(self, ready: Board) -> None:
        """Also one with `[skip ci]`, for which GitHub starts this workflow and no other."""
        board = ready
        labels = ["board: closing", "board: ready", "board: safe to merge", "urgent"]
        board.tell({"issues/7/labels": labels})
        pull = board.pull_request(*EVIL)
        held = board.hold(pull)
        assert held.conclusion == "success", held.log
        assert held.steps == [*every_step("hold")]
        assert board.state["issues/7/labels"] == ["urgent"]
        assert board.status(pull["head"]["sha"]) == ("pending", "Not checked yet")

    def test_labels_go_when_a_status_is_refused_and_a_refused_label_is_said(
        self, ready: Board
    ) -> None:
        board, pull = ready, ready.state["pulls/7"]
        board.tell({"refused": ["POST statuses", "DELETE issues/7/labels/board: ready"]})
        board.tell({"issues/7/labels": ["board: closing", "board: ready"]})
        held = board.hold(pull)
        assert held.conclusion == "failure" and "HTTP 403" in held.log
        assert board.state["issues/7/labels"] == ["board: ready"]

    def test_what_a_maintainer_decides_is_not_green(self, board: Board) -> None:
        pull = board.pull_request(*EVIL)
        _, commented = board.answer(pull)
        assert commented.conclusion == "success", commented.log
        state, text = board.status(pull["head"]["sha"])
        assert state == "pending" and "a maintainer of the board checks it next" in text
        pull = board.pull_request(SURVEY, BETTER.replace("beginner", "novice"))
        board.answer(pull)
        assert board.status(pull["head"]["sha"])[0] == "failure"

    @pytest.mark.parametrize("conclusion", ["success", "failure", "cancelled", "timed_out"])
    def test_whatever_a_fork_makes_of_the_check(self, conclusion: str, ready: Board) -> None:
        """The answer needs nothing of it: no artifact, no number and no conclusion."""
        board = ready
        pull = board.pull_request(*EVIL)
        commented = board.comment(pull["head"]["sha"], conclusion)
        assert commented.conclusion == "success", commented.log
        assert board.state["issues/7/labels"] == ["board: maintainer needed"]
        assert board.status(pull["head"]["sha"])[0] == "pending"
        (comment,) = board.state["issues/7/comments"]
        assert comment["body"].startswith(f"<!-- microinternships:review v1 {pull['head']['sha']}")

    def test_a_review_that_breaks_off_is_an_answer(self, ready: Board, tmp_path: Path) -> None:
        board = ready
        pull = board.pull_request(SURVEY, BETTER + "# more\n")
        broken = tmp_path / "broken"
        broken.mkdir()
        (broken / "sitecustomize.py").write_text(
            "import os, sys\nif sys.orig_argv[4:5] == ['review']: os.kill(os.getpid(), 9)\n"
        )
        board.github.environment["PYTHONPATH"] = f"{broken}:{ROOT}"
        commented = board.comment(pull["head"]["sha"])
        assert commented.failed == "Review it again, and comment"
        (comment,) = board.state["issues/7/comments"]
        assert "## The check itself failed" in comment["body"]
        assert board.state["issues/7/labels"] == []
        assert board.status(pull["head"]["sha"])[0] == "error"

    def test_so_is_a_program_that_does_not_start(self, ready: Board, tmp_path: Path) -> None:
        board, pull = ready, ready.state["pulls/7"]
        board.github.program = tmp_path / "missing"
        commented = board.comment(pull["head"]["sha"])
        assert commented.conclusion == "failure" and commented.steps[-1] == FALLBACK
        state, text = board.status(pull["head"]["sha"])
        assert state == "error" and text.startswith("The check itself failed")

    def test_an_answer_that_comes_late(self, ready: Board) -> None:
        """It is about the commit before: nothing of it stays."""
        board, old = ready, ready.state["pulls/7"]
        new = board.pull_request(*EVIL)
        board.hold(new)
        commented = board.comment(old["head"]["sha"])
        assert "No pull request is open." in commented.log
        assert board.state["issues/7/labels"] == []

        # The new commit comes between the question and the answer.
        board.tell({"pulls": [old]})
        commented = board.comment(old["head"]["sha"])
        assert "7 has a newer commit: its labels are taken off." in commented.log
        assert board.state["issues/7/labels"] == []
        assert board.status(new["head"]["sha"])[0] == "pending"

    @pytest.mark.parametrize("order", [(7, 8), (8, 7)])
    def test_one_commit_in_two_pull_requests(self, order: tuple[int, int], ready: Board) -> None:
        """Whoever opens one with another's commit gets an answer, and the worse one counts."""
        board, pull = ready, ready.state["pulls/7"]
        head = pull["head"]["sha"]
        board.git("push", "--quiet", str(board.github.remote), f"{head}:refs/pull/8/head")
        pulls = {7: pull, 8: {**pull, "number": 8, "user": {"login": "mallory"}}}
        board.tell({"pulls": [pulls[number] for number in order], "pulls/8": pulls[8]})
        commented = board.comment(head)
        assert commented.conclusion == "success", commented.log
        assert board.state["issues/7/labels"] == ["board: ready"]
        assert board.state["issues/8/labels"] == ["board: maintainer needed"]
        assert board.status(head)[0] == "pending"
        assert commented.steps[-1] == "comment/Can it be merged right away?"


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
    assert "0 addresses checked" in twice(samples, "links").log
    kept = [*(tmp_path / "github/caches").glob("links-*/cache.tar")]
    assert len(kept) == 2


def test_announce(board: Board) -> None:
    """On a board that announces nothing, as most do. What it sends: tests/upkeep."""
    assert "This board announces nothing" in twice(board, "announce").log
    failed = board.github.play("announce", {"workflow_run": {"conclusion": "failure"}})
    assert failed.steps == []


def test_announce_sends(tmp_path: Path) -> None:
    """The site is asked for its history; a stand-in has it, and is the chat as well."""
    url = "https://board.example/"
    with web_service() as service:
        program = tmp_path / "program"
        command = f'"{sys.executable}" -P -m generator "$@"'
        testing = f"--testing-server 127.0.0.1:{service.port}"
        program.write_text(f'#!/bin/sh\nexec env PYTHONPATH="{ROOT}" {command} {testing}\n')
        program.chmod(0o755)
        work = small_board(tmp_path, url)
        with (work / "mkdocs.yml").open("a") as settings:
            settings.write("    announce: {chat: {what: [filled]}}\n")
        board, site = Board(tmp_path, work, url, program), AnnouncingBoard(work)
        board.github.secrets["BOARD_ANNOUNCE"] = service.address
        for more in ("", "status: filled\n"):
            if more:
                board.change(SURVEY, real(GOOD) + more)
            site.publish(open_workspace(work).today(None))
            service.files["/api/v1/record.json"] = history_json(site.history)
            log = twice(board, "announce").log
    assert "Nothing was sent." in log and service.address not in log
    assert [text.splitlines()[0] for text in service.texts] == [
        "Filled: Market survey of independent bookshops"
    ]
    assert board.git("ls-remote", str(board.github.remote), "board-announced")


def test_reminders(board: Board) -> None:
    twice(board, "reminders")
    titles = sorted(issue["title"] for issue in board.state["issues"])
    assert len(titles) == 2 and "Acme" in titles[0] and "Bolt & Co" in titles[1]
