"""What the listings of an employer or a skill say together, in a few sentences for its page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from generator.board import wording
from generator.board.insights import Insights, middle
from generator.board.slices import Slice, SliceKind
from generator.model.listing import Listing
from generator.model.numbers import count
from generator.rendering.insight_figures import the_last, times_the_minimum, within

_ENOUGH_OF_EMPLOYER = 3  # listings, or filled ones


def insight_line(insights: Insights, part: Slice) -> str:
    """The line; empty if there are too few listings, or if it is another kind of slice."""
    if part.kind is SliceKind.EMPLOYER:
        return " ".join(_employer(insights, (*part.open, *part.closed)))
    if part.kind is SliceKind.SKILL:
        return " ".join(_skill(insights, part.id))
    return ""


def _employer(insights: Insights, listings: Sequence[Listing]) -> Iterator[str]:
    some_are_gone = insights.board.settings.keep_closed_days is not None
    if some_are_gone:
        listings = insights.recent_of(listings)
    if len(listings) < _ENOUGH_OF_EMPLOYER:
        return
    since = f"here since {wording.month(min(item.posted for item in listings))}"
    when = f"posted in {the_last(insights.period_days)}" if some_are_gone else since
    yield f"{count(len(listings), 'project')} {when}."
    half = middle([item.hours.high for item in listings])
    hours = "1 hour" if half == 1 else f"{wording.plain(half)} hours"
    pay = insights.times_the_floor(listings)
    yield f"Half of them take up to {hours}{f'; {_half_pay(middle(pay))}' if pay else ''}."
    days = insights.days_to_fill(listings)
    if len(days) >= _ENOUGH_OF_EMPLOYER:
        yield f"The site saw {len(days):,} of them being filled: half {within(middle(days))}."


def _skill(insights: Insights, skill: str) -> Iterator[str]:
    found = insights.skill_counts.get(skill)
    if found is None or not insights.is_enough(found):
        return
    projects = count(found.asked, "project") if found.asked else "no project"
    taught = f"{found.taught:,} taught it" if found.taught else "none taught it"
    yield f"In {the_last(insights.period_days)}, {projects} asked for it, and {taught}."
    if found_pay := insights.pay_of(insights.recent_by_skill.get(skill, ())):
        yield f"Of those that asked for it, {_half_pay(found_pay.pay.middle)}."


def _half_pay(half: Decimal) -> str:
    return f"half pay at least {times_the_minimum(half)}"
