"""What became of filled projects: on their pages, on their employers' pages and in the API."""

from __future__ import annotations

import pytest

from generator.board import wording
from generator.board.board import Results
from generator.model.listing import Listing, Outcome
from tests.rendering.test_pages import HOSTILE, page_at, text, tree
from tests.support.boards import board, listing
from tests.support.published import answers, published

MADE = "Forty shops told us what they need, and the report is our plan."
TOLD = Outcome(MADE, "https://harbour.example/plan", hired=True)


def filled(name: str, outcome: Outcome | None = None) -> Listing:
    return listing(f"harbour/{name}", status="filled", outcome=outcome)


def harbour(*items: Listing) -> str:
    return text(page_at("employers/harbour/", board(*items)))


def test_a_page_says_it_above_the_project() -> None:
    page = page_at("listings/harbour/shops/", board(filled("shops", TOLD)))
    (section,) = tree(page).xpath("//section[h2='What became of it']")
    assert " ".join(section.text_content().split()) == (
        f"What became of it {MADE} It led to a job or an internship with this employer. "
        "See the result at harbour.example This is what the employer says."
    )
    (link,) = section.xpath(".//a")
    assert (link.get("href"), link.get("rel")) == (TOLD.link, "nofollow ugc noopener")
    assert "Closed. This project was filled, and the work is done." in text(page)
    assert text(page).index(MADE) < text(page).index("The project")


@pytest.mark.parametrize("hired", [None, False])
def test_it_says_no_more_than_the_employer(hired: bool | None) -> None:
    page = page_at("listings/harbour/shops/", board(filled("shops", Outcome(MADE, hired=hired))))
    assert MADE in text(page)
    assert "job or an internship" not in text(page) and "See the result" not in text(page)


def test_without_an_outcome_nothing_is_said() -> None:
    page = page_at("listings/harbour/shops/", board(filled("shops")))
    assert "What became of it" not in text(page) and "someone is working on it" in text(page)


@pytest.mark.parametrize(
    ("results", "said"),
    [
        ((0, 0, 0), ""),
        ((1, 0, 0), ""),
        ((2, 0, 0), ""),
        ((3, 0, 0), "None of 3 closed projects here is marked as filled."),
        ((1, 1, 0), "The one closed project here was filled."),
        ((1, 1, 1), "The one closed project here was filled and led to a job or an internship."),
        ((4, 1, 0), "1 of 4 closed projects here was filled."),
        ((4, 3, 1), "3 of 4 closed projects here were filled; one led to a job or an internship."),
        (
            (1200, 1200, 2),
            "All 1,200 closed projects here were filled; 2 led to a job or an internship.",
        ),
    ],
)
def test_how_an_employer_s_projects_ended(results: tuple[int, int, int], said: str) -> None:
    assert wording.results(Results(*results)) == said


def test_an_employer_s_page_counts_what_is_closed() -> None:
    items = (
        listing("harbour/open"),
        filled("a", TOLD),
        filled("b", Outcome("The table is in use.", hired=False)),
        filled("c"),
        listing("harbour/d", status="withdrawn"),
        listing("acme/e", status="filled", outcome=TOLD),
    )
    said = harbour(*items)
    assert "3 of 4 closed projects here were filled; one led to a job or an internship." in said
    assert said.count(MADE) == 1 and "The table is in use." in said
    skill = text(page_at("skills/excel/", board(*items)))
    assert "Recently closed" in skill and MADE not in skill
    assert "closed project" not in harbour(listing("harbour/open"))


def test_an_open_page_tells_it_of_its_employer() -> None:
    items = (listing("harbour/open"), filled("a", TOLD), filled("b"))
    page = page_at("listings/harbour/open/", board(*items))
    known = "3 projects (2 filled). One led to a job or an internship."
    assert known in text(page)


def test_the_api_has_it_and_counts() -> None:
    items = (listing("harbour/open"), filled("a", TOLD), filled("b", Outcome(MADE, hired=False)))
    found = answers(published(board(*items)))
    assert found["listings/harbour/a.json"]["outcome"] == {
        "summary": MADE,
        "link": TOLD.link,
        "hired": True,
    }
    assert found["listings/harbour/b.json"]["outcome"] == {"summary": MADE, "hired": False}
    assert "outcome" not in found["listings/harbour/open.json"]
    counts = {
        item["id"]: [item[name] for name in ("open", "closed", "filled", "led_to_job")]
        for item in found["employers.json"]["employers"]
    }
    assert counts == {"harbour": [1, 2, 2, 1], "acme": [0, 0, 0, 0]}


def test_what_a_stranger_writes_is_text() -> None:
    hostile = filled("shops", Outcome(HOSTILE, "https://harbour.example/'\"><script>", hired=True))
    for path in ("listings/harbour/shops/", "employers/harbour/"):
        page = page_at(path, board(hostile))
        assert " ".join(HOSTILE.split()) in text(page)
        assert "<script" not in page.content.replace("&lt;script", "")
        assert not tree(page).xpath("//*[@onclick]")
