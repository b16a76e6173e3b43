"""An issue that a maintainer approved, as GitHub describes it. Pure.

The text is the one of the event. So nobody can change the issue between the moment when a
maintainer sets the label and the moment when the program reads it.
"""

from __future__ import annotations

from dataclasses import dataclass

from generator.authoring.issue_form import LABEL
from generator.hosts.pull_request import UntrustedInputError, parse_login, parse_number
from generator.model.json_text import load_json

APPROVED = "approved"


@dataclass(frozen=True, slots=True)
class ApprovedIssue:
    """An issue's text, its author's account name (may be empty) and its number (0: not known)."""

    body: str
    author: str = ""
    number: int = 0


def parse_approved_issue(content: bytes) -> ApprovedIssue:
    """The issue in the event of a label. Raises UntrustedInputError.

    The event must be that the label `approved` was set, on an open issue with the label of the
    forms.
    """
    try:
        event = load_json(content)
        issue = event["issue"]
        labels = {label["name"] for label in issue["labels"]}
        what, state = (event["action"], event["label"]["name"]), issue["state"]
        author, number = issue["user"]["login"], str(issue["number"])
        body, is_pull_request = issue["body"] or "", "pull_request" in issue
    except (ValueError, KeyError, TypeError):
        raise UntrustedInputError("this is not GitHub's description of a label.") from None
    if what != ("labeled", APPROVED) or not {APPROVED, LABEL} <= labels or is_pull_request:
        raise UntrustedInputError(f"the label `{APPROVED}` was not set on an issue with `{LABEL}`.")
    if state != "open" or not isinstance(body, str):
        raise UntrustedInputError("the issue is not open.")
    return ApprovedIssue(_valid(body), parse_login(author), parse_number(number))


def issue_from_text(content: bytes, author: str, number: int) -> ApprovedIssue:
    """An issue whose text somebody saved in a file. Raises UntrustedInputError."""
    try:
        body = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UntrustedInputError("the issue's text is not UTF-8.") from None
    return ApprovedIssue(
        body, parse_login(author) if author else "", parse_number(str(number)) if number else 0
    )


def _valid(text: str) -> str:
    """JSON can have halves of surrogate pairs, which no file can have."""
    return text.encode("utf-8", "replace").decode()
