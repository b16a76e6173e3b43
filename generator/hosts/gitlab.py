"""A project on GitLab, through version 4 of its REST API.

Pull requests are called merge requests there. An issue's and a merge request's number is its `iid`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any
from urllib.parse import quote

from generator.hosts.actions import (
    Action,
    CloseIssue,
    Comment,
    Issue,
    Merge,
    Post,
    SetLabels,
    SetStatus,
)
from generator.hosts.pull_request import (
    PullRequest,
    UntrustedInputError,
    described,
    parse_commit,
)
from generator.hosts.rest import HostError, Rest

_PAGE = "per_page=100"


class GitLab:
    """One project. `project` is its id, or its path with `%2F` for each slash."""

    name = "GitLab"

    def __init__(self, rest: Rest, project: str) -> None:
        self._rest = rest
        self._project = f"projects/{project}"
        self._paths: dict[int, str] = {}

    def pull_requests(self, branch: str) -> tuple[PullRequest, ...]:
        """See `Host`. Merge requests without a commit are left out."""
        path = f"{self._project}/merge_requests?state=opened&target_branch={quote(branch, safe='')}"
        return tuple(sorted(self._described(path), key=lambda item: item.number))

    def _described(self, path: str) -> Iterator[PullRequest]:
        for item in self._rest.pages(path, _PAGE):
            author = (item.get("author") or {}).get("username")
            fork = self._path_of(item.get("source_project_id"))
            branch = item.get("source_branch")
            try:
                yield described(item.get("iid"), author, item.get("sha"), fork, branch)
            except UntrustedInputError:
                continue

    def _path_of(self, project: Any) -> str:
        """`group/board`; empty if it is deleted, or private."""
        if not isinstance(project, int):
            return ""
        if project not in self._paths:
            try:
                found = self._rest.get(f"projects/{project}")
            except HostError:
                found = None
            path = found.get("path_with_namespace") if isinstance(found, Mapping) else ""
            self._paths[project] = str(path or "")
        return self._paths[project]

    def head(self, number: int) -> str:
        """See `Host`."""
        found = self._rest.get(f"{self._project}/merge_requests/{number}")
        try:
            return parse_commit(found.get("sha") if isinstance(found, Mapping) else None)
        except UntrustedInputError as error:
            raise HostError(f"GitLab: {error}") from None

    def ref(self, number: int) -> str:
        """See `Host`."""
        return f"refs/merge-requests/{number}/head"

    def comments(self, number: int) -> tuple[Post, ...]:
        """See `Host`."""
        path = f"{self._project}/merge_requests/{number}/notes?sort=asc"
        return tuple(self._own(path, "id", "body"))

    def issues(self) -> tuple[Post, ...]:
        """See `Host`."""
        path = f"{self._project}/issues?state=opened&author_id={self._me}"
        return tuple(self._own(path, "iid", "description"))

    def _own(self, path: str, number: str, text: str) -> Iterator[Post]:
        """Of the things at `path`, those by our account. Anyone can copy a marker."""
        for item in self._rest.pages(path, _PAGE):
            is_ours = (item.get("author") or {}).get("id") == self._me
            if is_ours and not item.get("system") and isinstance(item.get(number), int):
                yield Post(item[number], str(item.get(text) or ""))

    @cached_property
    def _me(self) -> int:
        """The id of the account to which the token belongs."""
        account = self._rest.get("user")
        number = account.get("id") if isinstance(account, Mapping) else None
        if not isinstance(number, int):
            raise HostError("GitLab does not say whose token it is.")
        return number

    def perform(self, action: Action) -> None:
        """See `Host`."""
        send, project = self._rest.send, self._project
        match action:
            case Comment(number, text, on_issue, replaces):
                kind = "issues" if on_issue else "merge_requests"
                path = f"{project}/{kind}/{number}/notes"
                if replaces is None:
                    send("POST", path, {"body": text})
                else:
                    send("PUT", f"{path}/{replaces}", {"body": text})
            case SetLabels(number, add, remove):
                # Labels that are not there yet are made.
                labels = {"add_labels": ",".join(add), "remove_labels": ",".join(remove)}
                send("PUT", f"{project}/merge_requests/{number}", labels)
            case SetStatus():
                # GitLab would open a pipeline of the board's own project for it, in which the
                # commit of a fork has no jobs. There, the labels and the comment say the same.
                pass
            case Issue(title, body, None):
                send("POST", f"{project}/issues", {"title": title, "description": body})
            case Issue(title, body, number):
                send("PUT", f"{project}/issues/{number}", {"title": title, "description": body})
            case CloseIssue(number):
                send("PUT", f"{project}/issues/{number}", {"state_event": "close"})
            case Merge():
                raise HostError("the board merges by itself on GitHub only.")
