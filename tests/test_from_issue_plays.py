"""The workflow *From issue*, played: from an approved issue to a checked pull request."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.support.issues import CHANGE_FIELDS, FIRM, PROJECT, event, issue
from tests.support.played_board import Board
from tests.support.playing import Run, every_step
from tests.test_workflow_plays import board_on_github, boards_on_github

__all__ = ["board_on_github", "boards_on_github"]  # fixtures

CLOSE = issue({"listing": "acme/survey", "action": "Mark as filled"}, CHANGE_FIELDS)


def label(board: Board, body: str, author: str = "acme-owner") -> Run:
    """Set the label, and play the workflow."""
    board.tell({"issues/12/labels": ["listing", "approved"]})
    told = json.loads(event(body, author)) | {"repository": {"default_branch": "main"}}
    return board.github.play("from-issue", told)


def heads(board: Board) -> list[str]:
    """The branches of the repository."""
    listed = board.git("ls-remote", "--heads", str(board.github.remote))
    return re.findall(r"refs/heads/(\S+)", listed)


def test_becomes_a_pull_request_that_is_checked_like_any_other(board: Board) -> None:
    project = {
        **PROJECT, **FIRM, "employer.name": "Harbour Supplies",
        "employer.website": "harbour-supplies.org", "apply.email": "ana@harbour-supplies.org",
        "deadline": (datetime.now(UTC).date() + timedelta(21)).isoformat(),
        "deliverables": "- Interview notes of 12 shops\n- Ten slides, with sources",
    }  # fmt: skip
    run = label(board, issue(project), "ana-harbour")
    assert run.conclusion == "success", run.log
    left_out = "from-issue/Remove the label, so that it can be set again"
    assert [*run.steps, left_out] == [*every_step("from-issue")]
    assert heads(board) == ["issue-12", "main"]
    (pull,) = board.state["opened"]
    assert (pull["base"], pull["head"]) == ("main", "issue-12")
    assert "Closes #12" in pull["body"] and "**Approve workflows to run**" in pull["body"]
    (answer,) = board.state["issues/12/comments"]
    assert answer["body"].startswith("## The listing is written\n")
    assert board.state["issues/12/labels"] == ["listing", "approved"]

    opened = board.pull_request_of("issue-12")
    changed = board.git("show", "--format=", "--name-only", opened["head"]["sha"]).splitlines()
    assert len(changed) == 2 and all(name.startswith("listings/harbour") for name in changed)
    checked, commented = board.answer(opened)
    assert checked.conclusion == commented.conclusion == "success", checked.log
    assert "board: new listing" in board.state["issues/7/labels"]


def test_with_a_mistake_is_answered_and_can_be_approved_again(board: Board) -> None:
    wrong = CLOSE.replace("acme/survey", "acme/no-such-listing")
    run = label(board, wrong)
    assert run.conclusion == "success", run.log
    left_out = "from-issue/Open a pull request"
    assert run.steps == [step for step in every_step("from-issue") if step != left_out]
    assert heads(board) == ["main"] and "opened" not in board.state
    (answer,) = board.state["issues/12/comments"]
    assert "here is no such listing on this board" in answer["body"]
    assert board.state["issues/12/labels"] == ["listing"]

    assert label(board, CLOSE).conclusion == "success"
    (pull,) = board.state["opened"]
    assert pull["title"] == "Close acme/survey (filled), from issue #12"
    assert len(board.state["issues/12/comments"]) == 2


def test_by_somebody_else_is_for_a_maintainer_to_decide(board: Board) -> None:
    assert label(board, CLOSE, "mallory").conclusion == "success"
    assert heads(board) == ["main"]
    (answer,) = board.state["issues/12/comments"]
    assert answer["body"].startswith("## A maintainer of the board has to decide\n")


def test_again_changes_nothing_of_the_first_pull_request(board: Board) -> None:
    assert label(board, CLOSE).conclusion == "success"
    before = board.git("ls-remote", str(board.github.remote))
    run = label(board, CLOSE.replace("Mark as filled", "Withdraw"))
    assert (run.conclusion, run.failed) == ("failure", "Open a pull request")
    assert "::error::The branch issue-12 is there already. Delete it" in run.log
    assert board.git("ls-remote", str(board.github.remote)) == before
    assert len(board.state["opened"]) == len(board.state["issues/12/comments"]) == 1


def test_where_workflows_may_not_open_pull_requests(board: Board) -> None:
    """As in every new repository: it says what to tick, and then a second run works."""
    board.tell({"no pull requests": True})
    run = label(board, CLOSE)
    assert (run.conclusion, run.failed) == ("failure", "Open a pull request")
    assert "::error::GitHub refused the pull request. Under Settings, Actions" in run.log
    assert heads(board) == ["main"], "nothing that the second run stumbles over"
    state = board.state
    del state["no pull requests"]
    board.github.state.write_text(json.dumps(state))
    assert label(board, CLOSE).conclusion == "success"
    assert heads(board) == ["issue-12", "main"]


@pytest.mark.parametrize("change", [{"label": {"name": "bug"}}, {"issue": {"labels": []}}])
def test_starts_only_with_both_labels(board: Board, change: dict[str, Any]) -> None:
    told = json.loads(event(CLOSE))
    run = board.github.play("from-issue", {**told, **change})
    assert run.steps == []
