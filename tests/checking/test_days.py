"""A kept result counts only on the days on which checking the file again would say the same."""

from __future__ import annotations

import inspect
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from generator.checking import parallel
from generator.checking.check import CheckContext, FileResult, check_file
from generator.checking.result_cache import decode, encode
from generator.checking.rule import Rule
from generator.checking.rules import RULES
from generator.checking.run import check_all
from generator.checking.sample_dates import days_of_same_dates, move_sample_dates
from generator.checking.workspace import open_workspace
from generator.model.dates import EVERY_DAY, FIRST_DAY, LAST_DAY, Days
from tests.support.trees import GOOD, MKDOCS, OTHER, write_tree

DAY = date(2026, 11, 23)
# Around today, a week, the 30 days that `posted` may be ahead, and the 90 that a deadline may.
_NEAR = (0, 1, 6, 7, 8, 14, 29, 30, 31, 32, 89, 90, 91)
_SHIFTS = st.sampled_from(_NEAR) | st.sampled_from([-days for days in _NEAR])
_DAYS = _SHIFTS.map(lambda days: DAY + timedelta(days=days))
_REAL = MKDOCS.replace('    demo_day: "2026-11-23"\n', "")


def _listing(text: str, posted: date, deadline: date, start: date, status: str) -> str:
    dated = text.replace("2026-11-20", f"{posted}").replace("2026-12-04", f"{deadline}")
    return f"{dated}start: {start}\nstatus: {status}\n"


def _without(text: str, field: str) -> str:
    return "".join(line for line in text.splitlines(True) if not line.startswith(f"{field}:"))


_LISTINGS = st.builds(
    _listing,
    st.sampled_from([GOOD, OTHER]).map(lambda text: _without(_without(text, "start"), "status")),
    _DAYS, _DAYS, _DAYS, st.sampled_from(["open", "filled"]),
)  # fmt: skip
_BROKEN = st.builds(_without, _LISTINGS, st.sampled_from(["posted", "deadline", "pay"]))


@settings(max_examples=30)
@given(
    st.sampled_from([MKDOCS, _REAL]),
    st.lists(_LISTINGS | _BROKEN, min_size=1, max_size=4),
    st.lists(_DAYS, min_size=2, max_size=4),
)
def test_a_kept_result_is_what_a_new_check_finds(
    mkdocs: str, listings: list[str], days: list[date]
) -> None:
    """On each of several days, in any order: with the cache of those before, and without."""
    with TemporaryDirectory() as folder:
        files: dict[str, str | bytes] = {f"acme/{n}.yml": text for n, text in enumerate(listings)}
        root = write_tree(Path(folder), files, mkdocs)
        for day in days:
            kept = check_all(open_workspace(root), day)
            assert kept == check_all(open_workspace(root, cache=False), day)


def test_only_what_depends_on_the_day_is_checked_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The next day, only a file whose advice names the day and one that is to appear later."""
    later = GOOD.replace("2026-11-20", "2026-12-01").replace("2026-12-04", "2026-12-20")
    files: dict[str, str | bytes] = {
        "acme/broken.yml": _without(OTHER, "posted"), "acme/later.yml": later,
    }  # fmt: skip
    root = write_tree(tmp_path / "board", files, _REAL)
    check_all(open_workspace(root), DAY)
    checked: list[str] = []

    def watched(path: str, content: bytes, context: CheckContext) -> FileResult:
        checked.append(path)
        return check_file(path, content, context)

    monkeypatch.setattr(parallel, "check_file", watched)
    check_all(open_workspace(root), DAY)
    assert checked == []
    check_all(open_workspace(root), DAY + timedelta(days=1))
    assert checked == ["listings/acme/broken.yml", "listings/acme/later.yml"]
    checked.clear()
    check_all(open_workspace(root), date(2026, 12, 1))
    assert checked == ["listings/acme/broken.yml", "listings/acme/later.yml"]
    checked.clear()
    check_all(open_workspace(root), date(2027, 6, 1))
    assert checked == ["listings/acme/broken.yml"]


@given(_DAYS, _DAYS, st.none() | st.just(DAY))
@example(DAY, DAY - timedelta(days=1), DAY)
@example(LAST_DAY, LAST_DAY, LAST_DAY)
def test_the_days_of_the_same_dates(posted: date, today: date, demo_day: date | None) -> None:
    """The dates of a sample are the same on exactly these days."""
    data = {"posted": f"{posted}", "deadline": "2027-01-01", "deliverables": [{"due": "x"}]}
    days = days_of_same_dates(data, demo_day, today)
    moved = move_sample_dates(data, demo_day, today)
    assert today in days
    for shift in range(-15, 16):
        day = today + timedelta(days=shift)
        assert (move_sample_dates(data, demo_day, day) == moved) == (day in days)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_that_reads_the_day_says_for_how_long_its_answer_holds(rule: Rule) -> None:
    """Rules that compare listings run each time, so they may read it."""
    check = rule.listing or rule.employer or rule.board
    reads = "context.today" in inspect.getsource(inspect.getmodule(check) or check)
    if not rule.board:
        assert reads == (rule.same_days is not None)


@pytest.mark.parametrize(
    "days", [EVERY_DAY, Days(DAY, DAY), Days(FIRST_DAY, DAY), Days(DAY, LAST_DAY)]
)
def test_they_are_kept(days: Days) -> None:
    result = FileResult("listings/a/b.yml", None, (), days=days)
    assert decode(*encode(result)) == result


@pytest.mark.parametrize("days", ["x", " ", "2026-11-23", "2026-11-23 2026-02-30", "a b c"])
def test_what_are_no_days_is_refused(days: str) -> None:
    kept = encode(FileResult("listings/a/b.yml", None, ()))
    assert decode(*kept._replace(days=days)) is None
