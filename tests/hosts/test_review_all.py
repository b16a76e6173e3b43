"""`board review-all` on GitLab and Forgejo: the stand-ins of both are on this machine."""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.hosts import rest
from tests.hosts.on_host import BETTER, MARKER, SERVERS, WORSE, OnHost
from tests.reviewing.plays import PLAYS
from tests.support.command import board
from tests.support.host_api import US, Fault, serving_api
from tests.support.paths import ROOT
from tests.support.repositories import BASE, TODAY, Repository, described
from tests.support.trees import GOOD


class TestAnswers:
    def test_one_comment_that_is_kept_up_to_date(
        self, host: OnHost, golden: Callable[[str, bytes], None]
    ) -> None:
        head = host.open(7, PLAYS["typo"].changes())
        done = host.review_all("--post")
        said = "7: Two things to fix before we can publish this\n"
        assert (done.returncode, done.stdout, done.stderr) == (0, said, "")
        (text,) = host.api.texts(7)
        assert host.api.labelled[7] == {"board: to fix"}
        base = host.repository.git("rev-parse", "main")
        for commit, word in ((head, "HEAD"), (base, "BASE")):
            text = text.replace(commit, word).replace(commit[:10], word)
        golden(f"hosts/{host.api.kind}.md", text.encode())

        host.open(7, BETTER)
        assert "7: All good" in host.review_all("--post").stdout
        (text,) = host.api.texts(7)
        assert "All good" in text
        assert host.api.labelled[7] == {"board: ready"}

    def test_its_links_are_the_hosts_own(self, host: OnHost) -> None:
        head = host.open(7, WORSE)
        host.review_all("--post")
        (text,) = host.api.texts(7)
        file = "listings/acme/survey.yml"
        view, edit = {
            "gitlab": (f"example/board/-/blob/{head}/", "acme-owner/fork/-/edit/my-branch/"),
            "forgejo": (f"example/board/src/commit/{head}/", "acme-owner/fork/_edit/my-branch/"),
        }[host.api.kind]
        assert f"({SERVERS[host.api.kind]}{view}{file}#L16)" in text
        assert f"({SERVERS[host.api.kind]}{edit}{file})" in text

    def test_what_is_answered_is_not_reviewed_again(self, host: OnHost) -> None:
        host.open(7, BETTER)
        host.review_all("--post")
        before = len(host.api.asked)
        assert host.review_all("--post").stdout == (
            "7: has a comment already, and nothing has changed since\n"
        )
        assert all(line.startswith("GET ") for line in host.api.asked[before:])
        host.repository.onto_main({"listings/acme/survey.yml": GOOD + "# a comment\n"})
        assert "7: " in host.review_all("--post").stdout, "the board has changed"
        assert "has a comment already" in host.review_all("--post").stdout

    def test_comments_by_others_are_left_alone(self, host: OnHost) -> None:
        """Anyone can copy the first line of ours."""
        host.open(7, BETTER)
        head = host.api.pulls[7]["head"]
        base = host.repository.git("rev-parse", "main")
        checked = f"Checked {head[:10]} by the rules of the board at {base[:10]}."
        fake = f"{MARKER} v1 {head} -->\nAll good! {checked}"
        host.api.say(7, fake)
        host.review_all("--post")
        assert host.api.comments[7][0]["text"] == fake
        assert len(host.api.texts(7)) == 1

    def test_our_comment_is_found_behind_many(self, host: OnHost) -> None:
        host.open(7, BETTER)
        for number in range(130):
            host.api.say(7, f"Question {number}")
        host.review_all("--post")
        host.open(7, WORSE)
        host.review_all("--post")
        assert len(host.api.texts(7)) == 1

    def test_the_commits_are_fetched(self, host: OnHost) -> None:
        host.open(7, BETTER)
        host.repository.git("gc", "--quiet", "--prune=now")
        host.review_all("--post")
        assert "All good" in host.api.texts(7)[0]

    def test_labels_of_others_stay(self, host: OnHost) -> None:
        host.api.labels["urgent"] = 1
        host.api.labelled[7] = {"urgent"}
        host.open(7, PLAYS["closing"].changes())
        host.review_all("--post")
        assert host.api.labelled[7] == {
            "urgent", "board: ready", "board: closing", "board: safe to merge"
        }  # fmt: skip

    def test_the_author_is_who_the_host_says(self, host: OnHost) -> None:
        host.open(7, BETTER, author="mallory")
        host.open(8, BETTER, author="not a name\n")
        host.open(9, BETTER, author="Acme-Owner")
        lines = host.review_all("--post").stdout.splitlines()
        assert ["maintainer" in line for line in lines] == [True, True, False]

    def test_names_of_accounts_may_have_dots_and_underscores(self, host: OnHost) -> None:
        employer = BASE["listings/acme/employer.yml"].replace("acme-owner", "ana.b_c")
        host.repository.onto_main({"listings/acme/employer.yml": employer})
        host.open(7, BETTER, author="Ana.B_C")
        assert "7: All good" in host.review_all("--post").stdout

    @pytest.mark.parametrize("file", [".gitlab-ci.yml", ".forgejo/workflows/review.yml"])
    def test_what_the_host_runs_is_for_maintainers(self, file: str, host: OnHost) -> None:
        host.open(7, {file: "check: {script: [true]}\n"})
        assert "a maintainer of the board" in host.review_all("--post").stdout
        assert "It changes the workflows" in host.api.texts(7)[0]

    def test_those_for_another_branch_are_left_out(self, host: OnHost) -> None:
        if host.api.kind == "gitlab":
            host.review_all("--post")
            assert "GET projects/5/merge_requests" in host.api.asked  # GitLab leaves them out
            return
        host.api.opened(7, host.repository.head(BETTER), "acme-owner", base="drafts")
        assert host.review_all("--post").stdout == "No pull request is open.\n"

    def test_a_run_ends(self, host: OnHost, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("generator.upkeep.open_pull_requests._MOST", 1)
        host.open(7, BETTER)
        host.open(8, WORSE)
        assert "8: left to the next run\n" in host.review_all("--post").stdout
        assert "8: One thing to fix" in host.review_all("--post").stdout

    def test_a_dry_run_sends_nothing(self, host: OnHost) -> None:
        host.open(7, BETTER)
        done = host.review_all("--post", "--dry-run")
        assert "comment on the pull request 7\n" in done.stdout
        assert "label the pull request 7: board: ready\n" in done.stdout
        assert host.api.texts(7) == []


class TestWithoutAToken:
    def test_the_answers_are_printed(self, host: OnHost) -> None:
        host.open(7, PLAYS["scam"].changes())
        done = host.review_all(GITLAB_TOKEN="", FORGEJO_TOKEN="")
        assert done.returncode == 0, done.stderr
        first, *lines = done.stdout.splitlines()
        assert first.startswith("7: ") and len(lines) > 20
        assert all(line.startswith("  ") or not line for line in lines), "none can be a command"
        assert host.api.tokens == {""} and host.api.texts(7) == []

    def test_nothing_is_posted_and_it_says_why(self, host: OnHost) -> None:
        done = host.review_all("--post", GITLAB_TOKEN="", FORGEJO_TOKEN="")
        name = "GITLAB_TOKEN" if host.api.kind == "gitlab" else "FORGEJO_TOKEN"
        assert (done.returncode, done.stderr.count("\n")) == (2, 1)
        assert f"board: {name} is not set." in done.stderr and host.api.asked == []


HTML = b"<!doctype html><h1>Sign in</h1>"
FAULTS = {
    "an error": (Fault(500, b"oops"), "status 500."),
    "html": (Fault(200, HTML), "the answer is no JSON."),
    "no list": (Fault(200, b'{"message": "hello"}'), "the answer is no list."),
    "a redirect": (Fault(302, b"", {"Location": "/x"}), "a redirect, which is not followed"),
    "forbidden": (Fault(403, b"{}"), "the token lacks a right"),
    "too large": (Fault(200, b" " * 3000), "the answer is too large."),
    "without end": (Fault(drips=True), "no answer within"),
}  # fmt: skip


class TestBadHosts:
    @pytest.mark.parametrize("name", FAULTS)
    def test_is_one_line(self, name: str, host: OnHost, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(rest, "_MAX_BYTES", 2000)
        monkeypatch.setattr(rest, "_SECONDS", 0.3)
        host.open(7, BETTER)
        fault, why = FAULTS[name]
        host.api.faults["merge_requests" if host.api.kind == "gitlab" else "pulls"] = fault
        done = host.review_all("--post")
        assert (done.returncode, done.stdout) == (2, "")
        assert why in done.stderr and done.stderr.count("\n") == 1

    def test_the_token_follows_no_redirect(self, host: OnHost) -> None:
        with serving_api(host.api.kind) as elsewhere:
            to = {"Location": f"http://127.0.0.1:{elsewhere.port}/api/v4/user"}
            host.api.faults["user"] = Fault(307, b"", to)
            host.open(7, BETTER)
            host.api.say(7, "Hello")
            assert "a redirect" in host.review_all("--post").stdout
        assert elsewhere.asked == []

    def test_one_that_can_not_be_reviewed_does_not_stop_the_others(self, host: OnHost) -> None:
        host.open(7, BETTER)
        host.api.opened(7, "1" * 40, "acme-owner")  # moved on after it was listed
        host.open(8, BETTER)
        done = host.review_all("--post")
        assert done.returncode == 0, "which is no fault of the board"
        assert re.search("^7: not reviewed: there is no branch or commit", done.stdout)
        assert "8: All good" in done.stdout

    def test_what_the_host_refuses_is_said(self, host: OnHost) -> None:
        host.open(7, BETTER)
        part = "/notes" if host.api.kind == "gitlab" else "/comments"
        host.api.faults[part] = Fault(403, b"{}")
        done = host.review_all("--post")
        assert done.returncode == 1
        assert "7: not reviewed:" in done.stdout and "the token lacks a right" in done.stdout

    def test_a_label_that_fails_is_a_warning(self, host: OnHost) -> None:
        host.open(7, BETTER)
        part = "PUT projects/5/merge_requests/7" if host.api.kind == "gitlab" else "labels"
        host.api.faults = {"notes": Fault(200, b"[]"), part: Fault(422, b"{}")}
        if host.api.kind == "forgejo":
            del host.api.faults["notes"]
        done = host.review_all("--post")
        assert done.returncode == 0 and "status 422" in done.stderr

    def test_an_endless_list_ends(self, host: OnHost, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(rest, "_MAX_PAGES", 3)
        for number in range(1, 400):
            host.api.opened(number, "1" * 40, "acme-owner")
        done = host.review_all("--post")
        assert done.returncode == 2 and "the list has too many pages" in done.stderr

    @pytest.mark.parametrize(
        "address",
        [
            "http://gitlab.com/api/v4",
            "https://[",
            "https://me:pw@gitlab.com",
            "ftp://x",
            "nonsense",
        ],
    )
    def test_only_https_is_spoken(self, host: OnHost, address: str) -> None:
        done = host.review_all("--post", CI_API_V4_URL=address, GITHUB_SERVER_URL=address)
        assert done.returncode == 2 and "must begin with https://" in done.stderr

    @pytest.mark.parametrize("token", ["a b", "a\nb", "é"])
    def test_a_token_that_is_none(self, host: OnHost, token: str) -> None:
        done = host.review_all("--post", GITLAB_TOKEN=token, FORGEJO_TOKEN=token)
        assert done.returncode == 2 and "has characters that no token has" in done.stderr
        assert host.api.asked == []


def test_no_answer_holds_a_command_for_gitlab() -> None:
    """GitLab obeys a line of ours that begins with a slash: the token may do what it says."""
    answers = [*(ROOT / "tests/golden/reviews").glob("*.md")]
    assert len(answers) == len(PLAYS)
    for path in answers:
        assert not re.search(r"^\s*/", path.read_text("utf-8"), re.MULTILINE), path.name


def test_an_employer_can_not_give_commands_by_its_name(tmp_path: Path) -> None:
    changes = PLAYS["good-first-listing"].changes()
    file = "listings/lantern/employer.yml"
    with serving_api("gitlab") as api:
        host = OnHost(tmp_path, api)
        employer = str(changes[file]).replace("name: Lantern Press", "name: /merge")
        host.open(7, {**changes, file: employer}, "lantern-kim")
        host.review_all("--post")
        (text,) = api.texts(7)
    assert "merge" in text and not re.search(r"^\s*/", text, re.MULTILINE)
    assert api.comments[7][0]["by"] == US


def test_github_too(tmp_path: Path) -> None:
    """By its own command line; its workflows do the same in two steps."""
    repository = Repository(tmp_path / "board")
    remote = str(tmp_path / "remote.git")
    repository.git("init", "--quiet", "--bare", remote)
    repository.git("remote", "add", "origin", remote)
    head = repository.head(WORSE)
    repository.git("push", "--quiet", "origin", f"{head}:refs/pull/7/head")
    pull = json.loads(described(7, head, "acme-owner"))["pull_request"]
    state = tmp_path / "github.json"
    state.write_text(json.dumps({"pulls": [pull], "pulls/7": pull}))
    gh = tmp_path / "bin/gh"
    gh.parent.mkdir()
    script = ROOT / "tests/support/gh.py"
    gh.write_text(f'#!/bin/sh\nexec "{sys.executable}" -I "{script}" "{state}" "$@"\n')
    gh.chmod(0o755)
    environment = {
        "PATH": f"{gh.parent}:{os.environ['PATH']}", "GITHUB_REPOSITORY": "example/board"
    }  # fmt: skip
    for said in ("7: One thing to fix", "7: has a comment already"):
        command = ("review-all", "--post", "--today", TODAY)
        done = board(*command, cwd=repository.root, **environment)
        assert said in done.stdout, done.stdout + done.stderr
    known = json.loads(state.read_text())
    assert len(known["issues/7/comments"]) == 1
    assert known["issues/7/labels"] == ["board: to fix"]
