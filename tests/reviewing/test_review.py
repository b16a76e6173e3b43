"""Who may change what: pull requests of every odd kind, and the answer each gets."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from generator.checking.rule import Finding, Rule
from generator.checking.rules import RULES
from generator.model.errors import DEBUG
from generator.model.problem import Severity
from tests.support.command import board
from tests.support.repositories import ACME, BASE, CLOSED, HARBOUR, TODAY, Changes, Raw, Repository
from tests.support.trees import GOOD, OTHER

L = "listings/acme/"
RAISED = GOOD.replace("amount: 400", "amount: 450")
LOOK_ALIKE = ACME.replace("acme", "acrne").replace("Acme", "Acrne")


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    return Repository(tmp_path_factory.mktemp("review") / "board")


def review(repository: Repository, head: str, author: str, base: str = "main") -> Any:
    return board(
        *("review", "--base", base, "--head", head, "--author", author),
        *("--format", "json", "--today", TODAY),
        cwd=repository.root,
    )


@dataclass(frozen=True)
class Case:
    """A pull request by `author`; the verdict, the reasons for a maintainer, and the errors."""

    changes: Changes
    verdict: str
    reasons: tuple[str, ...] = ()
    errors: tuple[str, ...] = ()
    author: str = "acme-owner"


CASES = {
    "nothing changes": Case({}, "pass"),
    "an employer edits a listing": Case({L + "survey.yml": RAISED}, "pass"),
    "the login in other capitals": Case({L + "survey.yml": RAISED}, "pass", author="ACME-Owner"),
    "a stranger edits a listing": Case(
        {L + "survey.yml": RAISED}, "needs-maintainer", ("not-yours",), author="eve"
    ),
    "the board's maintainer edits anything": Case({"README.md": "x"}, "pass", author="board-ana"),
    "an open listing is deleted": Case(
        {L + "survey.yml": None}, "mend", (), ("change/deleted-open",)
    ),
    "an employer with open listings is deleted": Case(
        {L + "survey.yml": None, L + "employer.yml": None, L + "old-survey.yml": None},
        "mend", ("employer-deleted",), ("change/deleted-employer",),
    ),
    "a listing is renamed": Case(
        {L + "survey.yml": None, L + "shops.yml": GOOD}, "mend", (), ("change/renamed",)
    ),
    "a listing is renamed, and says so": Case(
        {L + "survey.yml": None, L + "shops.yml": GOOD + "aliases: [acme/survey]\n"}, "pass"
    ),
    "an employer's folder is renamed": Case(
        {
            L + "survey.yml": None, L + "employer.yml": None, L + "old-survey.yml": None,
            "listings/acme-inc/survey.yml": GOOD, "listings/acme-inc/employer.yml": ACME,
            "listings/acme-inc/old-survey.yml": CLOSED,
        },
        "mend", ("employer-deleted", "identity-taken", "new-employer"), ("change/renamed",),
    ),
    "a listing that had closed is new": Case(
        {L + "late.yml": OTHER.replace("2026-11-20", "2026-10-01").replace(
            "2026-12-04", "2026-10-20")},
        "mend", (), ("dates/deadline-passed",),
    ),
    "a listing that is filled is new": Case(
        {L + "late.yml": OTHER + "status: filled\n"}, "mend", (), ("change/new-but-closed",)
    ),
    "an employer verifies itself": Case(
        {L + "employer.yml": ACME + "verified: true\n"}, "needs-maintainer", ("verified-changed",)
    ),
    "an employer says that it was verified lately": Case(
        {"listings/harbour/employer.yml": HARBOUR.replace("true", "{day: 2026-11-20, how: dns}")},
        "needs-maintainer", ("verified-changed",), author="harbour-owner",
    ),
    "a link": Case({L + "link.yml": Raw("120000", "/etc/passwd")}, "mend", (), ("file/link",)),
    "a submodule": Case({L + "sub": Raw("160000", "a" * 40)}, "mend", (), ("file/not-a-file",)),
    "a program": Case(
        {L + "new.yml": Raw("100755", OTHER)}, "mend", (), ("change/program",)
    ),
    "other rules for the same pull request": Case(
        {"schema/listing.schema.json": "{}", L + "new.yml": "title: x\n"},
        "mend", ("rules",), ("field/missing", "field/too-short"),
    ),
    "another program": Case(
        {"generator/checking/check.py": "raise SystemExit(0)"}, "needs-maintainer", ("rules",)
    ),
    "a folder that looks like another": Case(
        {"listings/acrne/employer.yml": LOOK_ALIKE,
         "listings/acrne/x.yml": OTHER.replace("acme.example", "acrne.example")},
        "needs-maintainer", ("identity-taken", "look-alike", "new-employer"), author="eve",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_the_answer(name: str, repository: Repository) -> None:
    case = CASES[name]
    done = review(repository, repository.head(case.changes), case.author)
    assert done.returncode == (case.verdict == "mend"), done.stderr
    found = json.loads(done.stdout)
    assert found["verdict"] == case.verdict
    assert {reason["code"] for reason in found["reasons"]} == set(case.reasons)
    errors = {item["rule"] for item in found["problems"] if item["severity"] == "error"}
    assert errors == set(case.errors)


def test_a_check_that_fails_is_for_a_maintainer(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The author can't fix the program: the answer asks a maintainer, and says why."""

    def fails(*_: object) -> Iterator[tuple[str, Finding]]:
        raise OverflowError

    rule = Rule("test/fails", Severity.ERROR, board=fails)
    monkeypatch.setattr("generator.checking.check.RULES", (*RULES, rule))
    monkeypatch.delenv(DEBUG)
    head = repository.head({L + "survey.yml": RAISED})
    done = review(repository, head, "acme-owner")
    found = json.loads(done.stdout)
    assert (done.returncode, found["verdict"]) == (0, "needs-maintainer")
    assert found["labels"] == ["board: maintainer needed"]
    (reason,) = found["reasons"]
    assert (reason["code"], reason["files"]) == ("check-failed", ["listings"])
    assert reason["text"].startswith("Not your fault: a check of ours could not be finished, beca")
    both = {L + "survey.yml": RAISED.replace("level: beginner", "level: begginer")}
    assert (
        json.loads(review(repository, repository.head(both), "acme-owner").stdout)["verdict"]
        == "mend"
    )


