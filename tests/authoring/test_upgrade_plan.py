"""What an upgrade does with a file, from its three versions."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.authoring.upgrade_plan import FilePlan, Outcome, Versions, plan_files
from generator.reading.three_way import Labels

LABELS = Labels("this board", "microinternships 0.1.0", "microinternships 0.2.0")
OLD = b"one\ntwo\nthree\nfour\nfive\n"
NEW = OLD.replace(b"five", b"FIVE")
EDITED = OLD.replace(b"one", b"ONE")
BOTH = b"ONE\ntwo\nthree\nfour\nFIVE\n"
ABSENT = object()
TEXTS = st.one_of(
    st.just(ABSENT),
    st.lists(st.sampled_from(["a", "b", "c"]), max_size=4).map(
        lambda lines: "".join(f"{line}\n" for line in lines).encode()
    ),
)


def plan(old: object, now: object, new: object) -> FilePlan | None:
    """The plan for one file; `ABSENT` where a version does not have it."""
    old_files, now_files, new_files = (
        {} if content is ABSENT else {"a.txt": content} for content in (old, now, new)
    )
    found = [*plan_files(Versions(old_files, now_files, new_files), LABELS)]  # type: ignore[arg-type]
    return found[0] if found else None


@pytest.mark.parametrize(
    ("old", "now", "new", "outcome", "content"),
    [
        (OLD, OLD, NEW, Outcome.TAKEN, NEW),
        (OLD, OLD.replace(b"\n", b"\r\n"), NEW, Outcome.TAKEN, NEW.replace(b"\n", b"\r\n")),
        (ABSENT, ABSENT, NEW, Outcome.ADDED, NEW),
        (OLD, OLD, ABSENT, Outcome.REMOVED, None),
        (OLD, EDITED, ABSENT, Outcome.KEPT, None),
        (OLD, EDITED, OLD, Outcome.KEPT, None),
        (OLD, EDITED, NEW, Outcome.MERGED, BOTH),
        (OLD, BOTH, NEW, Outcome.KEPT, None),
        (OLD, ABSENT, NEW, Outcome.DELETED, None),
        (ABSENT, EDITED, NEW, Outcome.KEPT, None),
        (OLD, None, NEW, Outcome.KEPT, None),
        (OLD, b"\0", NEW, Outcome.KEPT, None),
    ],
)
def test_one_file(
    old: object, now: object, new: object, outcome: Outcome, content: bytes | None
) -> None:
    found = plan(old, now, new)
    assert found is not None
    assert (found.outcome, found.content, found.line) == (outcome, content, 0)


@pytest.mark.parametrize(
    ("old", "now", "new"),
    [
        (OLD, OLD, OLD),
        (OLD, NEW, NEW),
        (ABSENT, NEW, NEW),
        (OLD, ABSENT, ABSENT),
        (OLD, OLD.replace(b"\n", b"\r\n"), OLD),
    ],
)
def test_nothing_to_do(old: object, now: object, new: object) -> None:
    assert plan(old, now, new) is None


def test_a_conflict_has_its_line() -> None:
    found = plan(OLD, OLD.replace(b"two", b"2"), OLD.replace(b"two", b"II"))
    assert found is not None and found.content is not None
    assert (found.outcome, found.line) == (Outcome.CONFLICT, 2)
    assert found.content.splitlines()[1:8:6] == [
        b"<<<<<<< this board",
        b">>>>>>> microinternships 0.2.0",
    ]


@settings(max_examples=200, deadline=None)
@given(TEXTS, TEXTS, TEXTS)
def test_no_edit_is_ever_lost(old: object, now: object, new: object) -> None:
    """A file that differs from what was written is written only merged, and never removed."""
    found = plan(old, now, new)
    if found is None or now in (ABSENT, old):
        return
    assert found.outcome in {Outcome.KEPT, Outcome.MERGED, Outcome.CONFLICT}
    if found.outcome is Outcome.KEPT:
        assert found.content is None
