"""The search index: what is in it, that it is the same every time, and what happens without it."""

from __future__ import annotations

import gzip
import json
import os
import stat
import subprocess
import zlib
from contextlib import nullcontext
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from generator.board.board import Board
from generator.building import BuildError
from generator.building.pagefind import search_files
from generator.model.collection import Collection
from generator.model.listing import Eligibility, Offers, WorkPlace
from generator.rendering.search_data import COLUMNS_PATH, columns, search_documents
from tests.support.boards import LISTINGS, SETTINGS, board, listing, many


def made(of: Board) -> dict[str, bytes]:
    return {file.path: file.content for file in search_files(of)}


def facts(of: Board) -> dict[str, Any]:
    file = columns(of, [f"en_{at}" for at, _ in enumerate(of.open)])
    assert file.path == COLUMNS_PATH
    data: dict[str, Any] = json.loads(zlib.decompress(file.content))
    return data


def values(data: dict[str, Any], facet: str, row: int) -> list[str]:
    """What a row has in a facet, by name."""
    found = data[facet]["rows"][row]
    names = [value[0] for value in data[facet]["values"]]
    return [names[at] for at in (found if isinstance(found, list) else [found])]


def test_only_what_is_open_is_indexed_newest_first() -> None:
    assert [document.url for document in search_documents(board())] == [
        item.id for item in board().open
    ]


def test_a_record_holds_all_that_a_student_may_type() -> None:
    document = search_documents(board())[1]
    assert document.url == "harbour/bookshop-survey"
    for words in (
        "Also called: MS Excel.",  # a skill by its other names
        "Talk to twelve shops",  # the description, as plain text
        "Interview notes of 12 shops",  # what is handed over
        "Research.",
        "Retail.",
        "Portugal or Spain",
        "In English.",
    ):
        assert words in document.content
    assert document.meta["title"] == "Market survey of independent bookshops"
    assert document.meta["who"] == "Harbour Books"
    assert document.meta["pay"] == "€400"
    assert document.meta["deadline"] == "2026-12-14"
    assert not {"verified", "state", "id"} & set(document.meta)


def test_what_is_gained_and_offered_can_be_found() -> None:
    item = listing(gains=("python",), offers=Offers(mentor=True, pathway=("job",)))
    content = search_documents(board(item))[0].content
    assert "Teaches Python." in content
    assert "A mentor." in content
    assert "May lead to a job." in content


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
    assert data["fragments"] == "0 1"


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
    assert {path.split("/")[0] for path in files} == {"pagefind", "find"}
    assert {path for path in files if path.count("/") == 1 and path.endswith((".js", ".json"))} == {
        "pagefind/pagefind.js",
        "pagefind/pagefind-worker.js",
        "pagefind/pagefind-entry.json",
    }
    assert not [path for path in files if "ui" in path or path.endswith(".css")]
    names = json.loads(zlib.decompress(files[COLUMNS_PATH]))["fragments"].split()
    for name, item in zip(names, board().open, strict=True):
        text = gzip.decompress(files[f"pagefind/fragment/en_{name}.pf_fragment"])
        assert json.loads(text.removeprefix(b"pagefind_dcd"))["url"] == item.id


def test_the_same_board_gives_the_same_bytes_in_any_order() -> None:
    listings = many(40)
    assert made(board(*listings)) == made(board(*reversed(listings)))


def test_a_board_in_another_language_is_indexed_in_it() -> None:
    files = made(board(settings=replace(SETTINGS, language="pt")))
    assert list(json.loads(files["pagefind/pagefind-entry.json"])["languages"]) == ["pt"]
    assert "pagefind/wasm.pt.pagefind" in files


def test_a_board_without_open_listings_has_no_search() -> None:
    closed = [replace(item, status="filled") for item in LISTINGS]
    assert made(board(*closed)) == {}


def test_settings_lying_about_do_not_matter(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    expected = made(board())
    (tmp_path / "pagefind.yml").write_text("site: nowhere\nforce_language: xx\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PAGEFIND_FORCE_LANGUAGE", "xx")
    assert made(board()) == expected


def program(folder: Path, text: str) -> str:
    path = folder / "pagefind"
    path.write_text(f"#!/bin/sh\n{text}\n", encoding="utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return os.fspath(path)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("echo disk full >&2; exit 3", "stopped: disk full"),
        ("exit 3", "stopped: it ended with 3"),
        # Base64: an answer of the type Error, with the message "no room".
        (
            "printf 'eyJtZXNzYWdlX2lkIjowLCJwYXlsb2FkIjp7InR5cGUiOiJFcnJvciIsIm1lc3NhZ2UiOiJu"
            "byByb29tIn19,'; cat > /dev/null",
            "said: no room",
        ),
    ],
)
def test_a_program_that_fails_is_one_clear_line(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, text: str, said: str
) -> None:
    monkeypatch.setenv("PAGEFIND_BINARY_PATH", program(tmp_path, text))
    with pytest.raises(BuildError, match=f"^Pagefind, which makes the search, {said}"):
        made(board())


def test_a_program_that_is_missing_is_one_clear_line(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PAGEFIND_BINARY_PATH", os.fspath(tmp_path / "gone"))
    with pytest.raises(BuildError, match="can't be run"):
        made(board())


@pytest.mark.parametrize("fails", [False, True])
def test_no_program_is_left_running(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, fails: bool
) -> None:
    started: list[subprocess.Popen[bytes]] = []
    popen = subprocess.Popen

    def start(*arguments: Any, **options: Any) -> subprocess.Popen[bytes]:
        started.append(popen(*arguments, **options))
        return started[-1]

    monkeypatch.setattr(subprocess, "Popen", start)
    if fails:
        monkeypatch.setenv("PAGEFIND_BINARY_PATH", program(tmp_path, "echo Hm==,; exec sleep 600"))
    with pytest.raises(BuildError, match="understood") if fails else nullcontext():
        made(board())
    assert [process.returncode is None for process in started] == [False]
