"""Requests to GitHub's REST API as values, and those that keep an issue up to date. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

BOT = "github-actions[bot]"
# For `client.listed`: the open issues that our workflows opened.
OWN_OPEN_ISSUES = "issues?state=open&creator=github-actions%5Bbot%5D&per_page=100"


@dataclass(frozen=True, slots=True)
class Call:
    """One request to GitHub's REST API; `path` has no slash at its start."""

    method: str
    path: str
    body: Mapping[str, Any]
    optional: bool = False  # a failure is a warning


def find_own(existing: Iterable[Any], marker: str) -> Mapping[str, Any] | None:
    """The first comment or issue by our workflows whose text starts with `marker`.

    `existing` are items of GitHub's API. The author counts: anyone can copy the marker.
    """
    for item in existing:
        if not isinstance(item, Mapping) or not str(item.get("body") or "").startswith(marker):
            continue
        user = item.get("user")
        if isinstance(user, Mapping) and user.get("login") == BOT and user.get("type") == "Bot":
            return item
    return None


def issue_calls(
    existing: Iterable[Any], marker: str, title: str, body: str, remark: str = ""
) -> Iterator[Call]:
    """The calls that open an issue, update it, or close it if `body` is empty.

    `remark` becomes a comment on an updated issue: GitHub notifies people of comments, but not of
    edits.
    """
    issue = find_own(existing, marker)
    if issue is None:
        if body:
            yield Call("POST", "issues", {"title": title, "body": body})
        return
    path = f"issues/{int(issue['number'])}"
    if not body:
        yield Call("PATCH", path, {"state": "closed", "state_reason": "completed"})
        return
    if issue.get("body") != body:
        yield Call("PATCH", path, {"title": title, "body": body})
    if remark:
        yield Call("POST", f"{path}/comments", {"body": remark})