def test_closing_needs_nobody_and_editing_what_is_closed_is_noticed(repository: Repository) -> None:
    edited = CLOSED.replace("amount: 400", "amount: 900")
    done = review(repository, repository.head({L + "old-survey.yml": edited}), "acme-owner")
    rules = [item["rule"] for item in json.loads(done.stdout)["problems"]]
    assert (done.returncode, rules) == (0, ["change/closed-but-edited"])


@pytest.mark.parametrize(
    ("change", "hints"),
    [
        (("amount: 400", "amount: 450"), []),
        (("level: beginner", "level:   'beginner'"), ["change/style"]),
        (("market-research, excel", "market-research, MS Excel"), ["vocabulary/alias"]),
    ],
)
def test_another_style_is_no_mistake(
    repository: Repository, change: tuple[str, str], hints: list[str]
) -> None:
    done = review(
        repository, repository.head({L + "survey.yml": GOOD.replace(*change)}), "acme-owner"
    )
    found = json.loads(done.stdout)
    assert [item["rule"] for item in found["problems"]] == hints
    assert (done.returncode, found["verdict"]) == (0, "pass")


def test_another_style_of_an_employer_is_no_mistake_either(repository: Repository) -> None:
    untidy = ACME.replace("[acme-owner]", "[  acme-owner ]")
    done = review(repository, repository.head({L + "employer.yml": untidy}), "acme-owner")
    assert [item["rule"] for item in json.loads(done.stdout)["problems"]] == ["change/style"]


@pytest.mark.parametrize("base", ["nowhere", "--upload-pack=touch x", "main~99", ""])
def test_a_base_that_does_not_exist(repository: Repository, base: str) -> None:
    done = review(repository, "main", "acme-owner", base)
    assert done.returncode == 2 and done.stdout == ""
    assert done.stderr.count("\n") <= 4, "one clear line, or click's usage"


def test_a_head_that_does_not_exist(repository: Repository) -> None:
    done = review(repository, "f" * 40, "acme-owner")
    assert done.returncode == 2 and "there is no branch or commit" in done.stderr


def test_a_shallow_clone_says_how_to_get_the_rest(repository: Repository, tmp_path: Path) -> None:
    """The branch went on, and the clone has not the commit where the two parted."""
    head = repository.head({L + "survey.yml": RAISED})
    repository.git("update-ref", "refs/heads/asked", head)
    clone = tmp_path / "clone"
    for command in (
        ["clone", "--quiet", "--depth=1", f"file://{repository.root}", str(clone)],
        ["-C", str(clone), "fetch", "--quiet", "--depth=1", "origin", "asked"],
    ):
        subprocess.run(["git", *command], check=True, capture_output=True)
    done = board(
        *("review", "--base", "origin/main", "--head", head, "--author", "acme-owner"), cwd=clone
    )
    assert done.returncode == 2
    assert "shallow" in done.stderr or "fetch-depth" in done.stderr


def test_annotations_are_for_the_lines_and_safe(repository: Repository) -> None:
    bad = GOOD.replace("level: beginner", "level: '::error::x'")
    done = board(
        *("review", "--base", "main", "--head", repository.head({L + "survey.yml": bad})),
        *("--author", "acme-owner", "--annotate", "--today", TODAY),
        cwd=repository.root,
    )
    first = done.stdout.splitlines()[0]
    assert first.startswith("::error file=listings/acme/survey.yml,line=16,col=8")
    assert sum(line.startswith("::") for line in done.stdout.splitlines()) == 1


def test_an_author_who_waits_reads_how_postings_are_reviewed(tmp_path: Path) -> None:
    said = "    moderation: Ana reads every project <within> two working days.\n"
    repository = Repository(tmp_path / "board", {**BASE, "mkdocs.yml": BASE["mkdocs.yml"] + said})
    for author, is_said in (("eve", True), ("acme-owner", False)):
        done = board(
            *("review", "--base", "main", "--head", repository.head({L + "survey.yml": RAISED})),
            *("--author", author, "--format", "comment", "--today", TODAY),
            cwd=repository.root,
        )
        shown = "Ana reads every project &#60;within&#62; two working days."
        assert (shown in done.stdout) == is_said
