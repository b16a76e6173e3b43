"""`board review-all`: a verdict belongs to one commit, and every pull request gets an answer."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from generator.hosts.pull_request import UntrustedInputError, parse_pull_request
from tests.hosts.on_host import BETTER, MARKER, WORSE, OnHost
from tests.support.command import board
from tests.support.paths import ROOT
from tests.support.repositories import TODAY, Changes, Repository, described
from tests.support.trees import GOOD

TIDY: Changes = {"listings/acme/survey.yml": GOOD.replace("amount: 400", "amount: 460")}
WAYS = {
    number: {"listings/acme/survey.yml": GOOD.replace("amount: 400", f"amount: {400 + number}")}
    for number in (7, 8, 9)
}


class TestAVerdictBelongsToOneCommit:
    @pytest.mark.usefixtures("own_processes")
    def test_a_status_says_what_the_answer_is(self, host: OnHost) -> None:
        """On GitLab there is none: a status would start a pipeline of its own."""
        heads = {
            host.open(7, BETTER): "success",
            host.open(8, WORSE): "failure",
            host.open(9, {"x.md": "x"}): "pending",
        }
        shared = host.open(10, TIDY)
        host.open(11, TIDY, "mallory")  # the same commit: the worse answer counts
        host.review_all("--post")
        found = {head: said[-1]["state"] for head, said in host.api.statuses.items()}
        every = {**heads, shared: "pending"}
        assert found == ({} if host.api.kind == "gitlab" else every)
        said = [item for statuses in host.api.statuses.values() for item in statuses]
        assert {item["context"] for item in said} <= {"board/review"}
        assert all(0 < len(item["description"]) <= 140 for item in said)
        assert host.api.labelled[10] == {"board: ready"} != host.api.labelled[11]

    def test_labels_of_an_older_commit_go_before_anything_is_reviewed(
        self, host: OnHost, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Also from those that are left to the next run."""
        monkeypatch.setattr("generator.upkeep.open_pull_requests._MOST", 1)
        host.open(7, BETTER)
        host.review_all("--post")
        host.open(8, TIDY)
        host.review_all("--post")
        assert host.api.labelled == {7: {"board: ready"}, 8: {"board: ready"}}
        host.open(7, WORSE)
        host.open(8, {".github/workflows/check.yml": "on: push\n"})
        done = host.review_all("--post")
        assert "8: left to the next run" in done.stdout
        assert host.api.labelled == {7: {"board: to fix"}, 8: set()}
        assert "8: Nothing for you to fix" in host.review_all("--post").stdout
        assert host.api.labelled[8] == {"board: maintainer needed"}

    def test_a_commit_that_comes_meanwhile(
        self, host: OnHost, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        host.open(7, BETTER)
        answered = host.api.answer

        def moved(method: str, path: str, query: dict[str, str], body: object) -> object:
            if path.endswith(("notes", "comments")) and method == "POST":
                host.open(7, WORSE)
            return answered(method, path, query, body)

        monkeypatch.setattr(host.api, "answer", moved)
        done = host.review_all("--post")
        assert "7 has a newer commit: its labels are taken off." in done.stderr
        assert host.api.labelled[7] == set()

    @pytest.mark.usefixtures("own_processes")
    def test_a_review_that_breaks_off_is_an_answer_and_stops_no_other(
        self, host: OnHost, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Killed, without end, or with an exception: each is tried again, after the others."""
        monkeypatch.setattr("generator.upkeep.open_pull_requests._MOST", 3)
        monkeypatch.setattr("generator.upkeep.review_apart._SECONDS", 5)
        for number in (7, 8, 9):
            host.open(number, WAYS[number])
        host.review_all("--post")
        broken = [host.open(number, {**WAYS[number], "x.md": "x"}) for number in (7, 8, 9)]
        ends = [
            "os.kill(os.getpid(), 9)",
            "sys.stderr.write('x' * 10000); os._exit(1)",
            "time.sleep(60)",
        ]
        lines = [
            f"if {head!r} in sys.orig_argv: {end}\n" for head, end in zip(broken, ends, strict=True)
        ]
        (tmp_path / "sitecustomize.py").write_text("import os, sys, time\n" + "".join(lines))
        monkeypatch.setenv("PYTHONPATH", f"{tmp_path}:{ROOT}")
        done = host.review_all("--post")
        assert done.returncode == 1
        assert "7: not reviewed: the review broke off with exit code -9" in done.stdout
        assert "8: not reviewed: the review broke off with exit code 1" in done.stdout
        assert "9: not reviewed: the review took more than 5 seconds" in done.stdout
        assert all(len(line) < 500 for line in done.stdout.splitlines())
        for number, head in zip((7, 8, 9), broken, strict=True):
            (text,) = host.api.texts(number)
            assert text.startswith(f"{MARKER} v1 {head} -->\n## The check itself failed")
            assert host.api.labelled[number] == set()
            if host.api.kind == "forgejo":
                assert host.api.statuses[head][-1]["state"] == "error"
        host.open(10, BETTER)
        done = host.review_all("--post")
        assert done.stdout.startswith("10: All good") and "9: left to the next run" in done.stdout

    def test_one_that_has_no_commit_of_the_board_is_told(self, host: OnHost) -> None:
        tree = host.repository.git("rev-parse", "main^{tree}")
        head = host.repository.git("commit-tree", tree, "-m", "Another history")
        host.repository.git("push", "--quiet", "origin", f"{head}:{host.api.ref(7)}")
        host.api.opened(7, head, "acme-owner")
        done = host.review_all("--post")
        assert done.returncode == 0 and "no common commit" in done.stdout
        assert "## The check itself failed" in host.api.texts(7)[0]

    def test_only_those_with_one_commit(self, host: OnHost, tmp_path: Path) -> None:
        head = host.open(7, BETTER)
        host.open(8, WORSE)
        for _ in range(2):
            done = host.review_all("--post", "--head", head, "--output", str(tmp_path / "out"))
            assert done.stdout == "7: All good: we can publish this\n"
        assert host.api.texts(8) == []
        assert (tmp_path / "out/7/comment.md").read_text() == host.api.texts(7)[0]
        done = host.review_all("--post", "--head", "1" * 40)
        assert (done.returncode, done.stdout) == (0, "No pull request is open.\n")


class TestAuthors:
    """A pull request of an account that was deleted, or has no name, is nobody's."""

    @pytest.mark.parametrize(
        "user", [None, {}, {"login": None}, {"login": ""}, {"login": "a b"}, {"login": ["acme"]}]
    )
    def test_nobody(self, user: Any, tmp_path: Path) -> None:
        repository = Repository(tmp_path / "board")
        head = repository.head(BETTER)
        event = json.loads(described(7, head, "acme-owner"))
        event["pull_request"]["user"] = user
        assert parse_pull_request(json.dumps(event)).author == ""
        (tmp_path / "event.json").write_text(json.dumps(event))
        done = board(
            *("review", "--base", "main", "--head", head, "--today", TODAY, "--format", "json"),
            *("--pull-request", tmp_path / "event.json"),
            cwd=repository.root,
        )
        assert [item["code"] for item in json.loads(done.stdout)["reasons"]] == ["not-yours"]

    @pytest.mark.parametrize("text", ["", "{}", "[]", "null", '{"pull_request": 5}', '{"user": 5}'])
    def test_what_describes_none(self, text: str) -> None:
        with pytest.raises(UntrustedInputError):
            parse_pull_request(text)
