"""listings/hidden.yml: what is wrong with it is said, and nothing that is wrong shows a listing."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given

from generator.checking.hidden_check import read_hidden
from generator.checking.run import check_changed, check_paths
from generator.checking.workspace import WorkspaceError, hidden_schema, open_workspace
from generator.model.hidden import Hidden
from generator.model.problem import Severity
from generator.reading.tree import HIDDEN_FILE
from generator.reporting.text import report
from tests.support.command import board
from tests.support.hostile import hostile
from tests.support.repositories import Repository
from tests.support.trees import write_tree

GOOD = """\
# Looked at by Ana.
acme/survey:
  since: 2026-11-20
  reason: Someone told us that the pay is not as stated.
  issue: 12
"""
TODAY = date(2026, 11, 23)


def with_file(root: Path, content: str | bytes) -> Path:
    path = root / HIDDEN_FILE
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return root


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write_tree(tmp_path)


def test_what_it_says(root: Path) -> None:
    assert open_workspace(root).hidden == {}
    reason = "Someone told us that the pay is not as stated."
    assert open_workspace(with_file(root, GOOD)).hidden == {
        "acme/survey": Hidden(date(2026, 11, 20), reason, 12)
    }
    (found,) = check_paths(root, [], TODAY)
    assert found.problems == ()


WRONG = {
    "no reason": (GOOD.replace("reason", "# reason"), ":2:1", "[field/missing]", "is missing"),
    "a short reason": (GOOD.replace("Someone told us that the pay is not as stated.", "Scam!"),
                       ":4:11", "[field/too-short]", "it needs at least 10"),
    "a long reason": (GOOD.replace("Someone", "x" * 300), ":4:11", "[field/too-long]", "200"),
    "no such day": (GOOD.replace("11-20", "11-31"), ":3:10", "[date/impossible]", "not exist"),
    "another form of date": (GOOD.replace("2026-11-20", "20.11.2026"), ":3:10", "[date/format]",
                             "Write `2026-11-20`"),
    "a misspelt field": (GOOD.replace("issue", "isue"), ":5:3", "[field/unknown]",
                         "Did you mean `issue`?"),
    "an address for a number": (GOOD.replace("12", "https://a.example/12"), ":5:10",
                                "[field/type]", "a whole number"),
    "a listing twice": (GOOD + GOOD.partition("\n")[2], ":6:1", "[yaml/duplicate-key]", "twice"),
    "a file's name": (GOOD.replace("acme/survey", "acme/survey.yml"), ":2:1", "[field/name]",
                      "can't be a name"),
    "a way out": (GOOD.replace("acme/survey", "../x"), ":2:1", "[field/name]", "can't be a name"),
    "another script": (GOOD.replace("acme/survey", "acme/ѕurvey"), ":2:1", "[field/name]", "name"),
    "no group": ("acme/survey: yes\n", ":1:14", "[field/type]", "fields of its own"),
    "a list": ("- acme/survey\n", ":1:1", "[yaml/", ""),
    "nothing": ("", ":1", "[file/empty]", "empty"),
    "an empty group": ("{}\n", ":1", "[file/empty]", "Delete the file."),
    "comments alone": ("# acme/survey:\n", ":1", "[file/empty]", "only comments"),
    "a key with an alias": ("a/b: &x\n  <<: *x\n", ":1", "", ""),
    "copies of copies": (
        "a/a: &a [x,x,x]\n" + "".join(f"b/b{n}: &a{n} [*a,*a,*a,*a]\n" for n in range(20)),
        ":1:1", "[field/type]", "is a list",
    ),
    "deep": ("a/b: " + "[" * 30_000, ":1", "", ""),
    "a megabyte": ("# " + "x" * 1_000_000 + "\n" + GOOD, ":1", "[file/too-large]", "512 KiB"),
    "thousands": ("".join(f"a/b{n}: {{}}\n" for n in range(1_001)), ":1", "[hidden/too-many]",
                  "1,000 at most"),
    "a control character": (GOOD.replace("pay", "p\x07ay"), ":4", "[file/control-character]", ""),
    "not UTF-8": (GOOD.encode().replace(b"pay", b"p\xffy"), ":4", "[file/not-utf8]", "UTF-8"),
    "a merge that went wrong": ("<<<<<<< a\n" + GOOD + "=======\n>>>>>>> b\n", ":1", "", ""),
}  # fmt: skip


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_file_is_a_problem_with_a_line_and_nothing_goes_on(root: Path, name: str) -> None:
    content, place, rule, said = WRONG[name]
    with pytest.raises(WorkspaceError) as caught:
        open_workspace(with_file(root, content))
    lines = caught.value.lines
    shown = "\n".join(report(caught.value.problems, lambda _: lines, 1))
    assert f"{HIDDEN_FILE}{place}" in shown and rule in shown and said in shown, shown
    assert len(shown) < 20_000


def test_a_check_and_a_build_stop_with_it(root: Path) -> None:
    with_file(root, GOOD.replace("11-20", "11-31"))
    for command in ("check", "build"):
        done = board(command, cwd=root)
        assert done.returncode == 2 and not (root / "site").exists()
        assert "listings/hidden.yml:3:10: error: `acme/survey.since` is 31 November" in done.stderr


@given(hostile(GOOD.encode()))
def test_no_file_hides_nothing_without_a_word(content: bytes) -> None:
    hidden, problems, _ = read_hidden(content, hidden_schema())
    assert bool(hidden) != bool(problems)


def test_no_ordinary_file(root: Path) -> None:
    (root / HIDDEN_FILE).mkdir()
    with pytest.raises(WorkspaceError, match="ordinary file"):
        open_workspace(root)
    (root / HIDDEN_FILE).rmdir()
    (root / HIDDEN_FILE).symlink_to(root / "nothing")
    with pytest.raises(WorkspaceError, match="ordinary file"):
        open_workspace(root)


def test_an_id_that_no_listing_has_is_a_hint_that_knows_a_similar_one(root: Path) -> None:
    """Not an error: who deletes a hidden listing and brings it back finds it hidden."""
    with_file(root, GOOD.replace("acme/survey", "acme/surveys"))
    for _ in range(2):  # the second answer is a kept one
        (found,) = check_paths(root, [], TODAY)
        (problem,) = found.problems
        assert (problem.severity, problem.place.line) == (Severity.HINT, 2)
        assert problem.fix.startswith(
            "Did you mean `acme/survey`? If not, remove it: `board unhide"
        )
    (root / HIDDEN_FILE).unlink()
    survey = root / "listings/acme/survey.yml"
    survey.rename(survey.with_name("shops.yml"))
    with open(survey.with_name("shops.yml"), "a", encoding="utf-8") as file:
        file.write("aliases: [acme/survey]\n")
    (found,) = check_paths(with_file(root, GOOD), [], TODAY)
    assert found.problems == (), "a former id counts"


def test_a_change_of_the_file_alone_is_checked(tmp_path: Path) -> None:
    repository = Repository(tmp_path / "board")
    with_file(repository.root, GOOD.replace("acme/survey", "acme/surveys"))
    found = check_changed(repository.root, "HEAD", TODAY)
    assert [item.rule for item in found.problems] == ["hidden/unknown"]
