"""Reminds employers of listings that close soon, closed without a new status, or are done. Pure.

Each employer has one issue, which is updated every day and closed when no listing is left in it.
Its maintainers are mentioned once for each listing and event, not every day: the issue's first
line has the keys of the reminders in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from generator.board.wording import day
from generator.hosts.actions import Action, Post, find_own, issue_actions
from generator.hosts.links import edit_file_url
from generator.model.employer import Employer
from generator.model.listing import Listing
from generator.model.numbers import count
from generator.model.settings import Settings
from generator.reporting.github_markdown import inline_code, plain_text

_MARKER = "<!-- microinternships:reminder"
_CLOSING_SOON_DAYS = 3
_UNFILLED_DAYS = 30  # A listing that closed longer ago needs no reminder.
_DONE_DAYS = 30  # For so long after the work, an employer is asked what became of it.
# GitHub's secondary rate limit allows 80 requests a minute that create content.
_MAX_ACTIONS = 60
_MAX_MENTIONS = 5
_MAX_TITLE_NAME = 80
_KEYS = re.compile(r" told=([a-z0-9:/,-]*) -->")


@dataclass(frozen=True, slots=True)
class Reminder:
    """One employer's listings that close soon, and those that closed with no new status.

    `done` are filled ones whose work is over by now, and that do not say what became of it.
    """

    employer: Employer
    closing: tuple[Listing, ...]
    unfilled: tuple[Listing, ...]
    done: tuple[Listing, ...] = ()

    @property
    def keys(self) -> tuple[str, ...]:
        """A key for each listing and event; a new deadline makes a new key."""
        closing = (f"{listing.id}:closing:{listing.deadline}" for listing in self.closing)
        unfilled = (f"{listing.id}:unfilled:{listing.deadline}" for listing in self.unfilled)
        done = (f"{listing.id}:done:{listing.deadline}" for listing in self.done)
        return (*closing, *unfilled, *done)


def due_reminders(
    employers: Iterable[Employer], listings: Iterable[Listing], today: date
) -> tuple[Reminder, ...]:
    """A reminder for every employer, by id; empty for one whose issue should be closed."""
    by_deadline = sorted(listings, key=lambda listing: (listing.deadline, listing.id))
    open_listings = [listing for listing in by_deadline if listing.status == "open"]
    done_listings = [listing for listing in by_deadline if _is_done(listing, today)]
    reminders = []
    for employer in sorted(employers, key=lambda employer: employer.id):
        own = [listing for listing in open_listings if listing.employer_id == employer.id]
        closing = [item for item in own if 0 <= _days_left(item, today) <= _CLOSING_SOON_DAYS]
        unfilled = [item for item in own if -_UNFILLED_DAYS <= _days_left(item, today) < 0]
        done = [item for item in done_listings if item.employer_id == employer.id]
        reminders.append(Reminder(employer, tuple(closing), tuple(unfilled), tuple(done)))
    return tuple(reminders)


def _is_done(listing: Listing, today: date) -> bool:
    """Whether a listing was filled, its work ended lately, and it does not say what came of it."""
    if listing.status != "filled" or listing.outcome:
        return False
    begins = max(listing.start or listing.deadline, listing.deadline)
    return 0 < (today - begins).days - 7 * listing.duration_weeks <= _DONE_DAYS


def reminder_actions(
    reminders: Iterable[Reminder], existing: Iterable[Post], settings: Settings, today: date
) -> tuple[Action, ...]:
    """What updates the employers' issues, at most 60 actions. `existing` are our open issues."""
    existing = tuple(existing)
    actions = [act for item in reminders for act in _actions(item, existing, settings, today)]
    return tuple(actions[:_MAX_ACTIONS])


def _actions(
    reminder: Reminder, existing: tuple[Post, ...], settings: Settings, today: date
) -> Iterator[Action]:
    employer = reminder.employer
    marker = f"{_MARKER} {employer.id} "
    issue = find_own(existing, marker)
    body = _body(reminder, marker, settings, today) if reminder.keys else ""
    remark = ""
    if issue and set(reminder.keys) - set(_keys_in(issue)):
        remark = f"{_mentions(employer)}There is something new in the list above."
    title = f"{_title_text(employer.name)}: listings to check"
    yield from issue_actions(existing, marker, title, body, remark)


def _keys_in(issue: Post) -> list[str]:
    match = _KEYS.search(issue.body.partition("\n")[0])
    return match[1].split(",") if match else []


def _body(reminder: Reminder, marker: str, settings: Settings, today: date) -> str:
    employer = reminder.employer
    lines = [f"{marker}told={','.join(reminder.keys)} -->"]
    lines.append(f"{_mentions(employer)}this is about listings of {plain_text(employer.name)}.")
    if reminder.closing:
        lines += ["", "**These close soon.** To give people more time, set a later `deadline`:", ""]
        lines += [_row(listing, _closes(listing, today), settings) for listing in reminder.closing]
    if reminder.unfilled:
        lines += [
            "",
            "**These have closed.** If you found someone, add the line `status: filled`. If not, "
            "add `status: withdrawn`, or set a new `deadline` to offer the project again:",
            "",
        ]
        lines += [
            _row(listing, f"closed on {day(listing.deadline)}", settings)
            for listing in reminder.unfilled
        ]
    if reminder.done:
        lines += [
            "",
            "**These should be done.** Say in a sentence or two what became of them: it shows "
            "students that your projects are real. If you would rather not, do nothing; they leave "
            f"this list after {_DONE_DAYS} days:",
            "",
        ]
        lines += [
            f"- {plain_text(item.title)} ({inline_code(item.id)}) · "
            f"[Say what became of it]({settings.url}post/#outcome={item.id})"
            for item in reminder.done
        ]
    lines += [
        "",
        "This list updates itself every day, and the issue closes when the list is empty.",
    ]
    return "\n".join(lines) + "\n"


def _row(listing: Listing, when: str, settings: Settings) -> str:
    url = edit_file_url(settings, listing.file)
    link = f" · [Change it]({url})" if url else ""
    return f"- {plain_text(listing.title)} ({inline_code(listing.id)}), {when}{link}"


def _closes(listing: Listing, today: date) -> str:
    """`closes in 2 days, on 4 December 2026`."""
    days = _days_left(listing, today)
    if days == 0:
        return "closes today"
    return f"closes in {count(days, 'day')}, on {day(listing.deadline)}"


def _days_left(listing: Listing, today: date) -> int:
    return (listing.deadline - today).days


def _mentions(employer: Employer) -> str:
    """`@acme-owner `. Not escaped: the schema allows only names of accounts."""
    return "".join(f"@{name} " for name in employer.maintainers[:_MAX_MENTIONS])


def _title_text(text: str) -> str:
    """Safe in an issue's title, where GitHub renders no Markdown but still links mentions."""
    printable = "".join(character for character in text if character.isprintable())
    return printable.replace("@", "(at)").replace("#", "")[:_MAX_TITLE_NAME]
