"""What an employer should be told: a listing closes soon, or has closed without a word. Pure.

One issue an employer, renewed every day, closed when nothing is left. Names are called once a
listing and occasion, not every day: what was said is noted in the issue's first line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from urllib.parse import quote

from generator.board.wording import day
from generator.github.calls import Call, kept, ours
from generator.model.employer import Employer
from generator.model.listing import Listing
from generator.reporting.github_markdown import code, words

MARKER = "<!-- microinternships:reminder"
SOON_DAYS = 3
_FORGET_DAYS = 30
_MOST_CALLS = 60  # GitHub slows down whoever writes more in a minute
_TOLD = re.compile(r" told=([a-z0-9:/,-]*) -->")


@dataclass(frozen=True, slots=True)
class Reminder:
    """One employer's listings that need a word."""

    employer: Employer
    closing: tuple[Listing, ...]
    unfilled: tuple[Listing, ...]

    @property
    def keys(self) -> tuple[str, ...]:
        """One for each thing that is said; a new deadline makes it a new thing."""
        soon = [f"{item.id}:closing:{item.deadline}" for item in self.closing]
        return (*soon, *(f"{item.id}:unfilled:{item.deadline}" for item in self.unfilled))


def reminders(
    employers: Iterable[Employer], listings: Iterable[Listing], today: date
) -> tuple[Reminder, ...]:
    """What is to be said today, by employer; one with nothing to be said is among them."""
    wanted = [item for item in listings if item.status == "open"]
    found = []
    for employer in sorted(employers, key=lambda item: item.id):
        mine = sorted(
            (item for item in wanted if item.employer_id == employer.id),
            key=lambda item: (item.deadline, item.id),
        )
        closing = (x for x in mine if 0 <= (x.deadline - today).days <= SOON_DAYS)
        unfilled = (x for x in mine if today - timedelta(_FORGET_DAYS) <= x.deadline < today)
        found.append(Reminder(employer, tuple(closing), tuple(unfilled)))
    return tuple(found)


def calls(
    found: Iterable[Reminder], existing: Iterable[Any], edit: str, today: date
) -> tuple[Call, ...]:
    """What to say to GitHub. `edit` is where a file is edited: its path is added to it."""
    existing = tuple(existing)
    made = [call for item in found for call in _calls(item, existing, edit, today)]
    return tuple(made[:_MOST_CALLS])


def _calls(item: Reminder, existing: tuple[Any, ...], edit: str, today: date) -> Iterator[Call]:
    marker = f"{MARKER} {item.employer.id} "
    before = ours(existing, marker)
    new = set(item.keys) - set(_told(before))
    body = _body(item, marker, edit, today) if item.keys else ""
    remark = ""
    if before and new:
        remark = f"{_called(item.employer)}There is something new in the text above."
    yield from kept(
        existing, marker, f"{_plain(item.employer.name)}: listings to look at", body, remark
    )


def _told(before: Mapping[str, Any] | None) -> list[str]:
    match = _TOLD.search(str(before["body"]).partition("\n")[0]) if before else None
    return match[1].split(",") if match else []


def _body(item: Reminder, marker: str, edit: str, today: date) -> str:
    lines = [f"{marker}told={','.join(item.keys)} -->"]
    lines.append(f"{_called(item.employer)}this is about listings of {words(item.employer.name)}.")
    if item.closing:
        lines += ["", "**These close soon.** If you need more time, set a later `deadline`:", ""]
        lines += [_row(listing, _left(listing, today), edit) for listing in item.closing]
    if item.unfilled:
        lines += [
            "",
            "**These have closed.** Did you find somebody? Then add the line `status: filled`, "
            "if not `status: withdrawn`; or set a new `deadline` to offer it again:",
            "",
        ]
        over = [
            _row(listing, f"closed on {day(listing.deadline)}", edit) for listing in item.unfilled
        ]
        lines += over
    lines += ["", "This text renews itself every day, and the issue closes when nothing is left."]
    return "\n".join(lines) + "\n"


def _row(listing: Listing, when: str, edit: str) -> str:
    link = f" · [Change it]({edit}{quote(listing.file)})" if edit else ""
    return f"- {words(listing.title)} ({code(listing.id)}), {when}{link}"


def _left(listing: Listing, today: date) -> str:
    left = (listing.deadline - today).days
    if left == 0:
        return "closes today"
    return f"closes in {left} day{'s' * (left > 1)}, on {day(listing.deadline)}"


def _called(employer: Employer) -> str:
    """GitHub names passed the schema, so they are names and nothing else."""
    return "".join(f"@{name} " for name in employer.maintainers[:5])


def _plain(text: str) -> str:
    """For an issue's title, where GitHub knows no Markdown but still calls names."""
    return "".join(c for c in text if c.isprintable()).replace("@", "(at)").replace("#", "")[:80]
