"""What a student can judge an employer by: facts that the board knows, good ones and others.

Each is a sentence. What the board does not know, such as when an employer was verified, it does
not say.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from generator.board import wording
from generator.board.board import Board
from generator.checking.rule_kit.hosts import (
    email_host,
    host_of,
    is_application_service,
    is_free_mail,
    registered,
)
from generator.model.employer import Employer
from generator.model.listing import Listing
from generator.model.numbers import count

_HOW = {
    "website": "by a line that it put on {host}",
    "dns": "by a record in the DNS of {host}",
    "contact": "by asking at a contact that it publishes itself",
}


class TrustFact(NamedTuple):
    """One sentence, and whether it speaks for the employer."""

    text: str
    is_good: bool = True


def trust_facts(board: Board, listing: Listing) -> Iterator[TrustFact]:
    """The facts about the employer of `listing`, an open one."""
    employer = board.employer_of(listing)
    yield _identity(employer, board.today)
    yield _where_to_apply(employer, listing)
    yield _time_on_board(board, employer)


def _identity(employer: Employer, today: date) -> TrustFact:
    if not employer.verified:
        return TrustFact("We have not confirmed this employer's identity yet.", is_good=False)
    known = employer.verified_on and employer.verified_on <= today  # else the year is a typo
    day = f" on {wording.day(employer.verified_on)}" if known and employer.verified_on else ""
    how = _HOW.get(employer.verified_how, "").format(host=host_of(employer.website))
    return TrustFact(f"We confirmed this employer's identity{day}{', ' if how else ''}{how}.")


def _where_to_apply(employer: Employer, listing: Listing) -> TrustFact:
    host = host_of(listing.apply.url) or email_host(listing.apply.email)
    own = host_of(employer.website)
    is_own = registered(host) == registered(own)
    if host == own:
        text = f"You apply at {host}, its own domain."
    elif is_own:
        text = f"You apply at {host}, the same domain as its website, {own}."
    elif is_free_mail(host):
        text = f"You apply to an address of {host}, where anyone can have one."
    elif is_application_service(host):
        text = f"You apply through {host}, a service for applications, not on its own domain."
    else:
        text = f"You apply at {host}, which is not the domain of its website, {own}."
    return TrustFact(text, is_own)


def _time_on_board(board: Board, employer: Employer) -> TrustFact:
    record = board.track_record(employer.id)
    since = wording.day(record.since)
    if record.posted == 1:
        return TrustFact(f"This is its first project here, posted on {since}.", is_good=False)
    ended = " and ".join(
        f"{number:,} {word}"
        for number, word in ((record.filled, "filled"), (record.withdrawn, "withdrawn"))
        if number
    )
    of_them = f" ({ended})" if ended else ""
    text = f"On this board since {since}: {count(record.posted, 'project')}{of_them}."
    led = wording.led_to_job(record.led_to_job)
    return TrustFact(f"{text} {led[:1].upper()}{led[1:]}." if led else text)
