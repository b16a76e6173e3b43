"""Two versions of a file merged: what is clean, what a conflict looks like, what stays."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.reading.conflicts import conflict_line
from generator.reading.three_way import Labels, Merged, three_way

LABELS = Labels("this board", "microinternships 0.1.0", "microinternships 0.2.0")
BASE = b"one\ntwo\nthree\nfour\nfive\n"
LINES = st.lists(st.sampled_from([b"a", b"b", b"=======", b"", b"c d"]), max_size=6)


def merged(base: bytes, ours: bytes, theirs: bytes) -> Merged | None:
    return three_way(base, ours, theirs, LABELS)


def test_changes_of_both_are_kept() -> None:
    ours = BASE.replace(b"one", b"ONE")
    theirs = BASE.replace(b"five", b"FIVE")
    assert merged(BASE, ours, theirs) == Merged(b"ONE\ntwo\nthree\nfour\nFIVE\n")


def test_a_conflict_shows_all_three() -> None:
    found = merged(BASE, BASE.replace(b"three", b"3"), BASE.replace(b"three", b"III"))
    assert found == Merged(
        b"one\ntwo\n"
        b"<<<<<<< this board\n3\n"
        b"||||||| microinternships 0.1.0\nthree\n"
        b"=======\nIII\n"
        b">>>>>>> microinternships 0.2.0\n"
        b"four\nfive\n",
        conflict=3,
    )


def test_line_ends_of_windows_are_no_change() -> None:
    ours = BASE.replace(b"one", b"ONE").replace(b"\n", b"\r\n")
    found = merged(BASE, ours, BASE.replace(b"five", b"FIVE"))
    assert found == Merged(b"ONE\r\ntwo\r\nthree\r\nfour\r\nFIVE\r\n")


def test_many_conflicts_are_still_conflicts() -> None:
    base, ours, theirs = (
        b"".join(b"%s%d\nsame\nsame\n" % (word, at) for at in range(300))
        for word in (b"a", b"b", b"c")
    )
    found = merged(base, ours, theirs)
    assert found is not None and found.conflict == 1
    assert found.content.count(b"<<<<<<< this board\n") == 300


def test_what_is_no_text_is_not_merged() -> None:
    assert merged(BASE, b"\0", BASE + b"six\n") is None


@settings(max_examples=40, deadline=None)
@given(LINES, LINES)
def test_a_change_of_one_side_alone_is_taken(before: list[bytes], after: list[bytes]) -> None:
    base, new = (b"".join(line + b"\n" for line in lines) for lines in (before, after))
    assert merged(base, base, new) == Merged(new)
    assert merged(base, new, base) == Merged(new)
    assert merged(base, new, new) == Merged(new)


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (b"", 0),
        (b"=======\n", 0),
        (b"Title\n=======\n\n>>>>>>> cited seven times\n", 0),
        (b"a: 1\n<<<<<<< this board\nb: 2\n=======\nb: 3\n>>>>>>> main\n", 2),
        (b"a\r\n\r\n<<<<<<< HEAD\r\nb\r\n=======\r\nc\r\n>>>>>>> main", 3),
    ],
)
def test_where_a_conflict_begins(content: bytes, line: int) -> None:
    assert conflict_line(content) == line
