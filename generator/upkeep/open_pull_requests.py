"""Reviews the open pull requests of a board, and answers them on their host.

It runs on the board's own branch, by the board's own code. What is in a pull request is read from
Git's objects and never checked out. So it can have a token that writes, wherever it runs.

Every pull request gets an answer, if only that its review failed, and none keeps a label that was
given to an older commit.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from generator.hosts.actions import Action, Post, SetStatus, find_own
from generator.hosts.host import Host
from generator.hosts.pull_request import PullRequest
from generator.hosts.rest import HostError
from generator.model.errors import BoardError
from generator.model.settings import Settings
from generator.reading import git
from generator.reviewing.comment import MARKER, failure_comment, is_about, is_answer, is_failure
from generator.reviewing.pull_request import comment_actions, no_labels, status, worse
from generator.upkeep.review_apart import ReviewFailedError, review_apart

_MOST = 25  # that are reviewed in one run: the next one goes on
ANSWERED = "has a comment already, and nothing has changed since"
LATER = "left to the next run"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a pull request, in one line without any text from it.

    `text` is the review as Markdown, and `actions` are what puts it on the host: both are empty if
    it was not reviewed now. An empty `line` says nothing: the actions only take off labels that
    belong to an older commit. `is_failure` is true if the host or the program is at fault.
    """

    pull: PullRequest
    line: str
    text: str = ""
    actions: tuple[Action, ...] = ()
    is_failure: bool = False

    @property
    def number(self) -> int:
        """The number of the pull request."""
        return self.pull.number


@dataclass(frozen=True, slots=True)
class _Open:
    """An open pull request, and our own comments on it."""

    pull: PullRequest
    ours: Sequence[Post] = ()

    @property
    def said(self) -> str:
        """Our answer to it, to whichever commit; empty if there is none."""
        current = find_own(self.ours, MARKER)
        return current.body if current else ""


@dataclass
class OpenPullRequests:
    """The open pull requests for the board's branch, which is checked out at `root`.

    If it `posts`, those are skipped whose newest commit has our answer already. With a `head`, only
    those are reviewed whose newest commit it is, and again if need be. The reviews are left below
    `output`, each in a folder with the pull request's number.
    """

    root: Path
    host: Host
    settings: Settings
    day: date
    posts: bool
    head: str = ""
    output: Path | None = None
    _statuses: dict[str, SetStatus] = field(default_factory=dict)

    def review(self) -> Iterator[Outcome]:
        """What becomes of each, the oldest first. Those whose review failed before come last.

        Raises HostError if the host does not list them, and GitError if `root` is no repository.
        """
        base = git.commit(self.root, "HEAD")
        listed = self.host.pull_requests(self.settings.branch)
        pulls = [pull for pull in listed if self.head in ("", pull.head)]
        shared = {head for head, times in Counter(p.head for p in pulls).items() if times > 1}
        waiting = []
        for pull in pulls:
            try:
                item = _Open(pull, self.host.comments(pull.number) if self.posts else ())
            except HostError as error:
                yield Outcome(pull, f"not reviewed: {error}", is_failure=True)
                continue
            # The status of a commit is the worst of all pull requests that it is in.
            is_settled = not self.head and pull.head not in shared
            if is_settled and item.said and is_answer(item.said, base, pull.head):
                yield Outcome(pull, ANSWERED)
                continue
            if item.said and not is_about(item.said, pull.head):
                yield Outcome(pull, "", actions=(no_labels(pull.number),))
            waiting.append(item)
        waiting.sort(key=lambda item: is_failure(item.said, item.pull.head))
        yield from self._review_first(waiting, base)

    def _review_first(self, waiting: list[_Open], base: str) -> Iterator[Outcome]:
        with TemporaryDirectory(prefix="board-review-") as folder:
            for item in waiting[:_MOST]:
                yield self._answer(item, base, self.output or Path(folder))
        for item in waiting[_MOST:]:
            yield Outcome(item.pull, LATER)

    def _answer(self, item: _Open, base: str, folder: Path) -> Outcome:
        pull, fails = item.pull, False
        try:
            git.fetch(self.root, self.host.ref(pull.number))
            answer = review_apart(self.root, base, pull, self.day, folder / str(pull.number))
            line, text, labels = answer.line, answer.text, answer.labels
            said = status(pull.head, answer.verdict, line)
        except BoardError as error:
            fails = isinstance(error, ReviewFailedError) and error.is_crash
            line, text, labels = f"not reviewed: {error}", failure_comment(pull.head), ()
            said = status(pull.head, None, "")
        said = worse(said, self._statuses.get(pull.head, said))
        self._statuses[pull.head] = said
        actions = (*comment_actions(pull.number, text, labels, item.ours), said)
        return Outcome(pull, line, text, actions, fails)
