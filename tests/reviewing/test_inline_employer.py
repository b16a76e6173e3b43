"""Who may change a folder whose employer is in a listing, and every way around it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.reviewing.plays import with_employer
from tests.support.command import board
from tests.support.repositories import ACME, BASE, MKDOCS, TODAY, Change, Changes, Raw, Repository
from tests.support.trees import GOOD

LISTING = BASE["listings/harbour/web-shop.yml"].replace("harbour.example", "zed.example")
SECOND = GOOD.replace("acme.example", "zed.example")
ZED = ACME.replace("Acme", "Zed").replace("acme", "zed")
FIRST = with_employer(LISTING, ZED)
MINE = ZED.replace("zed-owner", "mallory")
Z = "listings/zed/"


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    """A board on which zed's employer is in its first listing, and acme's in employer.yml."""
    files = {
        "mkdocs.yml": MKDOCS,
        "listings/acme/employer.yml": ACME,
        "listings/acme/survey.yml": GOOD,
        Z + "first.yml": FIRST,
    }
    return Repository(tmp_path_factory.mktemp("inline") / "board", files)


def review(repository: Repository, changes: Changes, author: str) -> Any:
    done = board(
        *("review", "--base", "main", "--head", repository.head(changes), "--author", author),
        *("--format", "json", "--today", TODAY),
        cwd=repository.root,
    )
    assert done.returncode in (0, 1), done.stderr
    return json.loads(done.stdout)


def reasons(found: Any) -> set[str]:
    return {reason["code"] for reason in found["reasons"]}


def errors(found: Any) -> set[str]:
    return {item["rule"] for item in found["problems"] if item["severity"] == "error"}


def happened(found: Any) -> set[tuple[str, str]]:
    return {(event["what"], event["id"]) for event in found["changes"]}


@pytest.mark.parametrize("author", ["zed-owner", "Zed-Owner"])
def test_its_owner_changes_listings(repository: Repository, author: str) -> None:
    raised = FIRST.replace("amount: 400", "amount: 450")
    for changes in ({Z + "first.yml": raised}, {Z + "second.yml": SECOND}):
        found = review(repository, changes, author)
        assert (found["verdict"], reasons(found)) == ("pass", set())
        assert "zed" not in {event["id"] for event in found["changes"]}


def test_a_stranger_does_not(repository: Repository) -> None:
    found = review(repository, {Z + "second.yml": SECOND}, "mallory")
    assert (found["verdict"], reasons(found)) == ("needs-maintainer", {"not-yours"})


def test_what_fmt_does_needs_nobody(repository: Repository) -> None:
    found = review(repository, {Z + "first.yml": LISTING, Z + "employer.yml": ZED}, "zed-owner")
    assert (found["verdict"], reasons(found)) == ("pass", set())
    assert happened(found) == {("changed", "zed/first"), ("changed", "zed")}
    found = review(repository, {Z + "first.yml": LISTING, Z + "employer.yml": ZED}, "mallory")
    assert reasons(found) == {"not-yours"}


def test_and_back(repository: Repository) -> None:
    survey = with_employer(GOOD, ACME)
    changes: Changes = {
        "listings/acme/survey.yml": survey,
        "listings/acme/employer.yml": None,
    }
    found = review(repository, changes, "acme-owner")
    assert (found["verdict"], reasons(found)) == ("pass", set())
    assert happened(found) == {("changed", "acme/survey"), ("changed", "acme")}


@pytest.mark.parametrize("name", ["new", "new-too"])
def test_a_new_employer_in_one_file(repository: Repository, name: str) -> None:
    text = FIRST.replace("zed", name).replace("Zed", name).replace("Compare", "Collect")
    found = review(repository, {f"listings/{name}/first.yml": text}, "somebody")
    assert reasons(found) >= {"new-employer"} and found["verdict"] != "pass"
    assert happened(found) == {("new", f"{name}/first"), ("new", name)}


def test_a_new_employer_can_not_verify_itself(repository: Repository) -> None:
    text = FIRST.replace("zed", "fresh") + "  verified: true\n"
    found = review(repository, {"listings/fresh/first.yml": text}, "somebody")
    assert {"new-employer", "verified-changed"} <= reasons(found)
    assert "field/not-here" in errors(found)


CHANGES: dict[str, tuple[dict[str | bytes, Change], set[str]]] = {
    "its own maintainers": (
        {Z + "first.yml": with_employer(LISTING, MINE)},
        {"maintainers-changed"},
    ),
    "moved, with other maintainers": (
        {Z + "first.yml": LISTING, Z + "employer.yml": MINE},
        {"maintainers-changed"},
    ),
    "an employer.yml beside it": ({Z + "employer.yml": MINE}, {"maintainers-changed"}),
    "an employer.yml that is verified": (
        {Z + "first.yml": LISTING, Z + "employer.yml": ZED + "verified: true\n"},
        {"verified-changed"},
    ),
    "the listing under another name": (
        {
            Z + "first.yml": None,
            Z + "again.yml": with_employer(LISTING + "aliases: [zed/first]\n", MINE),
        },
        {"maintainers-changed"},
    ),
    "in another listing": (
        {Z + "first.yml": LISTING, Z + "second.yml": with_employer(SECOND, MINE)},
        {"maintainers-changed"},
    ),
    "written in another style": (
        {
            Z + "first.yml": LISTING.replace("title:", '"\\u0065mployer":\n'
            + "".join(f"  {line}\n" for line in MINE.splitlines()) + "title:")
        },
        {"maintainers-changed"},
    ),
    "removed": ({Z + "first.yml": LISTING}, {"employer-deleted"}),
    "the whole folder": ({Z + "first.yml": None}, {"employer-deleted"}),
}  # fmt: skip


@pytest.mark.parametrize("name", CHANGES)
def test_what_the_owner_may_not_do_alone(name: str, repository: Repository) -> None:
    changes, expected = CHANGES[name]
    found = review(repository, changes, "zed-owner")
    assert reasons(found) == expected and found["verdict"] != "pass"
    found = review(repository, changes, "mallory")
    assert reasons(found) == expected | {"not-yours"}


@pytest.mark.parametrize(
    ("changes", "author", "error"),
    [
        ({Z + "second.yml": with_employer(SECOND, MINE)}, "mallory", "employer/inline-differs"),
        ({Z + "aaa.yml": with_employer(SECOND, MINE)}, "mallory", "employer/inline-differs"),
        (
            {"listings/acme/aaa.yml": with_employer(LISTING, MINE)},
            "mallory",
            "employer/inline-beside-file",
        ),
        ({Z + "employer.yml": Raw("120000", "../acme/employer.yml")}, "mallory", "file/link"),
        ({Z + "first.yml": FIRST + "x: [\n"}, "mallory", "yaml/syntax"),
        ({Z + "Aaa.yml": with_employer(SECOND, MINE)}, "mallory", "file/name"),
    ],
)
def test_a_second_employer_does_not_take_the_folder(
    changes: Changes, author: str, error: str, repository: Repository
) -> None:
    found = review(repository, changes, author)
    assert "not-yours" in reasons(found)
    assert (found["verdict"], error in errors(found)) == ("mend", True)


def test_an_equal_employer_does_not_either(repository: Repository) -> None:
    found = review(repository, {Z + "second.yml": with_employer(SECOND, ZED)}, "mallory")
    assert (reasons(found), errors(found)) == ({"not-yours"}, set())


def test_a_folder_with_two_owners_has_none(tmp_path: Path) -> None:
    """Such a board has errors; until they are solved, maintainers of the board decide."""
    files = {
        "mkdocs.yml": MKDOCS,
        Z + "first.yml": FIRST,
        Z + "second.yml": with_employer(SECOND, MINE),
    }
    repository = Repository(tmp_path / "board", files)
    for author in ("zed-owner", "mallory"):
        found = review(repository, {Z + "second.yml": SECOND}, author)
        assert reasons(found) == {"no-owner"}


def test_a_broken_listing_does_not_lose_the_folder(tmp_path: Path) -> None:
    """A new rule may make an old file invalid; its owner can still correct it."""
    broken = FIRST.replace("level: beginner", "level: begginer")
    repository = Repository(tmp_path / "board", {"mkdocs.yml": MKDOCS, Z + "first.yml": broken})
    found = review(repository, {Z + "first.yml": FIRST}, "zed-owner")
    assert (found["verdict"], reasons(found)) == ("pass", set())


def test_a_closed_listing_hands_over_its_employer_quietly(tmp_path: Path) -> None:
    closed = LISTING + "status: filled\n"
    files = {"mkdocs.yml": MKDOCS, Z + "first.yml": with_employer(closed, ZED)}
    repository = Repository(tmp_path / "board", files)
    changes: Changes = {Z + "first.yml": closed, Z + "employer.yml": ZED}
    assert review(repository, changes, "zed-owner")["problems"] == []


def test_who_is_told_that_the_listing_is_broken(repository: Repository) -> None:
    changes: Changes = {
        Z + "first.yml": FIRST.replace("level: beginner", "level: begginer"),
        Z + "second.yml": SECOND,
    }
    found = review(repository, changes, "zed-owner")
    assert errors(found) == {"field/not-a-choice", "employer/unreadable"}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("  country: UK", "  country: GB"),
        ("  industry: retial", "  industry: retail"),
        ("  country: us", "  country: US"),
    ],
)
def test_a_line_to_write_instead_is_offered_inside_the_group(
    before: str, after: str, repository: Repository
) -> None:
    name = before.partition(":")[0]
    text = "\n".join(before if line.startswith(name) else line for line in FIRST.split("\n"))
    found = review(repository, {Z + "first.yml": text}, "zed-owner")
    assert [(item["before"], item["after"]) for item in found["corrections"]] == [(before, after)]
