"""What a listing's page says about its employer: true, and nothing that the board does not know."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from generator.board.board import Board, board_from
from generator.model.employer import Employer, employer_from
from generator.model.listing import Apply, Listing
from generator.rendering.pages.trust import TrustFact, trust_facts
from tests.support.boards import EMPLOYERS, SETTINGS, TODAY, VOCABULARIES, listing

HARBOUR = EMPLOYERS[0]
FLOORS = replace(SETTINGS, floors={"EUR": Decimal(14)})


def shown(*listings: Listing, employer: Employer = HARBOUR) -> Board:
    return board_from((employer, EMPLOYERS[1]), listings, VOCABULARIES, FLOORS, TODAY)


def facts(item: Listing, *others: Listing, employer: Employer = HARBOUR) -> list[TrustFact]:
    return [*trust_facts(shown(item, *others, employer=employer), item)]


def verified(value: object) -> Employer:
    data = {
        "name": "Harbour Books", "website": HARBOUR.website, "about": "Books.",
        "industry": "retail", "country": "PT", "verified": value,
    }  # fmt: skip
    return employer_from("harbour", data)


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (False, "We have not confirmed this employer's identity yet."),
        (True, "We confirmed this employer's identity."),
        (
            {"day": "2026-10-16", "how": "website"},
            "We confirmed this employer's identity on 16 October 2026, by a line that it put on "
            "harbour.example.",
        ),
        (
            {"day": "2026-10-16", "how": "dns"},
            "We confirmed this employer's identity on 16 October 2026, by a record in the DNS of "
            "harbour.example.",
        ),
        (
            {"day": "2036-10-16", "how": "contact"},  # a day to come is a typing mistake
            "We confirmed this employer's identity, by asking at a contact that it publishes "
            "itself.",
        ),
    ],
)
def test_how_and_when_it_was_verified(value: object, said: str) -> None:
    first = facts(listing(), employer=verified(value))[0]
    assert first == TrustFact(said, is_good=value is not False)


@pytest.mark.parametrize(
    ("apply", "said", "is_good"),
    [
        (Apply(url="https://harbour.example/x"), "at harbour.example, its own domain.", True),
        (
            Apply(url="https://jobs.harbour.example/x"),
            "at jobs.harbour.example, the same domain as its website, harbour.example.",
            True,
        ),
        (Apply(email="work@harbour.example"), "at harbour.example, its own domain.", True),
        (
            Apply(url="https://harbour.lever.co/x"),
            "through harbour.lever.co, a service for applications, not on its own domain.",
            False,
        ),
        (
            Apply(email="harbour@gmail.com"),
            "to an address of gmail.com, where anyone can have one.",
            False,
        ),
        (
            Apply(url="https://harbour-jobs.example/x"),
            "at harbour-jobs.example, which is not the domain of its website, harbour.example.",
            False,
        ),
    ],
)
def test_whether_one_applies_on_the_employers_own_domain(
    apply: Apply, said: str, is_good: bool
) -> None:
    assert facts(listing(apply=apply))[1] == TrustFact(f"You apply {said}", is_good)


def test_how_long_it_is_on_the_board_and_what_became_of_its_projects() -> None:
    first = listing("harbour/first", posted=date(2026, 3, 3), deadline=date(2026, 4, 1))
    filled = [listing(f"harbour/f{at}", status="filled") for at in range(2)]
    gone = listing("harbour/gone", status="withdrawn")
    of_another = listing("acme/other", status="filled", posted=date(2026, 1, 1))
    last = facts(listing(), first, *filled, gone, of_another)[-1]
    assert last.text == ("On this board since 3 March 2026: 5 projects (2 filled and 1 withdrawn).")
    assert facts(listing(), first)[-1].text == "On this board since 3 March 2026: 2 projects."
    alone = facts(listing())[-1]
    assert alone.text == "This is its first project here, posted on 20 November 2026."
    assert not alone.is_good
