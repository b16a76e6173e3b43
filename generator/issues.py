"""Issues that this program keeps: one for a purpose, found again by a marker. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from generator.pull_request import Call, ours

# What `gh.listed` is asked for: open issues, ours only.
OURS = "issues?state=open&creator=github-actions%5Bbot%5D&per_page=100"


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
