"""A repository on Forgejo, Codeberg or Gitea, through version 1 of their REST API."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any

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
from generator.hosts.rest import HostError, Rest

_PAGE = "limit=50"
_COLOUR = "#5b6b8c"  # of a label that we make


class Forgejo:
    """One repository, `owner/name`."""

    name = "Forgejo"

    def __init__(self, rest: Rest, repository: str) -> None:
        self._rest = rest
        self._repository = f"repos/{repository}"

    def pull_requests(self, branch: str) -> tuple[PullRequest, ...]:
        """See `Host`."""
        return tuple(sorted(self._described(branch), key=lambda item: item.number))

    def _described(self, branch: str) -> Iterator[PullRequest]:
        for item in self._rest.pages(f"{self._repository}/pulls?state=open", _PAGE):
            try:
                if (item.get("base") or {}).get("ref") == branch:
                    yield pull_request_from(item)
            except UntrustedInputError:
                continue

    def head(self, number: int) -> str:
        """See `Host`."""
        try:
            found = self._rest.get(f"{self._repository}/pulls/{number}")
            return pull_request_from(found).head
        except UntrustedInputError as error:
            raise HostError(f"Forgejo: {error}") from None

    def ref(self, number: int) -> str:
        """See `Host`."""
        return f"refs/pull/{number}/head"

    def comments(self, number: int) -> tuple[Post, ...]:
        """See `Host`."""
        path = f"{self._repository}/issues/{number}/comments"
        return tuple(self._own(path, "id"))

    def issues(self) -> tuple[Post, ...]:
        """See `Host`."""
        path = f"{self._repository}/issues?state=open&type=issues"
        return tuple(self._own(path, "number"))

    def _own(self, path: str, number: str) -> Iterator[Post]:
        """Of the things at `path`, those by our account. Anyone can copy a marker."""
        for item in self._rest.pages(path, _PAGE):
            is_ours = (item.get("user") or {}).get("id") == self._me
            if is_ours and isinstance(item.get(number), int):
                yield Post(item[number], str(item.get("body") or ""))

    @cached_property
    def _me(self) -> int:
        """The id of the account to which the token belongs."""
        account = self._rest.get("user")
        number = account.get("id") if isinstance(account, Mapping) else None
        if not isinstance(number, int):
            raise HostError("Forgejo does not say whose token it is.")
        return number

    def perform(self, action: Action) -> None:
        """See `Host`."""
        send, issues = self._rest.send, f"{self._repository}/issues"
        match action:
            case Comment(number, text, _, None):
                send("POST", f"{issues}/{number}/comments", {"body": text})
            case Comment(_, text, _, replaces):
                send("PATCH", f"{issues}/comments/{replaces}", {"body": text})
            case SetLabels():
                self._set_labels(action)
            case SetStatus(head, state, text):
                status = {"state": state.value, "context": STATUS, "description": text}
                send("POST", f"{self._repository}/statuses/{head}", status)
            case Issue(title, body, None):
                send("POST", issues, {"title": title, "body": body})
            case Issue(title, body, number):
                send("PATCH", f"{issues}/{number}", {"title": title, "body": body})
            case CloseIssue(number):
                send("PATCH", f"{issues}/{number}", {"state": "closed"})
            case Merge():
                raise HostError("the board merges by itself on GitHub only.")

    def _set_labels(self, action: SetLabels) -> None:
        """Labels are set by their ids, and have to be made before."""
        here = f"{self._repository}/issues/{action.number}/labels"
        current = self._ids(self._rest.get(here))
        for name in action.remove:
            if name in current:
                self._rest.send("DELETE", f"{here}/{current[name]}")
        missing = [name for name in action.add if name not in current]
        if not missing:
            return
        known = self._ids([*self._rest.pages(f"{self._repository}/labels", _PAGE)])
        for name in missing:
            if name not in known:
                label = {"name": name, "color": _COLOUR}
                known |= self._ids([self._rest.send("POST", f"{self._repository}/labels", label)])
        ids = [known[name] for name in missing if name in known]
        self._rest.send("POST", here, {"labels": ids})

    @staticmethod
    def _ids(labels: Any) -> dict[str, int]:
        """The id of each label, by its name."""
        return {
            str(item.get("name")): item["id"]
            for item in (labels if isinstance(labels, list) else [])
            if isinstance(item, Mapping) and isinstance(item.get("id"), int)
        }
