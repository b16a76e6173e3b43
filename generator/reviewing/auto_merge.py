"""Whether a workflow may merge a pull request by itself. Pure.

A board has to turn this on. The review is one by the base branch's own code and settings, and
GitHub is asked again right before the merge: what changed since then is not merged.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from generator.model.settings import Settings
from generator.reviewing.routine import Routine
from generator.reviewing.verdict import Verdict

_SAFE = {kind.value for kind in Routine} - {Routine.NO.value}


def is_candidate(review: Mapping[str, Any], settings: Settings) -> bool:
    """Whether the board merges such pull requests, and the review says that this is one."""
    is_safe = review.get("safe") in _SAFE and review.get("verdict") == Verdict.PASS.value
    return settings.auto_merge and is_safe


def obstacle(review: Mapping[str, Any], pull: Any, tip: Any, settings: Settings) -> str:
    """Why the pull request must not be merged now; empty if nothing is in the way.

    `review` is the review's JSON. `pull` is the pull request, and `tip` the newest commit of the
    board's branch, as GitHub's API describes them now.
    """
    if not is_candidate(review, settings):
        return "it is not one that this board merges by itself."
    if not isinstance(pull, Mapping) or not isinstance(tip, Mapping):
        return "GitHub gave no answer that can be read."
    head, base = _part(pull, "head"), _part(pull, "base")
    if pull.get("state") != "open" or pull.get("merged"):
        return "it is closed."
    if pull.get("draft") is not False:
        return "it is a draft."
    if base.get("ref") != settings.branch:
        return "it is for another branch."
    if head.get("sha") != review.get("head"):
        return "it was changed after the review."
    if _part(pull, "user").get("login") != review.get("author"):
        return "its author has another name now."
    if tip.get("sha") != review.get("base"):
        return "the board was changed after the review."
    return ""


def _part(data: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    part = data.get(name)
    return part if isinstance(part, Mapping) else {}
