"""What people type for countries, choices, names and lists."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.checking import typed_words
from generator.checking.rules.place_country_unknown import countries
from tests.support.command import board
from tests.support.trees import EMPLOYER, GOOD, write_tree


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Portugal", "PT"), ("portugal ", "PT"), ("UK", "GB"), ("U.S.A.", "US"), ("us", "US"),
        ("Côte d'Ivoire", "CI"), ("Bosnia and Herzegovina", "BA"), ("Turkey", "TR"),
        ("The Netherlands", "NL"), ("Hong Kong", "HK"), ("EU", ""), ("Narnia", ""), ("", ""),
        ("日本", ""), ("x" * 5000, ""),
    ],
)  # fmt: skip
def test_countries(text: str, code: str) -> None:
    assert typed_words.country(text) == code


def test_every_country_is_known_by_its_code() -> None:
    assert all(typed_words.country(code) == code for code in countries())


@given(st.text(max_size=20))
def test_what_is_found_is_a_country(text: str) -> None:
    assert typed_words.country(text) in countries() | {""}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Portugal", ["PT"]),
        ("Portugal and Spain", ["PT", "ES"]),
        ("Portugal, Spain, and Trinidad and Tobago", ["PT", "ES", "TT"]),
        ("Spain; Spain & Narnia", ["ES", "Narnia"]),
        ("Gondor and Mordor", ["Gondor and Mordor"]),
        (" , ", []),
        ("a and " * 3000, [("a and " * 3000).strip().removesuffix(" and")]),
    ],
)
def test_lists(text: str, found: list[str]) -> None:
    assert typed_words.several(text, typed_words.country) == found


def test_choices() -> None:
    options = {"beginner": (), "research": ("Research and interviews",), "retail": ()}
    for text, chosen in (
        ("beginner", "beginner"), ("BEG", "beginner"), ("Research and", "research"),
        ("re", ""), ("beginners", ""), ("", ""), ("?", ""),
    ):  # fmt: skip
        assert typed_words.choice(text, options) == chosen


def test_other_words() -> None:
    assert [typed_words.per(x) for x in ("an hour", "/h", "the whole project", "a day")] == [
        "hour", "hour", "project", "",
    ]  # fmt: skip
    assert [typed_words.login(x) for x in ("@ana", "https://github.com/ana/", "a b")] == [
        "ana", "ana", "",
    ]  # fmt: skip
    assert [typed_words.count(x) for x in ("2 people", "18 years old", "2-3")] == ["2", "18", ""]
    assert [typed_words.yes_or_no(x) for x in ("Yes", "n", "maybe")] == [True, False, None]
    assert [typed_words.language(x) for x in ("English", "pt", "Elvish")] == ["en", "pt", ""]


@pytest.mark.parametrize(
    ("field", "advice"),
    [
        ("place: {mode: onsite, city: Lisbon, country: Portugal}", "Write `PT`."),
        ("place: {mode: remote, applicant_countries: [Spain]}", "Write `ES`."),
        (
            "place: {mode: remote, applicant_countries: Portugal and Spain}",
            "Write `applicant_countries: [PT, ES]`.",
        ),
        ("place: {mode: remote}\nlanguage: German", "Write `de`."),
    ],
)
def test_messages_say_what_to_write(tmp_path: Path, field: str, advice: str) -> None:
    text = GOOD.replace("place: {mode: remote, applicant_countries: [US, CA]}", field)
    root = write_tree(tmp_path, {"acme/survey.yml": text})
    done = board("check", "--today", "2026-11-23", cwd=root)
    assert done.returncode == 1 and f"help: {advice}\n" in done.stdout


def test_messages_about_an_employer(tmp_path: Path) -> None:
    text = EMPLOYER.replace("[acme-owner]", "['@acme-owner']").replace(": US", ": United States")
    done = board("check", cwd=write_tree(tmp_path, {"acme/employer.yml": text}))
    assert "help: Write `acme-owner`.\n" in done.stdout and "help: Write `US`.\n" in done.stdout
