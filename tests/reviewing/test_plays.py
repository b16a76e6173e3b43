"""Pull requests through the very commands that the workflows call.

After a wanted change: `make test ARGS=--update-golden`, and read the comments as an employer
would who never used Git.
"""

from __future__ import annotations

import json
import os
import stat
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from tests.reviewing.plays import PLAYS
from tests.support.command import board
from tests.support.repositories import TODAY, Repository, described

# `gh` as the commands see it: it notes what it is told and knows no comment yet.
FAKE_GH = """\
#!/bin/sh
printf '%s\\n' "$*" >> "$GH_LOG"
case "$*" in
  *pulls/7) cat "$GH_PULL" ;;
  *--paginate*) cat "$GH_COMMENTS" ;;
  *--input*) cat >> "$GH_LOG"; echo >> "$GH_LOG" ;;
esac
"""


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    """One board for all plays: they change nothing on it."""
    return Repository(tmp_path_factory.mktemp("plays") / "board")


@pytest.mark.parametrize("name", PLAYS)
def test_the_answer(
    name: str,
    repository: Repository,
    tmp_path: Path,
    golden: Callable[[str, bytes], None],
) -> None:
    play = PLAYS[name]
    head = repository.head(play.changes())
    (tmp_path / "event.json").write_text(described(7, head, play.author), encoding="utf-8")

    checked = _review(repository, head, tmp_path / "event.json", tmp_path / "artifact")
    assert checked.returncode == (play.verdict == "mend"), checked.stderr
    assert checked.stdout.count("\n") == 1

    again = _review(repository, head, tmp_path / "event.json", tmp_path / "answer")
    assert again.stdout == checked.stdout
    log = _post(repository, head, tmp_path)
    comment = (tmp_path / "answer" / "comment.md").read_text(encoding="utf-8")
    assert json.loads(log.splitlines()[2])["body"] == comment

    review = json.loads((tmp_path / "answer" / "review.json").read_text(encoding="utf-8"))
    assert review["verdict"] == play.verdict
    _harmless(comment)
    for commit, word in ((head, "HEAD"), (review["base"], "BASE")):
        comment = comment.replace(commit, word).replace(commit[:10], word)
    golden(f"reviews/{name}.md", comment.encode())


def _review(
    repository: Repository, head: str, event: Path, output: Path
) -> subprocess.CompletedProcess[str]:
    return board(
        *("review", "--base", "main", "--head", head, "--pull-request", event),
        *("--output", output, "--today", TODAY),
        cwd=repository.root,
    )


def _post(repository: Repository, head: str, tmp_path: Path) -> str:
    gh = tmp_path / "bin" / "gh"
    gh.parent.mkdir()
    gh.write_text(FAKE_GH)
    gh.chmod(gh.stat().st_mode | stat.S_IEXEC)
    (tmp_path / "comments.json").write_text("[[]]")
    pull = json.loads((tmp_path / "event.json").read_text(encoding="utf-8"))["pull_request"]
    (tmp_path / "pull.json").write_text(json.dumps(pull))
    done = board(
        *("comment", "post", tmp_path / "answer", "--head", head),
        cwd=repository.root,
        PATH=f"{gh.parent}:{os.environ['PATH']}",
        GITHUB_REPOSITORY="example/board",
        GH_PULL=str(tmp_path / "pull.json"),
        GH_LOG=str(tmp_path / "log"),
        GH_COMMENTS=str(tmp_path / "comments.json"),
    )
    assert done.returncode == 0, done.stderr
    return (tmp_path / "log").read_text(encoding="utf-8")


def _harmless(comment: str) -> None:
    """No link but ours, no picture, nobody called, nothing over GitHub's limit."""
    assert len(comment.encode()) < 65_536
    html = (
        MarkdownIt("commonmark", {"html": True, "linkify": False}).enable("table").render(comment)
    )
    assert "<img" not in html and "<script" not in html and "<b>" not in html
    for address in html.split('href="')[1:]:
        assert address.startswith(
            ("https://github.com/", "https://board.example/reference/rules/#")
        )
    assert not any(line.startswith("::") for line in comment.splitlines())
