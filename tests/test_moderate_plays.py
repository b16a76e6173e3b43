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


OTHER = REPORT.replace("acme/survey", "bolt/logos")


def label(board: Board, body: str = REPORT, action: str = "labeled", number: int = 12) -> Run:
    """Set the label, or take it off, and play the workflow."""
    labels = ["listing-report", *(["hide"] if action == "labeled" else [])]
    board.tell({f"issues/{number}/labels": labels})
    known = [{"name": name} for name in labels]
    told = json.loads(event(body, "kim", "hide", labels=known, number=number))
    return board.github.play(
        "moderate", {**told, "action": action, "repository": {"default_branch": "main"}}
    )


def said(board: Board, number: int = 12) -> str:
    """The last comment on the issue."""
    body: str = board.state[f"issues/{number}/comments"][-1]["body"]
    return body


def merge(board: Board, commit: str) -> None:
    """Merge the only pull request."""
    board.git("merge", "--quiet", commit)
    board.git("push", "--quiet", str(board.github.remote), "main")
    board.tell({"merged": [1]})


def test_a_label_takes_a_listing_off_the_site_and_back(board: Board) -> None:
    run = label(board)
    assert run.conclusion == "success", run.log
    left_out = "moderate/Remove the label, so that it can be set again"
    assert [*run.steps, left_out] == [*every_step("moderate")]
    (pull,) = board.state["opened"]
    assert (pull["base"], pull["head"]) == ("main", "hide/acme/survey")
    assert pull["title"] == "Hide acme/survey, from issue #12"
    assert "@acme-owner: this is your listing." in pull["body"]
    (told,) = board.state["issues/12/comments"]
    assert told["body"].startswith("## The listing goes off the board\n")
    assert told["body"].endswith("\nhttps://github.com/example/board/pull/1\n")
    assert "Kim" not in pull["body"] + told["body"] + run.log
    assert "Closes" not in pull["body"], "the report stays open until it is settled"

    opened = board.pull_request_of("hide/acme/survey")
    changed = board.git("show", "--format=", "--name-only", opened["head"]["sha"]).splitlines()
    assert changed == [HIDDEN_FILE]
    checked, commented = board.answer(opened)
    assert checked.conclusion == commented.conclusion == "success", checked.log
    assert "board: maintainer needed" in board.state["issues/7/labels"]
    merge(board, opened["head"]["sha"])

    assert label(board, OTHER, action="unlabeled").conclusion == "success"
    pull = board.state["opened"][-1]
    assert pull["title"] == "Show acme/survey again, from issue #12", "whatever the issue says now"
    board.git("fetch", "--quiet", str(board.github.remote), "unhide/acme/survey")
    assert HIDDEN_FILE not in board.git("ls-tree", "-r", "--name-only", "FETCH_HEAD")


def test_of_a_listing_that_is_hidden_already_the_label_stays(board: Board) -> None:
    """It has to be there, because taking it off is how a maintainer brings the listing back."""
    label(board)
    merge(board, board.pull_request_of("hide/acme/survey")["head"]["sha"])
    assert label(board).conclusion == "success"
    assert "is hidden already, since" in said(board) and "Edit the text" not in said(board)
    assert "To bring it back, take the label off this issue." in said(board)
    assert board.state["issues/12/labels"] == ["listing-report", "hide"]
    assert label(board, action="unlabeled").conclusion == "success"
    assert said(board).startswith("## The listing comes back\n")


def test_two_reports_of_one_listing_have_one_pull_request(board: Board) -> None:
    for number in (12, 12, 13):
        run = label(board, number=number)
        assert run.conclusion == "success", run.log
        assert said(board, number).endswith("\nhttps://github.com/example/board/pull/1\n")
    assert len(board.state["opened"]) == 1
    assert label(board, OTHER).conclusion == "success"
    assert board.state["opened"][-1]["head"] == "hide/bolt/logos"
    assert said(board).endswith("\nhttps://github.com/example/board/pull/2\n")


def test_pull_requests_from_forks_keep_nothing_on_the_site(board: Board) -> None:
    """Anyone can open them, from branches with any name, and as many as they like."""
    board.tell({"forks": [{"head": "hide/acme/survey"}] * 40})
    for _ in range(2):
        run = label(board)
        assert run.conclusion == "success", run.log
        assert [pull["head"] for pull in board.state["opened"]] == ["hide/acme/survey"]
        assert said(board).endswith(".\n\nhttps://github.com/example/board/pull/1\n")


def test_where_workflows_may_not_open_pull_requests(board: Board) -> None:
    """As in every new repository: it says what to tick, and then a second run works."""
    board.tell({"no pull requests": True})
    run = label(board)
    assert run.conclusion == "failure" and "::error::GitHub refused the pull request." in run.log
    assert "issues/12/comments" not in board.state, "nothing is promised"
    state = board.state
    del state["no pull requests"]
    board.github.state.write_text(json.dumps(state))
    assert label(board).conclusion == "success"
    assert [pull["head"] for pull in board.state["opened"]] == ["hide/acme/survey"]


def test_an_issue_that_names_no_listing_is_answered(board: Board) -> None:
    run = label(board, REPORT.replace("acme/survey", "acme/`$(touch x)`"))
    assert run.conclusion == "success", run.log
    assert "opened" not in board.state
    (told,) = board.state["issues/12/comments"]
    assert "- The issue does not name a listing." in told["body"] and "touch" not in told["body"]
    assert board.state["issues/12/labels"] == ["listing-report"]
    other = json.loads(event(REPORT, "kim", "bug"))
    assert board.github.play("moderate", other).steps == []
