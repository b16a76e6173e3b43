"""What GitHub says of a pull request, and what is said to it. Pure: JSON in, calls out.

Everything in here comes from outside and is looked at before it is used: numbers are digits,
commits are hexadecimal, names are GitHub's.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from generator.github.calls import Call, ours
from generator.model.errors import BoardError
from generator.reviewing.verdict import LABELS

_LOGIN = re.compile(r"[A-Za-z0-9](-?[A-Za-z0-9]){0,38}(\[bot\])?")
_REPOSITORY = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{0,38}/[A-Za-z0-9._-]{1,100}")
_COMMIT = re.compile(r"[0-9a-f]{40}([0-9a-f]{24})?")
_NUMBER = re.compile(r"[1-9][0-9]{0,9}")


class NotTrusted(BoardError):
    """Something from outside is not what it should be; the message says what, in one line."""


@dataclass(frozen=True, slots=True)
class PullRequest:
    """`fork` (owner/name) and `branch` are empty where the author's copy is gone."""

    number: int
    author: str
    head: str
    base: str
    fork: str = ""
    branch: str = ""
    is_open: bool = True


def pull_request(text: str) -> PullRequest:
    """From the API's answer, or from a workflow's event that has it under `pull_request`."""
    try:
        data = json.loads(text)
        data = data.get("pull_request", data)
        head = data["head"]
        found = PullRequest(
            number=int(as_number(str(data["number"]))),
            author=_matching(_LOGIN, data["user"]["login"], "author"),
            head=as_commit(head["sha"]),
            base=str(data["base"]["ref"]),
            is_open=data.get("state", "open") == "open",
        )
        fork, branch = (head.get("repo") or {}).get("full_name"), head.get("ref")
    except (ValueError, KeyError, TypeError, AttributeError):
        raise NotTrusted("this is not GitHub's description of a pull request.") from None
    if not (isinstance(fork, str) and _REPOSITORY.fullmatch(fork) and isinstance(branch, str)):
        return found
    return PullRequest(
        found.number, found.author, found.head, found.base, fork, branch, found.is_open
    )


def as_number(text: str) -> str:
    """A pull request's number: digits, nothing else."""
    return _matching(_NUMBER, text, "number")


def as_commit(text: str) -> str:
    """A commit's whole hash."""
    return _matching(_COMMIT, text, "commit")


def answer(
    number: int, comment: str, labels: Sequence[str], marker: str, existing: Iterable[Any]
) -> Iterator[Call]:
    """Renew our comment, or write it; add labels that fit and take away ours that do not.

    `existing` are the comments as the API lists them. One that somebody else wrote with our
    marker in it is theirs, and left alone.
    """
    found = ours(existing, marker)
    if found is None:
        yield Call("POST", f"issues/{number}/comments", {"body": comment})
    elif found.get("body") != comment:
        yield Call("PATCH", f"issues/comments/{int(found['id'])}", {"body": comment})
    yield from _labels(number, labels)


def _labels(number: int, labels: Sequence[str]) -> Iterator[Call]:
    unknown = set(labels) - set(LABELS)
    if unknown:
        raise NotTrusted("a label is none of the board's.")
    for label in LABELS:
        if label not in labels:
            path = label.replace(":", "%3A").replace(" ", "%20")
            yield Call("DELETE", f"issues/{number}/labels/{path}", {}, optional=True)
    if labels:
        yield Call("POST", f"issues/{number}/labels", {"labels": list(labels)}, optional=True)


def _matching(pattern: re.Pattern[str], text: Any, what: str) -> str:
    if not isinstance(text, str) or not pattern.fullmatch(text):
        raise NotTrusted(f"the {what} is not one.")
    return text
