"""A whole board's problems are kept while nothing changes, and for no moment longer."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from generator.checking import run
from generator.checking.kept_run import run_key
from generator.checking.run import Report, check_all, check_paths
from generator.checking.workspace import open_workspace
from generator.reading import files
from tests.support.trees import EMPLOYER, GOOD, MKDOCS, OTHER, write_tree

DAY = date(2026, 11, 23)
BAD = OTHER.replace("level: beginner", "level: begginer")
LOGO = b"\x89PNG\r\n\x1a\n"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A board whose files are old enough to be known by their times."""
    monkeypatch.setattr(files, "now_ns", lambda: time.time_ns() + 3_000_000_000)
    given: dict[str, str | bytes] = {
        "acme/bad.yml": BAD,
        "acme/employer.yml": EMPLOYER + "logo: a.png\n",
        "acme/a.png": LOGO,
    }
    return write_tree(tmp_path / "board", given)


@pytest.fixture
def whole_checks(monkeypatch: pytest.MonkeyPatch) -> list[date]:
    """The days of the checks that were more than a look at what is kept."""
    made: list[date] = []

    def watched(work, today, *others):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN002, ANN202
        made.append(today)
        return check_all(work, today, *others)

    monkeypatch.setattr(run, "check_all", watched)
    return made


def report(root: Path, day: date = DAY, *, cache: bool = True) -> Report:
    (found,) = check_paths(root, [], day, cache=cache)
    return found


def shown(found: Report) -> tuple[object, ...]:
    lines = [found.lines(problem.place.file) for problem in found.problems]
    return found.problems, found.files, found.is_empty, found.rules_url, lines


def test_a_second_check_looks_at_no_file(root: Path, whole_checks: list[date]) -> None:
    first = report(root)
    assert first.files == 4 and [item.rule for item in first.problems] == ["field/not-a-choice"]
    assert shown(report(root)) == shown(first)
    assert whole_checks == [DAY]


def write(path: str, content: str | bytes) -> Callable[[Path], object]:
    data = content.encode() if isinstance(content, str) else content
    return lambda root: (root / path).write_bytes(data)


@pytest.mark.parametrize(
    "change",
    [
        write("listings/acme/survey.yml", GOOD.replace("USD", "usd")),
        write("listings/acme/survey.yml", GOOD),  # the same bytes at another time
        write("listings/acme/other.yml", OTHER),
        write("listings/acme/Odd Name.yml", OTHER),
        write("listings/acme/notes.txt", "x"),
        write("listings/acme/a.png", b"no picture"),
        write("mkdocs.yml", MKDOCS.replace("USD: 15", "USD: 50")),
        lambda root: (root / "listings/acme/a.png").unlink(),
        lambda root: (root / "listings/acme/bad.yml").unlink(),
        lambda root: (root / "listings/acme/bad.yml").rename(root / "listings/acme/good.yml"),
        lambda root: (root / "listings/empty").mkdir(),
        lambda root: (root / "listings/acme/link.yml").symlink_to("survey.yml"),
        lambda root: (
            (root / "schema").mkdir()
            or write("schema/categories.yml", "only: true\nterms:\n- {id: art, label: Art}\n")(root)
        ),
    ],
)
def test_any_change_is_seen(
    root: Path, whole_checks: list[date], change: Callable[[Path], object]
) -> None:
    report(root)
    change(root)
    assert shown(report(root)) == shown(report(root, cache=False))
    assert whole_checks == [DAY] * 3


def test_another_day_is_another_check(root: Path, whole_checks: list[date]) -> None:
    for day in (DAY, DAY + timedelta(days=1), DAY):
        assert shown(report(root, day)) == shown(report(root, day, cache=False))
    assert len(whole_checks) == 6


def test_a_file_written_just_now_may_change_unseen(
    root: Path, whole_checks: list[date], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "now_ns", time.time_ns)
    write("listings/acme/survey.yml", GOOD)(root)
    assert run_key(open_workspace(root), DAY) == ""
    report(root)
    report(root)
    assert whole_checks == [DAY, DAY]


def test_without_a_cache_nothing_is_kept(root: Path, whole_checks: list[date]) -> None:
    report(root, cache=False)
    assert not (root / ".cache").exists()
    report(root)
    report(root, cache=False)
    assert whole_checks == [DAY] * 3


@pytest.mark.parametrize("damage", [b"", b"x", b"{}", b"0" * 16 + b"\n{}"])
def test_a_damaged_one_is_none(root: Path, whole_checks: list[date], damage: bytes) -> None:
    first = report(root)
    (root / ".cache/board/problems.json").write_bytes(damage)
    assert shown(report(root)) == shown(first)
    assert whole_checks == [DAY, DAY]


def test_a_board_without_listings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "now_ns", lambda: time.time_ns() + 3_000_000_000)
    root = tmp_path / "board"
    root.mkdir()
    (root / "mkdocs.yml").write_text(MKDOCS)
    assert [report(root).is_empty for _ in range(2)] == [True, True]


def test_the_key_is_the_same_for_the_same_board(root: Path) -> None:
    keys = {run_key(open_workspace(root), DAY + timedelta(days=n)) for n in (0, 0, 1)}
    assert len(keys) == 2 and "" not in keys
    assert run_key(open_workspace(root, cache=False), DAY) == ""
    assert run_key(open_workspace(root, None, ("acme",)), DAY) == ""
