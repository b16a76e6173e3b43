"""What the board does on the host of its repository, as values that every host understands. Pure.

Each host has a module that carries them out: `github.py`, `gitlab.py`, `forgejo.py`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

STATUS = "board/review"  # the name of the status that a review leaves on a commit


@dataclass(frozen=True, slots=True)
class Post:
    """A comment or an issue that our own account wrote; `number` is a comment's id."""

    number: int
    body: str


@dataclass(frozen=True, slots=True)
class Comment:
    """Comment on a pull request, or on an issue; with `replaces`, change that comment instead."""

    number: int
    text: str
    on_issue: bool = False
    replaces: int | None = None


@dataclass(frozen=True, slots=True)
class SetLabels:
    """Give a pull request the labels `add` and take `remove` from it. A failure is a warning."""

    number: int
    add: tuple[str, ...]
    remove: tuple[str, ...]


class State(StrEnum):
    """What a status says. The values are those of GitHub's and Forgejo's API."""

    SUCCESS = "success"
    PENDING = "pending"
    FAILURE = "failure"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class SetStatus:
    """Leave a status on the commit `head`: at most 140 characters. A failure is a warning."""

    head: str
    state: State
    text: str


@dataclass(frozen=True, slots=True)
class Issue:
    """Open an issue; with `number`, change that one instead."""

    title: str
    body: str
    number: int | None = None


@dataclass(frozen=True, slots=True)
class CloseIssue:
    """Close an issue as done."""

    number: int


@dataclass(frozen=True, slots=True)
class Merge:
    """Merge a pull request as one commit, if `head` is still its newest. A failure is a warning."""

    number: int
    head: str


Action = Comment | SetLabels | SetStatus | Issue | CloseIssue | Merge


def in_words(action: Action) -> str:
    """What the action does, in one line without any text from outside."""
    match action:
        case Comment(number, _, on_issue, replaces):
            verb = "change our comment on" if replaces else "comment on"
            return f"{verb} the {'issue' if on_issue else 'pull request'} {number}"
        case SetLabels(number, add, _):
            return f"label the pull request {number}: {', '.join(add) or 'none of ours'}"
        case SetStatus(head, state, _):
            return f"set the status of the commit {head[:10]}: {state}"
        case Issue(_, _, number):
            return f"change the issue {number}" if number else "open an issue"
        case CloseIssue(number):
            return f"close the issue {number}"
        case Merge(number):
            return f"merge the pull request {number}"


def find_own(posts: Iterable[Post], marker: str) -> Post | None:
    """The first of our own comments or issues whose text starts with `marker`."""
    return next((post for post in posts if post.body.startswith(marker)), None)


def is_same(post: Post, text: str) -> bool:
    """Whether the post says `text`. Some hosts take off the last line break, or change them."""
    return post.body.replace("\r\n", "\n").rstrip() == text.rstrip()


def issue_actions(
    existing: Iterable[Post], marker: str, title: str, body: str, remark: str = ""
) -> Iterator[Action]:
    """What opens an issue, updates it, or closes it if `body` is empty.

    `remark` becomes a comment on an updated issue: hosts notify people of comments, but not of
    edits.
    """
    issue = find_own(existing, marker)
    if issue is None:
        if body:
            yield Issue(title, body)
        return
    if not body:
        yield CloseIssue(issue.number)
        return
    if not is_same(issue, body):
        yield Issue(title, body, issue.number)
    if remark:
        yield Comment(issue.number, remark, on_issue=True)
