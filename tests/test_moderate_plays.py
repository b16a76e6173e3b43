"""The workflow *Moderate*, played: a label on a report takes a listing off the site and back."""

from __future__ import annotations

import json

from generator.reading.tree import HIDDEN_FILE
from generator.reviewing.reported_issue import FIELDS
from tests.support.issues import event, issue
from tests.support.played_board import Board
from tests.support.playing import Run, every_step
from tests.test_workflow_plays import board_on_github, boards_on_github

__all__ = ["board_on_github", "boards_on_github"]  # fixtures

PRIVATE = "My name is Kim and they wrote to kim@mail.example"
REPORT = issue(
    {
        "address": "https://board.example/listings/acme/survey/",
        "what": "It asks for money, bank details or identity documents",
        "more": PRIVATE,
    },
    FIELDS,
)


def label(board: Board, body: str = REPORT, action: str = "labeled") -> Run:
    """Set the label, or take it off, and play the workflow."""
    labels = ["listing-report", *(["hide"] if action == "labeled" else [])]
    board.tell({"issues/12/labels": labels})
    told = json.loads(event(body, "kim", "hide", labels=[{"name": name} for name in labels]))
    return board.github.play(
        "moderate", {**told, "action": action, "repository": {"default_branch": "main"}}
    )


def test_a_label_takes_a_listing_off_the_site_and_back(board: Board) -> None:
    run = label(board)
    assert run.conclusion == "success", run.log
    left_out = "moderate/Remove the label, so that it can be set again"
    assert [*run.steps, left_out] == [*every_step("moderate")]
    (pull,) = board.state["opened"]
    assert (pull["base"], pull["head"]) == ("main", "hide-12")
    assert pull["title"] == "Hide acme/survey, from issue #12"
    assert "@acme-owner: this is your listing." in pull["body"]
    (told,) = board.state["issues/12/comments"]
    assert told["body"].startswith("## The listing goes off the board\n")
    assert told["body"].endswith("\nhttps://github.com/example/board/pull/1\n")
    assert "Kim" not in pull["body"] + told["body"] + run.log
    assert "Closes" not in pull["body"], "the report stays open until it is settled"

    again = label(board)
    assert again.conclusion == "success", again.log
    assert len(board.state["opened"]) == len(board.state["issues/12/comments"]) == 1

    opened = board.pull_request_of("hide-12")
    changed = board.git("show", "--format=", "--name-only", opened["head"]["sha"]).splitlines()
    assert changed == [HIDDEN_FILE]
    checked, commented = board.answer(opened)
    assert checked.conclusion == commented.conclusion == "success", checked.log
    assert "board: maintainer needed" in board.state["issues/7/labels"]

    board.git("merge", "--quiet", opened["head"]["sha"])
    board.git("push", "--quiet", str(board.github.remote), "main")
    board.tell({"merged": [1]})
    assert label(board).conclusion == "success"
    assert "is hidden already, since" in board.state["issues/12/comments"][-1]["body"]
    assert board.state["issues/12/labels"] == ["listing-report"]

    assert label(board, action="unlabeled").conclusion == "success"
    assert board.state["opened"][-1]["title"] == "Show acme/survey again, from issue #12"
    shown = board.git("ls-remote", "--heads", str(board.github.remote), "unhide-12").split()[0]
    board.git("fetch", "--quiet", str(board.github.remote), "unhide-12")
    assert HIDDEN_FILE not in board.git("ls-tree", "-r", "--name-only", shown)


def test_an_issue_that_names_no_listing_is_answered(board: Board) -> None:
    run = label(board, REPORT.replace("acme/survey", "acme/`$(touch x)`"))
    assert run.conclusion == "success", run.log
    assert "opened" not in board.state
    (told,) = board.state["issues/12/comments"]
    assert "- The issue does not name a listing." in told["body"] and "touch" not in told["body"]
    assert board.state["issues/12/labels"] == ["listing-report"]
    other = json.loads(event(REPORT, "kim", "bug"))
    assert board.github.play("moderate", other).steps == []
