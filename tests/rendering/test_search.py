"""The files of the search: which words find a listing, what is shown of it, and the columns."""

from __future__ import annotations

import json
import zlib
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from generator.board.board import Board
from generator.model.collection import Collection
from generator.model.listing import Eligibility, Offers, WorkPlace
from generator.rendering.search_data import COLUMNS_PATH, columns
from generator.rendering.search_files import search_files
from generator.rendering.word_index import (
    FOLDER,
    IN_SKILL,
    IN_TEXT,
    IN_TITLE,
    SPELLINGS_PATH,
    IndexedText,
    index_files,
    word_index,
    words,
)
from tests.support.boards import LISTINGS, SETTINGS, board, listing, many


def made(of: Board) -> dict[str, Any]:
    """The content of every file of the search."""
    return {file.path: json.loads(zlib.decompress(file.content)) for file in search_files(of)}


def found(of: Board, word: str) -> list[tuple[str, int]]:
    """The listings that have a word, with its weight."""
    files, row, hits = made(of), 0, []
    parts = [files[f"{FOLDER}{name}.bin"] for _, name in files[COLUMNS_PATH]["words"]]
    for posting in next((part[word] for part in parts if word in part), []):
        row += posting >> 2
        hits.append((of.open[row].id, posting & 3))
    return hits


def facts(of: Board) -> dict[str, Any]:
    file = columns(of)
    assert file.path == COLUMNS_PATH
    data: dict[str, Any] = json.loads(zlib.decompress(file.content))
    return data


def values(data: dict[str, Any], facet: str, row: int) -> list[str]:
    """What a row has in a facet, by name."""
    found = data[facet]["rows"][row]
    names = [value[0] for value in data[facet]["values"]]
    return [names[at] for at in (found if isinstance(found, list) else [found])]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Market Surveys, twice", "market surveys twice"),
        ("C++ and C# (or C)", "c++ and c# or c"),
        ("Città di Łódź, København", "citta di lodz kobenhavn"),
        ("Nora’s e-books", "nora e books"),
        ("日本語 text", "日 本 語 text"),
        ("snake_case 120", "snake case 120"),
        ("", ""),
    ],
)
def test_words_have_neither_case_nor_accents(text: str, expected: str) -> None:
    assert words(text) == expected.split()


def test_a_word_counts_most_where_it_says_most() -> None:
    text = IndexedText(
        {IN_TITLE: ("Survey",), IN_SKILL: ("Excel",), IN_TEXT: ("An Excel survey of e-books",)},
        ("MS Excel", "spreadsheet"),
    )
    assert word_index([text]) == {
        "an": [IN_TEXT], "books": [IN_TEXT], "e": [IN_TEXT], "ebooks": [IN_TEXT],
        "excel": [IN_SKILL], "msexcel": [IN_SKILL], "of": [IN_TEXT],
        "spreadsheet": [IN_SKILL], "survey": [IN_TITLE],
    }  # fmt: skip


def test_postings_are_distances() -> None:
    texts = [IndexedText({IN_TEXT: (text,)}) for text in ("a", "b", "a b", "", "a")]
    assert word_index(texts) == {"a": [1, 9, 9], "b": [5, 5]}


def test_words_that_begin_alike_are_in_the_same_part() -> None:
    """A search for `survey` also looks for `surveys`, and loads one part only."""
    postings = {
        f"{start}{end:05}": [1] * 9 for start in ("abc", "abd", "xyz") for end in range(3000)
    }
    files, directory = index_files(postings)
    assert [first[:3] for first, _ in directory] == ["abc", "abd", "xyz"]
    parts = [json.loads(zlib.decompress(file.content)) for file in files]
    assert {word: rows for part in parts for word, rows in part.items()} == postings
    assert [file.path for file in files] == [f"{FOLDER}{name}.bin" for _, name in directory]


def test_only_what_is_open_can_be_found() -> None:
    assert found(board(), "project") == []
    names = {name for name, _ in found(board(), "bookshops")}
    assert names == {"harbour/bookshop-survey", "acme/turbine-data"}


