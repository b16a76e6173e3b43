"""What the commands need of a host, whichever it is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

from generator.hosts.actions import Action, Merge, Post, SetLabels, SetStatus
from generator.hosts.pull_request import PullRequest
from generator.hosts.rest import HostError


class Host(Protocol):
    """A repository on its host. Every method raises HostError if the host does not do it."""

    name: str

    def pull_requests(self, branch: str) -> Sequence[PullRequest]:
        """The open pull requests for `branch`, the oldest first."""

    def head(self, number: int) -> str:
        """The hash of a pull request's newest commit, as the host knows it now."""

    def ref(self, number: int) -> str:
        """The Git ref under which the host keeps a pull request's newest commit."""

    def comments(self, number: int) -> Sequence[Post]:
        """Our own comments on a pull request."""

    def issues(self) -> Sequence[Post]:
        """Our own open issues."""

    def perform(self, action: Action) -> None:
        """Do it."""


def carry_out(host: Host, actions: Iterable[Action]) -> tuple[str, ...]:
    """Perform the actions, in order. Returns a warning for each label, status or merge that failed.

    Raises HostError at the first other one that fails.
    """
    warnings = []
    for action in actions:
        try:
            host.perform(action)
        except HostError as error:
            if not isinstance(action, (SetLabels, SetStatus, Merge)):
                raise
            warnings.append(str(error))
    return tuple(warnings)
