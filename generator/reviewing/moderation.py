"""What the label `hide` on a report does, and what people are told. Pure but for the board's files.

A stranger's text is never repeated. The listing's id must be one of the board's, the reason is one
of the form's own, and those who are mentioned are the employer's `maintainers` on the board now.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from generator.authoring.hide_listing import already_hidden
from generator.authoring.listing_names import hidden_by_issue, hidden_entries
from generator.checking.workspace import Workspace
from generator.hosts.pull_request import LOGIN
from generator.model.errors import BoardError
from generator.model.hidden import Hidden
from generator.model.problem import Problem
from generator.reading.tree import EMPLOYER_FILE, FOLDER, HIDDEN_FILE
from generator.reporting.github_markdown import inline_code, message_text
from generator.reporting.json import to_json
from generator.reviewing.owner import folder_owner
from generator.reviewing.reported_issue import Reported, ReportedIssue, read_report

_VERSION = 1
_MOST_MENTIONED = 10
_MOST_NAMED = 5
_SENTENCES = 3


@dataclass(frozen=True)
class Moderation:
    """What became of a label: the listing (empty if it is not known), and why nothing changed.

    `owners` are the accounts of its employer, `reason` what its page says. `known` is the entry of
    a listing that the label was to hide, and that is hidden already.
    """

    issue: ReportedIssue
    listing: str = ""
    reason: str = ""
    owners: tuple[str, ...] = ()
    refusals: tuple[str, ...] = ()  # in Markdown
    known: Hidden | None = None

    @property
    def is_fine(self) -> bool:
        """Whether the file was changed."""
        return not self.refusals


def moderate(
    issue: ReportedIssue,
    work: Workspace,
    hide: Callable[[str, str], object],
    unhide: Callable[[str], object],
) -> Moderation:
    """Do what the label says. `hide` gets an id and a reason, `unhide` an id.

    Both may raise BoardError, whose message is then the answer.
    """
    try:
        found = read_report(issue.body) if issue.hide else _to_show(issue, work)
        if found.problems:
            return Moderation(issue, refusals=_sentences(found.problems))
        listing, entries = found.listing, hidden_entries(work, found.listing)
        if issue.hide and entries:
            said = message_text(already_hidden(listing, entries))
            return Moderation(issue, listing, refusals=(said,), known=next(iter(entries.values())))
        owners = owners_of(work, listing.partition("/")[0])
        if issue.hide:
            hide(listing, found.reason)
        else:
            unhide(listing)
    except BoardError as error:
        return Moderation(issue, refusals=(message_text(_capital(str(error))),))
    return Moderation(issue, listing, found.reason, owners)


def _to_show(issue: ReportedIssue, work: Workspace) -> Reported:
    """The listing that comes back when the label is taken off: the one that this issue hid.

    The issue's text may have changed since then. It only counts for a listing that was hidden by
    hand, without an issue's number. Raises BoardError if it is not clear which one comes back.
    """
    own = hidden_by_issue(work, issue.number)
    if len(own) > 1:
        names = ", ".join(f"`{name}`" for name in own[:_MOST_NAMED])
        more = f" and {len(own) - _MOST_NAMED} more" if len(own) > _MOST_NAMED else ""
        raise BoardError(
            f"this issue hid {len(own)} listings: {names}{more}. "
            "Run `board unhide` for each that comes back."
        )
    found = Reported(own[0]) if own else read_report(issue.body)
    entries = hidden_entries(work, found.listing) if found.listing else {}
    others = {entry.issue for entry in entries.values() if entry.issue}
    if others and issue.number not in others:
        raise BoardError(
            f"`{found.listing}` was hidden from issue #{min(others)}, not from this one. "
            "Take the label off there."
        )
    return found


def owners_of(work: Workspace, employer: str) -> tuple[str, ...]:
    """The accounts of an employer's `maintainers`, as the board's files say now; a few at most."""
    folder = f"{FOLDER}/{employer}/"
    own = f"{folder}{EMPLOYER_FILE}"
    listings = [path for path in work.tree.listings if path.startswith(folder)]
    paths = [own] if own in work.tree.employers else listings
    owner = folder_owner(employer, {path: work.read(path) for path in paths}).owner
    names = owner.maintainers if owner else ()
    return tuple(name for name in names if LOGIN.fullmatch(name))[:_MOST_MENTIONED]


def headline(result: Moderation) -> str:
    """The answer in one line, without any text from the issue."""
    if not result.is_fine:
        return "Nothing was changed"
    return "The listing goes off the board" if result.issue.hide else "The listing comes back"


def answer(result: Moderation) -> str:
    """The comment on the issue, in Markdown."""
    if not result.is_fine:
        by_hand = "`board hide` and `board unhide` do the same on your own machine."
        return f"## {headline(result)}\n\n" + "\n".join(
            [*(f"- {text}" for text in result.refusals), "", f"{_next_step(result)} {by_hand}", ""]
        )
    change = (
        "Once a maintainer merges it, the next build takes the listing off the site. Its page then "
        "says that it is under review. The pull request tells the employer. To bring the listing "
        "back, take the label off again."
        if result.issue.hide
        else "Once a maintainer merges it, the next build shows the listing again."
    )
    return (
        f"## {headline(result)}\n\nThere is a pull request for {inline_code(result.listing)}. "
        f"{change}\n"
    )


def _next_step(result: Moderation) -> str:
    if result.known:
        number = result.known.issue
        where = "this issue" if number in {None, result.issue.number} else f"issue #{number}"
        return (
            f"To bring it back, take the label off {where}. If a pull request that brings it back "
            "is open and it must stay hidden, close that."
        )
    if result.issue.hide:
        return "Edit the text above, then set the label again."
    return "If a pull request to hide it is still open, close it."


def title(result: Moderation) -> str:
    """The title of the pull request, and the first line of its commit."""
    verb = "Hide" if result.issue.hide else "Show"
    again = "" if result.issue.hide else " again"
    return f"{verb} {result.listing}{again}, from issue #{result.issue.number}"


def pull_request(result: Moderation) -> str:
    """The text of the pull request, in Markdown. It tells the owner."""
    name, number = inline_code(result.listing), result.issue.number
    if result.issue.hide:
        parts = [
            f"A maintainer set the label `hide` on issue #{number}. With the next build after this "
            f"is merged, {name} is off the site, its feeds, its search and its data.",
            f"Its page says that it is under review, and why: {inline_code(result.reason)}",
            _to_owner(result),
            "**Maintainers:** the reason is public. Change it here if it says too much. Leave the "
            f"issue open until this is settled. Then take the label off, or run "
            f"`board unhide {result.listing}`.",
        ]
    else:
        parts = [
            f"A maintainer took the label `hide` off issue #{number}. With the next build after "
            f"this is merged, {name} is on the site again.",
            _mentions(result, "your listing comes back as it is in your file now."),
        ]
    parts.append(
        "GitHub does not start checks by itself on a pull request that a workflow opened. To start "
        "them, press **Approve workflows to run** below."
    )
    return "\n\n".join(filter(None, parts)) + "\n"


def report(result: Moderation) -> str:
    """One JSON object and a line break, for the workflow."""
    verb = "hide" if result.issue.hide else "unhide"
    document: dict[str, Any] = {
        "version": _VERSION,
        "ok": result.is_fine,
        "action": verb,
        "listing": result.listing if result.is_fine else "",
        "issue": result.issue.number,
        "files": [HIDDEN_FILE] if result.is_fine else [],
        "title": title(result) if result.is_fine else "",
        # One for all reports of a listing: two that hide the same one could not both be merged.
        "branch": f"{verb}/{result.listing}" if result.is_fine else "",
        # The label of a listing that is hidden has to stay: to take it off brings the listing back.
        "relabel": result.issue.hide and not result.is_fine and result.known is None,
    }
    return to_json(document)


def _to_owner(result: Moderation) -> str:
    text = (
        "this is your listing. You have done nothing wrong by being reported, and nothing is "
        "decided yet. Please answer here: is it as described? If something has to change, change "
        "your listing with a pull request as usual, and write it here. A maintainer reads both, "
        "and brings the listing back. Nobody has to apply again."
    )
    employer = result.listing.partition("/")[0]
    return _mentions(result, text) or (
        f"**Maintainers:** the board knows no account of {inline_code(employer)}. Please write to "
        "the employer: what was reported, and that they can answer here."
    )


def _mentions(result: Moderation, text: str) -> str:
    return f"{' '.join(f'@{name}' for name in result.owners)}: {text}" if result.owners else ""


def _sentences(problems: Sequence[Problem]) -> tuple[str, ...]:
    return tuple(
        f"{message_text(_capital(item.message))} {message_text(item.fix)}".rstrip()
        for item in problems[:_SENTENCES]
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
