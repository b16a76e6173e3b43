"""An issue about a listing, when a maintainer sets or takes off the label `hide`. Pure.

The text is the one of the event, as in `approved_issue`: nobody can change it after the label.
"""

from __future__ import annotations

from dataclasses import dataclass

from generator.authoring.issue_body import answers, issue_problem
from generator.authoring.issue_form import FormField
from generator.hosts.pull_request import UntrustedInputError, parse_number
from generator.model.json_text import load_json
from generator.model.problem import Problem
from generator.reviewing.from_issue import named_listing

HIDE = "hide"
# The fields of .github/ISSUE_TEMPLATE/report-a-listing.yml.
FIELDS = (
    FormField("address", "The listing's address", {"type": "string"}, required=True),
    FormField("what", "What is wrong?", {"type": "string"}, required=True),
    FormField("more", "What happened?", {"type": "string"}, required=False),
)
# What the form offers. Only this is repeated: whatever else is in the issue stays there.
WRONG = (
    "It asks for money, bank details or identity documents",
    "The pay, the hours or the work are not as stated",
    "It is filled or does not exist",
    "It discriminates",
    "A link does not work",
)


@dataclass(frozen=True, slots=True)
class ReportedIssue:
    """An issue's text and number, and whether its listing is to be hidden or shown again."""

    body: str
    number: int
    hide: bool


@dataclass(frozen=True, slots=True)
class Reported:
    """The id of the listing that an issue is about, and a sentence about what is wrong with it.

    With problems, the listing is empty.
    """

    listing: str = ""
    reason: str = ""
    problems: tuple[Problem, ...] = ()


def parse_reported_issue(content: bytes) -> ReportedIssue:
    """The issue in the event of the label `hide`. Raises UntrustedInputError.

    The event must be that the label was set on an open issue, or taken off any.
    """
    try:
        event = load_json(content)
        issue = event["issue"]
        what, name, state = event["action"], event["label"]["name"], issue["state"]
        number, body = str(issue["number"]), issue["body"] or ""
        labels, is_pull_request = (
            {item["name"] for item in issue["labels"]},
            "pull_request" in issue,
        )
    except (ValueError, KeyError, TypeError):
        raise UntrustedInputError("this is not GitHub's description of a label.") from None
    is_set, is_off = what == "labeled", what == "unlabeled"
    if name != HIDE or not (is_set or is_off) or is_pull_request:
        raise UntrustedInputError(f"the label `{HIDE}` was neither set on an issue nor taken off.")
    if (HIDE in labels) != is_set or not isinstance(body, str):
        raise UntrustedInputError("the issue's labels do not fit the event.")
    if is_set and state != "open":
        raise UntrustedInputError("the issue is not open.")
    text = body.encode("utf-8", "replace").decode()  # without halves of surrogate pairs
    return ReportedIssue(text, parse_number(number), is_set)


def read_report(body: str) -> Reported:
    """What a report says, made with the form."""
    found = answers(body, FIELDS)
    if found.problems:
        return Reported(problems=found.problems)
    listing = named_listing(found.texts.get("address", ""))
    if not listing:
        message = "the issue does not name a listing."
        fix = "Write the address of its page, or its id, such as `harbour-books/bookshop-survey`."
        return Reported(problems=(issue_problem("issue/unknown-listing", message, fix),))
    said = found.texts.get("what", "").strip()
    wrong = said[0].lower() + said[1:] if said in WRONG else "something is wrong with it"
    return Reported(listing, f"Someone told us that {wrong}.")
