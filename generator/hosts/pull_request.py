"""A pull request as its host describes it. Pure.

GitLab calls it a merge request. Nothing from outside is trusted: every number, commit and name is
validated before it is used.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any

from generator.model.errors import BoardError
from generator.model.json_text import load_json

# GitHub: letters, digits and hyphens, and `[bot]` for an app. GitLab and Forgejo: `_` and `.` too.
LOGIN = re.compile(r"[A-Za-z0-9_]+([.-][A-Za-z0-9_]+)*(\[bot\])?")
_MAX_LOGIN = 255  # GitLab's limit, which is the highest
# `owner/name`; on GitLab, groups can be in groups.
_REPOSITORY = re.compile(r"[A-Za-z0-9_.-]{1,255}(/[A-Za-z0-9_.-]{1,255}){1,20}")
_COMMIT = re.compile(r"[0-9a-f]{40}([0-9a-f]{24})?")
_NUMBER = re.compile(r"[1-9][0-9]{0,9}")


class UntrustedInputError(BoardError):
    """Input from outside is not valid; the message says which, in one line."""


@dataclass(frozen=True, slots=True)
class PullRequest:
    """A pull request: its author's account name, and the hash of its newest commit (`head`).

    `fork` (`owner/name`) and `branch` are empty if the author has deleted the fork.
    """

    number: int
    author: str
    head: str
    fork: str = ""
    branch: str = ""


def parse_pull_request(text: str | bytes) -> PullRequest:
    """A pull request from JSON: the answer of GitHub's or Forgejo's API, or a workflow's event.

    Raises UntrustedInputError if it is neither.
    """
    try:
        data = load_json(text)
        data = data.get("pull_request", data)
    except (ValueError, KeyError, TypeError, AttributeError):
        raise UntrustedInputError("this is not the description of a pull request.") from None
    return pull_request_from(data)


def pull_request_from(data: Any) -> PullRequest:
    """A pull request from the data that GitHub and Forgejo have for it. Raises UntrustedInputError.

    Forgejo's names are GitHub's (Gitea, from which it comes: modules/structs/pull.go).
    """
    try:
        head = data["head"]
        fork = (head.get("repo") or {}).get("full_name")
        author = (data["user"] or {}).get("login")  # null: the account was deleted
        return described(data["number"], author, head["sha"], fork, head.get("ref"))
    except (KeyError, TypeError, AttributeError):
        raise UntrustedInputError("this is not the description of a pull request.") from None


def described(number: Any, author: Any, head: Any, fork: Any, branch: Any) -> PullRequest:
    """A pull request from what a host says of it. Raises UntrustedInputError.

    A name that no account has becomes nobody's, so that a maintainer looks at it; a fork or a
    branch that is none becomes none.
    """
    try:
        login = parse_login(author)
    except UntrustedInputError:
        login = ""
    known = PullRequest(parse_number(str(number)), login, parse_commit(head))
    if not is_repository(fork) or not isinstance(branch, str) or branch.startswith("refs/"):
        return known
    return replace(known, fork=fork, branch=branch)


def is_repository(name: Any) -> bool:
    """Whether `name` is the path of a repository: `owner/name`, or more groups before it."""
    if not isinstance(name, str) or not _REPOSITORY.fullmatch(name):
        return False
    return not {".", ".."} & set(name.split("/"))


def parse_login(text: Any) -> str:
    """An account's name, of a person or of an app. Raises UntrustedInputError."""
    if isinstance(text, str) and len(text) > _MAX_LOGIN:
        raise UntrustedInputError("the author is not one.")
    return _validated(LOGIN, text, "author")


def parse_number(text: str) -> int:
    """The number of a pull request or an issue. Raises UntrustedInputError."""
    return int(_validated(_NUMBER, text, "number"))


def parse_commit(text: Any) -> str:
    """The whole hash of a commit, SHA-1 or SHA-256. Raises UntrustedInputError."""
    return _validated(_COMMIT, text, "commit")


def _validated(pattern: re.Pattern[str], text: Any, what: str) -> str:
    if not isinstance(text, str) or not pattern.fullmatch(text):
        raise UntrustedInputError(f"the {what} is not one.")
    return text
