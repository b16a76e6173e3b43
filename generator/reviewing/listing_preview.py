"""A listing as it will look, small enough for a comment."""

from __future__ import annotations

from datetime import date

from generator.board.board import State, state_of
from generator.board.wording import facts, money, number, weekday
from generator.model.listing import Listing
from generator.model.vocabulary import Vocabularies
from generator.reporting.github_markdown import words


def card(listing: Listing, employer: str, vocabularies: Vocabularies, today: date) -> str:
    """Markdown: what a student sees first."""
    skills = (vocabularies.skills.label(skill) for skill in listing.skills)
    found = dict(facts(listing, skills))
    found["Apply by"] = deadline(listing, today)
    found["Apply at"] = listing.apply.url or listing.apply.email
    if listing.pay.per == "hour":
        total = money(listing.total_pay, listing.pay.currency)
        found["Pay"] += f" ({total} for about {number(listing.hours.high)} hours)"
    rows = [f"| **{name}** | {words(value)} |" for name, value in found.items()]
    head = f"#### {words(listing.title)}\n\n{words(employer)}\n\n> {words(listing.summary)}"
    return "\n".join([head, "", "| | |", "|:--|:--|", *rows])


def deadline(listing: Listing, today: date) -> str:
    """`Fri 4 December 2026 (11 days left)`."""
    shown = weekday(listing.deadline)
    state = state_of(listing, today)
    if state is not State.OPEN:
        return f"{shown} ({'over' if state is State.EXPIRED else state.value})"
    left = (listing.deadline - today).days
    return f"{shown} ({_left(left)})"


def _left(days: int) -> str:
    if days == 0:
        return "today is the last day"
    return "1 day left" if days == 1 else f"{days} days left"
