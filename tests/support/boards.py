"""A small board of typed objects, for tests that start behind the checker."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from generator.board.board import Board, board_from
from generator.model.employer import Employer
from generator.model.listing import Apply, Deliverable, Listing, Pay, Range, WorkPlace
from generator.model.markdown import rich_text
from generator.model.settings import Settings
from generator.model.vocabulary import Term, Vocabularies, Vocabulary

TODAY = date(2026, 11, 23)
SETTINGS = Settings(
    name="Test board",
    url="https://board.example/",
    description="Short, paid projects for students.",
    repo_url="https://github.com/example/board",
    contact="board@board.example",
    slice_feeds=("rss", "atom", "json", "calendar"),
)
VOCABULARIES = Vocabularies(
    skills=Vocabulary(
        name="skill",
        file="schema/skills.yml",
        terms={
            "excel": Term("excel", "Excel", ("MS Excel",)),
            "interviewing": Term("interviewing", "Interviewing"),
            "python": Term("python", "Python"),
            "rd": Term("rd", "R&D <basics>"),
        },
    ),
    categories=Vocabulary(
        name="category",
        file="schema/categories.yml",
        terms={"research": Term("research", "Research"), "data": Term("data", "Data")},
    ),
    industries=Vocabulary(
        name="industry",
        file="schema/industries.yml",
        terms={"retail": Term("retail", "Retail"), "energy": Term("energy", "Energy")},
    ),
)
EMPLOYERS = (
    Employer("harbour", "Harbour Books", "https://harbour.example", "Books.", "retail", "PT"),
    Employer("acme", "Acme & Søns", "https://acme.example", "Wind.", "energy", "DK"),
)
DESCRIPTION = """We build a **stock system** for bookshops. You will talk to shops, sort what you
hear, and propose what we should build next.

- Talk to *twelve* shops
- Compare `before < after` & write it down

[Who we are](https://harbour.example/about?a=1&b=2), [on this page](#top), 東京 and 🙂."""


def listing(identifier: str = "harbour/bookshop-survey", **changes: Any) -> Listing:
    """A complete listing, with `changes`."""
    base = Listing(
        id=identifier,
        title="Market survey of independent bookshops",
        summary="Find out what 40 bookshops need from a stock system & tell us in ten slides.",
        description=rich_text(DESCRIPTION),
        deliverables=(
            Deliverable("Interview notes of 12 shops"),
            Deliverable("Ten slides", date(2027, 1, 15)),
        ),
        category="research",
        skills=("excel", "interviewing"),
        level="beginner",
        hours=Range(Decimal(15), Decimal(20)),
        duration_weeks=3,
        pay=Pay(Range(Decimal(400), Decimal(400)), "EUR", "project"),
        place=WorkPlace("remote", applicant_countries=("PT", "ES")),
        posted=date(2026, 11, 20),
        deadline=date(2026, 12, 14),
        apply=Apply(url="https://harbour.example/apply?for=survey&lang=en"),
    )
    return replace(base, **changes)


LISTINGS = (
    listing(),
    listing(
        "acme/turbine-data",
        title="Clean wind turbine data for R&D",
        category="data",
        skills=("python", "rd"),
        pay=Pay(Range(Decimal("22.50"), Decimal(27)), "EUR", "hour"),
        place=WorkPlace("hybrid", city="Århus", country="DK"),
        posted=date(2026, 11, 20),
        deadline=date(2026, 11, 23),
        apply=Apply(email="work@acme.example", instructions="Two sentences on why."),
        aliases=("acme/wind-data", "acme/turbines"),
        start=date(2027, 1, 4),
    ),
    listing("acme/filled", status="filled", industry="retail", posted=date(2026, 11, 2)),
    listing("harbour/last-week", posted=date(2026, 10, 30), deadline=date(2026, 11, 16)),
    listing("harbour/long-ago", posted=date(2026, 8, 1), deadline=date(2026, 9, 1)),
)


def board(*listings: Listing, today: date = TODAY, settings: Settings = SETTINGS) -> Board:
    """The board of `listings`; of a few that show every state when none are given."""
    return board_from(EMPLOYERS, listings or LISTINGS, VOCABULARIES, settings, today)


def many(number: int) -> tuple[Listing, ...]:
    """Open listings, ten a day."""
    return tuple(
        listing(f"harbour/project-{at}", title=f"Project number {at}", posted=TODAY - ago)
        for at in range(number)
        for ago in [timedelta(days=at // 10)]
    )
