"""A file, a review and its answer stay small, whatever a stranger writes."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.hostile_files import hostile_files
from generator.checking import check as check_module
from generator.checking.check import CheckContext, check_file
from generator.checking.run import check_all
from generator.checking.workspace import open_workspace
from generator.model.problem import Place, Problem, Severity
from generator.model.problem_limit import (
    MOST_IN_A_FILE,
    MOST_IN_A_REVIEW,
    FileProblems,
    limited,
    limited_review,
    total,
)
from generator.reading.source import MAX_BYTES, parse
from tests.support.command import board
from tests.support.paths import ROOT
from tests.support.trees import GOOD, OTHER, write_tree

DAY = date(2026, 11, 23)
PATH = "listings/acme/x.yml"
HOSTILE = hostile_files()
MORE = re.compile(r"and ([0-9,]+) more problems? in this file\.")


@pytest.fixture(scope="module")
def context() -> CheckContext:
    return open_workspace(ROOT).context(DAY)


def problem(line: int, severity: Severity = Severity.ERROR, file: str = PATH) -> Problem:
    return Problem(Place(file, line), "field/type", f"number {line}", "", severity)


@pytest.mark.parametrize("name", HOSTILE)
def test_no_file_gives_more_than_fifty_and_one(name: str, context: CheckContext) -> None:
    content = HOSTILE[name].encode()
    assert len(content) <= MAX_BYTES
    problems = check_file(PATH, content, context).problems
    assert 0 < len(problems) <= MOST_IN_A_FILE + 1
    more = [item for item in problems if item.rule == "file/more-problems"]
    assert more == [item for item in problems if MORE.fullmatch(item.message)]
    assert more == [*problems[MOST_IN_A_FILE:]]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("title: x\n" * 3001, 3000),
        ("".join(f"k{n}: x\n" for n in range(3000)), 3014),  # and 14 fields are missing
        ("deliverables:\n" + "- a #b\n" * 3000, 214),  # of a list, 200 have a place
    ],
)
def test_all_are_counted(text: str, number: int, context: CheckContext) -> None:
    problems = check_file(PATH, text.encode(), context).problems
    assert total(problems) == number
    assert problems[-1].message == f"and {number - 50:,} more problems in this file."
    assert problems[-1].severity is Severity.ERROR


def test_a_list_is_read_up_to_its_limit(
    context: CheckContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_up: list[str] = []
    monkeypatch.setattr(
        check_module, "resolve_word", lambda *given: looked_up.append(given) or given[2:4]
    )
    text = GOOD.replace(
        GOOD[GOOD.index("skills:") : GOOD.index("level:")], f"skills: [{'~,' * 3000}]\n"
    )
    problems = check_file(PATH, text.encode(), context).problems
    assert [item.rule for item in problems].count("field/too-many") == 1
    assert "3,000" in problems[0].message or "3000" in problems[0].message
    assert len(problems) <= 21 and not looked_up  # each of ten is empty, and nine are there twice


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("place", "{mode: remote, applicant_countries: [" + "zz, " * 100 + "]}"),
        ("aliases", "[" + "A, " * 100 + "]"),
        ("gains", "[" + "~, " * 100 + "]"),
        ("deliverables", "[" + "{a: b}, " * 100 + "]"),
        ("employer", "{maintainers: [" + "-, " * 100 + "]}"),
    ],
)
def test_no_item_beyond_a_limit_has_a_problem(name: str, value: str, context: CheckContext) -> None:
    text = re.sub(rf"^{name}:(?:.*\n)(?:[ -].*\n)*", "", GOOD, flags=re.MULTILINE)
    items = value.split("[")[1].split(", ")
    text += f"{name}: {value}\n"
    source, _ = parse(text.encode(), PATH)
    assert source
    found = check_file(PATH, text.encode(), context).problems
    limit = {"place": 60, "aliases": 10, "gains": 10, "deliverables": 8, "employer": 20}[name]
    inner = {"place": ("applicant_countries",), "employer": ("maintainers",)}.get(name, ())
    path: tuple[str, ...] = (name, *inner)
    places = [source.place((*path, index)) for index in range(len(items) - 1)]
    columns = {(item.place.line, item.place.column) for item in found}
    beyond = {(place.line, place.column) for place in places[limit:]}
    within = {(place.line, place.column) for place in places[:limit]}
    assert not columns & beyond and columns & within


class TestFileProblems:
    @given(st.lists(st.tuples(st.integers(1, 300), st.sampled_from(Severity))))
    def test_errors_come_first_and_everything_is_counted(
        self, given: list[tuple[int, Severity]]
    ) -> None:
        problems = [problem(*one) for one in given]
        kept = FileProblems(problems).result()
        errors = {item for item in problems if item.severity is Severity.ERROR}
        hints = {item for item in problems if item.severity is Severity.HINT}
        shown = [item for item in kept if not item.others]
        assert len(shown) == min(50, len(errors) + len(hints))
        assert len(errors.intersection(shown)) == min(50, len(errors))
        if len(errors | hints) > 50:
            assert kept[-1].others >= len(errors | hints) - 50
            assert kept[-1].severity == (Severity.ERROR if len(errors) > 50 else Severity.HINT)
        else:
            assert set(kept) == errors | hints

    def test_sixty_hints_leave_room_for_an_error(self) -> None:
        hints = [problem(line, Severity.HINT) for line in range(1, 61)]
        kept = limited([*hints, problem(99)])
        assert problem(99) in kept and len(kept) == 51
        assert kept[-1] == Problem(
            Place(PATH),
            "file/more-problems",
            "and 11 more problems in this file.",
            "Only the first are shown: change those, and then check again.",
            Severity.HINT,
            11,
        )

    @given(st.lists(st.integers(1, 400), max_size=400))
    def test_limiting_again_changes_nothing(self, lines: list[int]) -> None:
        once = limited(problem(line, file=f"listings/a/{line % 3}.yml") for line in lines)
        assert limited(once) == once
        assert total(once) == len(set(lines))

    def test_what_is_counted_already_is_added(self) -> None:
        once = FileProblems(problem(line) for line in range(100)).result()
        again = limited([*once, problem(777)])
        assert total(again) == 101 and len(again) == 51


def test_a_review_has_a_thousand_and_one() -> None:
    problems = [
        problem(line, severity, f"listings/a/{number:03}.yml")
        for number in range(40)
        for line in range(1, 21)
        for severity in Severity
    ]
    kept = limited_review(problems, Place("listings"))
    assert len(kept) == MOST_IN_A_REVIEW + 1 and total(kept) == 1600
    assert sum(item.severity is Severity.ERROR for item in kept) == 800
    assert kept[-1].message == "and 600 more problems in 30 files."
    assert (kept[-1].rule, kept[-1].severity) == ("change/more-problems", Severity.HINT)
    errors = limited_review((problem(n, file=f"{n}") for n in range(1001)), Place("listings"))
    assert errors[-1].message == "and 1 more problem in 1 file."
    assert errors[-1].severity is Severity.ERROR


def test_what_compares_listings_is_limited_too(tmp_path: Path) -> None:
    """Each copy by another employer is a hint at the first listing."""
    files: dict[str, str | bytes] = {"acme/survey.yml": OTHER}
    for number in range(70):
        files[f"other-{number}/copy.yml"] = OTHER
        files[f"other-{number}/employer.yml"] = (
            f"name: Other {number}\nwebsite: https://other-{number}.example\ncountry: US\n"
            "about: We make everything a coyote could need, and more.\nindustry: retail\n"
        )
    work = open_workspace(write_tree(tmp_path, files))
    problems = check_all(work, DAY).checked.problems
    of_first = [item for item in problems if item.place.file == "listings/acme/survey.yml"]
    assert len(of_first) == 51 and total(of_first) >= 70
    assert check_all(work, DAY).checked.problems == problems  # from the cache


def _with_links(number: int) -> str:
    links = "\n".join(f"  [a](http://acme.example/{n})" for n in range(number))
    return GOOD.replace("deliverables:", f"{links}\ndeliverables:", 1).replace("excel", "MS Excel")


def test_fixing_needs_no_problem_that_is_only_counted(tmp_path: Path) -> None:
    root = write_tree(tmp_path, {"acme/survey.yml": _with_links(90)})
    done = board("check", "--fix", "--today", f"{DAY}", cwd=root)
    assert "fixed listings/acme/survey.yml" in done.stderr
    text = (root / "listings/acme/survey.yml").read_text(encoding="utf-8")
    assert "MS Excel" not in text and "excel" in text


@pytest.mark.parametrize(
    ("voice", "number"),
    [
        ("text", lambda out: out.count(": error: ")),
        ("json", lambda out: len(json.loads(out)["problems"])),
        ("gitlab", lambda out: len(json.loads(out))),
        ("sarif", lambda out: len(json.loads(out)["runs"][0]["results"])),
        ("github", lambda out: out.count("::error ") + 41),  # GitHub shows ten
    ],
)
def test_every_format_says_how_many_more(
    voice: str, number: Callable[[str], int], tmp_path: Path
) -> None:
    root = write_tree(tmp_path, {"acme/survey.yml": "title: x\n" * 3001})
    done = board("check", "--format", voice, "--today", f"{DAY}", cwd=root)
    assert number(done.stdout) == 51
    if voice != "github":
        assert "and 2,950 more problems in this file." in done.stdout
    if voice == "json":
        assert json.loads(done.stdout)["summary"]["errors"] == 3000
    if voice in ("text", "github"):
        assert done.stdout.endswith("2 files checked: 3,000 errors in 1 file.\n")


def test_a_given_file_has_the_same_limit(tmp_path: Path) -> None:
    root = write_tree(tmp_path / "board")
    (tmp_path / "given.yml").write_text("k: x\n" * 3001, encoding="utf-8")
    done = board("new", "acme/new", "--from", tmp_path / "given.yml", cwd=root)
    assert done.returncode and "and 2,950 more problems in this file." in done.stderr + done.stdout
    assert len((done.stderr + done.stdout).splitlines()) < 300


def test_the_settings_have_the_same_limit(tmp_path: Path) -> None:
    root = write_tree(tmp_path, mkdocs="site_name: x\nextra: {board: {}}\n" + "k: x\n" * 3001)
    done = board("check", "--format", "json", cwd=root)
    assert len(json.loads(done.stdout)["problems"]) == 51
