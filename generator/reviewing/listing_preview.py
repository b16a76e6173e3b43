"""A preview of a listing as students will see it, short enough for a comment."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.board.board import State, state_of
from generator.board.wording import facts, money, number, weekday
from generator.model.listing import Listing, Outcome
from generator.model.numbers import count
from generator.model.vocabulary import Vocabularies
from generator.reporting.github_markdown import plain_text


def preview(listing: Listing, employer: str, vocabularies: Vocabularies, today: date) -> str:
    """Markdown with a title and a table of facts. `employer` is the employer's name."""
    skills = (vocabularies.skills.label(skill) for skill in listing.skills)
    values = dict(facts(listing, skills))
    values["Apply by"] = _deadline(listing, today)
    values["Apply at"] = listing.apply.url or listing.apply.email
    if listing.pay.per == "hour":
        total = money(listing.total_pay, listing.pay.currency)
        values["Pay"] += f" ({total} for about {number(listing.hours.high)} hours)"
    rows = [f"| **{name}** | {plain_text(value)} |" for name, value in values.items()]
    title, summary = plain_text(listing.title), plain_text(listing.summary)
    head = f"#### {title}\n\n{plain_text(employer)}\n\n> {summary}"
    return "\n".join([head, *_outcome(listing.outcome), "", "| | |", "|:--|:--|", *rows])


def _outcome(outcome: Outcome | None) -> Iterator[str]:
    """What became of it, as the page says it."""
    if outcome is None:
        return
    link = f" Result: {plain_text(outcome.link)}." if outcome.link else ""
    hired = " It led to a job or an internship." if outcome.hired else ""
    yield f"\n**What became of it:** {plain_text(outcome.summary)}{hired}{link}"


def _deadline(listing: Listing, today: date) -> str:
    """`Fri 4 December 2026 (11 days left)`."""
    state = state_of(listing, today)
    if state is State.OPEN:
        note = _days_left((listing.deadline - today).days)
    else:
        note = "over" if state is State.EXPIRED else state.value
    return f"{weekday(listing.deadline)} ({note})"


def _days_left(days: int) -> str:
    return f"{count(days, 'day')} left" if days else "today is the last day"
