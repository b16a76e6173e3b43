"""Reviews one pull request in a process of its own, so that it can harm no other review.

Whatever a pull request does to the program, be it an exception, a crash of a library, all of the
memory or no end, what comes of it is an error that says so. The process is `board review`, and what
it leaves is read like everything from outside: with limits.
"""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from generator.hosts.pull_request import PullRequest, UntrustedInputError
from generator.model.errors import BoardError
from generator.reviewing.verdict import Verdict
from generator.reviewing.workflow_handoff import comment_and_labels, handed_review

_SECONDS = 180.0  # for one review; 500 hostile files take under 20
_MOST_SHOWN = 200  # characters of what a process said last
_CANNOT = 2  # the exit code of `board` that comes with one line on standard error


class ReviewFailedError(BoardError):
    """There is no review. `is_crash` is true if the program gave no reason itself."""

    def __init__(self, why: str, *, is_crash: bool) -> None:
        super().__init__(why)
        self.is_crash = is_crash


@dataclass(frozen=True, slots=True)
class Answer:
    """A review: its verdict, which `line` says in words, the comment in Markdown and the labels."""

    verdict: Verdict
    line: str
    text: str
    labels: tuple[str, ...]


def review_apart(root: Path, base: str, pull: PullRequest, day: date, folder: Path) -> Answer:
    """Review a pull request as `board review --output` does, into `folder`, which it makes.

    `base` is a commit of the board. Raises ReviewFailedError if that gives no review.
    """
    described = folder.with_suffix(".json")
    described.parent.mkdir(parents=True, exist_ok=True)
    described.write_text(_described(pull), encoding="utf-8")
    try:
        done = _board(
            *("review", "--root", root.resolve(), "--today", day.isoformat()),
            *("--base", base, "--head", pull.head, "--pull-request", described.resolve()),
            *("--output", folder.resolve()),
        )
    except subprocess.TimeoutExpired:
        why = f"the review took more than {_SECONDS:.0f} seconds."
        raise ReviewFailedError(why, is_crash=True) from None
    if done.returncode == _CANNOT:
        first = done.stderr.partition("\n")[0]
        raise ReviewFailedError(first.removeprefix("board: "), is_crash=False)
    try:
        text, labels = comment_and_labels(folder, pull.head)
        data = handed_review(folder, pull.head)
        return Answer(Verdict(str(data.get("verdict"))), str(data.get("message")), text, labels)
    except (UntrustedInputError, ValueError) as error:
        last = done.stderr.strip().rpartition("\n")[2]
        shown = last[:_MOST_SHOWN] or error
        why = f"the review broke off with exit code {done.returncode}. {shown}"
        raise ReviewFailedError(why, is_crash=True) from None


def _board(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Run a command of the board in a process of its own. Raises TimeoutExpired."""
    command = (sys.executable, "-P", "-m", "generator", *arguments)
    return subprocess.run(
        command, stdin=subprocess.DEVNULL, capture_output=True, encoding="utf-8", errors="replace",
        timeout=_SECONDS, check=False,
    )  # fmt: skip


def _described(pull: PullRequest) -> str:
    """The pull request as GitHub describes one, which `board review` reads."""
    repository = {"full_name": pull.fork} if pull.fork else None
    head = {"sha": pull.head, "ref": pull.branch, "repo": repository}
    return json.dumps({"number": pull.number, "user": {"login": pull.author}, "head": head})
