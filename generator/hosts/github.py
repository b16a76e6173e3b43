"""GitHub's REST API through its command line, `gh`, which keeps the token to itself."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from urllib.parse import quote

from generator.hosts.actions import (
    STATUS,
    Action,
    CloseIssue,
    Comment,
    Issue,
    Merge,
    Post,
    SetLabels,
    SetStatus,
)
from generator.hosts.gh import GhError, answer, gh_api
from generator.hosts.pull_request import PullRequest, UntrustedInputError, pull_request_from
from generator.hosts.rest import HostError

_BOT = "github-actions[bot]"
_REPOSITORY = re.compile(r"[A-Za-z0-9._-]+/[A-Za-z0-9._-]+")
_SECONDS = 60.0


class GitHub:
    """The repository that the workflow runs in: GITHUB_REPOSITORY."""

    name = "GitHub"

    def pull_requests(self, branch: str) -> tuple[PullRequest, ...]:
        """See `Host`."""
        path = f"pulls?state=open&sort=created&direction=asc&base={quote(branch)}&per_page=100"
        return tuple(_described(listed(path)))

    def head(self, number: int) -> str:
        """See `Host`."""
        try:
            return pull_request_from(fetched(f"pulls/{number}")).head
        except UntrustedInputError as error:
            raise HostError(f"GitHub: {error}") from None

    def ref(self, number: int) -> str:
        """See `Host`."""
        return f"refs/pull/{number}/head"

    def comments(self, number: int) -> tuple[Post, ...]:
        """See `Host`."""
        return tuple(_own(listed(f"issues/{number}/comments?per_page=100"), "id"))

    def issues(self) -> tuple[Post, ...]:
        """See `Host`."""
        path = "issues?state=open&creator=github-actions%5Bbot%5D&per_page=100"
        return tuple(_own(listed(path), "number"))

    def perform(self, action: Action) -> None:
        """See `Host`."""
        match action:
            case Comment(number, text, _, None):
                _send("POST", f"issues/{number}/comments", {"body": text})
            case Comment(_, text, _, replaces):
                _send("PATCH", f"issues/comments/{replaces}", {"body": text})
            case SetLabels(number, add, remove):
                _set_labels(f"issues/{number}/labels", add, remove)
            case SetStatus(head, state, text):
                status = {"state": state.value, "context": STATUS, "description": text}
                _send("POST", f"statuses/{head}", status)
            case Issue(title, body, None):
                _send("POST", "issues", {"title": title, "body": body})
            case Issue(title, body, number):
                _send("PATCH", f"issues/{number}", {"title": title, "body": body})
            case CloseIssue(number):
                _send("PATCH", f"issues/{number}", {"state": "closed", "state_reason": "completed"})
            case Merge(number, head):
                _send("PUT", f"pulls/{number}/merge", {"merge_method": "squash", "sha": head})


def _described(items: Iterable[Any]) -> Iterator[PullRequest]:
    for item in items:
        try:
            yield pull_request_from(item)
        except UntrustedInputError:
            continue


def _own(items: Iterable[Any], number: str) -> Iterator[Post]:
    """Of the items of GitHub's API, those by our workflows. Anyone can copy a marker."""
    for item in items:
        user = item.get("user") if isinstance(item, Mapping) else None
        is_ours = isinstance(user, Mapping) and (user.get("login"), user.get("type")) == (
            _BOT,
            "Bot",
        )
        if is_ours:
            yield Post(int(item[number]), str(item.get("body") or ""))


def _set_labels(path: str, add: tuple[str, ...], remove: tuple[str, ...]) -> None:
    for label in remove:
        try:
            _send("DELETE", f"{path}/{label.replace(':', '%3A').replace(' ', '%20')}", {})
        except HostError:
            continue  # removing a label that is missing is no failure
    if add:
        _send("POST", path, {"labels": list(add)})


def repository() -> str:
    """The repository that the workflow runs in, as `owner/name`. Raises HostError if unknown."""
    name = os.environ.get("GITHUB_REPOSITORY", "")
    if not _REPOSITORY.fullmatch(name):
        raise HostError("GITHUB_REPOSITORY must name the repository, such as example/board.")
    return name


def listed(path: str) -> list[Any]:
    """Every item of a paginated list, such as `issues?state=open`. Raises HostError."""
    items: list[Any] = []
    for page in answer(_gh(path, "--paginate", "--slurp")) or ():
        items += page
    return items


def fetched(path: str) -> Any:
    """One thing of the repository, such as `pulls/1`. Raises HostError."""
    return answer(_gh(path))


def _send(method: str, path: str, body: Mapping[str, Any]) -> None:
    _gh(path, "--silent", "--method", method, body=body)


def _gh(path: str, *options: str, body: Mapping[str, Any] | None = None) -> bytes:
    try:
        return gh_api(_SECONDS, *options, f"repos/{repository()}/{path}", body=body)
    except GhError as error:
        raise HostError(f"gh api {' '.join(options)} {path}: {error}") from None
