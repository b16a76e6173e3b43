"""Reviews the open pull requests of a board, and answers them on their host.

It runs on the board's own branch, by the board's own code. What is in a pull request is read from
Git's objects and never checked out. So it can have a token that writes, wherever it runs.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from generator.hosts.actions import Action, find_own
from generator.hosts.host import Host
from generator.hosts.links import file_links
from generator.hosts.pull_request import PullRequest
from generator.hosts.rest import HostError
from generator.model.errors import BoardError
from generator.model.settings import Settings
from generator.reading import git
from generator.reviewing.comment import MARKER, comment, is_answer, verdict_line
from generator.reviewing.pull_request import comment_actions
from generator.reviewing.review import review_pull_request

_MOST = 25  # that are reviewed in one run: the next one goes on
ANSWERED = "answered before, and nothing has changed since"
LATER = "left to the next run"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a pull request, in one line without any text from it.

    `text` is the review as Markdown, and `actions` are what puts it on the host: both are empty if
    it was not reviewed now. `is_failure` is true if the host is at fault.
    """

    number: int
    line: str
    text: str = ""
    actions: tuple[Action, ...] = ()
    is_failure: bool = False


def review_open(
    root: Path, host: Host, settings: Settings, day: date, *, posts: bool
) -> Iterator[Outcome]:
    """Review each open pull request for the board's branch, which is checked out at `root`.

    If it `posts`, those are skipped whose newest commit has our answer already. Raises HostError
    if the host does not list them, and GitError if `root` is no repository.
    """
    base = git.commit(root, "HEAD")
    reviewed = 0
    for pull in host.pull_requests(settings.branch):
        try:
            ours = host.comments(pull.number) if posts else ()
            current = find_own(ours, MARKER)
            if current and is_answer(current.body, base, pull.head):
                yield Outcome(pull.number, ANSWERED)
            elif reviewed == _MOST:
                yield Outcome(pull.number, LATER)
            else:
                reviewed += 1
                line, text, labels = _review(root, host, settings, base, pull, day)
                actions = comment_actions(pull.number, text, labels, ours)
                yield Outcome(pull.number, line, text, tuple(actions))
        except HostError as error:
            yield Outcome(pull.number, f"not reviewed: {error}", is_failure=True)
        except BoardError as error:  # such as one without a common commit
            yield Outcome(pull.number, f"not reviewed: {error}")


def _review(
    root: Path, host: Host, settings: Settings, base: str, pull: PullRequest, day: date
) -> tuple[str, str, tuple[str, ...]]:
    """The verdict in one line, the comment and the labels."""
    git.fetch(root, host.ref(pull.number))
    result = review_pull_request(root, base, pull.head, pull.author, day)
    text = comment(result.review, result.context, file_links(settings, pull.fork, pull.branch))
    return verdict_line(result.review), text, result.review.labels
