"""A pull request as GitHub describes it, and the calls that comment on it. Pure.

Nothing from outside is trusted: every number, commit and name is validated before it is used.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from generator.github.calls import Call, find_own
from generator.model.errors import BoardError
from generator.reviewing.comment import MARKER
from generator.reviewing.verdict import LABELS

_LOGIN = re.compile(r"[A-Za-z0-9](-?[A-Za-z0-9]){0,38}(\[bot\])?")
_REPOSITORY = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{0,38}/[A-Za-z0-9._-]{1,100}")
_COMMIT = re.compile(r"[0-9a-f]{40}([0-9a-f]{24})?")
_NUMBER = re.compile(r"[1-9][0-9]{0,9}")


class UntrustedInputError(BoardError):
    """Input from outside is not valid; the message says which, in one line."""


@dataclass(frozen=True, slots=True)
class PullRequest:
    """A pull request: its author's GitHub name, and the hash of its newest commit (`head`).

    `fork` (`owner/name`) and `branch` are empty if the author has deleted the fork.
    """

    number: int
    author: str
    head: str
    fork: str = ""
    branch: str = ""


def parse_pull_request(text: str) -> PullRequest:
    """A pull request from JSON: the answer of GitHub's API, or the event of a workflow.

    Raises UntrustedInputError if it is neither.
    """
    try:
        data = json.loads(text)
        data = data.get("pull_request", data)
        head = data["head"]
        number = parse_number(str(data["number"]))
        author = parse_login(data["user"]["login"])
        commit = parse_commit(head["sha"])
        fork, branch = (head.get("repo") or {}).get("full_name"), head.get("ref")
    except (ValueError, KeyError, TypeError, AttributeError):
        raise UntrustedInputError("this is not GitHub's description of a pull request.") from None
    if not (isinstance(fork, str) and _REPOSITORY.fullmatch(fork) and isinstance(branch, str)):
        return PullRequest(number, author, commit)
    return PullRequest(number, author, commit, fork, branch)


def parse_login(text: Any) -> str:
    """A GitHub name, of a person or of an app. Raises UntrustedInputError."""
    return _validated(_LOGIN, text, "author")


def parse_number(text: str) -> int:
    """The number of a pull request or an issue. Raises UntrustedInputError."""
    return int(_validated(_NUMBER, text, "number"))


def parse_commit(text: str) -> str:
    """The whole hash of a commit, SHA-1 or SHA-256. Raises UntrustedInputError."""
    return _validated(_COMMIT, text, "commit")


def comment_calls(
    number: int, comment: str, labels: Sequence[str], existing: Iterable[Any]
) -> Iterator[Call]:
    """The calls that create or update our comment, and set and remove the board's labels.

    `existing` are the pull request's comments as the API lists them. Comments by others are never
    changed, even if they have our marker.
    """
    current = find_own(existing, MARKER)
    if current is None:
        yield Call("POST", f"issues/{number}/comments", {"body": comment})
    elif current.get("body") != comment:
        yield Call("PATCH", f"issues/comments/{int(current['id'])}", {"body": comment})
    yield from _label_calls(number, labels)


def _label_calls(number: int, labels: Sequence[str]) -> Iterator[Call]:
    if not set(labels) <= set(LABELS):
        raise UntrustedInputError("a label is none of the board's.")
    for label in LABELS:
        if label not in labels:
            path = label.replace(":", "%3A").replace(" ", "%20")
            yield Call("DELETE", f"issues/{number}/labels/{path}", {}, optional=True)
    if labels:
        yield Call("POST", f"issues/{number}/labels", {"labels": list(labels)}, optional=True)


def _validated(pattern: re.Pattern[str], text: Any, what: str) -> str:
    if not isinstance(text, str) or not pattern.fullmatch(text):
        raise UntrustedInputError(f"the {what} is not one.")
    return text