def test_a_listing_is_found_by_all_that_a_student_may_type() -> None:
    name = "harbour/bookshop-survey"
    for word, weight in {
        "market": IN_TITLE,
        "excel": IN_SKILL,
        "msexcel": IN_SKILL,  # a skill by its other names, all words together
        "research": IN_SKILL,  # the kind of work
        "twelve": IN_TEXT,  # the description, as plain text
        "notes": IN_TEXT,  # what is handed over
        "harbour": IN_TEXT,  # the employer
        "retail": IN_TEXT,
        "portugal": IN_TEXT,
        "english": IN_TEXT,
        "beginner": IN_TEXT,
    }.items():
        assert (name, weight) in found(board(), word), word
    assert found(board(), "ms") == []
    assert found(board(), "400") == []  # there is a filter for pay


def test_what_is_gained_and_offered_can_be_found() -> None:
    item = listing(gains=("python",), offers=Offers(mentor=True, pathway=("job",)))
    for word in ("python", "mentor", "job"):
        assert found(board(item), word) == [(item.id, IN_TEXT)], word


def test_corrections_come_from_words_and_names_of_open_listings() -> None:
    data = made(board())[SPELLINGS_PATH]
    assert "bookshops" in data["words"].split()
    assert {"Excel", "MS Excel", "Harbour Books", "Retail"} <= {*data["names"]}
    assert not {"400", "of"} & {*data["words"].split()}
    assert "Translation" not in data["names"]  # nobody asks for it


def test_a_row_holds_what_is_filtered() -> None:
    data = facts(board())
    assert values(data, "skill", 1) == ["excel", "interviewing"]
    assert values(data, "category", 1) == ["research"]
    assert values(data, "industry", 1) == ["retail"]  # the employer's
    assert values(data, "mode", 1) == ["remote"]
    assert values(data, "country", 1) == ["PT", "ES"]
    assert values(data, "country", 0) == ["DK"]  # where the work is
    assert values(data, "currency", 0) == ["EUR"]
    assert [data["amount"], data["hourly"]] == [[22.5, 400], [1, 0]]
    assert [data["least"][1], data["most"][1], data["weeks"][1]] == [15, 20, 3]
    assert data["first"] == "2026-11-23"
    assert data["deadline"] == [0, 21]
    assert data["ids"].split() == [item.id for item in board().open]


def test_anyone_and_anywhere_are_no_values() -> None:
    anyone = listing("acme/a", place=WorkPlace("remote"))
    students = listing("acme/b", eligibility=Eligibility(audience=("students",)))
    data = facts(board(anyone, students))
    assert [values(data, "audience", row) for row in (0, 1)] == [[], ["students"]]
    assert values(data, "country", 0) == []


def test_collections_come_with_their_conditions() -> None:
    first = Collection("first", "First steps", level=("beginner",), hours_max=Decimal(20))
    data = facts(board(settings=replace(SETTINGS, collections=(first,))))
    assert data["collections"] == [
        {
            "path": "collections/first/",
            "label": "First steps",
            "any": {"level": ["beginner"]},
            "most": {"hours": 20},
        }
    ]


def test_the_files_are_those_that_a_browser_asks_for() -> None:
    files = made(board())
    parts = files[COLUMNS_PATH]["words"]
    assert {*files} == {
        COLUMNS_PATH,
        "find/match.bin",
        SPELLINGS_PATH,
        *(f"{FOLDER}{name}.bin" for _, name in parts),
    }


def test_the_same_board_gives_the_same_bytes_in_any_order() -> None:
    listings = many(40)
    one, other = board(*listings), board(*reversed(listings))
    assert [*search_files(one)] == [*search_files(other)]


def test_a_board_without_open_listings_has_no_search() -> None:
    closed = [replace(item, status="filled") for item in LISTINGS]
    assert made(board(*closed)) == {}


def test_columns_say_to_other_boards_how_new_listings_are_and_where_days_end() -> None:
    of = board(listing(posted=date(2026, 11, 20)), listing(id="acme/x", posted=date(2026, 11, 13)))
    data = facts(of)
    assert (data["format"], data["zone"], data["newest"]) == (2, "Etc/GMT+12", "2026-11-20")
    assert data["posted"] == [0, 7]
    assert data["origins"] == {}
