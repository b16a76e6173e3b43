"""A problem is shown at the words that it is about."""

from __future__ import annotations

import pytest

from generator.model.problem import Path, Place
from generator.reading.source import parse
from generator.reading.text_place import place_of_words

FILE = "listings/acme/x.yml"
TEXT = """\
title: See /x
description: |
  First line.

  See [this](/x) and
    [that](/y).
deliverables:
  - Read /x
    and /z first
  - what: "Read \\u002Fq, /r"
    due: 2026-12-01
apply: {email: a@b.example, instructions: Look at /w}
summary: /y
"""


@pytest.mark.parametrize(
    ("path", "words", "place"),
    [
        (("title",), ["/x"], Place(FILE, 1, 12, 14)),
        (("description",), ["/x"], Place(FILE, 5, 14, 16)),
        (("description",), ["/none", "/y"], Place(FILE, 6, 12, 14)),
        (("deliverables", 0), ["/z"], Place(FILE, 9, 9, 11)),
        (("deliverables", 1, "what"), ["/r"], Place(FILE, 10, 26, 28)),
        (("apply", "instructions"), ["/w"], Place(FILE, 12, 51, 53)),
    ],
)
def test_where_words_are(path: Path, words: list[str], place: Place) -> None:
    source, problems = parse(TEXT.encode(), FILE)
    assert source, problems
    assert place_of_words(source, path, words) == place


def test_words_that_are_not_there_as_they_are() -> None:
    source, problems = parse(TEXT.encode(), FILE)
    assert source, problems
    for path, words in (
        (("deliverables", 1, "what"), ["/q"]),
        (("title",), ["/y"]),
        (("title",), []),
    ):
        assert place_of_words(source, path, words) == source.place(path)
