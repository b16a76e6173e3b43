"""Requests to GitHub's REST API as values, and the issues that this program keeps. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

BOT = "github-actions[bot]"
# What `gh.listed` is asked for: open issues, ours only.
OURS = "issues?state=open&creator=github-actions%5Bbot%5D&per_page=100"


@dataclass(frozen=True, slots=True)
class Call:
    """One request to GitHub's REST API; `path` has no slash at its start."""

    method: str
    path: str
    body: Mapping[str, Any]
    optional: bool = False  # a failure is a warning


def ours(existing: Iterable[Any], marker: str) -> Mapping[str, Any] | None:
    """The first comment or issue that this program wrote with `marker`."""
    for item in existing:
        if not isinstance(item, Mapping) or not str(item.get("body") or "").startswith(marker):
            continue
        user = item.get("user")
        if isinstance(user, Mapping) and user.get("login") == BOT and user.get("type") == "Bot":
            return item
    return None


def kept(
    existing: Iterable[Any], marker: str, title: str, body: str, remark: str = ""
) -> Iterator[Call]:
    """Open the issue, renew it, or close it where `body` is empty.

    `remark` is added to an issue that is renewed, so that people are told; an edited text alone
    tells nobody.
    """
    found = ours(existing, marker)
    if found is None:
        if body:
            yield Call("POST", "issues", {"title": title, "body": body})
        return
    path = f"issues/{int(found['number'])}"
    if not body:
        yield Call("PATCH", path, {"state": "closed", "state_reason": "completed"})
        return
    if found.get("body") != body:
        yield Call("PATCH", path, {"title": title, "body": body})
    if remark:
        yield Call("POST", f"{path}/comments", {"body": remark})
