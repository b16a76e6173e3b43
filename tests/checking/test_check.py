"""A whole board: all problems of all files at once, and the rest of the board still there."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.checking import parallel
from generator.checking.check import FAILED, Checked, check_file
from generator.checking.rule import Finding, Rule, RuleContext
from generator.checking.rules import RULES
from generator.checking.run import check_all
from generator.checking.workspace import WorkspaceError, open_workspace, read_schema
from generator.model.dates import FIRST_DAY, LAST_DAY
from generator.model.errors import DEBUG
from generator.model.listing import Listing
from generator.model.problem import Place, Severity
from tests.support.command import board
from tests.support.trees import EMPLOYER, GOOD, MKDOCS, OTHER, ROOT, write_tree

DAY = date(2026, 11, 23)


def check(root: Path, today: date = DAY) -> Checked:
    return check_all(open_workspace(root), today).checked


def test_a_good_board_has_no_problem(tmp_path: Path) -> None:
    checked = check(write_tree(tmp_path))
    assert not checked.problems
    assert [listing.id for listing in checked.listings] == ["acme/survey"]


def test_every_broken_file_is_reported_and_the_rest_published(tmp_path: Path) -> None:
    broken = {
        "acme/empty.yml": "",
        "acme/nul.yml": b"title: a\0b\n",
        "acme/bomb.yml": "a: &a [x]\nb: [*a, *a]\n",
        "acme/unpaid.yml": GOOD.replace("amount: 400", "amount: 0"),
        "nobody/survey.yml": OTHER,
        "acme/Twin.yml": GOOD,
        "acme/huge.yml": b"x" * 10_000_000,
    }
    checked = check(write_tree(tmp_path, broken))
    files = {problem.place.file for problem in checked.errors}
    assert files == {f"listings/{name}" for name in broken}
    assert [listing.id for listing in checked.sound().listings] == ["acme/survey"]


def test_problems_come_sorted_and_once(tmp_path: Path) -> None:
    checked = check(write_tree(tmp_path, {"acme/b.yml": "x: 1\n", "acme/a.yml": "x: 1\n"}))
    order = [problem.order for problem in checked.problems]
    assert order == sorted(set(order))


def test_a_broken_employer_takes_its_listings_along_but_no_others(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "zed/employer.yml": EMPLOYER.replace("country: US", "country: usa"),
        "zed/survey.yml": GOOD,
    }
    sound = check(write_tree(tmp_path, files)).sound()
    assert [listing.id for listing in sound.listings] == ["acme/survey"]


def test_an_alias_is_understood_and_hinted_at(tmp_path: Path) -> None:
    text = GOOD.replace("[market-research, excel]", "[MS Excel, excel, Market Research]")
    checked = check(write_tree(tmp_path, {"acme/survey.yml": text}))
    assert checked.listings[0].skills == ("excel", "market-research")
    assert {problem.rule for problem in checked.problems} == {"vocabulary/alias"}
    assert all(problem.severity is Severity.HINT for problem in checked.problems)


def test_a_named_logo_must_be_there(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {"acme/employer.yml": EMPLOYER + "logo: logo.png\n"}
    checked = check(write_tree(tmp_path, files))
    assert [(p.rule, p.place.line) for p in checked.problems] == [("logo/missing", 7)]
    assert not checked.errors
    assert [employer.logo for employer in checked.employers] == [""]


def test_demo_dates_move_by_whole_weeks_and_real_ones_stay(tmp_path: Path) -> None:
    real = GOOD.replace("2026-11-20", "2026-12-20").replace("2026-12-04", "2027-01-10")
    root = write_tree(tmp_path, {"acme/real.yml": real.replace("2026-12-18", "2027-01-20")})
    later = {item.id: item for item in check(root, DAY + timedelta(days=34)).listings}
    sample = later["acme/survey"]
    assert sample.posted == date(2026, 11, 20) + timedelta(weeks=4)
    assert sample.deadline == date(2026, 12, 4) + timedelta(weeks=4)
    assert sample.deliverables[1].due == date(2026, 12, 18) + timedelta(weeks=4)
    assert later["acme/real"].posted == date(2026, 12, 20)


def test_without_a_demo_day_nothing_moves(tmp_path: Path) -> None:
    mkdocs = MKDOCS.replace('    demo_day: "2026-11-23"\n', "")
    listing = check(write_tree(tmp_path, mkdocs=mkdocs), DAY + timedelta(days=300)).listings[0]
    assert listing.posted == date(2026, 11, 20)


def test_several_processes_find_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files: dict[str, str | bytes] = {
        f"acme/l{n}.yml": GOOD if n % 3 else "x: 1\n" for n in range(30)
    }
    root = write_tree(tmp_path, files)
    alone = check(root)
    shutil.rmtree(root / ".cache")
    monkeypatch.setattr(parallel, "_process_count", lambda files: 2)
    monkeypatch.setattr(parallel, "FILES_AT_ONCE", 3)  # more pieces than wait at once
    assert check(root) == alone
    assert check(root) == alone  # from the cache that they filled


@pytest.mark.parametrize(
    ("mkdocs", "said"),
    [
        ("site_name: x\nplugins: [board]\n", "`site_url` is missing"),
        ("plugins: [board]\nsite_url: https://x.example/\n", "`site_name` is missing"),
        (MKDOCS + "    flors: {USD: 1}\n", "Did you mean `floors`?"),
        (MKDOCS + "    time_zone: Mars/Olympus\n", "no time zone"),
        (MKDOCS + "    deadline_max_days: many\n", "deadline_max_days"),
        ("site_name: [\n", "does not end"),
    ],
)
def test_settings_are_checked_too(mkdocs: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(WorkspaceError, match=r"mkdocs\.yml:[0-9]+:") as caught:
        open_workspace(write_tree(tmp_path, mkdocs=mkdocs))
    assert said in str(caught.value)


def test_a_folder_that_is_no_board_is_said_to_be_none(tmp_path: Path) -> None:
    with pytest.raises(WorkspaceError, match=r"the one with mkdocs\.yml"):
        open_workspace(tmp_path)


TOOLS = open_workspace(ROOT).context(DAY)
LINES = GOOD.splitlines()


@given(st.integers(0, len(LINES) - 1), st.text(max_size=60))
def test_any_line_of_a_good_listing_may_be_anything(number: int, text: str) -> None:
    """Yields problems or a listing, never an exception."""
    lines = [*LINES[:number], text, *LINES[number + 1 :]]
    content = "\n".join(lines).encode("utf-8", "surrogatepass")
    result = check_file("listings/acme/x.yml", content, TOOLS)
    errors = [problem for problem in result.problems if problem.severity is Severity.ERROR]
    assert result.item is not None or errors


@given(
    st.sampled_from(sorted(line.split(":")[0] for line in LINES if line[:1].isalpha())),
    st.text(max_size=80),
)
def test_any_field_may_hold_any_text(name: str, text: str) -> None:
    import json

    lines = [line for line in GOOD.splitlines() if not line.startswith(f"{name}:")]
    typed = json.dumps(text, ensure_ascii=False) if text.isprintable() else f"'{text}'"
    content = "\n".join([*lines, f"{name}: {typed}"]).encode("utf-8", "surrogatepass")
    result = check_file("listings/acme/x.yml", content, TOOLS)
    assert result.item is not None or result.problems


@pytest.mark.parametrize("day", ["0001-01-01", "1999-12-31", "2101-01-01", "9999-12-31"])
@pytest.mark.parametrize("field", ["posted", "deadline", "start", "due"])
def test_a_day_at_the_ends_of_the_calendar_is_out_of_range(
    tmp_path: Path, field: str, day: str
) -> None:
    text = re.sub(rf"(\b{field}: )[0-9-]{{10}}|(\b{field}: )flexible", rf"\g<1>\g<2>{day}", GOOD)
    assert day in text
    checked = check(write_tree(tmp_path, {"acme/survey.yml": text}))
    (problem,) = checked.problems
    assert problem.rule == "date/out-of-range"
    assert "accepts dates from 2000 to 2100" in problem.message
    assert problem.place.line == 1 + text[: text.index(day)].count("\n")


@pytest.mark.parametrize("day", [FIRST_DAY, LAST_DAY])
def test_every_rule_can_reckon_with_the_first_and_the_last_day(tmp_path: Path, day: date) -> None:
    text = re.sub(r"[0-9]{4}-[0-9]{2}-[0-9]{2}|flexible", str(day), GOOD)
    assert text.count(str(day)) > 3
    root = write_tree(tmp_path, {"acme/survey.yml": text})
    for today in (FIRST_DAY, DAY, LAST_DAY):
        assert "date/out-of-range" not in {item.rule for item in check(root, today).problems}


def test_the_schemas_say_the_same_bounds() -> None:
    fields = [*_dates(read_schema("listing"))]
    fields += _dates(read_schema("board"))
    fields += _dates(read_schema("employer"))
    assert len(fields) == 7
    for field in fields:
        assert (field["formatMinimum"], field["formatMaximum"]) == (str(FIRST_DAY), str(LAST_DAY))


def _dates(schema: Any) -> Iterator[Mapping[str, Any]]:
    if isinstance(schema, Mapping):
        if str(schema.get("format", "")).startswith("date"):
            yield schema
        for part in schema.values():
            yield from _dates(part)


def failing(*_: object) -> Iterator[Finding]:
    raise OverflowError("date value out of range")


def test_a_rule_that_fails_is_a_problem_of_its_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails_for_one(listing: Listing, context: RuleContext) -> Iterator[Finding]:
        if listing.id == "acme/other":
            failing()
        yield from ()

    rule = Rule("test/fails", Severity.ERROR, listing=fails_for_one)
    monkeypatch.setattr("generator.checking.check.RULES", (*RULES, rule))
    monkeypatch.delenv(DEBUG)
    root = write_tree(tmp_path, {"acme/other.yml": OTHER})
    for _ in range(2):  # it is not kept in the cache, so that it goes away by itself
        checked = check(root)
        (problem,) = checked.problems
        assert (problem.rule, problem.place) == (FAILED, Place("listings/acme/other.yml"))
        assert "OverflowError in test_check.py, line " in problem.message
        assert "report it" in problem.fix
        assert [listing.id for listing in checked.sound().listings] == ["acme/survey"]


def test_a_rule_that_compares_files_and_fails_is_a_problem_of_listings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rule = Rule("test/fails", Severity.ERROR, board=lambda parts, context: iter([failing()]))  # type: ignore[arg-type,list-item]
    monkeypatch.setattr("generator.checking.check.RULES", (*RULES, rule))
    monkeypatch.delenv(DEBUG)
    checked = check(write_tree(tmp_path))
    assert [(item.rule, item.place.file) for item in checked.problems] == [(FAILED, "listings")]
    assert len(checked.sound().listings) == 1


def test_for_those_who_look_for_mistakes_it_is_loud(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rule = Rule("test/fails", Severity.ERROR, listing=failing)
    monkeypatch.setattr("generator.checking.check.RULES", (rule,))
    with pytest.raises(OverflowError):
        check(write_tree(tmp_path))


def test_a_text_that_the_rules_do_not_cover_is_a_hint(tmp_path: Path) -> None:
    """`board check --verbose` names it: no list of phrases knows its language."""
    written = GOOD[GOOD.index("  We build") : GOOD.index("deliverables:")]
    text = GOOD.replace(written, f"  {'四十の書店について調べます。' * 20}\n")
    root = write_tree(tmp_path, {"acme/survey.yml": text})
    done = board("check", "--verbose", "--today", "2026-11-23", cwd=root)
    assert done.returncode == 0, done.stdout
    assert " hint: this text is in a language that our rules don't cover. [" in done.stdout
    assert "  rule: https://board.example/reference/rules/#language-not-judged\n" in done.stdout
    assert done.stdout.count(" hint: ") == 1
