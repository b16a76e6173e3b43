"""GitHub's REST API through its command line, `gh`, which keeps the token to itself."""

from __future__ import annotations

import json
import os
import re
import subprocess
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
from generator.hosts.pull_request import PullRequest, UntrustedInputError, pull_request_from
from generator.hosts.rest import HostError
from generator.model.json_text import load_json
from generator.model.safe_text import visible

_BOT = "github-actions[bot]"
_REPOSITORY = re.compile(r"[A-Za-z0-9._-]+/[A-Za-z0-9._-]+")
_SECONDS = 60


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
    result = _gh("--paginate", "--slurp", f"repos/{repository()}/{path}")
    for page in _answer(result.stdout or b"[]"):
        items += page
    return items


def fetched(path: str) -> Any:
    """One thing of the repository, such as `pulls/1`. Raises HostError."""
    return _answer(_gh(f"repos/{repository()}/{path}").stdout or b"null")


def _answer(text: bytes) -> Any:
    try:
        return load_json(text)
    except ValueError:
        raise HostError("GitHub's answer is no JSON.") from None


def _send(method: str, path: str, body: Mapping[str, Any]) -> None:
    arguments = ["--silent", "--method", method, f"repos/{repository()}/{path}"]
    _gh(*arguments, *(["--input", "-"] if body else []), body=body)


def _gh(
    *arguments: str, body: Mapping[str, Any] | None = None
) -> subprocess.CompletedProcess[bytes]:
    stdin = json.dumps(body).encode() if body else b""
    try:
        result = subprocess.run(
            ["gh", "api", *arguments],
            input=stdin, capture_output=True, timeout=_SECONDS, check=False,
        )  # fmt: skip
    except FileNotFoundError:
        raise HostError("the program `gh` is not installed.") from None
    except subprocess.TimeoutExpired:
        raise HostError(f"GitHub did not answer within {_SECONDS} seconds.") from None
    if result.returncode:
        first_line = result.stderr.decode("utf-8", "replace").strip().partition("\n")[0]
        shown = visible(first_line)
        raise HostError(f"gh api {arguments[-1] if not body else ' '.join(arguments)}: {shown}")
    return result
